"""Reference data that the repository ships. What each file is, and its licence, stands in the README beside it."""

import csv
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def path(name: str) -> Path:
    """Where a shipped file lies."""
    return FOLDER / name


def open_lines(name: str) -> Iterator[str]:
    """The lines of a shipped text file, unpacked when its name ends in .xz."""
    opener = lzma.open if name.endswith(".xz") else open
    with opener(FOLDER / name, "rt", encoding="utf-8", newline="") as lines:
        yield from lines


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a shipped CSV file, by column."""
    return csv.DictReader(open_lines(name))


def records(name: str) -> Iterator[dict[str, Any]]:
    """The objects of a shipped JSON Lines file."""
    return (json.loads(line) for line in open_lines(name))


def document(name: str) -> dict[str, Any]:
    """A shipped JSON file as a whole."""
    return json.loads("".join(open_lines(name)))
