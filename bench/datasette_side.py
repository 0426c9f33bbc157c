"""Datasette on the same standards, facts and tags: SQLite with FTS5 over two characters in a row, its suggested facets off."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bench.load import Ask, Client, alone, together, warm
from bench.places import PORT, Place, say, serve
from standards.search.text import stream

OWN_PORT = PORT + 1
LIMIT_MS = 20_000
TABLES = {
    "standards": """select s.id, s.designation, s.title_zh, s.title_en, s.status, s.level, s.year, s.published_on::text,
        s.ics::text, c.slug from standards_standard s left join committees_committee c on c.id = s.committee_id""",
    "events": "select standard_id, event, valid_from::text from standards_standardstatus",
    "tags": "select standard_id, area_id, valid_from::text from standards_areatag",
}
SCHEMA = """
create table standards (id integer primary key, designation text, title_zh text, title_en text, status text, level text,
    year integer, published_on text, ics text, committee text, grams text);
create table events (standard integer, event text, day text);
create table tags (standard integer, area integer, since text);
"""
INDEXES = """
create virtual table standards_fts using fts5(grams, title_en, content="standards", content_rowid="id");
insert into standards_fts (rowid, grams, title_en) select id, grams, title_en from standards;
create index standards_designation on standards (designation);
create index standards_status on standards (status, year);
create index standards_year on standards (year);
create index events_day on events (event, day, standard);
create index tags_standard on tags (standard, area);
analyze;
"""


def pairs(title: str) -> str:
    run = stream(title)
    return " ".join(run[at : at + 2] for at in range(len(run) - 1))


def export(place: Place) -> Path:
    """The same rows as a SQLite file, made once a database."""
    path = place.folder / "portal.db"
    if path.exists():
        return path
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    target = sqlite3.connect(fresh)
    target.executescript(f"pragma journal_mode = off; pragma synchronous = off; {SCHEMA}")
    with place.connect() as connection:
        for table, statement in TABLES.items():
            with connection.cursor(name=table) as cursor:
                cursor.itersize = 20_000
                cursor.execute(statement)
                _write(target, table, cursor)
    target.executescript(INDEXES)
    target.commit()
    target.close()
    fresh.rename(path)
    say(f"Datasette: {path.stat().st_size / 1e6:,.0f} MB of SQLite")
    return path


def _write(target: sqlite3.Connection, table: str, rows: Any) -> None:
    if table == "standards":
        target.executemany(f"insert into standards values ({','.join('?' * 11)})", ((*row, pairs(row[2])) for row in rows))
    else:
        target.executemany(f"insert into {table} values (?, ?, ?)", rows)


@contextmanager
def serving(place: Place) -> Iterator[None]:
    """Datasette with time limits that let it finish, and without the facets it would suggest for every page."""
    path = export(place)
    limits = {"sql_time_limit_ms": LIMIT_MS, "facet_time_limit_ms": LIMIT_MS, "facet_suggest_time_limit_ms": 1}
    options = [word for name, value in limits.items() for word in ("--setting", name, str(value))]
    options += ["--setting", "suggest_facets", "off"]
    command = [sys.executable, "-m", "datasette", "serve", str(path), "--port", str(OWN_PORT), *options]
    with serve(command, OWN_PORT, place.environment, quiet=True):
        yield


def _open() -> Ask:
    return Client(OWN_PORT).get


def measure(paths: list[str], seconds: float) -> tuple[list[float], float]:
    """(latencies of one client, answers a second for eight). At least three answers, however long they take."""
    warm(_open(), paths[:3])
    return alone(_open(), paths, seconds, 300), together(partial(_open), paths, seconds)


def rows_of(path: str) -> int:
    """How many rows an answer counts; shows that both were asked the same."""
    return int(json.loads(Client(OWN_PORT).get(path)[1]).get("filtered_table_rows_count") or 0)
