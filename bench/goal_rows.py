"""Rows of the other three goals: demonstrations, leadership claims, the conversion list with its decisions. Small, as in life."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from bench.grown import SEED
from bench.rows import FACT, RECORDED, Known, Line, fact

DEMONSTRATIONS = 2_000
CLAIMS = 1_500
LISTED_AN_AREA = 200
FIRST = date(2019, 7, 1)
DAYS = 540


def goal_tables(known: Known) -> Iterator[tuple[str, tuple[str, ...], Iterator[Line]]]:
    """(table, columns, rows), each table after those it points to."""
    demonstration = tuple("id title_zh title_en standard_text field is_demo updated_at version area_id standard_id".split())
    yield "programmes_demonstration", demonstration, _demonstrations(known)
    content = (*FACT, "demonstration_id", "field", "area_id")
    yield "programmes_demonstrationcontent", content, _contents(known, _demonstrations(known), (0, 4, 8))
    decision = (*FACT, "demonstration_id", "state", "document", "note")
    yield "programmes_demonstrationdecision", decision, _decisions(known, DEMONSTRATIONS, ("applied", "selected"), ("", ""))
    claim = tuple("id role evidence is_demo updated_at version area_id international_id".split())
    yield "programmes_leadershipclaim", claim, _claims(known)
    said = (*FACT, "claim_id", "role", "evidence", "area_id")
    yield "programmes_claimcontent", said, _contents(known, _claims(known), (0, 1, 2, 6))
    yield (
        "programmes_claimdecision",
        (*FACT, "claim_id", "state", "note"),
        _decisions(known, CLAIMS, ("claimed", "proven"), ("",)),
    )
    entry = (*FACT, "area_id", "international_id", "owner", "note", "is_demo")
    yield "programmes_conversionentry", entry, _entries(known)
    suitability = (*FACT, "area_id", "international_id", "suitable", "reason", "note", "is_demo")
    yield "programmes_suitabilitydecision", suitability, _suitabilities(known)


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange(DAYS))


def _demonstrations(known: Known) -> Iterator[Line]:
    chance = random.Random(SEED + 2)
    for pk in range(1, DEMONSTRATIONS + 1):
        area, field, standard = chance.choice(known.areas), f"领域{chance.randrange(40)}", chance.randrange(1, 10_000)
        yield (pk, f"应用示范项目 {pk}", "", "", field, False, RECORDED, 1, area, standard)


def _claims(known: Known) -> Iterator[Line]:
    chance = random.Random(SEED + 3)
    for pk in range(1, CLAIMS + 1):
        yield (pk, "project_leader", "-", False, RECORDED, 1, chance.choice(known.areas), chance.choice(known.editions))


def _contents(known: Known, records: Iterator[Line], places: tuple[int, ...]) -> Iterator[Line]:
    """What each record says, as a fact of the first day; from the cells at these places of its row."""
    for record in records:
        yield (*fact(FIRST, known.by), *(record[place] for place in places))


def _decisions(known: Known, number: int, states: tuple[str, str], rest: tuple[str, ...]) -> Iterator[Line]:
    """Everything is applied for or claimed; two thirds are decided within a hundred days."""
    chance = random.Random(SEED + number)
    for pk in range(1, number + 1):
        day = _day(chance)
        yield (*fact(day, known.by), pk, states[0], *rest)
        if chance.random() < 0.66:
            yield (*fact(day + timedelta(days=chance.randrange(10, 100)), known.by), pk, states[1], *rest)


def _listed(known: Known) -> Iterator[tuple[int, int, date]]:
    chance = random.Random(SEED + 4)
    for area in known.areas:
        for edition in chance.sample(known.editions, LISTED_AN_AREA):
            yield area, edition, _day(chance)


def _entries(known: Known) -> Iterator[Line]:
    for area, edition, day in _listed(known):
        yield (*fact(day, known.by), area, edition, "", "", False)


def _suitabilities(known: Known) -> Iterator[Line]:
    chance = random.Random(SEED + 5)
    for area, edition, day in _listed(known):
        if chance.random() < 0.8:
            suitable = chance.random() < 0.85
            decided = day + timedelta(days=chance.randrange(5, 60))
            yield (*fact(decided, known.by), area, edition, suitable, "suitable" if suitable else "no_industry", "", False)
