"""The export engine: any list as CSV, XLSX or JSON, streamed, with typed cells that no spreadsheet takes for a formula (X8).

A text cell that begins with a character by which a spreadsheet would start a formula gets an apostrophe before it in CSV; in XLSX
text is written as text. Numbers stay numbers, dates dates. Every file says whether it is a demonstration: CSV by file name and a
column, JSON in `meta`, XLSX on a second sheet. The last two also say what the list's page told them of day, source and address.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson
import xlsxwriter
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from . import clock

FORMATS = ("csv", "xlsx", "json")
XLSX_ROWS = 1_048_575
XLSX_CELL = 32_767
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


@dataclass(frozen=True)
class Column:
    """A column: stable key for machines, label for people, width in characters for XLSX."""

    key: str
    label: str
    width: int = 16


@dataclass
class Export:
    """A list to be written: columns, rows in their order, and what the file says of itself."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    about: Mapping[str, str] = field(default_factory=dict)
    is_demo: bool = False

    def filename(self, kind: str) -> str:
        mark = "-demonstration" if self.is_demo else ""
        return f"{self.name}{mark}-{clock.today():%Y%m%d}.{kind}"

    def meta(self) -> dict[str, str]:
        """What the file says of itself, in the reader's language."""
        said = {_("Demonstration data"): _("Made up for demonstration; not an official figure.")} if self.is_demo else {}
        said |= {str(key): str(value) for key, value in self.about.items()}
        return said | {_("Written at"): f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"}


def respond(export: Export, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The export as a download. `kind` is csv, xlsx or json; anything else is a ValueError."""
    if kind == "csv":
        response: Any = StreamingHttpResponse(csv_lines(export), content_type=TYPES[kind])
    elif kind == "json":
        response = StreamingHttpResponse(json_pieces(export), content_type=TYPES[kind])
    elif kind == "xlsx":
        response = FileResponse(xlsx_file(export), content_type=TYPES[kind])
    else:
        raise ValueError(f"csv, xlsx or json expected, got {kind!r}")
    response["Content-Disposition"] = f'attachment; filename="{export.filename(kind)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def safe_text(text: str) -> str:
    """Text for a CSV cell, disarmed where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


class _Line:
    """A file for the csv writer that hands the line straight back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(export: Export) -> Iterator[bytes]:
    """UTF-8 with a byte-order mark, as spreadsheets expect; CRLF line ends (RFC 4180)."""
    writer = csv.writer(_Line())
    heads = [*(str(column.label) for column in export.columns), *([_("Demonstration data")] if export.is_demo else [])]
    yield ("\ufeff" + writer.writerow([safe_text(head) for head in heads])).encode()
    extra = [_("yes")] if export.is_demo else []
    pack: list[str] = []
    for row in export.rows:
        pack.append(writer.writerow([*(_csv_cell(value) for value in row), *extra]))
        if len(pack) == 200:
            yield "".join(pack).encode()
            pack.clear()
    yield "".join(pack).encode()


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (int, float, Decimal)):
        return value
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    return safe_text(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(piece) for piece in value)
    return CONTROL.sub("", str(value))


def json_pieces(export: Export) -> Iterator[bytes]:
    """{"meta": {…}, "columns": […], "rows": [{…}, …]}, streamed."""
    keys = [column.key for column in export.columns]
    head = {"meta": export.meta() | {"demonstration": export.is_demo}, "columns": keys}
    yield orjson.dumps(head)[:-1] + b',"rows":['
    pack: list[bytes] = []
    first = True
    for row in export.rows:
        pack.append(orjson.dumps(dict(zip(keys, row, strict=True)), default=str))
        if len(pack) == 200:
            yield (b"" if first else b",\n") + b",\n".join(pack)
            first, pack = False, []
    if pack:
        yield (b"" if first else b",\n") + b",\n".join(pack)
    yield b"]}\n"


def xlsx_file(export: Export) -> Any:
    """A temporary file, written row by row in constant memory, rewound."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options | {"remove_timezone": True})
    sheet = book.add_worksheet(_("List")[:31])
    formats = {
        "head": book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(export.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.label), formats["head"])
    cut = _write_rows(sheet, export.rows, formats)
    _write_about(book, export.meta() | cut)
    book.close()
    file.seek(0)
    return file


def _write_rows(sheet: Any, rows: Iterable[Sequence[Any]], formats: Mapping[str, Any]) -> dict[str, str]:
    """Write the rows; returns what had to be left out, in words."""
    number, cut_cells = 0, 0
    for number, row in enumerate(rows, start=1):
        if number > XLSX_ROWS:
            return {_("Incomplete"): _("A sheet holds 1,048,575 rows; take CSV or JSON for all of them.")}
        for place, value in enumerate(row):
            cut_cells += _write_cell(sheet, number, place, value, formats)
    return {_("Shortened cells"): str(cut_cells)} if cut_cells else {}


def _write_cell(sheet: Any, number: int, place: int, value: Any, formats: Mapping[str, Any]) -> int:
    """Write one typed cell; returns 1 when its text was too long for a cell and was cut."""
    if value is None or value == "":
        return 0
    if isinstance(value, bool):
        sheet.write_boolean(number, place, value)
    elif isinstance(value, (int, float, Decimal)):
        sheet.write_number(number, place, float(value) if isinstance(value, Decimal) else value)
    elif isinstance(value, datetime):
        sheet.write_datetime(number, place, value.astimezone(clock.SHANGHAI).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date):
        if value.year < 1900:
            sheet.write_string(number, place, value.isoformat())
        else:
            sheet.write_datetime(number, place, value, formats["date"])
    else:
        text = _text(value)
        sheet.write_string(number, place, text[:XLSX_CELL])
        return int(len(text) > XLSX_CELL)
    return 0


def _write_about(book: Any, meta: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(_("About this file")[:31])
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for line, (key, value) in enumerate(meta.items()):
        sheet.write_string(line, 0, key)
        sheet.write_string(line, 1, value)
