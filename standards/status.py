"""What the facts of a record say of a day. Pure: facts in, state out; no clock.

A fact known to the month or year is uncertain between its first and last possible day: the state is unknown then, never current.
The same holds before a sighting that says it had ended: nobody told since when.
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
    note: str


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


ALIVE = frozenset({"published", "in_force", "corrected", "confirmed", "seen_current"})
"""Events that prove that an edition had not ended on their day."""


def _ending(events: dict[str, Event], end: Event | None, on: date) -> str:
    """How it has ended by the day: replaced or withdrawn; unknown where the day is not sure; nothing when it has not."""
    seen = events.get("seen_ended")
    was_seen = seen is not None and seen.valid_from <= on
    if end and end.valid_from <= on:
        return end.event if end.certain_from <= on or was_seen else "unknown"
    if seen is None or not was_seen:
        return ""
    return end.event if end else "replaced" if seen.note == "replaced" else "withdrawn"


def _may_have_ended(facts: Iterable[Event], events: dict[str, Event], end: Event | None, on: date) -> bool:
    """Seen ended later, nobody told since when, and nothing proves that it still held after the day."""
    seen = events.get("seen_ended")
    if seen is None or end is not None:
        return False
    return not any(fact.event in ALIVE and on <= fact.valid_from < seen.valid_from for fact in facts)


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
    facts = list(facts)
    events = _by_event(facts)
    published, force, end = events.get("published"), events.get("in_force"), _first(events, "replaced", "withdrawn")
    status = _standard_status(events, published, force, end, on)
    return StandardState(
        "unknown" if status == "current" and _may_have_ended(facts, events, end, on) else status,
        published.valid_from if published else None,
        published.precision if published else "day",
        force.valid_from if force else None,
        end.valid_from if end else None,
    )


def _standard_status(events: dict[str, Event], published: Event | None, force: Event | None, end: Event | None, on: date) -> str:
    if ended := _ending(events, end, on):
        return ended
    if force and force.valid_from <= on:
        return "current" if force.certain_from <= on else "unknown"
    if "seen_current" in events and events["seen_current"].valid_from <= on:
        return "current"
    if published and published.valid_from <= on:
        return "coming" if force and published.certain_from <= on else "unknown"
    return "draft" if published or not events else "unknown"


def state_of_international(facts: Iterable[Event], on: date) -> InternationalState:
    """In preparation, current, replaced, withdrawn, abandoned, or not known, as of a day."""
    facts = list(facts)
    events = _by_event(facts)
    published, end = events.get("published"), _first(events, "replaced", "withdrawn")
    status = _international_status(events, published, end, on)
    return InternationalState(
        "unknown" if status == "current" and _may_have_ended(facts, events, end, on) else status,
        published.valid_from if published else None,
        published.precision if published else "day",
        end.valid_from if end else None,
    )


def _international_status(events: dict[str, Event], published: Event | None, end: Event | None, on: date) -> str:
    if ended := _ending(events, end, on):
        return ended
    if "seen_unclear" in events and "seen_current" not in events:
        return "unknown"
    if published and published.valid_from <= on:
        return "current" if published.certain_from <= on else "unknown"
    if "seen_current" in events and events["seen_current"].valid_from <= on:
        return "current"
    if "cancelled" in events and events["cancelled"].valid_from <= on:
        return "cancelled"
    return "draft" if events.keys() & {"stage", "proposed", "published"} else "unknown"
