"""What a file is, judged by its content, never by its name; what cannot be a paper is refused with what to do instead."""

import hashlib
import re
from dataclasses import dataclass
from typing import BinaryIO

from . import packages, pdf, refusals
from .refusals import DocumentRefused

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
"""Type under which a file is handed out, by what it was found to be."""
FORMATS = {kind: form for form, kind in TYPES.items()}
HEAD = 64 * 1024
PIECE = 1024 * 1024
NAME_LENGTH = 150
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""An Office file under a password is a compound file with this stream (MS-OFFCRYPTO 2.3.2)."""
_OTHERS = (
    (b"MZ", refusals.PROGRAM),
    (b"\x7fELF", refusals.PROGRAM),
    (b"\xcf\xfa\xed\xfe", refusals.PROGRAM),
    (b"\xca\xfe\xba\xbe", refusals.PROGRAM),
    (b"#!", refusals.PROGRAM),
    (b"{\\rtf", refusals.RICH_TEXT),
    (b"\x89PNG", refusals.PICTURE),
    (b"\xff\xd8\xff", refusals.PICTURE),
    (b"GIF8", refusals.PICTURE),
    (b"BM", refusals.PICTURE),
    (b"II*\0", refusals.PICTURE),
    (b"MM\0*", refusals.PICTURE),
    (b"Rar!", refusals.ARCHIVE),
    (b"7z\xbc\xaf", refusals.ARCHIVE),
    (b"\x1f\x8b", refusals.ARCHIVE),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|script|svg|body)", re.IGNORECASE)


@dataclass(frozen=True)
class Examined:
    """A file found fit to be kept."""

    content_type: str
    size: int
    sha256: str


def examine(file: BinaryIO, size: int, limit: int) -> Examined:
    """Look into a file and answer what it is. `limit` in bytes. Raises DocumentRefused; leaves the file at its beginning."""
    if size == 0:
        raise DocumentRefused(refusals.EMPTY)
    if size > limit:
        raise DocumentRefused(refusals.TOO_LARGE, size=-(-size // PIECE), limit=limit // PIECE)
    form = _form_of(file)
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    return Examined(TYPES[form], size, digest.hexdigest())


def _form_of(file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        pdf.check(file)
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    if head.startswith(packages.COMPOUND):
        raise DocumentRefused(refusals.LOCKED if _PROTECTED in head + _tail(file) else refusals.OLD_OFFICE)
    for sign, said in _OTHERS:
        if head.startswith(sign):
            raise DocumentRefused(said)
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise DocumentRefused(refusals.WEB_PAGE)
    if not head.strip(b"\0 \t\r\n"):
        raise DocumentRefused(refusals.EMPTY)
    raise DocumentRefused(refusals.WRONG_TYPE if b"\0" in head else refusals.PLAIN_TEXT)


def _packed(file: BinaryIO) -> str:
    form = packages.kind_of(file)
    match form:
        case "docx":
            packages.check_office(file, "word/document.xml")
        case "xlsx":
            packages.check_office(file, "xl/workbook.xml")
        case "ofd":
            packages.check_ofd(file)
        case "pptx":
            raise DocumentRefused(refusals.SLIDES)
        case _:
            raise DocumentRefused(refusals.ARCHIVE)
    return form


def _tail(file: BinaryIO) -> bytes:
    """The end of a compound file, where its list of streams often stands."""
    size = file.seek(0, 2)
    file.seek(max(0, size - HEAD))
    tail = file.read()
    file.seek(0)
    return tail


def plain_name(name: str) -> str:
    """The file's own name without folders and control characters, cut to a length that every system takes."""
    base = re.split(r"[\\/]", name)[-1]
    clean = "".join(letter for letter in base if letter.isprintable()).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    if dot and len(suffix) <= 8:
        return f"{stem[: NAME_LENGTH - len(suffix) - 1]}.{suffix}"
    return clean[:NAME_LENGTH]


def offered_name(name: str, content_type: str) -> str:
    """The name under which a file is handed out: its ending always says what the file is."""
    form = FORMATS[content_type]
    stem, dot, suffix = name.rpartition(".")
    if suffix.lower() == form and stem:
        return name
    return f"{(stem if dot and len(suffix) <= 8 else name) or 'document'}.{form}"
