"""A goal over all days of its period: readings by day, spans of what counted, months of a trend. Pure: figures in, rows out."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from .metrics import Entry, Figure, Figures, Period

LISTED = "listed"
COUNTED = "counted"
ONE_DAY = timedelta(days=1)


class SpanRow(NamedTuple):
    """A record counts, or stands in the denominator, from a day until a day; open while it still does."""

    area: int | None
    kind: str
    subject_type: str
    subject_pk: int
    entered: date
    left_on: date | None
    reason: str


class SnapshotRow(NamedTuple):
    """What entered and left in a month, and what stood at its end."""

    area: int | None
    kind: str
    month: date
    entered: int
    left_count: int
    standing: int


def days_of(period: Period, until: date) -> list[date]:
    """Every day of the period up to one, in order."""
    last = min(period.last, until)
    return [period.first + ONE_DAY * n for n in range(max((last - period.first).days + 1, 0))]


def month_ends(days: Iterable[date]) -> list[date]:
    """The last of these days in each month."""
    ends: dict[tuple[int, int], date] = {}
    for day in days:
        ends[day.year, day.month] = day
    return list(ends.values())


def most_wanted_first(days: list[date]) -> list[date]:
    """The latest day, then the ends of the months backwards, then the rest backwards: the order in which pages need them."""
    ends = sorted(month_ends(days), reverse=True)
    taken = set(ends)
    return ends + [day for day in reversed(days) if day not in taken]


def end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@dataclass
class Spans:
    """Follows the counted and listed records from one day to the next; days must come in order."""

    open: dict[tuple[int | None, str, str], tuple[date, str]] = field(default_factory=dict)
    closed: list[SpanRow] = field(default_factory=list)

    def see(self, on: date, figures: Figures) -> None:
        """Take one more day into account."""
        standing = {(area, kind, entry.key): entry for area, figure in figures.items() for kind, entry in _standing(figure)}
        for key in [key for key in self.open if key not in standing]:
            entered, reason = self.open.pop(key)
            self.closed.append(_row(key, entered, on, reason))
        for key, entry in standing.items():
            if key not in self.open:
                self.open[key] = (on, entry.reason)

    def rows(self) -> list[SpanRow]:
        """All spans, ended and open, in a fixed order."""
        still = [_row(key, entered, None, reason) for key, (entered, reason) in self.open.items()]
        return sorted(
            [*self.closed, *still], key=lambda row: (row.area or 0, row.kind, row.subject_type, row.subject_pk, row.entered)
        )


def _standing(figure: Figure) -> Iterator[tuple[str, Entry]]:
    for entry in figure.counted:
        yield COUNTED, entry
    if figure.denominator is not None:
        for entry in (*figure.counted, *figure.near_misses, *figure.unknown):
            if entry.listed:
                yield LISTED, entry


def _row(key: tuple[int | None, str, str], entered: date, left: date | None, reason: str) -> SpanRow:
    area, kind, subject = key
    subject_type, _, pk = subject.partition(":")
    return SpanRow(area, kind, subject_type, int(pk), entered, left, reason if kind == COUNTED else "")


def snapshots(spans: Iterable[SpanRow], period: Period, until: date) -> list[SnapshotRow]:
    """Months of the period up to a day, from the spans: entered, left, standing at the month's last day."""
    months = [end.replace(day=1) for end in month_ends(days_of(period, until))]
    groups: dict[tuple[int | None, str], list[SpanRow]] = {}
    for span in spans:
        groups.setdefault((span.area, span.kind), []).append(span)
    found = []
    for (area, kind), rows in sorted(groups.items(), key=lambda item: (item[0][0] or 0, item[0][1])):
        for month in months:
            end = end_of_month(month) + ONE_DAY
            entered = sum(month <= row.entered < end for row in rows)
            left = sum(row.left_on is not None and month <= row.left_on < end for row in rows)
            standing = sum(row.entered < end and (row.left_on is None or row.left_on >= end) for row in rows)
            found.append(SnapshotRow(area, kind, month, entered, left, standing))
    return found
