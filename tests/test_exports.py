"""The export engine: typed cells, no formulas, streaming, and what a file says of itself."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.base import clock
from portal.base.exports import FORMULA_STARTS, Column, Export, csv_lines, json_pieces, respond, safe_text, xlsx_file

MOMENT = datetime(2020, 6, 30, 4, 0, tzinfo=UTC)
COLUMNS = (Column("number", "Number"), Column("count", "Count"), Column("on", "On"), Column("sure", "Sure"))


def export(*rows, **more):
    return Export("standards", COLUMNS, rows, **more)


def read_csv(made):
    return list(csv.reader(io.StringIO(b"".join(csv_lines(made)).decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("value", "cell"),
    (
        ("=1+1", "'=1+1"),
        ("+86 10", "'+86 10"),
        ("-3", "'-3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("GB/T 1.1-2020", "GB/T 1.1-2020"),
        ("", ""),
        (-3, "-3"),
        (Decimal("90.70"), "90.70"),
        (None, ""),
        (True, "yes"),
        (date(2020, 6, 30), "2020-06-30"),
        (MOMENT, "2020-06-30 12:00:00"),
        (["35.030", "35.240"], "35.030; 35.240"),
        ("bell\x07", "bell"),
    ),
)
def test_csv_cell(value, cell):
    with translation.override("en"):
        assert read_csv(export((value, 1, None, None)))[1] == [cell, "1", "", ""]


@given(st.text())
def test_no_csv_text_begins_like_a_formula(text):
    assert not safe_text(text).startswith(FORMULA_STARTS)


def test_xlsx_cells_are_typed_and_never_formulas():
    with translation.override("en"), clock.at(MOMENT):
        made = xlsx_file(export(("=1+1", 3, date(2020, 6, 30), True), ("old", Decimal("1.5"), date(1899, 1, 1), None)))
    with made:
        book = openpyxl.load_workbook(made)
    rows = list(book.worksheets[0].iter_rows())
    assert [[(cell.data_type, cell.value) for cell in row] for row in rows[1:]] == [
        [("s", "=1+1"), ("n", 3), ("d", datetime(2020, 6, 30)), ("b", True)],
        [("s", "old"), ("n", 1.5), ("s", "1899-01-01"), ("n", None)],
    ]
    assert [cell.value for cell in book.worksheets[1]["B"]] == ["2020-06-30T04:00:00Z"]


def test_xlsx_says_how_many_cells_were_cut():
    with translation.override("en"), clock.at(MOMENT), xlsx_file(export(("x" * 40_000, 1, None, None))) as made:
        book = openpyxl.load_workbook(made)
    assert len(book.worksheets[0]["A2"].value) == 32_767
    assert [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()] == [
        ["Written at", "2020-06-30T04:00:00Z"],
        ["Shortened cells", "1"],
    ]


def test_demonstration_is_said_in_every_form():
    with translation.override("en"), clock.at(MOMENT):
        made = export(("a", 1, None, None), is_demo=True, about={"Licence": "ODC-By 1.0"})
        assert read_csv(made) == [["Number", "Count", "On", "Sure", "Demonstration data"], ["a", "1", "", "", "yes"]]
        assert json.loads(b"".join(json_pieces(made)))["meta"] == {
            "Demonstration data": "Made up for demonstration; not an official figure.",
            "Licence": "ODC-By 1.0",
            "Written at": "2020-06-30T04:00:00Z",
            "demonstration": True,
        }
        assert respond(made, "csv")["Content-Disposition"] == 'attachment; filename="standards-demonstration-20200630.csv"'


@pytest.mark.parametrize("number", (0, 1, 199, 200, 201, 401))
def test_json_is_whole_at_every_length(number):
    rows = [(f"n{step}", step, date(2020, 1, 1), False) for step in range(number)]
    read = json.loads(b"".join(json_pieces(export(*rows))))
    assert [row["count"] for row in read["rows"]] == list(range(number))


def test_rows_are_taken_one_pack_at_a_time():
    taken = []

    def rows():
        for step in range(1000):
            taken.append(step)
            yield (str(step), step, None, None)

    lines = csv_lines(Export("standards", COLUMNS, rows()))
    next(lines)
    next(lines)
    assert len(taken) == 200


def test_unknown_form_is_refused():
    with pytest.raises(ValueError, match="csv, xlsx or json expected, got 'pdf'"):
        respond(export(), "pdf")
