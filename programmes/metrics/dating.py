"""What a fact's dates say of a day and of a state of knowledge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from .rows import Claim, Event, Subject, Times

HELD, UNCERTAIN, AHEAD, ENDED = "held", "uncertain", "ahead", "ended"

Row = TypeVar("Row", Subject, Claim)


class Period(NamedTuple):
    """Half-open: `end` is the first day after it."""

    first: date
    end: date

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)


def is_known(times: Times, known: datetime) -> bool:
    """Recorded by then, and by then neither voided nor superseded."""
    return (
        times.recorded_at <= known
        and (times.voided_at is None or times.voided_at > known)
        and (times.superseded_at is None or times.superseded_at > known)
    )


def is_voided(times: Times, known: datetime) -> bool:
    """It was entered, and taken out again by then."""
    return times.recorded_at <= known and times.voided_at is not None and times.voided_at <= known


def held(times: Times, on: date) -> str:
    """Whether the fact holds on the day. Between its first and last possible day that is uncertain."""
    if times.valid_from > on:
        return AHEAD
    if times.until is not None and times.until <= on:
        return ENDED
    return HELD if times.certain_from <= on else UNCERTAIN


def as_known(row: Row, known: datetime) -> Row:
    """What a row said at a moment: corrections recorded later are not yet known."""
    for former in row.former:
        if known < former.until:
            said: Row = former.row
            return said
    return row


def known_events(events: Iterable[Event], known: datetime) -> list[Event]:
    return [event for event in events if is_known(event.times, known)]


def earliest(events: Sequence[Event], *names: str) -> Event | None:
    """The first of these events; an edition is published once, so more than one is a doubt that the first settles."""
    found = [event for event in events if event.name in names]
    return min(found, key=lambda event: (event.times.valid_from, event.times.certain_from)) if found else None


def in_force(events: Sequence[Event], names: Sequence[str], on: date) -> Event | None:
    """The event that holds on the day: of several, the one that began last."""
    found = [event for event in events if event.name in names and held(event.times, on) in (HELD, UNCERTAIN)]
    return max(found, key=lambda event: event.times.valid_from) if found else None


def place_of(times: Times, period: Period, on: date, near: timedelta) -> str:
    """Where a dated event lies: `inside`, or near misses `later`, `before`, `after`; `uncertain`, `straddles`; `far` else.

    `later`: within the period but only after the asked day. `uncertain`: the asked day lies between the first and the last day
    on which it may have happened. `straddles`: it may lie on either side of the period's edge.
    """
    first, last = times.valid_from, times.certain_from
    if last < period.first:
        return "before" if last >= period.first - near else "far"
    if first >= period.end:
        return "after" if first < period.end + near and first <= on + near else "far"
    if first > on:
        return "later" if first <= on + near else "far"
    if last > on:
        return "uncertain"
    if first < period.first or last >= period.end:
        return "straddles"
    return "inside"


def times_in(facts: Any) -> Iterator[Times]:
    """Every pair of dates in a bundle of facts, however it is nested."""
    if isinstance(facts, Times):
        yield facts
    elif isinstance(facts, Mapping):
        for one in facts.values():
            yield from times_in(one)
    elif isinstance(facts, (list, tuple)):
        for one in facts:
            yield from times_in(one)
    elif is_dataclass(facts):
        for name in facts.__dataclass_fields__:
            yield from times_in(getattr(facts, name))


def turning_days(facts: Any, near: timedelta) -> frozenset[date]:
    """The only days on which a figure can differ from that of the day before, as known at one moment."""
    found: set[date] = set()
    for times in times_in(facts):
        found.update((times.valid_from, times.certain_from, times.valid_from - near))
        if times.until is not None:
            found.add(times.until)
    return frozenset(found)
