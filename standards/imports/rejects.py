"""Rows that could not be taken, in a file of their own: the original's headings and why, to correct and feed in again."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from django.utils.translation import gettext as _

from portal.base.exports import safe_text
from portal.base.models import Batch, BatchRow

from .columns import label
from .said import sentence
from .tables import open_table

TURNED_DOWN = (BatchRow.Outcome.REJECTED, BatchRow.Outcome.CONFLICTING)


def rows_of(batch: Batch) -> Iterator[BatchRow]:
    """Rejected and conflicting rows in the order of the file."""
    return batch.rows.filter(outcome__in=TURNED_DOWN).select_related("batch").order_by("number").iterator(chunk_size=1000)


def reason_of(row: BatchRow) -> str:
    """Why, in the active language, with the column first."""
    said = said_of(row)
    return f"{label(row.batch.kind, row.column)}: {said}" if row.column else said


def said_of(row: BatchRow) -> str:
    """The same without the column."""
    return sentence(row.reason, _values(row))


def _values(row: BatchRow) -> dict[str, Any]:
    values = dict(row.changes.get("_") or {})
    if "expected" in values:
        values["expected"] = _(values["expected"])
    return values


def lines(batch: Batch, path: str | Path) -> Iterator[bytes]:
    """The file of rejects: CSV that no spreadsheet takes for formulas, or JSON Lines when the original was."""
    with open_table(path, batch.kind) as table:
        kind, headings = table.kind, table.headings
    if kind == "jsonl":
        for row in rows_of(batch):
            yield orjson.dumps({**row.cells, "reason": reason_of(row)}) + b"\n"
        return
    writer = csv.writer(_Line())
    yield ("\ufeff" + writer.writerow([safe_text(heading) for heading in headings] + ["reason"])).encode()
    for row in rows_of(batch):
        cells = [_cell(row.cells.get(heading)) for heading in headings]
        yield writer.writerow([*cells, safe_text(reason_of(row))]).encode()


def _cell(value: Any) -> str:
    return "" if value is None else safe_text(str(value))


class _Line:
    """A file for the csv writer that hands the line straight back."""

    def write(self, line: str) -> str:
        return line


def name_of(batch: Batch, path: str | Path) -> str:
    """`annex.csv` gives `annex.rejected.csv`."""
    with open_table(path, batch.kind) as table:
        ending = "jsonl" if table.kind == "jsonl" else "csv"
    return f"{Path(batch.name).name.split('.')[0]}.rejected.{ending}"


def write(batch: Batch, path: str | Path, folder: Path) -> Path | None:
    """Write the rejects of a batch into a folder; None when there are none."""
    if not batch.rows.filter(outcome__in=TURNED_DOWN).exists():
        return None
    target = folder / name_of(batch, path)
    with target.open("wb") as file:
        file.writelines(lines(batch, path))
    return target
