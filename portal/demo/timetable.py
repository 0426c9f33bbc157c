"""Days on which the demonstration's plans are issued and its standards announced. Made up; working days all."""

from datetime import date, timedelta

FIRST = date(2018, 1, 2)
LAST = date(2020, 12, 31)

PLANS = {
    date(2018, 1, 19): 250,
    date(2018, 4, 13): 240,
    date(2018, 7, 20): 250,
    date(2018, 10, 26): 270,
    date(2019, 1, 25): 330,
    date(2019, 4, 19): 290,
    date(2019, 7, 19): 210,
    date(2019, 10, 25): 150,
    date(2020, 3, 20): 110,
    date(2020, 6, 19): 90,
    date(2020, 9, 18): 60,
    date(2020, 12, 4): 40,
}
"""Projects by the day on which their plan was issued."""
PROPOSALS = 110
"""Projects still waiting for a plan at the end of 2020."""


def _days(year: int, text: str) -> list[date]:
    return [date(year, *map(int, day.split("-"))) for day in text.split()]


ANNOUNCEMENTS = [
    *_days(2018, "3-28 5-16 7-11 8-29 10-17 11-28 12-21"),
    *_days(2019, "1-23 3-13 4-24 6-5 7-10 7-31 8-28 9-18 10-23 11-20 12-11 12-25"),
    *_days(2020, "1-15 2-26 3-18 4-1 4-15 4-29 5-13 5-27 6-10 6-24 7-8 7-22 8-5 8-19 9-2 9-16 9-29 10-14 10-28"),
    *_days(2020, "11-11 11-25 12-9 12-23 12-30"),
]


def next_announcement(day: date) -> date | None:
    """The first announcement on or after a day; None when that lies beyond the demonstration."""
    return next((announced for announced in ANNOUNCEMENTS if announced >= day), None)


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def in_force_after(day: date, months: int) -> date:
    """The first of a month, so many months later."""
    month = day.month - 1 + months + 1
    return date(day.year + month // 12, month % 12 + 1, 1)
