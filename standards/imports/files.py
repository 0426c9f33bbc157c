"""What a file is, judged by its content, never by its name. What is no table is refused with one sentence."""

import gzip
import io
import lzma
import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext_noop

from .said import FileRefused

UPLOAD_LIMIT = 64 * 1024 * 1024
"""Bytes of a file sent through the browser."""
UNPACKED_LIMIT = 2 * 1024 * 1024 * 1024
"""Bytes after unpacking; more is taken for a bomb."""
SHEET_LIMIT = 512 * 1024 * 1024
"""Bytes of an unpacked workbook: it is read into memory."""
HEAD = 262_144

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", gettext_noop("This is an old Office file (.xls or .doc). Save the table as .xlsx or CSV.")),
    (b"%PDF", gettext_noop("This is a PDF file, not a table. Ask for the table as .xlsx or CSV.")),
    (b"\x89PNG", gettext_noop("This is a picture, not a table.")),
    (b"\xff\xd8\xff", gettext_noop("This is a picture, not a table.")),
    (b"GIF8", gettext_noop("This is a picture, not a table.")),
    (b"Rar!", gettext_noop("This archive cannot be opened here. Unpack it and send the table itself.")),
    (b"7z\xbc\xaf", gettext_noop("This archive cannot be opened here. Unpack it and send the table itself.")),
    (b"\x7fELF", gettext_noop("This is a program, not a table.")),
    (b"MZ", gettext_noop("This is a program, not a table.")),
)
_MARKUP = re.compile(rb"\s*(?:<!doctype|<html|<\?xml|<script|<table)", re.IGNORECASE)
NOT_A_TABLE = gettext_noop("This is not a table. Send CSV, .xlsx or JSON Lines.")
TOO_LARGE = gettext_noop("The file is too large: at most %(limit)s MB after unpacking.")
TOO_LARGE_TO_SEND = gettext_noop("The file is too large: at most %(limit)s MB. Import it with manage.py.")
MACROS = gettext_noop("The workbook holds macros. Save it as .xlsx without macros.")
DAMAGED = gettext_noop("The file is damaged and cannot be unpacked.")
EMPTY = gettext_noop("The file is empty.")
NOT_TEXT = gettext_noop("The text of the file cannot be read. Save it as UTF-8 or GB18030.")
ARRAY = gettext_noop("The file is one JSON list. Send JSON Lines: one object a line.")


@dataclass
class Opened:
    """A file ready to be read: `kind` is csv, xlsx or jsonl; `fraction` says how much of it has been read, 0 to 1."""

    kind: str
    stream: BinaryIO
    fraction: Callable[[], float]
    encoding: str = ""

    def close(self) -> None:
        self.stream.close()


class _Limited(io.RawIOBase):
    """An unpacked stream that stops at the limit."""

    def __init__(self, inner: BinaryIO, raw: BinaryIO, limit: int) -> None:
        self.inner, self.raw, self.left, self.limit = inner, raw, limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            piece = self.inner.read(len(buffer))
        except (OSError, EOFError, lzma.LZMAError) as problem:
            raise FileRefused(DAMAGED) from problem
        self.left -= len(piece)
        if self.left < 0:
            raise FileRefused(TOO_LARGE, limit=self.limit // 1024 // 1024)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self.inner.close()
        self.raw.close()
        super().close()


def open_file(path: str | Path, limit: int = UNPACKED_LIMIT) -> Opened:
    """Open a table, packed or not. Raises FileRefused."""
    raw = Path(path).open("rb")  # noqa: SIM115 - handed to the caller
    try:
        return _open(raw, Path(path).stat().st_size, limit)
    except BaseException:
        raw.close()
        raise


def _open(raw: BinaryIO, size: int, limit: int) -> Opened:
    if size == 0:
        raise FileRefused(EMPTY)

    def fraction() -> float:
        return 1.0 if raw.closed else min(raw.tell() / size, 1.0)  # the text reader closes what it has read to its end

    magic = raw.read(6)
    raw.seek(0)
    if magic.startswith(b"PK\x03\x04"):
        check_workbook(raw)
        return Opened("xlsx", raw, fraction)
    inner: BinaryIO = raw
    if magic.startswith(b"\x1f\x8b"):
        inner = gzip.GzipFile(fileobj=raw)  # type: ignore[assignment]
    elif magic == b"\xfd7zXZ\x00":
        inner = lzma.LZMAFile(raw)  # type: ignore[assignment]  # noqa: SIM115 - closed with the stream
    stream = io.BufferedReader(_Limited(inner, raw, limit), HEAD)
    head = stream.peek(HEAD)
    if head.startswith(b"PK\x03\x04"):
        with stream:
            return Opened("xlsx", _unpacked_workbook(stream), lambda: 1.0)
    return _open_text(stream, head, fraction)


def _open_text(stream: io.BufferedReader, head: bytes, fraction: Callable[[], float]) -> Opened:
    for sign, template in _OTHERS:
        if head.startswith(sign):
            raise FileRefused(template)
    if not head.strip():
        raise FileRefused(EMPTY)
    encoding = encoding_of(head)
    if encoding != "utf-16" and (b"\0" in head or _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))):
        raise FileRefused(NOT_A_TABLE)
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if first == b"[" and encoding == "utf-8-sig":
        raise FileRefused(ARRAY)
    return Opened("jsonl" if first == b"{" else "csv", stream, fraction, encoding)


def encoding_of(head: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else GB18030, which holds GBK and GB 2312."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    whole = head[: head.rfind(b"\n") + 1] or head
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            whole.decode(encoding)
        except UnicodeDecodeError as problem:
            if problem.start < len(whole) - 4:
                continue
        return encoding
    raise FileRefused(NOT_TEXT)


def _unpacked_workbook(stream: io.BufferedReader) -> BinaryIO:
    """A packed workbook is unpacked into a temporary file, since it is read from its end."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller
    left = SHEET_LIMIT
    while piece := stream.read(HEAD):
        left -= len(piece)
        if left < 0:
            raise FileRefused(TOO_LARGE, limit=SHEET_LIMIT // 1024 // 1024)
        file.write(piece)
    file.seek(0)
    check_workbook(file)
    return file  # type: ignore[return-value]


def check_workbook(file: BinaryIO) -> None:
    """A plain workbook: no macros, no bomb, and really a workbook."""
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
            names = {entry.filename for entry in entries}
            if sum(entry.file_size for entry in entries) > SHEET_LIMIT or len(entries) > 10_000:
                raise FileRefused(TOO_LARGE, limit=SHEET_LIMIT // 1024 // 1024)
            if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
                raise FileRefused(NOT_A_TABLE)
            if any("vbaProject" in name or "macrosheets" in name for name in names):
                raise FileRefused(MACROS)
            if b"macroEnabled" in packed.read("[Content_Types].xml"):
                raise FileRefused(MACROS)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as problem:
        raise FileRefused(DAMAGED) from problem
    finally:
        file.seek(0)
