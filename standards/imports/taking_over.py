"""Adoptions from rows: facts that point to the exact international edition; undated ones point to none and say so."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from portal.base.audit import Act
from portal.base.facts import last_possible
from standards.models import Adoption, InternationalStandard

from . import bulk
from .candidates import Taken
from .context import Context
from .links import Found

COLUMNS = tuple(
    """valid_from precision certain_from recorded_at recorded_by_id void_reason imported source_known_on batch_id standard_id
    international_id cited statement degree undated to_check evidence supersedes_id""".split()
)


class Adopter(NamedTuple):
    """A Chinese standard and what its row says it takes over."""

    record: Found
    year: int
    taken: list[Taken]
    known_on: date


def editions(cited: Sequence[str]) -> dict[str, int]:
    """Exact edition by number; a draft of the same number stands back, then the older record counts."""
    found: dict[str, int] = {}
    for pack in bulk.packs(sorted(set(cited))):
        rows = InternationalStandard.objects.public().filter(designation__in=pack).order_by("-pk")
        ranked = sorted(rows.values_list("designation", "pk", "status"), key=lambda row: row[2] != "draft")
        found.update({designation: pk for designation, pk, _ in ranked})
    return found


def store_adoptions(pack: Sequence[Adopter], context: Context, this: Act) -> int:
    """Store what is not recorded yet of these standards. Returns how many."""
    pks = [one.record.ref[1] for one in pack]
    present: set[tuple[int, str]] = set()
    for keys in bulk.packs(pks):
        rows = Adoption.objects.open().filter(standard_id__in=keys)
        present.update(rows.values_list("standard_id", "cited"))
    known = editions([taken.cited for one in pack for taken in one.taken])
    moment = bulk.as_moment(context.now)
    rows = [
        _row(one, taken, known.get(taken.cited), moment, context)
        for one in pack
        for taken in one.taken
        if (one.record.ref[1], taken.cited) not in present
    ]
    this.count(Adoption, "created", bulk.insert(Adoption, COLUMNS, rows))
    return len(rows)


def _row(one: Adopter, taken: Taken, edition: int | None, moment: str, context: Context) -> tuple[Any, ...]:
    """It holds from the publication of the adopting standard, at least since its year."""
    day, precision = one.record.published_on, one.record.precision
    if day is None:
        day, precision = date(one.year, 1, 1), "year"
    edition = None if taken.undated else edition
    stamp = (day, precision, last_possible(day, precision), moment, context.by.pk, "", True, one.known_on, context.batch.pk)
    check = taken.to_check or edition is None
    return (
        *stamp, one.record.ref[1], edition, taken.cited, taken.statement, taken.degree, taken.undated, check, "", None
    )  # fmt: skip
