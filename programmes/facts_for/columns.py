"""Columns every fact row is read with, and how they become plain rows."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from programmes.metrics.dating import Row
from programmes.metrics.rows import Event, Former, Subject, Tag, Times
from standards.models import AreaTag, KeyArea, NumberCorrection

TIMES = ("valid_from", "certain_from", "precision", "until", "recorded_at", "voided_at", "superseded_at")
WIDEST = timedelta(days=366)
"""A fact known to the year lies at most this far from its first possible day."""

PACK = 5000
"""Keys in one question. The databases misjudge nested questions by a thousand times, but not a list of keys."""


def packs(keys: Iterable[int | None]) -> Iterator[list[int]]:
    """Distinct keys in packs, in order."""
    distinct = sorted({key for key in keys if key is not None})
    for start in range(0, len(distinct), PACK):
        yield distinct[start : start + PACK]


def within(rows: QuerySet, column: str, pack: Iterable[int]) -> QuerySet:
    """Rows of these keys, written out as numbers: as parameters five thousand of them cost more than the answer.

    Read such a question whole. As a cursor PostgreSQL would plan for its first rows and walk through the whole table for them.
    """
    table = connection.ops.quote_name(rows.model._meta.db_table)
    numbers = ",".join(str(int(key)) for key in pack)
    return rows.extra(where=[f"{table}.{connection.ops.quote_name(column)} IN ({numbers})"])


def events_of_keys(rows: QuerySet, key: str, name: str, keys: Iterable[int | None]) -> dict[int, list[Event]]:
    """Events of these records."""
    found: dict[int, list[Event]] = {}
    for pack in packs(keys):
        found |= events_of(within(rows, key, pack), key, name)
    return found


def tags_of_keys(rows: QuerySet, key: str, keys: Iterable[int | None]) -> dict[int, list[Tag]]:
    """Key-area decisions on these records."""
    found: dict[int, list[Tag]] = {}
    for pack in packs(keys):
        found |= tags_of(within(rows, key, pack), key)
    return found


def events_of(rows: QuerySet, key: str, name: str) -> dict[int, list[Event]]:
    """Events by record, from one query."""
    found: dict[int, list[Event]] = {}
    for pk, event, *times in rows.values_list(key, name, *TIMES).order_by("pk"):
        found.setdefault(pk, []).append(Event(event, Times(*times)))
    return found


def tags_of(rows: QuerySet, key: str) -> dict[int, list[Tag]]:
    """Key-area decisions by record, from one query."""
    found: dict[int, list[Tag]] = {}
    for pk, area, decision, *times in rows.values_list(key, "area_id", "decision", *TIMES).order_by("pk"):
        found.setdefault(pk, []).append(Tag(area, decision, Times(*times)))
    return found


def latest(versions: Iterable[tuple[Row, datetime]]) -> list[Row]:
    """The last version of each row in the order of recording, carrying what was said before each correction."""
    found: dict[int, Row] = {}
    for row, recorded_at in versions:
        if row.pk in found:
            before = found[row.pk]
            row = row._replace(former=(*before.former, Former(recorded_at, before._replace(former=()))))
        found[row.pk] = row
    return list(found.values())


def with_numbers_before(standards: dict[int, Subject]) -> dict[int, Subject]:
    """Standards whose number was ever corrected carry the number and level before. One question: they are few."""
    formers: dict[int, tuple[Former, ...]] = {}
    rows = NumberCorrection.objects.order_by("recorded_at", "pk")
    for pk, number, level, recorded_at in rows.values_list("standard_id", "designation", "level", "recorded_at"):
        if pk in standards:
            now = standards[pk]
            traits = {**now.traits, "level": level}
            if "amendment" in traits:
                traits["amendment"] = "/XG" in number
            said = Former(recorded_at, now._replace(text=number, traits=traits))
            formers[pk] = (*formers.get(pk, ()), said)
    for pk, former in formers.items():
        standards[pk] = standards[pk]._replace(former=former)
    return standards


def areas_of(year: int) -> tuple[int, ...]:
    return tuple(KeyArea.objects.filter(year=year).order_by("position").values_list("pk", flat=True))


def tags_of_year(year: int) -> QuerySet:
    return AreaTag.objects.filter(area__in=areas_of(year))
