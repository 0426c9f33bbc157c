"""What stands in a cell, cleaned: text, days, lists. Pure."""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext_noop

from portal.base.facts import last_possible

from .said import RowRejected

MAX_TEXT = 20_000
TOO_LONG = gettext_noop("The cell is longer than %(limit)d characters.")
NO_DAY = gettext_noop("Cannot read “%(text)s” as a date: expected for example 2020-05-01, 2020-05 or 2020.")
OUT_OF_RANGE = gettext_noop("The date %(text)s lies outside 1850 to 2100.")

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LINES = re.compile(r"\s*(?:\r\n?|\n)\s*")
_DAY = gettext_noop("Cannot read “%(text)s” as a date: expected for example 2020-05-01, 2020-05 or 2020.")
OUT_OF_RANGE = gettext_noop("The date %(text)s lies outside 1850 to 2100.")

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LINES = re.compile(r"\s*(?:\r\n?|\n)\s*")
_UNTIDY = re.compile("[\x00-\x1f\x7f\u00a0\u2000-\u200f\u2028-\u202f\u2060\u3000\ufeff\ufffe\uffff\ud800-\udfff]|  ")
_DAY = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2})(?:[-./月]([0-9]{1,2})日?|月)?|年)?\Z")
_RUN = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z")
_TIME = re.compile(r"[T ]+[0-9]{1,2}:[0-9]{2}(:[0-9.]+)?Z?\Z")
_LIST = re.compile(r"\s*[;；\n|]\s*")
_NOTHING = frozenset(["", "-", "--", "—", "——", "/", "无", "没有", "暂无", "none", "n/a", "null", "nan", "None"])


class Day(NamedTuple):
    """A day known to the day, the month or the year: the first possible day, the precision, the last possible day."""

    first: date
    precision: str
    last: date


def text(value: Any, column: str = "", *, lines: bool = False) -> str:
    """Plain text: no invisible characters, single spaces, no line breaks unless they are kept."""
    if value is None:
        return ""
    if not isinstance(value, str):
        value = _written(value)
    if value.isprintable() and "  " not in value:
        value = value.strip()
    else:
        value = _INVISIBLE.sub("", value)
        value = _LINES.sub("\n" if lines else " ", value.strip())
        value = _SPACES.sub(" ", value).strip()
    if len(value) > MAX_TEXT:
        raise RowRejected(column, TOO_LONG, limit=MAX_TEXT)
    return value


def _written(value: Any) -> str:
    """A typed cell as text: 2020.0 is 2020, a date is its day."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(str(one) for one in value)
    return str(value)


def given(value: Any, column: str = "") -> str:
    """The text, or nothing where the cell says in some way that there is nothing."""
    found = text(value, column)
    return "" if found in _NOTHING else found


def day(value: Any, column: str) -> Day | None:
    """A day in any of the spellings met in files; RowRejected when it is none."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        value = value.date().isoformat()
    return _day(value if isinstance(value, str) else _written(value), column)


@lru_cache(maxsize=65_536)
def _day(printed: str, column: str) -> Day | None:
    tidy = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", given(printed, column)))
    bare = _TIME.sub("", tidy).replace(" ", "")
    if not bare:
        return None
    found = _DAY.match(bare) or _RUN.match(bare)
    if found is None:
        raise RowRejected(column, NO_DAY, text=printed[:40])
    precision = "day" if found[3] else "month" if found[2] else "year"
    try:
        first = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise RowRejected(column, NO_DAY, text=printed[:40]) from None
    if not 1850 <= first.year <= 2100:
        raise RowRejected(column, OUT_OF_RANGE, text=printed[:40])
    return Day(first, precision, last_possible(first, precision))


def several(value: Any, column: str = "") -> list[str]:
    """A list as it stands in JSON, or a cell cut at semicolons, bars and line breaks."""
    if value is None or value == "":
        return []
    if isinstance(value, (list, tuple)):
        pieces = [text(one, column) for one in value if isinstance(one, (str, int, float))]
    else:
        pieces = _LIST.split(text(value, column, lines=True))
    return [piece for piece in pieces if piece not in _NOTHING]
