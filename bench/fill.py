"""Fill a PostgreSQL with grown standards and their facts: `python -m bench.fill 1000000` under the product's own settings.

Two processes COPY packs in turn, without secondary indexes and without foreign-key triggers; both are there again afterwards, and
the foreign keys are looked at once as a whole by making them valid anew. Spans, readings and search are left to the product.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from bench.rows import Known

PACK = 20_000
PROCESSES = 2
PROGRAMME_YEAR = 2020
STANDARDS = tuple(f"standards_{name}" for name in "standard standardstatus areatag relation adoption".split())
GOALS = tuple(
    f"programmes_{name}"
    for name in (
        "demonstration demonstrationcontent demonstrationdecision leadershipclaim claimcontent claimdecision conversionentry "
        "suitabilitydecision"
    ).split()
)
TABLES = STANDARDS + GOALS


def known_rows() -> Known:
    from bench.rows import Known
    from committees.models import Committee
    from portal.base.people import system_user
    from standards.models import InternationalStandard, KeyArea

    editions = InternationalStandard.objects.order_by("pk").values_list("pk", flat=True)
    return Known(
        by=system_user().pk,
        areas=list(KeyArea.objects.filter(year=PROGRAMME_YEAR).order_by("position").values_list("pk", flat=True)[:24]),
        committees=list(Committee.objects.order_by("pk").values_list("pk", flat=True)),
        editions=list(editions),
    )


def copy_packs(number: int, known: Known, mine: int) -> None:
    """One process's share: every second pack. Each pack has its own dice, so that the share does not matter."""

    from bench.goal_rows import goal_tables
    from bench.grown import SEED, packs
    from bench.rows import tables

    for place, pack in enumerate(packs(number, PACK)):
        if place % PROCESSES == mine:
            for table, columns, lines in tables(pack, known, random.Random(SEED * 1000 + place)):
                copy(table, columns, lines)
    if mine == 0:
        for table, columns, lines in goal_tables(known):
            copy(table, columns, lines)


def copy(table: str, columns: Iterable[str], lines: Iterable[tuple[Any, ...]]) -> None:
    from django.db import connection

    text = io.StringIO()
    text.writelines("\t".join(map(cell, line)) + "\n" for line in lines)
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.cursor.copy_expert(f"copy {table} ({', '.join(columns)}) from stdin", text)


def cell(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, list):
        value = orjson.dumps(value).decode()
    return str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", " ")


@contextmanager
def without_indexes() -> Iterator[None]:
    """Drop what is not a constraint and make it again from PostgreSQL's own words."""
    from django.db import connection

    question = """select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
        where indrelid = any(%s::regclass[]) and not indisunique"""
    with connection.cursor() as cursor:
        cursor.execute(question, [list(TABLES)])
        dropped = cursor.fetchall()
        for name, _ in dropped:
            cursor.execute(f"drop index {name}")
    connection.close()  # not shared with the processes that fill
    yield
    with connection.cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '512MB'")
        for _, definition in dropped:
            cursor.execute(definition)
        for table in TABLES:
            cursor.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), greatest((select max(id) from {table}), 1))")
            cursor.execute(f"vacuum analyze {table}")


def check_references() -> None:
    """The triggers were off: let PostgreSQL look at every foreign key once more."""
    from django.db import connection

    question = (
        "select conrelid::regclass::text, conname from pg_constraint where contype = 'f' and conrelid = any(%s::regclass[])"
    )
    with connection.cursor() as cursor:
        cursor.execute(question, [list(TABLES)])
        for table, name in cursor.fetchall():
            cursor.execute("update pg_constraint set convalidated = false where conname = %s", [name])
            cursor.execute(f"alter table {table} validate constraint {name}")


def fill(number: int) -> float:
    """Fill and return the seconds it took."""
    begun = time.monotonic()
    known = known_rows()
    with without_indexes():
        runners = [multiprocessing.Process(target=copy_packs, args=(number, known, mine)) for mine in range(PROCESSES)]
        for runner in runners:
            runner.start()
        for runner in runners:
            runner.join()
        if any(runner.exitcode for runner in runners):
            sys.exit("The filling failed (see above).")
    check_references()
    return time.monotonic() - begun


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    number = int(sys.argv[1])
    seconds = fill(number)
    print(f"{number:,} standards in {seconds:.0f} s ({number / seconds:,.0f} a second)")


if __name__ == "__main__":
    main()
