"""Grown standards and their facts as rows of the product's own tables: about five facts each, under the same constraints."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.grown import Grown

RECORDED = datetime(2020, 1, 1, tzinfo=UTC)
LAST_DAY = date(2026, 6, 30)
REVIEW = timedelta(days=5 * 365)
NATURES = {"T": "recommended", "Z": "guidance", "": "mandatory"}

Line = tuple[Any, ...]


@dataclass(frozen=True)
class Known:
    """Keys of the rows that are already there."""

    by: int
    areas: list[int]
    committees: list[int]
    editions: list[int]


FACT = tuple("valid_from precision certain_from until recorded_at recorded_by_id void_reason imported source_known_on".split())
STANDARD = tuple(
    """id designation designation_raw slug sort_key family identity title_zh title_en ics ccs committee_text is_demo updated_at
    version level code number part year nature title_pinyin industry department publisher notice_number content plan_number
    drafting_units note status published_on published_precision in_force_on ended_on committee_id""".split()
)
STATUS = (*FACT, "standard_id", "event", "notice_number", "note")
TAG = (*FACT, "area_id", "standard_id", "decision", "reason")
RELATION = (*FACT, "kind", "from_standard_id", "to_standard_id", "to_text", "partly")
ADOPTION = (*FACT, *"standard_id international_id cited statement degree undated to_check evidence".split())


def tables(pack: list[Grown], known: Known, chance: random.Random) -> Iterator[tuple[str, tuple[str, ...], Iterator[Line]]]:
    """(table, columns, rows) of a pack."""
    yield "standards_standard", STANDARD, (_standard(row, known) for row in pack)
    yield "standards_standardstatus", STATUS, (line for row in pack for line in _statuses(row, known))
    yield "standards_areatag", TAG, (line for row in pack for line in _tags(row, known, chance))
    yield "standards_relation", RELATION, (line for row in pack for line in _relations(row, known, chance))
    yield "standards_adoption", ADOPTION, (line for row in pack for line in _adoptions(row, known, chance))


def _standard(row: Grown, known: Known) -> Line:
    read = row.designation
    text = str(read)
    numbers = (row.pk, text, text, read.slug, read.sort_key, str(read.undate()), read.identity)
    titles = (row.title_zh, row.title_en, row.ics, row.ccs, "", False, RECORDED, 1)
    nature = NATURES[read.nature]
    pieces = (row.level, read.code, read.number, read.part, read.year, nature, row.title_pinyin)
    industry = read.code if row.level == "industry" else ""
    days = (row.status, row.published_on, "day", row.in_force_on, row.ended_on)
    committee = known.committees[row.committee_place % len(known.committees)] if known.committees else None
    return (*numbers, *titles, *pieces, industry, "", "", "", "", "", "", "", *days, committee)


def fact(day: date, by: int) -> Line:
    """A fact of that day, known on that day, but never before the portal existed."""
    recorded = max(RECORDED, datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
    return (day, "day", day, None, recorded, by, "", True, None)


def _statuses(row: Grown, known: Known) -> Iterator[Line]:
    """Published, in force, confirmed every five years, ended: about four a standard."""
    yield (*fact(row.published_on, known.by), row.pk, "published", "", "")
    yield (*fact(row.in_force_on, known.by), row.pk, "in_force", "", "")
    last, confirmed = row.ended_on or LAST_DAY, row.in_force_on + REVIEW
    while confirmed < last:
        yield (*fact(confirmed, known.by), row.pk, "confirmed", "", "")
        confirmed += REVIEW
    if row.ended_on:
        yield (*fact(row.ended_on, known.by), row.pk, "replaced" if row.status == "replaced" else "withdrawn", "", "")


def _tags(row: Grown, known: Known, chance: random.Random) -> Iterator[Line]:
    """Four of ten standards carry a key area, some two."""
    for area in chance.sample(known.areas, chance.choice((0, 0, 0, 1, 2)) if known.areas else 0):
        day = row.published_on + timedelta(days=chance.randrange(0, 40))
        yield (*fact(day, known.by), area, row.pk, "confirmed", "")


def _relations(row: Grown, known: Known, chance: random.Random) -> Iterator[Line]:
    """Every other standard replaces or cites an earlier one."""
    if row.pk > 100 and chance.random() < 0.5:
        kind = chance.choice(("replaces", "cites", "cites"))
        yield (*fact(row.in_force_on, known.by), kind, row.pk, row.pk - chance.randrange(1, 100), "", False)


def _adoptions(row: Grown, known: Known, chance: random.Random) -> Iterator[Line]:
    """One standard in twelve adopts an international edition."""
    if known.editions and chance.random() < 0.08:
        degree = chance.choice(("IDT", "IDT", "MOD", "NEQ"))
        edition = chance.choice(known.editions)
        yield (*fact(row.published_on, known.by), row.pk, edition, "-", "", degree, False, False, "")
