"""The text of an OFD file (GB/T 33190): pieces of text with their place on the page."""

import posixpath
import zipfile
from typing import BinaryIO
from xml.etree import ElementTree as ET

from . import packages
from .packages import Progress, local, named

SAME_LINE = 2.0
"""Millimetres between the upper edges of pieces that stand in one line."""


def pages_of(file: BinaryIO, progress: Progress) -> list[str]:
    """The text of each page, in the order of the document's list of pages."""
    with packages.opened(file) as packed:
        places = list(_places(packed))
        found = []
        for number, place in enumerate(places, start=1):
            page = packages.tree(packed, place)
            found.append("\n".join(_lines(page)) if page is not None else "")
            progress(number, len(places))
    return found


def _places(packed: zipfile.ZipFile) -> list[str]:
    found: list[str] = []
    root = packages.tree(packed, "OFD.xml")
    for body in named(root, "DocRoot") if root is not None else ():
        document = (body.text or "").strip().lstrip("/")
        listed = packages.tree(packed, document)
        folder = posixpath.dirname(document)
        for page in named(listed, "Page") if listed is not None else ():
            base = page.get("BaseLoc", "")
            found.append(base.lstrip("/") if base.startswith("/") else posixpath.normpath(posixpath.join(folder, base)))
    return found


def _lines(page: ET.Element) -> list[str]:
    """Pieces whose upper edges lie together make a line; lines from top to bottom, pieces from left to right."""
    pieces = []
    for one in named(page, "TextObject"):
        text = "".join(code.text or "" for code in one if local(code.tag) == "TextCode")
        left, top = (_number(word) for word in [*one.get("Boundary", "").split(), "0", "0"][:2])
        if text.strip():
            pieces.append((top, left, text))
    lines: list[list[tuple[float, float, str]]] = []
    for piece in sorted(pieces):
        if lines and piece[0] - lines[-1][0][0] <= SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return ["".join(text for _top, _left, text in sorted(line, key=lambda one: one[1])).strip() for line in lines]


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return 0.0
