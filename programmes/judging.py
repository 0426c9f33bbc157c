"""How a goal stands, by a plain rule that the page states: the share of the target reached against the share of the year gone.

No forecast and no probability. Pure: values in, a word out.
"""

from datetime import date
from decimal import Decimal

from .metrics import Period

REACHED, ON_COURSE, AT_RISK, OFF_COURSE, MISSED, TOO_EARLY, UNKNOWN = (
    "reached", "on_course", "at_risk", "off_course", "missed", "too_early", "unknown",
)  # fmt: skip
#: The worse, the later; unknown is no judgement and stands apart.
ORDER = (REACHED, ON_COURSE, TOO_EARLY, AT_RISK, OFF_COURSE, MISSED)
NEARLY, HALF_WAY = Decimal("0.9"), Decimal("0.7")
EARLY = Decimal(1) / 12
NEAR_RATE = Decimal("0.95")

Number = int | Decimal | None


def meets(value: Number, operator: str, threshold: Number) -> bool:
    """Whether a value meets a target. `exceed` asks for more than the threshold, the others for at least as much."""
    if value is None or threshold is None:
        return False
    return value > threshold if operator == "exceed" else value >= threshold


def elapsed(period: Period, on: date) -> Decimal:
    """The share of the period gone at the end of a day."""
    whole = (period.end - period.first).days
    return min(max(Decimal((on - period.first).days + 1) / whole, Decimal(0)), Decimal(1))


def judge(value: Number, operator: str, threshold: Number, period: Period, on: date, *, is_rate: bool = False) -> str:
    """Reached; missed when the period is over; else by the share of the target against the share of the year.

    A rate does not grow from nought in a year: within a twentieth of its target it is at risk, below it off course.
    """
    if value is None or threshold is None or operator == "plus_points":
        return UNKNOWN
    if meets(value, operator, threshold):
        return REACHED
    if on >= period.last:
        return MISSED
    if is_rate:
        return AT_RISK if value >= threshold * NEAR_RATE else OFF_COURSE
    gone = elapsed(period, on)
    if gone < EARLY:
        return TOO_EARLY
    ahead = (Decimal(value) / threshold) / gone if threshold else Decimal(1)
    return ON_COURSE if ahead >= NEARLY else AT_RISK if ahead >= HALF_WAY else OFF_COURSE


def worst(states: list[str]) -> str:
    """The worst of several judgements; unknown only when nothing else is known."""
    known = [state for state in states if state != UNKNOWN]
    return max(known, key=ORDER.index) if known else UNKNOWN
