"""Relations and adoptions that waited for a record are joined when it appears: the waiting fact is superseded, not edited."""

from typing import Any

from django.db.models import Q

from portal.base import audit, outbox
from portal.base.audit import Act
from portal.base.facts import last_possible
from standards.models import Adoption, Relation

from . import bulk
from .context import Context
from .links import COLUMNS, PASSIVE, Found, look_up
from .taking_over import COLUMNS as ADOPTION
from .taking_over import editions

ACTIVE = {passive: active for active, passive in PASSIVE.items() if active != "corrects"}
WAITING = Q(to_standard__isnull=True, to_international__isnull=True)


def join(context: Context) -> int:
    """Join what waited for the records of this import. Returns how many facts were joined."""
    with audit.act("import.join", context.batch, by=context.by, batch=context.batch) as this:
        return _join_relations(context, this) + _join_adoptions(context, this)


def _join_relations(context: Context, this: Act) -> int:
    names = (
        "pk", "kind", "from_standard_id", "from_international_id", "to_text", "partly", "valid_from", "precision",
        "source_known_on", "from_standard__designation", "from_international__designation", "from_international__body",
    )  # fmt: skip
    waiting = list(Relation.objects.open().filter(WAITING).order_by("pk").values(*names))
    targets = look_up(row["to_text"] for row in waiting)
    rows, told = [], set()
    for row in waiting:
        start = (
            ("standard", row["from_standard_id"]) if row["from_standard_id"] else ("international", row["from_international_id"])
        )
        designation = row["from_standard__designation"] or row["from_international__designation"]
        near = Found(start, row["from_international__body"] or "CN", designation, None, "day")
        other = targets.one(row["to_text"], near, row["kind"])
        if other:
            rows.append((row["pk"], _joined(row, near, other, context)))
            told.update((near.ref, other.ref))
    _replace(Relation, COLUMNS, rows, context, this)
    for topic in (outbox.STANDARD, outbox.INTERNATIONAL):
        outbox.note_many(topic, sorted(pk for kind, pk in told if kind == topic))
    return len(rows)


def _joined(row: dict[str, Any], near: Found, other: Found, context: Context) -> tuple[Any, ...]:
    """The waiting relation with both ends; a passive one turns round."""
    kind, start, end = row["kind"], near, other
    if kind in ACTIVE:
        kind, start, end = ACTIVE[kind], other, near
    day, precision = row["valid_from"], row["precision"]
    if start.published_on:
        day, precision = start.published_on, start.precision
    ends: list[int | None] = [None, None, None, None]
    ends[0 if start.ref[0] == "standard" else 1] = start.ref[1]
    ends[2 if end.ref[0] == "standard" else 3] = end.ref[1]
    stamp = (day, precision, last_possible(day, precision), bulk.as_moment(context.now), context.by.pk, "", True)
    return (*stamp, row["source_known_on"], context.batch.pk, kind, *ends, end.designation, row["partly"], row["pk"])


def _join_adoptions(context: Context, this: Act) -> int:
    names = (
        "pk", "standard_id", "cited", "statement", "degree", "evidence", "valid_from", "precision", "certain_from",
        "source_known_on", "imported",
    )  # fmt: skip
    waiting = list(Adoption.objects.open().filter(international__isnull=True, undated=False, until__isnull=True).values(*names))
    known = editions([row["cited"] for row in waiting])
    rows = []
    for row in waiting:
        edition = known.get(row["cited"])
        if edition is None:
            continue
        stamp = (row["valid_from"], row["precision"], row["certain_from"], bulk.as_moment(context.now), context.by.pk, "")
        check = row["degree"] in ("EQV", "REF", "unknown")
        more = (row["standard_id"], edition, row["cited"], row["statement"], row["degree"], False, check, row["evidence"])
        rows.append((row["pk"], (*stamp, row["imported"], row["source_known_on"], context.batch.pk, *more, row["pk"])))
    _replace(Adoption, ADOPTION, rows, context, this)
    outbox.note_many(outbox.STANDARD, sorted({row[1][9] for row in rows}))
    return len(rows)


def _replace(model: Any, columns: tuple[str, ...], rows: list[tuple[int, tuple[Any, ...]]], context: Context, this: Act) -> None:
    moment = bulk.as_moment(context.now)
    bulk.update(model, ("superseded_at", "superseded_by_id"), [(moment, context.by.pk, pk) for pk, _ in rows])
    this.count(model, "superseded", len(rows))
    this.count(model, "created", bulk.insert(model, columns, [row for _, row in rows]))
