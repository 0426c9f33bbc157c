"""A goal and its figures in words: the value, the target with its operator, how it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from portal.base import wording

from . import judging
from .models import Definition, Goal

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PERCENT = "%"
Number = int | Decimal | None

STATES: dict[str, tuple[StrPromise, str]] = {
    judging.REACHED: (_("reached"), "ok"),
    judging.ON_COURSE: (_("on course"), "ok"),
    judging.TOO_EARLY: (_("too early to tell"), ""),
    judging.AT_RISK: (_("at risk"), "risk"),
    judging.OFF_COURSE: (_("off course"), "bad"),
    judging.MISSED: (_("not reached"), "bad"),
    judging.UNKNOWN: (_("unknown"), ""),
}


def language() -> str:
    return get_language() or "zh-hans"


def own(zh: str, en: str) -> str:
    """The text in the reader's language, else the other one."""
    return wording.title(zh, en, language())[0]


def label(goal: Goal) -> str:
    return own(goal.label_zh, goal.label_en)


def unit(goal: Goal) -> str:
    """The unit behind a number; per cent stands in the number itself."""
    return "" if goal.unit_zh == PERCENT else own(goal.unit_zh, goal.unit_en)


def is_rate(goal: Goal) -> bool:
    return goal.unit_zh == PERCENT


def value_words(goal: Goal, value: Number) -> str:
    """652, 90.7%, or a dash when there is nothing to measure."""
    if value is None:
        return wording.NOTHING
    number = Decimal(value)
    return wording.number(number, 1) + PERCENT if is_rate(goal) else wording.number(number)


def second_unit(goal: Goal) -> str:
    return own(goal.second_label_zh, goal.second_label_en)


def second_words(goal: Goal, second: Number) -> str:
    """The second value with its unit: "11 个领域", "11 fields"."""
    if goal.second_threshold is None or second is None:
        return ""
    return gettext("%(number)s %(unit)s") % {"number": wording.number(Decimal(second)), "unit": second_unit(goal)}


def target_words(goal: Goal, threshold: Number = None) -> str:
    """The target as the Key Points put it: "800 or more", "more than 90%", "about 1 800"."""
    threshold = goal.threshold if threshold is None else threshold
    if threshold is None:
        return gettext("no number set")
    first = _with_operator(goal.operator, threshold_words(goal, threshold), unit(goal))
    if goal.second_threshold is None:
        return first
    number = wording.number(_short(goal.second_threshold))
    second = _with_operator(goal.second_operator or goal.operator, number, second_unit(goal))
    return gettext("%(first)s and %(second)s") % {"first": first, "second": second}


def threshold_words(goal: Goal, threshold: Number) -> str:
    """A threshold as the Key Points print it: 800, 90%, 4.5%."""
    return wording.number(_short(threshold)) + (PERCENT if is_rate(goal) else "")


def _short(value: Number) -> Decimal:
    """800.00 as 800."""
    return Decimal(value or 0).normalize() + 0


def _with_operator(operator: str, number: str, unit_words: str) -> str:
    amount = gettext("%(number)s %(unit)s") % {"number": number, "unit": unit_words} if unit_words else number
    patterns = {
        Goal.Operator.REACH: gettext("reach %(amount)s"),
        Goal.Operator.EXCEED: gettext("more than %(amount)s"),
        Goal.Operator.OR_MORE: gettext("%(amount)s or more"),
        Goal.Operator.ABOUT: gettext("about %(amount)s"),
        Goal.Operator.PLUS_POINTS: gettext("%(amount)s more than the year before"),
    }
    return patterns[Goal.Operator(operator)] % {"amount": amount}


def state_words(state: str) -> tuple[str, str]:
    """The judgement in words and its colour."""
    words, tone = STATES[state]
    return str(words), tone


def definition_name(definition: Definition | None) -> str:
    return gettext("definition v%(number)s") % {"number": definition.number} if definition else gettext("no definition")


def definition_text(definition: Definition) -> str:
    return own(definition.text_zh, definition.text_en)
