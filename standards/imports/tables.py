"""The rows of a file, one by one, with the number under which a person finds them there."""

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import python_calamine
from django.utils.translation import gettext_noop

from . import headings
from .files import UNPACKED_LIMIT, Opened, open_file
from .said import FileRefused

NO_HEADINGS = gettext_noop(
    "No heading row was found in the first %(rows)d rows. It must name the number of the standard (标准编号 or designation)."
)
NO_ROWS = gettext_noop("There is no row under the headings.")
BAD_LINE = gettext_noop("This line is not a JSON object.")
BAD_TEXT = gettext_noop("The text after row %(row)d cannot be read. Save the file as UTF-8.")
MAX_LINE = 4 * 1024 * 1024
LONG_LINE = gettext_noop("Line %(row)d is longer than 4 MB; this is not a table.")
UNREADABLE = gettext_noop("The workbook cannot be read; open it, save it again as .xlsx and send that.")
_SECTION = re.compile(r"[^0-9]*\Z|(?:[一二三四五六七八九十]+、|附件|附表|共|注)")
_APOSTROPHE = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")
_SIGNS = ",;\t|"


@dataclass(slots=True)
class Row:
    """One row. `fields` by our names, `cells` as received by the file's own headings; `problem` when it is no row at all."""

    number: int
    fields: dict[str, Any]
    cells: dict[str, Any]
    problem: str = ""


@dataclass
class Table:
    """The rows of a file with its headings."""

    kind: str
    headings: list[str]
    rows: Iterator[Row]
    opened: Opened

    @property
    def fraction(self) -> float:
        return self.opened.fraction()


@contextmanager
def open_table(path: str | Path, kind: str, limit: int = UNPACKED_LIMIT) -> Iterator[Table]:
    """Open a file of `kind` standards or international. Raises FileRefused here or while its rows are read."""
    opened = open_file(path, limit)
    try:
        if opened.kind == "jsonl":
            yield Table("jsonl", [], _json_rows(opened, kind), opened)
        else:
            sheet = _sheet_rows(opened) if opened.kind == "xlsx" else _csv_rows(opened)
            names, places, rows = _find_headings(sheet, kind)
            yield Table(opened.kind, names, _cell_rows(rows, names, places), opened)
    finally:
        opened.close()


def _json_rows(opened: Opened, kind: str) -> Iterator[Row]:
    known: dict[tuple[str, ...], dict[str, str]] = {}
    number = 0
    while line := opened.stream.readline(MAX_LINE):
        number += 1
        if len(line) >= MAX_LINE:
            raise FileRefused(LONG_LINE, row=number)
        if not line.strip():
            continue
        try:
            found = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, dict):
            yield Row(number, {}, {"line": line[:2000].decode("utf-8", "replace")}, BAD_LINE)
            continue
        keys = tuple(found)
        names = known.get(keys)
        if names is None:
            names = known[keys] = {key: key for key in keys} | headings.field_names(keys, kind)
        yield Row(number, {names[key]: value for key, value in found.items()}, found)


def _csv_rows(opened: Opened) -> Iterator[tuple[int, list[Any]]]:
    csv.field_size_limit(min(sys.maxsize, MAX_LINE))
    lines = io.TextIOWrapper(opened.stream, encoding=opened.encoding, newline="")
    start = []
    try:
        for line in lines:
            start.append(line)
            if line.strip() and any(sign in line for sign in _SIGNS):
                break
        reader = csv.reader(_chained(start, lines), delimiter=_sign_of(start[-1] if start else ""))
        for cells in reader:
            yield reader.line_num, [_APOSTROPHE.sub("", cell, count=1) if cell.startswith("'") else cell for cell in cells]
    except UnicodeDecodeError:
        raise FileRefused(BAD_TEXT, row=len(start)) from None
    except csv.Error:
        raise FileRefused(LONG_LINE, row=len(start)) from None


def _chained(start: list[str], lines: Iterator[str]) -> Iterator[str]:
    yield from start
    yield from lines


def _sign_of(line: str) -> str:
    """The sign that cuts the heading line into most pieces, quoted text left out."""
    plain = re.sub(r'"[^"]*"', "", line)
    return max(_SIGNS, key=plain.count)


def _sheet_rows(opened: Opened) -> Iterator[tuple[int, list[Any]]]:
    """The first sheet that is not empty. A cell merged over several rows or columns counts for each of them."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(opened.stream.read()))
        sheets = [book.get_sheet_by_index(place) for place in range(len(book.sheet_names))]
        sheet = next((one for one in sheets if one.height), None)
    except (python_calamine.CalamineError, OSError, ValueError) as problem:
        raise FileRefused(UNREADABLE) from problem
    if sheet is None:
        return
    down, left = sheet.start or (0, 0)
    merged = _merged(sheet, down, left)
    for place, row in enumerate(sheet.iter_rows()):
        cells = list(row)
        for column, value in merged.get(place, {}).items():
            if column < len(cells) and cells[column] == "":
                cells[column] = value
        yield place + down + 1, cells


def _merged(sheet: Any, down: int, left: int) -> dict[int, dict[int, Any]]:
    """Row → column → the value of the merged cell that covers it; wide merges of titles are left alone."""
    ranges = [one for one in sheet.merged_cell_ranges or [] if one[1][0] - one[0][0] < 2000]
    if not ranges:
        return {}
    values = sheet.to_python(skip_empty_area=True)
    filled: dict[int, dict[int, Any]] = {}
    for (top, first), (bottom, last) in ranges:
        if top - down < 0 or top - down >= len(values) or first - left < 0 or first - left >= len(values[top - down]):
            continue
        value = values[top - down][first - left]
        for row in range(top - down, bottom - down + 1):
            for column in range(first - left, min(last - left, first - left + 50) + 1):
                filled.setdefault(row, {})[column] = value
    return filled


Lines = Iterator[tuple[int, list[Any]]]


def _find_headings(lines: Lines, kind: str) -> tuple[list[str], dict[int, str], Lines]:
    """Skip titles above the headings; a second heading row below (units, sub-headings) adds what it names."""
    for seen, (_, cells) in enumerate(lines, start=1):
        places = headings.match(cells, kind)
        if headings.is_heading_row(places):
            return [" ".join(str(cell).split()) or f"#{place + 1}" for place, cell in enumerate(cells)], places, lines
        if seen >= headings.SEARCHED:
            break
    raise FileRefused(NO_HEADINGS, rows=headings.SEARCHED)


def _cell_rows(lines: Lines, names: list[str], places: dict[int, str]) -> Iterator[Row]:
    number_at = next(place for place, field in places.items() if field == "designation")
    for number, cells in lines:
        said = {str(cell).strip() for cell in cells if cell not in ("", None)} - {""}
        if not said or _repeats(cells, names, places) or (len(said) == 1 and _is_section(said.pop(), cells, number_at)):
            continue
        fields = {field: cells[place] for place, field in places.items() if place < len(cells)}
        yield Row(number, fields, {name: _kept(cell) for name, cell in zip(names, cells, strict=False)})


def _repeats(cells: Sequence[Any], names: list[str], places: dict[int, str]) -> bool:
    """The headings again, as on every printed page."""
    return all(place < len(cells) and headings.bare(cells[place]) == headings.bare(names[place]) for place in places)


def _is_section(only: str, cells: Sequence[Any], number_at: int) -> bool:
    """A row with one text and no number in it parts the table: 一、通信行业（22项）."""
    elsewhere = number_at >= len(cells) or cells[number_at] in ("", None)
    return bool(_SECTION.match(only)) or (elsewhere and bool(re.match(r"[一二三四五六七八九十]+、", only)))


def _kept(value: Any) -> Any:
    """A cell as it goes into the list of rejects."""
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
