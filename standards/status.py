"""What the facts of a record say of a day. Pure: facts in, state out; no clock.

A fact known to the month or year is uncertain between its first and last possible day: the state is unknown then, never current.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Event(Protocol):
    """One status fact."""

    event: str
    valid_from: date
    certain_from: date
    precision: str


@dataclass(frozen=True)
class StandardState:
    """Status as of the day; the dates are those that the facts name, ahead of the day too."""

    status: str
    published_on: date | None = None
    precision: str = "day"
    in_force_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class InternationalState:
    """The same for an international standard, which has no day of coming into force."""

    status: str
    published_on: date | None = None
    precision: str = "day"
    ended_on: date | None = None


def _first(events: dict[str, Event], *names: str) -> Event | None:
    found = [events[name] for name in names if name in events]
    return min(found, key=lambda fact: fact.valid_from) if found else None


def _by_event(facts: Iterable[Event]) -> dict[str, Event]:
    """The earliest fact of each event."""
    events: dict[str, Event] = {}
    for fact in sorted(facts, key=lambda one: one.valid_from, reverse=True):
        events[fact.event] = fact
    return events


def state_of_standard(facts: Iterable[Event], on: date) -> StandardState:
    """Draft, not yet in force, in force, replaced, withdrawn, or not known, as of a day."""
    events = _by_event(facts)
    published, force, end = events.get("published"), events.get("in_force"), _first(events, "replaced", "withdrawn")
    return StandardState(
        _standard_status(events, published, force, end, on),
        published.valid_from if published else None,
        published.precision if published else "day",
        force.valid_from if force else None,
        end.valid_from if end else None,
    )


def _standard_status(events: dict[str, Event], published: Event | None, force: Event | None, end: Event | None, on: date) -> str:
    if end and end.valid_from <= on:
        return end.event if end.certain_from <= on else "unknown"
    if "seen_ended" in events and events["seen_ended"].valid_from <= on:
        return "withdrawn"
    if force and force.valid_from <= on:
        return "current" if force.certain_from <= on else "unknown"
    if "seen_current" in events and events["seen_current"].valid_from <= on:
        return "current"
    if published and published.valid_from <= on:
        return "coming" if force and published.certain_from <= on else "unknown"
    return "draft" if published or not events else "unknown"


def state_of_international(facts: Iterable[Event], on: date) -> InternationalState:
    """In preparation, current, replaced, withdrawn, abandoned, or not known, as of a day."""
    events = _by_event(facts)
    published, end = events.get("published"), _first(events, "replaced", "withdrawn")
    return InternationalState(
        _international_status(events, published, end, on),
        published.valid_from if published else None,
        published.precision if published else "day",
        end.valid_from if end else None,
    )


def _international_status(events: dict[str, Event], published: Event | None, end: Event | None, on: date) -> str:
    if end and end.valid_from <= on:
        return end.event if end.certain_from <= on else "unknown"
    if "seen_ended" in events and events["seen_ended"].valid_from <= on:
        return "withdrawn"
    if "seen_unclear" in events and "seen_current" not in events:
        return "unknown"
    if published and published.valid_from <= on:
        return "current" if published.certain_from <= on else "unknown"
    if "seen_current" in events and events["seen_current"].valid_from <= on:
        return "current"
    if "cancelled" in events and events["cancelled"].valid_from <= on:
        return "cancelled"
    return "draft" if events.keys() & {"stage", "proposed", "published"} else "unknown"
