"""From a stored file to its text, pages and clauses, whatever its form."""

from dataclasses import dataclass
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from . import fixed_layout, pdf, refusals, word
from .clauses import Clause, clauses_of
from .packages import Progress
from .recognising import FORMATS
from .refusals import NotReadable

ROWS = 20_000
"""Rows of one sheet that are read as text."""
TEXT_LIMIT = 20_000_000


@dataclass(frozen=True)
class Read:
    """What was found in a file. `pages` is unknown for forms whose pages the printing program makes."""

    text: str
    pages: int | None
    clauses: list[Clause]
    whole: bool = True


def read(file: BinaryIO, content_type: str, progress: Progress) -> Read:
    """Raises NotReadable when there is no text; any other error means a file that its reader cannot follow."""
    found = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "ofd": _ofd}[FORMATS[content_type]](file, progress)
    if not found.text.strip():
        raise NotReadable(refusals.PICTURES_ONLY)
    return found


def _clean(text: str) -> str:
    """PostgreSQL takes neither NUL nor halves of a surrogate pair."""
    return text[:TEXT_LIMIT].replace("\0", "").encode("utf-8", "ignore").decode()


def _pdf(file: BinaryIO, progress: Progress) -> Read:
    pages, whole = pdf.pages_of(file, progress)
    text = _clean("\n".join(pdf.without_running_heads(pages)))
    return Read(text, len(pages), clauses_of(text), whole)


def _docx(file: BinaryIO, progress: Progress) -> Read:
    text = _clean(word.text_of(file))
    return Read(text, None, clauses_of(text))


def _ofd(file: BinaryIO, progress: Progress) -> Read:
    pages = fixed_layout.pages_of(file, progress)
    text = _clean("\n".join(pdf.without_running_heads(pages)))
    return Read(text, len(pages), clauses_of(text))


def _xlsx(file: BinaryIO, progress: Progress) -> Read:
    """Each sheet is a part of its own under its name; a row is a line."""
    try:
        book = CalamineWorkbook.from_filelike(file)
    except CalamineError as problem:
        raise NotReadable(refusals.UNREADABLE) from problem
    sheets = []
    for number, name in enumerate(book.sheet_names, start=1):
        rows = book.get_sheet_by_name(name).to_python(nrows=ROWS)
        lines = [_clean(" | ".join(str(cell) for cell in row)) for row in rows if any(cell != "" for cell in row)]
        sheets.append(Clause(f"sheet-{number}", _clean(name), 1, lines))
        progress(number, len(book.sheet_names))
    filled = [sheet for sheet in sheets if sheet.lines]
    return Read("\n".join(sheet.text for sheet in filled), len(sheets), filled)
