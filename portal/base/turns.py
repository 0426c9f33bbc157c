"""Whose turn it was, and for how many days (pure: no models, no clock).

Stages follow one another, each in somebody's hands; a blocking reason puts the matter into other hands for a while. Days are
half-open: the day of a hand-over belongs to the one who receives. So the parts add up to the whole, to the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

NOBODY = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """In these hands from a day up to another, that day not included; without it until the next turn or the asked day."""

    party: str
    begun: date
    until: date | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on end in the same hands for the same thing."""

    party: str
    begun: date
    until: date
    what: str

    @property
    def days(self) -> int:
        return (self.until - self.begun).days


def stretches(turns: Iterable[Turn], *, on: date, blocks: Iterable[Turn] = ()) -> list[Stretch]:
    """From the first turn to the day `on` without gap or overlap.

    Of two turns that hold on a day the one begun later counts, of the same day the later in the list; a block goes before every
    turn. Days between two turns are nobody's. What begins on `on` or later has not begun.
    """
    turns, blocks = list(turns), list(blocks)
    first = min((turn.begun for turn in turns), default=on)
    cuts = {day for turn in (*turns, *blocks) for day in (turn.begun, turn.until) if day is not None and first < day < on}
    marks = sorted({first, on, *cuts}) if first < on else []
    made: list[Stretch] = []
    for begun, until in pairwise(marks):
        turn = _held(blocks, begun) or _held(turns, begun)
        party, what = (turn.party, turn.what) if turn else (NOBODY, "")
        last = made[-1] if made else None
        if last is not None and (last.party, last.what) == (party, what):
            made[-1] = Stretch(party, last.begun, until, what)
        else:
            made.append(Stretch(party, begun, until, what))
    return made


def days_per_party(turns: Iterable[Turn], *, on: date, blocks: Iterable[Turn] = ()) -> dict[str, int]:
    """Days in each party's hands from the first turn to the day `on`, in the order in which they first had it."""
    days: dict[str, int] = {}
    for stretch in stretches(turns, on=on, blocks=blocks):
        days[stretch.party] = days.get(stretch.party, 0) + stretch.days
    return days


def _held(turns: list[Turn], day: date) -> Turn | None:
    """The turn that holds on a day. An open one ends where the next begins, since the later begun counts."""
    holding = [
        (turn.begun, place) for place, turn in enumerate(turns) if turn.begun <= day and (not turn.until or day < turn.until)
    ]
    return turns[max(holding)[1]] if holding else None
