"""A whole deadline: rule, start, pauses and extensions to one day, step by step (pure: no models, no clock).

Counting, month ends and the last day follow the Civil Code (see `deadlines.py`). Days of standstill are not counted, as the
Administrative Licensing Law does not count the time of hearings and expert reviews (Art. 45); an extension lengthens the period
itself, so the last day is moved off free days once, at the very end. The clauses of Order 55 on both were not readable: to be
confirmed. In a year without a notice only weekends are known to be free; the day is then provisional and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from .deadlines import ONE_DAY, SATURDAY, CalendarUnknown, SpecialDay, Step, Why, WorkCalendar, months_after

Passed = tuple[date, Why, SpecialDay | None]


class Unit(StrEnum):
    """What a period is counted in; `day` names its last day."""

    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS = "months"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Length:
    """So many days, working days or months; or up to a named day."""

    unit: Unit
    number: int = 0
    to: date | None = None

    def __post_init__(self) -> None:
        if self.number < 0 or (self.unit == Unit.DAY) != (self.to is not None):
            raise ValueError(f"no period: {self}")


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from the first day up to the day on which it runs again, that day not included. Open without it."""

    begun: date
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, granted on a day."""

    on: date
    length: Length


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The last day, none while the clock stands; then `left` days remain. `unknown`: years whose notice is not out."""

    day: date | None
    steps: tuple[Step, ...]
    left: int = 0
    unknown: tuple[int, ...] = ()


def reckon(
    calendar: WorkCalendar,
    start: date,
    length: Length,
    *,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
    roll: bool = True,
) -> Reckoning:
    """The last day of a period that begins with an event on `start`."""
    pauses = list(pauses)
    course = Course(calendar, start, closed(pauses, start))
    course.lengthen(length)
    for one in extensions:
        course.lengthen(one.length, on=one.on)
    stands = min((max(one.begun, start + ONE_DAY) for one in pauses if one.ended is None), default=None)
    if stands is not None and stands <= course.reached:
        return course.standing(stands)
    if roll:
        course.move()
    return Reckoning(course.reached, tuple(course.steps), 0, tuple(sorted(course.unknown)))


def closed(pauses: Iterable[Pause], start: date) -> list[Pause]:
    """Ended pauses after the start, in order; what overlaps is one, what lasted no day is none."""
    merged: list[Pause] = []
    spans = sorted((max(one.begun, start + ONE_DAY), one.ended) for one in pauses if one.ended is not None)
    for begun, ended in spans:
        last = merged[-1] if merged else None
        if last is not None and last.ended is not None and begun <= last.ended:
            merged[-1] = replace(last, ended=max(last.ended, ended))
        elif ended > begun:
            merged.append(Pause(begun, ended))
    return merged


@dataclass
class Course:
    """A period on its way to its last day."""

    calendar: WorkCalendar
    start: date
    pauses: Sequence[Pause]
    reached: date = field(init=False)
    steps: list[Step] = field(default_factory=list)
    unknown: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.reached = self.start
        self.steps.append(Step(Why.BEGUN, self.start, self.start))
        self._waiting = list(self.pauses)
        self._unit: Unit | None = None
        self._from, self._number, self._stood = self.start, 0, 0

    def lengthen(self, length: Length, on: date | None = None) -> None:
        """The period itself, or an extension. Periods of one unit that follow each other are counted as one."""
        if length.unit != self._unit:
            self._unit, self._from, self._number, self._stood = length.unit, self.reached, 0, 0
        self._number += length.number
        begun = self.reached
        passed: tuple[Passed, ...] = ()
        if length.unit == Unit.WORKDAYS:
            passed = self._walk(length.number)
        elif length.to is not None:
            self.reached = length.to
            self._waiting = [one for one in self._waiting if one.begun >= (on or self.start)]
        elif length.unit == Unit.MONTHS:
            self.reached = months_after(self._from, self._number) + timedelta(days=self._stood)
        else:
            self.reached = self._from + timedelta(days=self._number + self._stood)
        why = Why.NAMED if length.unit == Unit.DAY else Why(length.unit)
        self.steps.append(Step(why, begun, self.reached, length.number, passed, on))
        self._stand_still()

    def move(self) -> None:
        """The last day off free days and days of standstill."""
        begun, passed = self.reached, []
        while (free := self._free(self.reached)) is not None:
            passed.append(free)
            self.reached += ONE_DAY
        if passed:
            self.steps.append(Step(Why.MOVED, begun, self.reached, 0, tuple(passed)))

    def standing(self, since: date) -> Reckoning:
        """The clock stands: how much of the period is left, in its own unit."""
        left = (self.reached - since).days + 1
        if self._unit == Unit.WORKDAYS:
            left = sum(self._free(since + timedelta(days=n)) is None for n in range(left))
        why = Why.WORKDAYS if self._unit == Unit.WORKDAYS else Why.DAYS
        self.steps.append(Step(Why.STANDS, since, since, left, ((since, why, None),), since))
        return Reckoning(None, tuple(self.steps), left, tuple(sorted(self.unknown)))

    def _walk(self, number: int) -> tuple[Passed, ...]:
        passed = []
        for _ in range(number):
            self.reached += ONE_DAY
            while (free := self._free(self.reached)) is not None:
                passed.append(free)
                self.reached += ONE_DAY
        self._waiting = [one for one in self._waiting if one.begun > self.reached]
        return tuple(passed)

    def _stand_still(self) -> None:
        """Each pause that begins before the period is over moves its end by the days it lasted."""
        while self._waiting and self._waiting[0].begun <= self.reached:
            one = self._waiting.pop(0)
            days = ((one.ended or one.begun) - one.begun).days
            begun = self.reached
            self.reached += timedelta(days=days)
            self._stood += days
            self.steps.append(Step(Why.PAUSED, begun, self.reached, days, (), one.begun))

    def _free(self, day: date) -> Passed | None:
        if any(one.begun <= day < (one.ended or one.begun) for one in self.pauses):
            return day, Why.PAUSED, None
        try:
            why = self.calendar.why(day)
        except CalendarUnknown as problem:
            self.unknown.add(problem.year)
            why = Why.WEEKEND if day.weekday() >= SATURDAY else Why.WEEKDAY
        return None if why in (Why.WEEKDAY, Why.MAKE_UP) else (day, why, self.calendar.days.get(day))


def to_json(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps as they are stored beside the day they explain."""
    return [
        {
            "why": step.why.value,
            "begun": step.begun.isoformat(),
            "reached": step.reached.isoformat(),
            "number": step.number,
            "on": step.on.isoformat() if step.on else None,
            "passed": [
                [day.isoformat(), why.value, special.name_zh if special else "", special.name_en if special else ""]
                for day, why, special in step.passed
            ],
        }
        for step in steps
    ]


def from_json(stored: Iterable[dict[str, Any]]) -> list[Step]:
    """Stored steps; of a special day its name is kept."""
    return [
        Step(
            Why(one["why"]),
            date.fromisoformat(one["begun"]),
            date.fromisoformat(one["reached"]),
            one["number"],
            tuple(_passed(*each) for each in one["passed"]),
            date.fromisoformat(one["on"]) if one["on"] else None,
        )
        for one in stored
    ]


def _passed(day: str, why: str, name_zh: str, name_en: str) -> Passed:
    return date.fromisoformat(day), Why(why), SpecialDay(False, name_zh, name_en) if name_zh else None
