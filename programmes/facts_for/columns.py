"""Columns every fact row is read with, and how they become plain rows."""

from datetime import timedelta

from django.db.models import QuerySet

from programmes.metrics.rows import Event, Tag, Times
from standards.models import AreaTag, KeyArea

TIMES = ("valid_from", "certain_from", "precision", "until", "recorded_at", "voided_at", "superseded_at")
WIDEST = timedelta(days=366)
"""A fact known to the year lies at most this far from its first possible day."""


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
    return AreaTag.objects.filter(area__year=year)
