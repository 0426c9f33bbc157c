"""The rules of the house. Each guard looks at the whole source and names the place that breaks it."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import get_resolver

from portal.base.access import is_public
from tests import house
from tests.access_table import TABLE
from tests.house import ROOT, place

FILE_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES = 400, 40, 30, 150
#: Names that say nothing of what is inside.
EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|services?|managers?|process|handle|data)(_|$)")
WRITES = ("save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create")
PURE = (
    "standards/designations.py",
    "standards/adoptions.py",
    "standards/lifecycle.py",
    "standards/area_rules.py",
    "standards/status.py",
)
PURE_FOLDERS = ("programmes/metrics", "standards/designation_families")
PHRASE = re.compile(r"[A-Za-z]{3,}")


def test_files_keep_their_budget():
    long = {place(path): n for path in house.python_files(tests=True) if (n := len(path.read_text().splitlines())) > FILE_LINES}
    assert long == {}


def test_functions_keep_their_budget():
    long = {
        f"{place(path)}:{node.lineno} {node.name}": house.length(node)
        for path in house.python_files()
        for node in house.functions(path)
        if house.length(node) > (VIEW_LINES if house.is_view(node) else FUNCTION_LINES)
    }
    assert long == {}


def test_templates_keep_their_budget():
    templates = [path for path in house.tracked() if path.suffix in {".html", ".txt"} and "templates" in path.parts]
    long = {place(path): n for path in templates if (n := len(path.read_text().splitlines())) > TEMPLATE_LINES}
    assert (long, len(templates) > 20) == ({}, True)


def test_modules_are_named_after_what_they_are():
    named = [place(path) for path in house.python_files() if EMPTY_NAMES.search(path.stem)]
    assert named == []


def test_views_write_only_through_actions():
    found = []
    for path in house.python_files():
        if not path.stem.startswith(("views", "forms", "api")):
            continue
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                owner = ast.unparse(node.func.value)
                if "objects" in owner or node.func.attr in ("save", "delete", "bulk_create"):
                    found.append(f"{place(path)}:{node.lineno} {owner}.{node.func.attr}")
    assert found == []


def test_pure_modules_know_neither_models_nor_the_clock():
    pure = [path for path in house.python_files() if place(path) in PURE or place(path).startswith(PURE_FOLDERS)]
    found = []
    for path in pure:
        for node in ast.walk(house.tree(path)):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                module = getattr(node, "module", "") or ""
                names = {alias.name for alias in node.names}
                if module.startswith("django.db") or module.endswith("models") or names & {"clock", "models", "timezone"}:
                    found.append(f"{place(path)}:{node.lineno} {module} {sorted(names)}")
            if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow"):
                found.append(f"{place(path)}:{node.lineno} .{node.attr}")
    assert (found, {place(path) for path in pure} >= set(PURE)) == ([], True)


def test_nobody_asks_the_wall_clock():
    allowed = {"portal/base/clock.py"}
    found = [
        f"{place(path)}:{node.lineno}"
        for path in house.python_files()
        if place(path) not in allowed
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("timezone.now", "datetime.now", "date.today", "datetime.utcnow", "datetime.today")
    ]
    assert found == []


def test_tasks_are_thin():
    """A task loads, calls one function, returns nothing."""
    fat = {
        f"{place(path)} {node.name}": house.length(node)
        for path in house.python_files()
        if path.stem == "tasks"
        for node in house.functions(path)
        if house.length(node) > 8 or any(isinstance(piece, ast.Return) and piece.value for piece in ast.walk(node))
    }
    assert fat == {}


def test_imports_go_down():
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([str(command)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_address_is_in_the_table_and_only_those():
    names = {name or route for name, route, _ in house.addresses()}
    assert (sorted(names - set(TABLE)), sorted(set(TABLE) - names)) == ([], [])


def test_public_views_are_those_that_the_table_opens_to_strangers():
    wrong = []
    for name, route, view in house.addresses():
        row = TABLE.get(name or route)
        if row and is_public(view) != row.public:
            wrong.append(name or route)
    assert (wrong, len(get_resolver().url_patterns) > 5) == ([], True)


def test_the_linter_sees_an_import_that_goes_up(tmp_path):
    """The guard itself is seen to fail: a copy of the rooms with one import upwards breaks the contract."""
    for room in house.ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("reference", "static", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    bad = tmp_path / "portal/base/names.py"
    bad.write_text(bad.read_text() + "\nfrom standards.models import Standard  # noqa\n")
    command = Path(sys.executable).with_name("lint-imports")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run([str(command)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, "portal.base.names -> standards.models" in run.stdout) == (1, True)


def pages():
    return [path for path in house.tracked() if path.suffix == ".html" and not place(path).startswith("templates/emails/")]


@pytest.mark.parametrize("mark", ("onclick=", "onsubmit=", "onchange=", "style=", "<style", "javascript:"))
def test_templates_hold_no_inline_script_or_style(mark):
    assert [place(path) for path in pages() if mark in path.read_text()] == []


def test_templates_fetch_nothing_from_elsewhere():
    elsewhere = re.compile(r"""(?:src|action)=["'](?:https?:)?//|<link[^>]+href=["'](?:https?:)?//""")
    assert [place(path) for path in pages() if elsewhere.search(path.read_text())] == []


def test_no_path_of_a_machine_and_no_package_host():
    marks = re.compile(r"(^|[^\w.])/(work|farm|root)/\w|\"resolved\": *\"http|--(extra-)?index-url", re.MULTILINE)
    kinds = {".py", ".md", ".toml", ".json", ".html", ".sh", ".txt", ".yml", ""}
    read = [path for path in house.tracked() if path.suffix in kinds and path.stat().st_size < 2_000_000]
    own = Path(__file__).name
    assert [place(path) for path in read if path.name != own and marks.search(path.read_text(errors="ignore"))] == []


def test_lists_of_fields_are_written_out():
    """`fields = "__all__"` would publish tomorrow's column today."""
    assert [place(path) for path in house.python_files() if "__all__" + '"' in path.read_text()] == []
