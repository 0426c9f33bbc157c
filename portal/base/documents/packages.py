"""Packed papers (DOCX, XLSX, OFD are ZIP files): bombs, macros, active content. Nothing is ever unpacked onto the disk."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

from . import refusals
from .refusals import DocumentRefused

UNPACKED_LIMIT = 512 * 1024 * 1024
"""Bytes of all parts together; more is taken for a bomb."""
PART_LIMIT = 96 * 1024 * 1024
"""Bytes of one part that is read as text."""
ENTRY_LIMIT = 10_000
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Beginning of the files that hold embedded objects, formulas among them (MS-CFB 2.2)."""
INSIDE_OBJECTS = tuple(name.encode("utf-16-le") for name in ("\x01Ole10Native", "_VBA_PROJECT"))
"""Streams by which an embedded object carries a file of any kind, or macros."""
MAIN = {
    "[Content_Types].xml": (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")),
    "OFD.xml": (("OFD.xml", "ofd"),),
}
_EXTERNAL = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_FETCHED = re.compile(rb"/(attachedTemplate|oleObject|subDocument|frame|package|control)[\"']", re.IGNORECASE)
_DDE = re.compile(rb"(?:instrText[^>]*>|instr=[\"'])\s*(?:[^<\"']*\s)?DDE", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ET.ParseError, ValueError, LookupError, struct.error)


def kind_of(file: BinaryIO) -> str:
    """`docx`, `xlsx`, `pptx`, `ofd`, or nothing for any other archive. Raises DocumentRefused."""
    with opened(file) as packed:
        names = set(packed.namelist())
        for sign, mains in MAIN.items():
            if sign in names:
                return next((kind for main, kind in mains if main in names), "")
    return ""


class opened:  # noqa: N801 - read as a verb: with opened(file) as packed
    """The package, its list of parts checked; what breaks while it is read becomes one clear refusal."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def __enter__(self) -> zipfile.ZipFile:
        try:
            self.packed = zipfile.ZipFile(self.file)
            _check_list(self.packed.infolist())
        except DocumentRefused:
            raise
        except _BROKEN as problem:
            raise DocumentRefused(refusals.DAMAGED) from problem
        return self.packed

    def __exit__(self, kind: Any, problem: BaseException | None, trace: Any) -> None:
        self.packed.close()
        self.file.seek(0)
        if isinstance(problem, _BROKEN) and not isinstance(problem, DocumentRefused):
            raise DocumentRefused(refusals.DAMAGED) from problem


def _check_list(entries: list[zipfile.ZipInfo]) -> None:
    """The declared sizes bind: reading stops at them, and a wrong one is an error of its own."""
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT or len(entries) > ENTRY_LIMIT:
        raise DocumentRefused(refusals.UNPACKED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise DocumentRefused(refusals.LOCKED)
    names = [entry.filename for entry in entries]
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise DocumentRefused(refusals.DAMAGED)
    if len(set(names)) != len(names) or any(".." in name.split("/") or name.startswith("/") for name in names):
        raise DocumentRefused(refusals.DAMAGED)


def part(packed: zipfile.ZipFile, name: str) -> bytes:
    """The content of a part; nothing when there is none."""
    try:
        entry = packed.getinfo(name)
    except KeyError:
        return b""
    if entry.file_size > PART_LIMIT:
        raise DocumentRefused(refusals.UNPACKED)
    return packed.read(entry)


class _NoDeclarations:
    """Hands on what the XML says; a document type, by which entities could be blown up, is refused."""

    def __init__(self, inner: Any) -> None:
        self.start, self.end, self.data, self.close = inner.start, inner.end, inner.data, inner.close

    def doctype(self, *declared: Any) -> None:
        raise DocumentRefused(refusals.DECLARATIONS)


def feed(text: bytes, target: Any) -> Any:
    """Read XML into a target with `start`, `end`, `data`, `close`; answers what `close` does. Raises DocumentRefused."""
    parser = ET.XMLParser(target=_NoDeclarations(target))
    parser.feed(text)
    return parser.close()


def tree(packed: zipfile.ZipFile, name: str) -> ET.Element | None:
    """A part as a tree; nothing when there is none."""
    text = part(packed, name)
    return feed(text, ET.TreeBuilder()) if text else None


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def check_office(file: BinaryIO, main: str) -> None:
    """A DOCX or XLSX without macros, controls, embedded programs, remote templates or calls of other programs."""
    with opened(file) as packed:
        _check_parts(packed)
        for name in packed.namelist():
            if name.endswith(".rels"):
                _check_relations(part(packed, name))
            elif re.fullmatch(r"(word|xl/externalLinks)/[\w.]+\.xml", name) and _calls(part(packed, name)):
                raise DocumentRefused(refusals.FIELDS)
        tree(packed, "[Content_Types].xml")
        feed(part(packed, main), _Nothing())


class _Nothing:
    """Looks whether XML is whole."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> None: ...


def _calls(text: bytes) -> bool:
    return b"<ddeLink" in text or _DDE.search(text) is not None


def _check_parts(packed: zipfile.ZipFile, depth: int = 0) -> None:
    types = part(packed, "[Content_Types].xml")
    for name in packed.namelist():
        below = name.lower()
        if "vbaproject" in below or "macrosheets" in below or b"macroEnabled" in types:
            raise DocumentRefused(refusals.MACROS)
        if "activex" in below or below.endswith((".exe", ".dll", ".scr", ".js", ".vbs", ".bat", ".cmd", ".lnk", ".hta")):
            raise DocumentRefused(refusals.CONTROLS)
        if "/embeddings/" in below:
            _check_object(packed, name, depth)


def _check_object(packed: zipfile.ZipFile, name: str, depth: int) -> None:
    """Formulas, drawings and the table behind a chart may stay; what could carry a program may not."""
    content = part(packed, name)
    if content.startswith(COMPOUND) and not any(mark in content for mark in INSIDE_OBJECTS):
        return
    if not content.startswith(b"PK\x03\x04") or depth:
        raise DocumentRefused(refusals.CONTROLS)
    with opened(io.BytesIO(content)) as inner:
        if "[Content_Types].xml" not in inner.namelist():
            raise DocumentRefused(refusals.CONTROLS)
        _check_parts(inner, depth + 1)


def _check_relations(text: bytes) -> None:
    if any(_FETCHED.search(found) for found in _EXTERNAL.findall(text)):
        raise DocumentRefused(refusals.REMOTE)


def check_ofd(file: BinaryIO) -> None:
    """An OFD file (GB/T 33190) without encryption, attachments or foreign parts."""
    with opened(file) as packed:
        names = packed.namelist()
        if any(name.endswith(("Encryptions.xml", "EncryptInfo.xml")) for name in names):
            raise DocumentRefused(refusals.LOCKED)
        if any(name.rpartition("/")[2] == "Attachments.xml" for name in names):
            raise DocumentRefused(refusals.ATTACHMENTS)
        root = tree(packed, "OFD.xml")
        if root is None or local(root.tag) != "OFD":
            raise DocumentRefused(refusals.WRONG_TYPE)


def named(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """All elements of this name below, whatever their namespace."""
    return (one for one in element.iter() if local(one.tag) == name)


Progress = Callable[[int, int | None], None]
"""Told how many pages are done, and of how many."""
