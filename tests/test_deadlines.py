"""Deadlines on the real calendar of 2017 to 2026: holidays, make-up days, month ends, unknown years."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.base import reference, work_calendar
from portal.base.deadlines import CalendarUnknown, Deadline, SpecialDay, Step, Why, WorkCalendar


def shipped():
    return WorkCalendar(
        {
            date.fromisoformat(row["date"]): SpecialDay(row["kind"] == "workday", row["name_zh"], row["name_en"])
            for row in reference.rows("work_calendar.csv")
        }
    )


REAL = shipped()
DAYS = st.dates(date(2017, 1, 1), date(2025, 12, 31))


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "why"),
    (
        ("2020-01-19", Why.MAKE_UP),  # Sunday before the Spring Festival
        ("2020-01-23", Why.WEEKDAY),
        ("2020-01-24", Why.HOLIDAY),
        ("2020-01-31", Why.HOLIDAY),  # the festival was prolonged to 2 February
        ("2020-02-01", Why.HOLIDAY),  # a make-up Saturday in the first notice
        ("2020-02-02", Why.HOLIDAY),
        ("2020-02-03", Why.WEEKDAY),
        ("2020-02-08", Why.WEEKEND),
        ("2020-05-09", Why.MAKE_UP),
        ("2019-05-04", Why.HOLIDAY),  # added by the second notice of 2019
        ("2019-05-05", Why.MAKE_UP),
        ("2018-12-29", Why.MAKE_UP),  # named by the notice for 2019
        ("2018-12-31", Why.HOLIDAY),
        ("2022-12-31", Why.HOLIDAY),
        ("2026-01-04", Why.MAKE_UP),
        ("2026-02-23", Why.HOLIDAY),
        ("2026-02-28", Why.MAKE_UP),
    ),
)
def test_why_a_day_is_worked_or_free(text, why):
    assert REAL.why(day(text)) == why
    assert REAL.is_workday(day(text)) == (why in (Why.WEEKDAY, Why.MAKE_UP))


@pytest.mark.parametrize(
    ("begun", "number", "ended"),
    (
        ("2020-03-03", 60, "2020-05-06"),  # 2 May lies in the Labour Day holiday
        ("2020-05-25", 30, "2020-06-24"),
        ("2020-05-26", 30, "2020-06-28"),  # 25 June is the Dragon Boat Festival; Sunday 28 June is worked
        ("2020-01-30", 30, "2020-03-02"),  # 29 February 2020 is a Saturday
        ("2020-01-22", 30, "2020-02-21"),
        ("2019-12-25", 30, "2020-02-03"),  # 24 January 2020, the prolonged Spring Festival
        ("2021-02-27", 1, "2021-03-01"),
        ("2020-04-24", 2, "2020-04-26"),  # a worked Sunday is not moved
        ("2020-06-30", 0, "2020-06-30"),
    ),
)
def test_days(begun, number, ended):
    assert REAL.add_days(day(begun), number).day == day(ended)


def test_days_without_rolling_need_no_calendar():
    assert REAL.add_days(day("2030-03-03"), 60, roll=False) == Deadline(
        day("2030-05-02"), (Step(Why.DAYS, day("2030-03-03"), day("2030-05-02"), 60),)
    )


@pytest.mark.parametrize(
    ("begun", "number", "ended"),
    (
        ("2020-01-17", 1, "2020-01-19"),  # the next worked day is a Sunday
        ("2020-01-23", 1, "2020-02-03"),
        ("2020-01-23", 5, "2020-02-07"),
        ("2020-04-30", 1, "2020-05-06"),
        ("2020-05-08", 1, "2020-05-09"),
        ("2020-05-08", 2, "2020-05-11"),
        ("2020-09-30", 3, "2020-10-12"),  # 9 October, Saturday 10 October, 12 October
        ("2020-02-28", 1, "2020-03-02"),
        ("2020-10-01", 0, "2020-10-09"),
    ),
)
def test_workdays(begun, number, ended):
    assert REAL.add_workdays(day(begun), number).day == day(ended)


@pytest.mark.parametrize(
    ("begun", "number", "ended"),
    (
        ("2020-01-31", 1, "2020-03-02"),  # 29 February 2020, a Saturday
        ("2021-01-31", 1, "2021-03-01"),  # 28 February 2021, a Sunday
        ("2020-02-29", 12, "2021-03-01"),  # 28 February 2021
        ("2020-02-29", 48, "2024-02-29"),
        ("2019-07-16", 18, "2021-01-18"),
        ("2020-08-31", 18, "2022-02-28"),
        ("2020-12-15", 1, "2021-01-15"),
    ),
)
def test_months(begun, number, ended):
    assert REAL.add_months(day(begun), number).day == day(ended)


@pytest.mark.parametrize(
    ("ask", "year"),
    (
        (lambda: REAL.is_workday(day("2027-01-04")), 2027),
        (lambda: REAL.is_workday(day("2016-12-30")), 2016),
        (lambda: REAL.next_workday(day("2027-06-01")), 2027),
        (lambda: REAL.add_days(day("2026-12-10"), 30), 2027),
        (lambda: REAL.add_workdays(day("2026-12-31"), 1), 2027),
        (lambda: REAL.add_months(day("2026-07-01"), 18), 2028),
    ),
)
def test_unknown_year_is_named(ask, year):
    with pytest.raises(CalendarUnknown, match=str(year)) as error:
        ask()
    assert error.value.year == year


def test_december_day_of_next_notice_does_not_make_a_year_known():
    calendar = WorkCalendar({day("2026-12-31"): SpecialDay(False, "元旦")})
    with pytest.raises(CalendarUnknown):
        calendar.is_workday(day("2026-12-31"))


@pytest.mark.parametrize("ask", (REAL.add_days, REAL.add_workdays, REAL.add_months))
def test_negative_periods_are_refused(ask):
    with pytest.raises(ValueError, match="cannot be negative"):
        ask(day("2020-01-02"), -1)


def test_steps_tell_which_free_days_were_passed():
    deadline = REAL.add_days(day("2020-03-03"), 60)
    counted, moved = deadline.steps
    assert counted == Step(Why.DAYS, day("2020-03-03"), day("2020-05-02"), 60)
    assert (moved.why, moved.begun, moved.reached) == (Why.MOVED, day("2020-05-02"), day("2020-05-06"))
    assert [passed for passed, *_ in moved.passed] == [day(f"2020-05-0{n}") for n in (2, 3, 4, 5)]
    assert {special.name_zh for *_, special in moved.passed} == {"劳动节"}


LABOUR_DAY = REAL.add_days(day("2020-03-03"), 60)


@pytest.mark.parametrize(
    ("language", "deadline", "words"),
    (
        ("en", LABOUR_DAY, ["March 3, 2020 + 60 days = May 2, 2020", "May 2, 2020 is a holiday (Labour Day), so May 6, 2020"]),
        ("zh-hans", LABOUR_DAY, ["2020年3月3日＋60日＝2020年5月2日", "2020年5月2日为节假日（劳动节），顺延至2020年5月6日"]),
        (
            "en",
            REAL.add_days(day("2020-06-05"), 1),
            ["June 5, 2020 + 1 day = June 6, 2020", "June 6, 2020 is a weekend day, so June 8, 2020"],
        ),
        (
            "en",
            REAL.add_workdays(day("2020-04-30"), 1),
            ["April 30, 2020 + 1 working day = May 6, 2020 (5 free days passed over)"],
        ),
        ("zh-hans", REAL.add_workdays(day("2020-04-30"), 1), ["2020年4月30日＋1个工作日＝2020年5月6日（其间跳过休息日5天）"]),
        ("en", REAL.add_months(day("2020-02-29"), 48), ["Feb. 29, 2020 + 48 months = Feb. 29, 2024"]),
    ),
)
def test_steps_in_words(language, deadline, words):
    with translation.override(language):
        assert work_calendar.explain(deadline) == words


@given(DAYS, st.integers(0, 60))
def test_workdays_between_undoes_adding(begun, number):
    ended = REAL.add_workdays(begun, number).day
    assert REAL.is_workday(ended)
    assert REAL.workdays_between(begun, ended) == max(number, 0 if REAL.is_workday(begun) else 1)
    assert REAL.workdays_between(ended, begun) == -REAL.workdays_between(begun, ended)


@given(DAYS, st.integers(0, 300))
def test_rolled_days_end_on_the_first_worked_day(begun, number):
    plain, ended = begun + timedelta(days=number), REAL.add_days(begun, number).day
    assert ended == REAL.next_workday(plain)
    assert not any(REAL.is_workday(plain + timedelta(days=n)) for n in range((ended - plain).days))
