"""How a deadline is derived (pure: no models, no clock).

Days are counted as the Civil Code of the PRC counts them: the day of the event is day nought (Art. 201); a period in months
ends on the same day of the month, or on the month's last day where there is none (Art. 202); a last day that is no working day
moves to the next one (Art. 203). Which days are worked follows from the weekday and from the State Council's yearly notice,
which declares holidays and weekend days worked in exchange (调休). Without the notice of a year nobody knows, and this module
says so. `reckoning.py` puts rule, pauses and extensions together.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class CalendarUnknown(LookupError):
    """The notice that fixes the working days of a year is not in the table."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The working days of {year} are not known: its holiday notice is not in the work calendar.")
        self.year = year


class Why(StrEnum):
    """Why a day is worked or free, or what a step of a calculation did."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS = "months"
    MOVED = "moved"
    BEGUN = "begun"
    NAMED = "named"
    PAUSED = "paused"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that the notice names: a holiday, or a weekend day that is worked."""

    worked: bool
    name_zh: str
    name_en: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a day to a day. `number` counts days, working days or months; `passed` are the free days stepped over.

    `on` is the day of the decision when the step is an extension, and the first day of standstill when it is a pause.
    """

    why: Why
    begun: date
    reached: date
    number: int = 0
    passed: tuple[tuple[date, Why, SpecialDay | None], ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which something may be done, and how it came about."""

    day: date
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked. A year is known when its 1 January stands in the table: it is a holiday in every notice."""

    days: Mapping[date, SpecialDay]
    years: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        known = frozenset(day.year for day in self.days if (day.month, day.day) == (1, 1))
        object.__setattr__(self, "years", known)

    def why(self, day: date) -> Why:
        """Why a day is worked (weekday, make-up day) or free (weekend, holiday)."""
        if day.year not in self.years:
            raise CalendarUnknown(day.year)
        special = self.days.get(day)
        if special is not None:
            return Why.MAKE_UP if special.worked else Why.HOLIDAY
        return Why.WEEKEND if day.weekday() >= SATURDAY else Why.WEEKDAY

    def is_workday(self, day: date) -> bool:
        return self.why(day) in (Why.WEEKDAY, Why.MAKE_UP)

    def next_workday(self, day: date) -> date:
        """The day itself when it is worked, else the first worked day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add_days(self, day: date, number: int, *, roll: bool = True) -> Deadline:
        """Calendar days. With `roll`, a last day that is free moves to the next working day."""
        return self._ended(Step(Why.DAYS, day, day + timedelta(days=_positive(number)), number), roll)

    def add_months(self, day: date, number: int, *, roll: bool = True) -> Deadline:
        """Months. 31 January and one month end on the last day of February."""
        return self._ended(Step(Why.MONTHS, day, months_after(day, _positive(number)), number), roll)

    def add_workdays(self, day: date, number: int) -> Deadline:
        """Working days, the day of the event not counted. Nought working days end on the next working day."""
        reached, passed = day, []
        for _ in range(_positive(number)):
            reached += ONE_DAY
            while not self.is_workday(reached):
                passed.append(self._free(reached))
                reached += ONE_DAY
        return self._ended(Step(Why.WORKDAYS, day, reached, number, tuple(passed)), roll=True)

    def workdays_between(self, begun: date, ended: date) -> int:
        """Working days after the first day, up to and with the last. Negative when the last lies before the first."""
        if ended < begun:
            return -self.workdays_between(ended, begun)
        return sum(self.is_workday(begun + timedelta(days=n)) for n in range(1, (ended - begun).days + 1))

    def _ended(self, step: Step, roll: bool) -> Deadline:
        """The deadline after one step, moved off free days when asked."""
        day, passed = step.reached, []
        while roll and not self.is_workday(day):
            passed.append(self._free(day))
            day += ONE_DAY
        if not passed:
            return Deadline(day, (step,))
        return Deadline(day, (step, Step(Why.MOVED, step.reached, day, 0, tuple(passed))))

    def _free(self, day: date) -> tuple[date, Why, SpecialDay | None]:
        return day, self.why(day), self.days.get(day)


def months_after(day: date, number: int) -> date:
    """The same day of a later month, or that month's last day where there is none (Art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _positive(number: int) -> int:
    if number < 0:
        raise ValueError(f"a period cannot be negative: {number}")
    return number
