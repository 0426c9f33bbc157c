"""The work calendar as it stands in the table, and a deadline in words."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from .deadlines import Deadline, SpecialDay, Step, Why, WorkCalendar
from .models import CalendarDay


def current() -> WorkCalendar:
    """The calendar from the table, one query."""
    rows = CalendarDay.objects.values_list("day", "kind", "name_zh", "name_en", "notice")
    return WorkCalendar({day: SpecialDay(kind == CalendarDay.Kind.WORKDAY, zh, en, notice) for day, kind, zh, en, notice in rows})


def is_workday(day: date) -> bool:
    """Whether a day is worked. CalendarUnknown names the year when its notice is missing."""
    return current().is_workday(day)


def next_workday(day: date) -> date:
    """The day itself when it is worked, else the first worked day after it."""
    return current().next_workday(day)


def add_workdays(day: date, number: int) -> Deadline:
    """So many working days after a day."""
    return current().add_workdays(day, number)


def add_days(day: date, number: int, *, roll: bool = True) -> Deadline:
    """So many calendar days after a day, moved off free days unless told not to."""
    return current().add_days(day, number, roll=roll)


def add_months(day: date, number: int, *, roll: bool = True) -> Deadline:
    """So many months after a day, moved off free days unless told not to."""
    return current().add_months(day, number, roll=roll)


def explain(deadline: Deadline) -> list[str]:
    """Each step in words: `3 March 2020 + 60 days = 2 May 2020`, `2 May 2020 is a holiday (Labour Day), so 6 May 2020`."""
    return [in_words(step) for step in deadline.steps]


def in_words(step: Step) -> str:
    """One counted step, or the move of a free last day."""
    begun, reached = date_format(step.begun), date_format(step.reached)
    if step.why == Why.MOVED:
        return _("%(day)s is %(why)s, so %(reached)s") % {"day": begun, "why": _why(step.passed[0]), "reached": reached}
    period = period_in_words(step.why, step.number)
    return passed_over(step, _("%(day)s + %(period)s = %(reached)s") % {"day": begun, "period": period, "reached": reached})


def period_in_words(why: Why, number: int) -> str:
    """So many days, working days or months."""
    period: str = {
        Why.DAYS: ngettext("%(number)s day", "%(number)s days", number),
        Why.WORKDAYS: ngettext("%(number)s working day", "%(number)s working days", number),
        Why.MONTHS: ngettext("%(number)s month", "%(number)s months", number),
    }[why] % {"number": number}
    return period


def passed_over(step: Step, words: str) -> str:
    """How many free days, and days of standstill, lie within the counted ones."""
    stood = sum(why == Why.PAUSED for _day, why, _special in step.passed)
    if free := len(step.passed) - stood:
        words = ngettext("%(words)s (%(number)s free day passed over)", "%(words)s (%(number)s free days passed over)", free) % {
            "words": words,
            "number": free,
        }
    if stood:
        words = ngettext("%(words)s (%(number)s day of standstill)", "%(words)s (%(number)s days of standstill)", stood) % {
            "words": words,
            "number": stood,
        }
    return words


def _why(passed: tuple[date, Why, SpecialDay | None]) -> str:
    _day, why, special = passed
    if why == Why.HOLIDAY and special is not None:
        english = (get_language() or "").startswith("en") and special.name_en
        return _("a holiday (%(name)s)") % {"name": english or special.name_zh}
    return _("a day of standstill") if why == Why.PAUSED else _("a weekend day")
