"""PDF papers: what must not be in them, and their text page by page. pypdf reads them and runs nothing that stands in them."""

import logging
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from . import refusals
from .packages import Progress
from .refusals import DocumentRefused

OBJECT_LIMIT = 200_000
"""Objects looked at in one file. A standard of 300 pages has some ten thousand."""
SECONDS = 240
"""Time for the text of one file; what is not read by then is left out, and said so."""
_AWAY = frozenset({"/Parent", "/P", "/Resources", "/Contents", "/StructTreeRoot", "/Metadata", "/AP", "/Thumb", "/Prev"})
"""Ways that lead back, or to what only draws."""
_RUNS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/RichMediaExecute"})
_CARRIES = frozenset({"/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"})
_BROKEN = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, RecursionError, OverflowError)

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every blemish it has mended


def check(file: BinaryIO) -> None:
    """A whole PDF without password, scripts, programs and attachments. Raises DocumentRefused."""
    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted:
            raise DocumentRefused(refusals.LOCKED)
        for one in _dictionaries(reader):
            _check_one(one)
        if not len(reader.pages):
            raise DocumentRefused(refusals.DAMAGED)
    except DocumentRefused:
        raise
    except _BROKEN as problem:
        raise DocumentRefused(refusals.DAMAGED) from problem


def _check_one(one: DictionaryObject) -> None:
    if one.get("/S") in _RUNS or "/JS" in one or "/JavaScript" in one:
        raise DocumentRefused(refusals.SCRIPTS)
    if not _CARRIES.isdisjoint(one) or one.get("/Subtype") in ("/FileAttachment", "/RichMedia"):
        raise DocumentRefused(refusals.ATTACHMENTS)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary from which a viewer could start something: catalogue, names, outline, pages, notes, form fields."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer["/Root"]]
    looked = 0
    while waiting:
        one = waiting.pop()
        looked += 1
        if looked > OBJECT_LIMIT:
            raise DocumentRefused(refusals.TANGLED)
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            one = one.get_object()
        if isinstance(one, ArrayObject):
            waiting.extend(each for each in one if isinstance(each, (IndirectObject, ArrayObject, DictionaryObject)))
        elif isinstance(one, DictionaryObject):
            yield one
            if not isinstance(one, StreamObject):
                waiting.extend(value for key, value in one.items() if key not in _AWAY)


def pages_of(file: BinaryIO, progress: Progress) -> tuple[list[str], bool]:
    """The text of each page, and whether all were read in time."""
    reader = PdfReader(file, strict=False)
    total, begun = len(reader.pages), time.monotonic()
    found: list[str] = []
    for number, page in enumerate(reader.pages, start=1):
        if time.monotonic() - begun > SECONDS:
            return found, False
        found.append(_text_of(page))
        progress(number, total)
    return found, True


def _text_of(page: Any) -> str:
    """One page that cannot be read leaves a gap, not an error."""
    try:
        return str(page.extract_text())
    except (*_BROKEN, ZeroDivisionError, LookupError, NotImplementedError):
        return ""


def without_running_heads(pages: list[str]) -> list[str]:
    """Number of the standard at the head, number of the page at the foot: lines that begin or end most pages alike."""
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    common = _common([page[0] for page in lines if page]) | _common([page[-1] for page in lines if page])
    return ["\n".join(_trimmed(page, common)) for page in lines]


def _mark(line: str) -> str:
    """A running line without what changes from page to page; a bare page number, Roman ones too, is nothing."""
    bare = line.strip(" -—·\u3000")
    if bare.isdigit() or (bare and not bare.strip("IVXivx")):
        return ""
    return "".join(letter for letter in line if not letter.isspace())


def _common(found: list[str]) -> set[str]:
    marks = [_mark(line) for line in found]
    return {mark for mark in set(marks) if len(found) > 2 and marks.count(mark) * 2 > len(found)}


def _trimmed(page: list[str], common: set[str]) -> list[str]:
    begin, end = 0, len(page)
    while begin < end and begin < 2 and _mark(page[begin]) in common:
        begin += 1
    while end > begin and len(page) - end < 2 and _mark(page[end - 1]) in common:
        end -= 1
    return page[begin:end]
