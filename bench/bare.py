"""The same rows through psycopg2 and nothing else: no web server, no template, no search. The floor under every figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import orjson

from bench.load import Ask, Client, alone, together, warm
from bench.places import PORT, Place
from bench.questions import YEAR, Question
from bench.rows import STANDARD

ROWS = """select s.id, s.designation, s.slug, s.title_zh, s.title_en, s.status, s.published_on, s.ics, c.code
    from standards_standard s left join committees_committee c on c.id = s.committee_id where s.id = any(%s)"""
RECORD = (
    "select s.*, c.code from standards_standard s left join committees_committee c on c.id = s.committee_id where s.slug = %s",
    "select * from standards_standardstatus where standard_id = %s order by valid_from, id",
    (
        "select r.*, s.designation from standards_relation r join standards_standard s on s.id = r.to_standard_id "
        "where r.from_standard_id = %s"
    ),
    (
        "select r.*, s.designation from standards_relation r join standards_standard s on s.id = r.from_standard_id "
        "where r.to_standard_id = %s"
    ),
    (
        "select a.*, i.designation from standards_adoption a join standards_internationalstandard i on i.id = a.international_id "
        "where a.standard_id = %s"
    ),
    "select t.*, k.name_zh from standards_areatag t join standards_keyarea k on k.id = t.area_id where t.standard_id = %s",
)
READINGS = """select r.* from programmes_reading r join programmes_goal g on g.id = r.goal_id
    join programmes_plan p on p.id = g.plan_id where p.year = %s and r.read_for = %s"""
PUBLISHED = """select t.area_id, count(distinct t.standard_id) from standards_areatag t
    join standards_standardstatus f on f.standard_id = t.standard_id
    where f.event = 'published' and f.valid_from between %s and %s and t.valid_from <= %s
      and f.recorded_at <= %s and t.recorded_at <= %s and f.voided_at is null and t.voided_at is null group by 1"""

Fetch = Callable[[Any, Any], object]


def by_keys(cursor: Any, keys: list[int]) -> object:
    cursor.execute(ROWS, [keys])
    return cursor.fetchall()


def one_record(cursor: Any, slug: str) -> object:
    cursor.execute(RECORD[0], [slug])
    rows = [cursor.fetchone()]
    for statement in RECORD[1:]:
        cursor.execute(statement, [rows[0][0]])
        rows += cursor.fetchall()
    return rows


def readings(cursor: Any, day: str) -> object:
    cursor.execute(READINGS, [YEAR, day])
    return cursor.fetchall()


def published(cursor: Any, asked: tuple[str, str]) -> object:
    """One goal of four as plain SQL: the facts of a past day as known at a past moment, by area."""
    day, known = asked
    cursor.execute(PUBLISHED, [f"{YEAR}-01-01", day, day, known, known])
    return cursor.fetchall()


def subjects(question: Question) -> tuple[Fetch, list[Any]] | None:
    """How to fetch the rows of a question, and what to fetch. Asks the running product which rows a search finds."""
    if question.api:
        client = Client(PORT)
        answers = [orjson.loads(client.get(path)[1])["results"] for path in question.api]
        return by_keys, [[row["id"] for row in rows] for rows in answers]
    if question.group == "record":
        return one_record, [path.split("/")[2] for path in question.paths]
    if question.group == "progress":
        asked = [dict(pair.split("=") for pair in path.partition("?")[2].split("&")) for path in question.paths]
        if "known" in asked[0]:
            return published, [(one["on"], one["known"]) for one in asked]
        return readings, [one["on"] for one in asked]
    return None


def _open(place: Place, fetch: Fetch) -> Ask:
    connection = place.connect()
    connection.autocommit = True
    return partial(fetch, connection.cursor())


def measure(place: Place, question: Question, seconds: float) -> tuple[list[float], float] | None:
    """(latencies of one connection, fetches a second over eight)."""
    found = subjects(question)
    if found is None:
        return None
    fetch, asked = found
    ask = _open(place, fetch)
    warm(ask, asked)
    return alone(ask, asked, seconds, 2000), together(partial(_open, place, fetch), asked, seconds)


def export(place: Place, keys: list[int]) -> int:
    """Rows for a file, by key."""
    with place.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(STANDARD)} from standards_standard where id = any(%s)", [keys])
        return len(cursor.fetchall())
