"""How a goal's value and a record's place in a figure are written."""

from decimal import Decimal

from django import template

from programmes import goal_words, reasons
from programmes.models import Goal

register = template.Library()


@register.filter
def outcome(code: str) -> str:
    """counted, not counted, cannot be told, in no list."""
    return str(reasons.OUTCOMES.get(code, code))


@register.filter
def reason(code: str) -> str:
    """Why a record stands where it stands."""
    return reasons.reason_words(code)


@register.filter
def of_goal(value: Decimal | None, goal: Goal) -> str:
    """A value in the goal's form: 652 or 90.7%."""
    return goal_words.value_words(goal, value)
