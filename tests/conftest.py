"""A loud house: no network, no undefined template variable, no warning passes unseen; the clock stands where a test puts it."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import Node
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from portal import translations
from portal.base import clock

ROOT = Path(__file__).resolve().parent.parent
FIXED_DAY = date(2020, 6, 30)


def pytest_configure(config):
    """Compile the translations once, before the tests spread over processes."""
    if not os.environ.get("PYTEST_XDIST_WORKER") and translations.compile_if_stale(ROOT / "locale"):
        translation_file_changed(None, Path("django.mo"))  # Django read the old ones while it was set up


def pytest_collection_modifyitems(items):
    """Browser and worker tests are slow by nature."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("worker"):
            item.add_marker("slow")


class UndefinedVariable(str):
    """What Django puts where a template names something that is not there: here, an error.

    Templates of Django's own admin rely on undefined names, so only those of this repository are strict.
    """

    def __contains__(self, key):
        return key == "%s" or super().__contains__(key)

    def __mod__(self, name):
        origin = self._template()
        if origin is None or origin.startswith(str(ROOT / ".venv")) or "site-packages" in origin:
            return ""
        raise AssertionError(f"{origin} uses the undefined variable {name!r}")

    @staticmethod
    def _template():
        frame = sys._getframe(2)
        while frame is not None:
            node = frame.f_locals.get("self")
            if isinstance(node, Node) and getattr(node, "origin", None):
                return str(node.origin.name)
            frame = frame.f_back
        return None


@pytest.fixture(scope="session", autouse=True)
def strict_templates(django_test_environment):
    engines["django"].engine.string_if_invalid = UndefinedVariable("undefined")


@pytest.fixture
def clock_at():
    """Set the clock for the rest of the test: `clock_at(date(2020, 6, 30))`, or a moment; may be called again."""
    open_blocks = []

    def set_to(moment):
        block = clock.at(moment)
        block.__enter__()
        open_blocks.append(block)
        return moment

    yield set_to
    while open_blocks:
        open_blocks.pop().__exit__(None, None, None)


@pytest.fixture
def fixed_clock(clock_at):
    """30 June 2020, nine in the morning in Shanghai."""
    return clock_at(FIXED_DAY)


@pytest.fixture
def indexed(db):
    """`indexed()` makes the search index of what the test has entered so far."""
    from standards import labels
    from standards.search import rebuild
    from standards.search.catalogue import KINDS

    def make():
        labels.forget()
        for kind in KINDS.values():
            rebuild.rebuild(kind)

    return make


@pytest.fixture(autouse=True)
def first_language():
    """A page read in English leaves English behind in its thread; every test begins in the portal's first language."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_index_left():
    """An index that a test or an import has made knows nothing of the next test's records."""
    from standards.search import index
    from standards.search.catalogue import KINDS

    yield
    for kind in KINDS.values():
        if index.pointer_path(kind).exists():
            index.pointer_path(kind).unlink()
            index.reader(kind).forget()
