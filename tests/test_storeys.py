"""The linter's contract knows every room of the roof."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# portal/__init__.py imports celery, and settings are read by name; neither imports an app.
BELOW_THE_ROOF = {"__init__", "base", "celery", "environment", "settings", "__pycache__", "static"}


def test_every_module_of_the_roof_is_in_the_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    roof = contracts[0]["layers"][0]
    listed = {part.strip(" ()").removeprefix("portal.") for part in roof.split(":")}
    found = {path.stem for path in (ROOT / "portal").iterdir() if path.is_dir() or path.suffix == ".py"}
    assert found - BELOW_THE_ROOF - listed == set()
