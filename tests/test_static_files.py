"""What the pages ask for is there, and its lack breaks nothing."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

from portal.static_files import ForgivingStorage

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")


def names_in_templates():
    templates = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "portal").rglob("templates/**/*.html")]
    return sorted({name for path in templates for name in NAMED.findall(path.read_text())})


def test_every_file_named_in_a_template_exists():
    names = names_in_templates()
    assert "bootstrap/bootstrap.min.css" in names
    assert [name for name in names if finders.find(name) is None] == []


@pytest.fixture
def storage(tmp_path):
    storage = ForgivingStorage(location=tmp_path, base_url="/static/")
    storage.save("a.css", ContentFile(b"a { color: red }"))
    list(storage.post_process({"a.css": (storage, "a.css")}))
    return storage


@pytest.mark.parametrize(("name", "url"), (("a.css", r"/static/a\.[0-9a-f]{12}\.css"), ("b.css", r"/static/b\.css")))
def test_address_is_hashed_or_at_least_plain(storage, name, url):
    assert re.fullmatch(url, storage.url(name))


def test_collected_file_is_compressed_both_ways(storage, tmp_path):
    hashed = storage.stored_name("a.css")
    storage.save("long.css", ContentFile(b"a { color: red }\n" * 100))
    list(storage.post_process({"long.css": (storage, "long.css")}))
    long = storage.stored_name("long.css")
    assert (tmp_path / hashed).exists()
    assert [(tmp_path / f"{long}{ending}").exists() for ending in (".gz", ".br")] == [True, True]
