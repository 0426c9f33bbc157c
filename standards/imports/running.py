"""A whole import: check, accept, resume. Packs of rows are weighed and written in one short transaction each.

`Batch.position` is the number of the last row that is done, written in the same transaction as the rows: a killed import goes
on behind it. Two that run the same batch at once notice each other there, and the second stops.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from portal.base import audit
from portal.base.audit import plain
from portal.base.models import Batch, BatchRow, User

from . import bulk, joining
from .ahead import ahead
from .candidates import Candidate
from .catalogues import INTERNATIONAL
from .context import Context
from .links import Found, Linked, store_links
from .said import RowConflicting, RowRejected
from .storing import store
from .tables import Row, Table, open_table
from .taking_over import Adopter, store_adoptions
from .weighing import Weighed, weigh

PACK = 5000
PREVIEWED = 2000
"""New rows of which a check keeps the content for the preview."""
Cleaned = tuple[int, list[Candidate], list[tuple[Row, RowRejected]], float]
Progress = Callable[[int, float, str], None]
"""Rows done, fraction of the file, what is being done."""
READING, LINKING, JOINING = gettext_noop("Reading rows"), gettext_noop("Linking records"), gettext_noop("Joining earlier links")


class AnotherRuns(RuntimeError):
    """Somebody else is importing the same batch at this moment."""


def digest_of(path: str | Path) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def silent(done: int, fraction: float, message: str) -> None:
    """Progress that nobody watches."""


def check(batch: Batch, path: str | Path, *, by: User, overwrite: bool = False, progress: Progress = silent) -> Counter[str]:
    """Weigh every row and keep what it would do; nothing is written to the catalogue."""
    return _rows(Context.of(batch, by=by, overwrite=overwrite), path, progress, write=False)


def accept(batch: Batch, path: str | Path, *, by: User, overwrite: bool = False, progress: Progress = silent) -> Counter[str]:
    """Weigh every row again, against the records as they are now, and write it."""
    context = Context.of(batch, by=by, overwrite=overwrite)
    context.writes = True
    bulk.spare_memory()
    counts = _rows(context, path, progress, write=True)
    if counts["new"] or counts["changed"] or counts["restored"]:
        _links(context, path, progress)
        progress(batch.position, 1.0, JOINING)
        joining.join(context)
    return counts


def _rows(context: Context, path: str | Path, progress: Progress, *, write: bool) -> Counter[str]:
    batch = context.batch
    with open_table(path, context.catalogue.kind) as table, closing(ahead(_cleaned(table, context))) as packs:
        for last, found, turned_down, fraction in packs:
            with transaction.atomic():
                take_place(batch, last)
                weighed = weigh([context.sourced(one) for one in found], context)
                if write:
                    with audit.act("import.rows", batch, by=context.by, batch=batch) as this:
                        store(weighed, context, this)
                _keep_rows(batch, weighed, turned_down, write=write)
                _count(batch, weighed, turned_down)
            progress(batch.position, fraction, READING)
    return Counter(batch.counts)


def _cleaned(table: Table, context: Context) -> Iterator[Cleaned]:
    """Packs of cleaned rows behind the batch's position, with the number of their last row."""
    behind = context.batch.position
    rows = (row for row in table.rows if row.number > behind)
    while pack := list(islice(rows, PACK)):
        found: list[Candidate] = []
        turned_down: list[tuple[Row, RowRejected]] = []
        for row in pack:
            try:
                found.append(context.candidate(row))
            except RowRejected as problem:
                turned_down.append((row, problem))
        yield pack[-1].number, found, turned_down, table.fraction


def take_place(batch: Batch, position: int) -> None:
    """Move the batch on, if nobody else has; the row stays locked until the pack is written."""
    rows = Batch._base_manager.filter(pk=batch.pk, position=batch.position)
    if not rows.update(position=position):
        raise AnotherRuns(f"import {batch.pk} is being run elsewhere")
    batch.position = position


def _keep_rows(batch: Batch, weighed: list[Weighed], turned_down: list[tuple[Row, RowRejected]], *, write: bool) -> None:
    """Rows that a person may want to look at: not those that are the same, of new ones only some for the preview."""
    kept = [_turned_down(batch, row, problem) for row, problem in turned_down]
    room = 0 if write else PREVIEWED - Counter(batch.counts)["new"]
    for one in weighed:
        if one.outcome in ("changed", "conflicting") or (one.outcome == "new" and room > 0):
            room -= one.outcome == "new"
            kept.append(_row(batch, one))
    BatchRow.objects.bulk_create(kept, batch_size=500)


def _turned_down(batch: Batch, row: Row, problem: RowRejected) -> BatchRow:
    outcome = "conflicting" if isinstance(problem, RowConflicting) else "rejected"
    kept = BatchRow(batch=batch, number=row.number, outcome=outcome, cells=_plain(row.cells), column=problem.column)
    kept.key = str(row.fields.get("designation") or "")[:200]
    kept.reason, kept.changes = problem.template, {"_": problem.values}
    return kept


def _row(batch: Batch, one: Weighed) -> BatchRow:
    kept = BatchRow(batch=batch, number=one.candidate.number, outcome=one.outcome, key=one.candidate.columns["designation"])
    kept.cells = _plain(one.candidate.cells) if one.outcome == "conflicting" else {}
    kept.changes = {name: [plain(before), plain(after)] for name, (before, after) in one.shown.items()}
    kept.column, kept.reason = one.column, one.reason
    if one.values:
        kept.changes["_"] = one.values
    kept.subject_pk = one.known.pk if one.known else None
    return kept


def _plain(cells: dict[str, object]) -> dict[str, object]:
    """Cells as JSON keeps them; NUL and lone surrogates cannot be stored."""
    return {str(name): _storable(value) for name, value in cells.items()}


def _storable(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()[:20_000]
    return value if isinstance(value, (int, float, bool, list, dict)) or value is None else str(value)


def _count(batch: Batch, weighed: list[Weighed], turned_down: list[tuple[Row, RowRejected]]) -> None:
    counts = Counter(batch.counts)
    counts.update(one.outcome for one in weighed)
    counts.update("conflicting" if isinstance(problem, RowConflicting) else "rejected" for _, problem in turned_down)
    batch.counts = dict(counts)
    rows = Batch._base_manager.filter(pk=batch.pk)
    rows.update(counts=batch.counts)


def _links(context: Context, path: str | Path, progress: Progress) -> None:
    """A second pass over the file: every record is there by now, so that links find both ends. Harmless when repeated."""
    outcomes = BatchRow.objects.filter(batch=context.batch, outcome__in=("rejected", "conflicting"))
    left_out = frozenset(outcomes.values_list("number", flat=True))
    with open_table(path, context.catalogue.kind) as table:
        linking = (one for row in table.rows if row.number not in left_out and (one := _linking(row, context)))
        while pack := list(islice(linking, PACK)):
            with audit.act("import.links", context.batch, by=context.by, batch=context.batch) as this:
                records = _records(pack, context)
                told = [(one, records[one.key]) for one in pack if one.key in records]
                links = [Linked(record, one.links, context.known_on(one)) for one, record in told if one.links]
                store_links(links, context, this)
                taken = [
                    Adopter(record, one.columns["year"], one.taken, context.known_on(one)) for one, record in told if one.taken
                ]
                store_adoptions(taken, context, this)
            progress(pack[-1].number, table.fraction, LINKING)


def _linking(row: Row, context: Context) -> Candidate | None:
    """The row again, as far as it tells of other records."""
    try:
        found = context.linking(row)
    except RowRejected:
        return None
    return found if found and (found.links or found.taken) else None


def _records(pack: list[Candidate], context: Context) -> dict[str, Found]:
    catalogue = context.catalogue
    kind = "international" if catalogue is INTERNATIONAL else "standard"
    names = (catalogue.key, "pk", "designation", "published_on", "published_precision")
    public = catalogue.model._default_manager.public()
    found = {}
    for key, pk, designation, day, precision in public.filter(**{f"{catalogue.key}__in": [one.key for one in pack]}).values_list(
        *names
    ):
        found[key] = Found((kind, pk), "", designation, day, precision)
    if kind == "international":
        bodies = {one.key: one.source for one in pack}
        missing = {one.columns["designation"]: one.key for one in pack if one.key not in found}
        for row in public.filter(designation__in=list(missing)).order_by("-pk").values_list(*names):
            found[missing[row[2]]] = Found((kind, row[1]), "", *row[2:])
        return {key: one._replace(body=bodies[key]) for key, one in found.items()}
    return {key: one._replace(body="CN") for key, one in found.items()}
