"""Reads the State Council's yearly notice on holidays as it is printed (pure: no models).

Each line names a festival and a colon, then spans that are off (`1月24日至30日放假调休`) and weekend days that are worked
(`1月19日（星期日）、2月1日（星期六）上班`). Years stand only where a span begins in the year before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}
LONGEST = timedelta(days=15)

_LINE = re.compile(r"^(?:[一二三四五六七八九十]+、)?\s*([\u4e00-\u9fff、]+?节?)\s*[：:]\s*(.+)$")
_NOTE = re.compile(r"[（(][^）)]*[）)]")
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
_SPAN = re.compile(rf"{_DAY}(?:至{_DAY})?")
_PIECE = re.compile(r"[。；;]|(?<=放假)[，,]|(?<=调休)[，,]|(?<=连休)[，,]|(?<=补休)[，,]")


NO_FESTIVAL = "no festival found"
NO_DAY_OFF = "no day off found"
NO_SUCH_DAY = "no such day: %(said)s"
NO_SUCH_SPAN = "no such span: %(said)s"
NO_WEEKEND = "%(said)s is no weekend day, yet named as worked in exchange"
BOTH = "%(said)s is both off and worked"


class NoticeError(ValueError):
    """A line that cannot be read: which, and why, as one of the sentences above with what was said."""

    def __init__(self, line: int, reason: str, said: object = "") -> None:
        super().__init__(reason % {"said": said})
        self.line = line
        self.reason = reason
        self.said = str(said)


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day that the notice names."""

    day: date
    worked: bool
    name_zh: str
    name_en: str


def read_notice(text: str, year: int) -> list[NoticeDay]:
    """Every named day in order. Lines without a festival are left out; NoticeError names a line that makes no sense."""
    found: dict[date, NoticeDay] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.match(line.strip())
        if match is None or not _festival(match[1]):
            continue
        days = _days_of(match[2], year, match[1], number)
        if not any(not one.worked for one in days):
            raise NoticeError(number, NO_DAY_OFF)
        for one in days:
            if found.get(one.day, one).worked != one.worked:
                raise NoticeError(number, BOTH, one.day)
            found.setdefault(one.day, one)
    if not found:
        raise NoticeError(1, NO_FESTIVAL)
    return [found[day] for day in sorted(found)]


def _festival(name: str) -> bool:
    return all(part in NAMES for part in name.split("、"))


def _days_of(text: str, year: int, name: str, line: int) -> list[NoticeDay]:
    english = " and ".join(NAMES[part] for part in name.split("、"))
    days = []
    for piece in _PIECE.split(_NOTE.sub("", text)):
        worked = "上班" in piece
        if not worked and not re.search("放假|补休|调休", piece):
            continue
        for span in _spans(piece, year, line):
            for day in span:
                if worked and day.weekday() < 5:
                    raise NoticeError(line, NO_WEEKEND, day)
                days.append(NoticeDay(day, worked, name, english))
    return days


def _spans(piece: str, year: int, line: int) -> list[list[date]]:
    spans, month = [], 0
    for found in _SPAN.finditer(piece):
        first_year, first_month, first_day, last_year, last_month, last_day = (int(g) if g else 0 for g in found.groups())
        month = first_month or month
        try:
            first = date(first_year or year, month, first_day)
            month = last_month or month
            last = date(last_year or (year if last_month else first.year), month, last_day) if last_day else first
        except ValueError:
            raise NoticeError(line, NO_SUCH_DAY, found[0]) from None
        if not first <= last <= first + LONGEST:
            raise NoticeError(line, NO_SUCH_SPAN, found[0])
        spans.append([first + timedelta(days=n) for n in range((last - first).days + 1)])
    return spans
