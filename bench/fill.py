"""Fill a PostgreSQL with grown standards and five facts each, by COPY: a million standards and five million facts.

The rows satisfy the same constraints as real ones; spans, readings and the search index are built by the product's own commands.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import orjson
from django.db import connection

from bench.grown import SEED, Grown, standards

RECORDED = datetime(2020, 1, 1, tzinfo=UTC)
PACK = 20_000
NATURES = {"T": "recommended", "Z": "guidance", "": "mandatory"}
FACT = tuple("valid_from precision certain_from until recorded_at recorded_by_id void_reason imported source_known_on".split())
TABLES = tuple(f"standards_{name}" for name in "standard standardstatus areatag relation adoption".split())


def fill(number: int, by: int, areas: list[int], committees: list[int], editions: list[int], say: Any) -> None:
    """Copy `number` standards with their facts. `areas`, `committees`, `editions` are keys of rows already there."""
    chance = random.Random(SEED + 1)
    rows = standards(number)
    done = 0
    while pack := list(islice(rows, PACK)):
        _copy("standards_standard", STANDARD, (_standard(row, committees) for row in pack))
        _copy("standards_standardstatus", (*FACT, *STATUS), (line for row in pack for line in _statuses(row, by)))
        _copy("standards_areatag", (*FACT, *TAG), (line for row in pack for line in _tags(row, by, areas, chance)))
        _copy("standards_relation", (*FACT, *RELATION), (line for row in pack for line in _relations(row, by, chance)))
        _copy("standards_adoption", (*FACT, *ADOPTION), (line for row in pack for line in _adoptions(row, by, editions, chance)))
        done += len(pack)
        say(done)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))")
            cursor.execute(f"analyze {table}")


STANDARD = tuple(
    """id designation designation_raw slug sort_key family identity title_zh title_en ics ccs committee_text is_demo updated_at
    version level code number part year nature title_pinyin industry department publisher notice_number content plan_number
    drafting_units note status published_on published_precision in_force_on ended_on committee_id""".split()
)
STATUS = ("standard_id", "event", "notice_number", "note")
TAG = ("area_id", "standard_id", "decision", "reason")
RELATION = ("kind", "from_standard_id", "to_standard_id", "to_text", "partly")
ADOPTION = ("standard_id", "international_id", "cited", "statement", "degree", "undated", "to_check", "evidence")


def _standard(row: Grown, committees: list[int]) -> tuple[Any, ...]:
    read = row.designation
    return (
        row.pk,
        str(read),
        str(read),
        read.slug,
        read.sort_key,
        str(read.undate()),
        read.identity,
        row.title_zh,
        row.title_en,
        row.ics,
        row.ccs,
        "",
        False,
        RECORDED,
        1,
        row.level,
        read.code,
        read.number,
        read.part,
        read.year,
        NATURES[read.nature],
        "",
        read.code if row.level == "industry" else "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        row.status,
        row.published_on,
        "day",
        row.in_force_on,
        row.ended_on,
        committees[row.committee_place % len(committees)] if committees else None,
    )


def _fact(day: date, by: int, until: date | None = None) -> tuple[Any, ...]:
    recorded = max(RECORDED, datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
    return (day, "day", day, until, recorded, by, "", True, None)


def _statuses(row: Grown, by: int) -> Iterator[tuple[Any, ...]]:
    """Published, in force, confirmed after five years, ended: about three a standard."""
    yield (*_fact(row.published_on, by), row.pk, "published", "", "")
    yield (*_fact(row.in_force_on, by), row.pk, "in_force", "", "")
    last = row.ended_on or date(2026, 6, 30)
    confirmed = row.in_force_on + timedelta(days=5 * 365)
    while confirmed < last:
        yield (*_fact(confirmed, by), row.pk, "confirmed", "", "")
        confirmed += timedelta(days=5 * 365)
    if row.ended_on:
        yield (*_fact(row.ended_on, by), row.pk, "replaced" if row.status == "replaced" else "withdrawn", "", "")


def _tags(row: Grown, by: int, areas: list[int], chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """Four of ten standards carry a key area, some two."""
    for area in chance.sample(areas, chance.choice((0, 0, 0, 1, 2)) if areas else 0):
        yield (*_fact(row.published_on + timedelta(days=chance.randrange(0, 40)), by), area, row.pk, "confirmed", "")


def _relations(row: Grown, by: int, chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """Every other standard replaces or cites an earlier one."""
    if row.pk > 100 and chance.random() < 0.5:
        kind = chance.choice(("replaces", "cites", "cites"))
        yield (*_fact(row.in_force_on, by), kind, row.pk, row.pk - chance.randrange(1, 100), "", False)


def _adoptions(row: Grown, by: int, editions: list[int], chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """A fifth of the standards adopts an international edition."""
    if editions and chance.random() < 0.2:
        degree = chance.choice(("IDT", "IDT", "MOD", "NEQ"))
        yield (*_fact(row.published_on, by), row.pk, chance.choice(editions), "-", "", degree, False, False, "")


def _copy(table: str, columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(_cell(value) for value in row) + "\n")
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"copy {table} ({', '.join(columns)}) from stdin", text)


def _cell(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        value = orjson.dumps(value).decode()
    return str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", " ")
