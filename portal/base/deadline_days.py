"""From the facts of a deadline to its stored day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from . import work_calendar
from .deadlines import WorkCalendar
from .models import Deadline, DeadlineEvent
from .reckoning import Extension, Length, Pause, Reckoning, Unit, reckon, to_json

Kind = DeadlineEvent.Kind
State = Deadline.State


def facts_of(row: Deadline) -> list[DeadlineEvent]:
    """What holds as known now, in the order in which it happened."""
    return list(DeadlineEvent.objects.open().filter(deadline=row).order_by("valid_from", "pk"))


def length_of(event: DeadlineEvent) -> Length:
    return Length(Unit(event.unit), event.number or 0, event.to_day)


def reckoned(events: Iterable[DeadlineEvent], calendar: WorkCalendar, length: Length | None = None) -> Reckoning:
    """The day that follows from the facts and this calendar; `length` instead of the one that was set."""
    events = list(events)
    first = next(event for event in events if event.kind == Kind.SET)
    return reckon(
        calendar,
        first.valid_from,
        length or length_of(first),
        pauses=[Pause(event.valid_from, event.until) for event in events if event.kind == Kind.PAUSED],
        extensions=[Extension(event.valid_from, length_of(event)) for event in events if event.kind == Kind.EXTENDED],
        roll=first.roll,
    )


def put(row: Deadline, events: Iterable[DeadlineEvent], calendar: WorkCalendar | None = None) -> None:
    """State, day and explanation onto the row. What is met or dropped keeps the day it had."""
    events = list(events)
    ended = [event.kind for event in events if event.kind in (Kind.MET, Kind.DROPPED)]
    if ended:
        row.state = State.MET if ended[-1] == Kind.MET else State.DROPPED
        return
    found = reckoned(events, calendar or work_calendar.current())
    row.state = State.RUNNING if found.day else State.PAUSED
    row.day, row.is_provisional, row.steps = found.day, bool(found.unknown), to_json(found.steps)
    row.warn_on = warn_on(row)


def warn_on(row: Deadline) -> date | None:
    return row.day - timedelta(days=row.lead_days) if row.day else None
