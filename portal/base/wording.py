"""Numbers, days and titles in words. Pure: no request, no database, no now."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

THIN = "\u202f"
"""Narrow space that does not break: groups thousands alike in Chinese and English."""
NOTHING = "—"
SHANGHAI = ZoneInfo("Asia/Shanghai")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TONES = {
    status: tone
    for tone, statuses in {
        "ok": "current in-force active published met done accepted confirmed new signed proven selected",
        "info": "coming likely running checking accepting changed claimed applied",
        "plan": "draft planned drafting consultation review approval suggested queued checked",
        "risk": "at-risk stale conflicting due disputed suspended paused reverting",
        "bad": "replaced withdrawn terminated unlikely missed failed rejected refused overdue cancelled reverted inactive",
    }.items()
    for status in statuses.split()
}
"""Colour of a status; the words stand beside it, so the colour is never alone. What is not listed is grey."""
PRECISIONS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """Whole numbers as they are, others with one decimal unless told. Halves go up, as in the ministry's tables."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, int) and not places:
        return f"{value:,}".replace(",", THIN).replace("-", "−")
    exact = Decimal(str(value))
    if places is None:
        places = 0 if exact == exact.to_integral_value() else 1
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,.{places}f}".replace(",", THIN).replace("-", "−")


def percent(value: int | float | Decimal | None, places: int = 1) -> str:
    return NOTHING if value is None or value == "" else number(Decimal(str(value)) * 100, places) + "%"


def day(value: date | datetime | None, precision: str = "day") -> str:
    """Only what is known of a date: an imprecise one must not look precise."""
    if not value:
        return NOTHING
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(SHANGHAI)
    return value.strftime(PRECISIONS[precision])


def title(zh: str, en: str, language: str) -> tuple[str, str | None]:
    """The title to show, and its language when that is not the language of the page."""
    own, other = (zh, en) if language == "zh-hans" else (en, zh)
    if own:
        return own, None
    return (other, "en" if language == "zh-hans" else "zh-hans") if other else ("", None)


def other_title(zh: str, en: str, language: str) -> tuple[str, str | None]:
    """The second line under a title: the other language, only where both exist."""
    if not (zh and en):
        return "", None
    return (en, "en") if language == "zh-hans" else (zh, "zh-hans")


def marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether a search word hit it. Longer words win, case does not matter."""
    wanted = _any_of(tuple(words))
    if wanted is None:
        return [(text, False)] if text else []
    return [(piece, bool(place % 2)) for place, piece in enumerate(wanted.split(text)) if piece]


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    wanted = sorted({w for w in words if w.strip()}, key=lambda w: (-len(w), w))
    return re.compile(f"({'|'.join(map(re.escape, wanted))})", re.IGNORECASE) if wanted else None


def month(first: date, language: str, *, year: bool = False) -> str:
    """A month on an axis: 10月 or Oct; with its year instead where several years share the axis."""
    if language == "zh-hans":
        return f"{first.year}年" if year else f"{first.month}月"
    return str(first.year) if year else MONTHS[first.month - 1]
