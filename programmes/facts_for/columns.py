"""Columns every fact row is read with, and how they become plain rows."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import QuerySet

from programmes.metrics.rows import Event, Tag, Times
from standards.models import AreaTag, KeyArea

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


def events_of_keys(rows: QuerySet, key: str, name: str, keys: Iterable[int | None]) -> dict[int, list[Event]]:
    """Events of these records."""
    found: dict[int, list[Event]] = {}
    for pack in packs(keys):
        found |= events_of(rows.filter(**{f"{key}__in": pack}), key, name)
    return found


def tags_of_keys(rows: QuerySet, key: str, keys: Iterable[int | None]) -> dict[int, list[Tag]]:
    """Key-area decisions on these records."""
    found: dict[int, list[Tag]] = {}
    for pack in packs(keys):
        found |= tags_of(rows.filter(**{f"{key}__in": pack}), key)
    return found


def events_of(rows: QuerySet, key: str, name: str) -> dict[int, list[Event]]:
    """Events by record, from one query."""
    found: dict[int, list[Event]] = {}
    for pk, event, *times in rows.values_list(key, name, *TIMES).order_by("pk").iterator(chunk_size=20_000):
        found.setdefault(pk, []).append(Event(event, Times(*times)))
    return found


def tags_of(rows: QuerySet, key: str) -> dict[int, list[Tag]]:
    """Key-area decisions by record, from one query."""
    found: dict[int, list[Tag]] = {}
    for pk, area, decision, *times in rows.values_list(key, "area_id", "decision", *TIMES).order_by("pk").iterator(20_000):
        found.setdefault(pk, []).append(Tag(area, decision, Times(*times)))
    return found


def areas_of(year: int) -> tuple[int, ...]:
    return tuple(KeyArea.objects.filter(year=year).order_by("position").values_list("pk", flat=True))


def tags_of_year(year: int) -> QuerySet:
    return AreaTag.objects.filter(area__in=areas_of(year))
