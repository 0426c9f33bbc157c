"""Whole deadlines on the real calendar: Spring Festival, make-up days, leap day, pause and reopen; days per party."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.base.deadlines import Step, Why
from portal.base.reckoning import Extension, Length, Pause, Unit, from_json, reckon, to_json
from portal.base.turns import Stretch, Turn, days_per_party, stretches
from tests.test_deadlines import REAL, day

UNITS = {"d": Unit.DAYS, "w": Unit.WORKDAYS, "m": Unit.MONTHS}
LENGTHS = st.builds(Length, st.sampled_from((Unit.DAYS, Unit.WORKDAYS)), st.integers(0, 90))
STARTS = st.dates(date(2017, 1, 1), date(2022, 12, 31))


def length(text):
    """`60d`, `20w`, `18m`, or a day."""
    return Length(Unit.DAY, to=day(text)) if "-" in text else Length(UNITS[text[-1]], int(text[:-1]))


def pauses(*pairs):
    return [Pause(day(begun), day(ended) if ended else None) for begun, ended in pairs]


def extensions(*pairs):
    return [Extension(day(on), length(text)) for on, text in pairs]


@pytest.mark.parametrize(
    ("start", "text", "stood", "longer", "expected"),
    (
        ("2020-03-03", "60d", (), (), "2020-05-06"),  # 2 May lies in the Labour Day holiday
        ("2020-03-03", "60d", (), (("2020-04-20", "10d"),), "2020-05-12"),  # from 2 May, not from the moved day
        ("2020-01-10", "10w", (), (), "2020-01-23"),  # Sunday 19 January is worked
        ("2020-01-10", "11w", (), (), "2020-02-03"),  # over the prolonged Spring Festival
        ("2021-01-21", "30d", (), (), "2021-02-20"),  # a make-up Saturday is a last day like any other
        ("2021-01-20", "30d", (), (), "2021-02-19"),
        ("2021-01-15", "30d", (), (), "2021-02-18"),  # 14 February lies in the Spring Festival
        ("2020-02-29", "12m", (), (), "2021-03-01"),  # 28 February 2021 is a Sunday
        ("2020-02-29", "48m", (), (), "2024-02-29"),
        ("2019-08-31", "18m", (), (), "2021-03-01"),
        ("2019-08-31", "18m", (), (("2020-12-01", "6m"),), "2021-08-31"),  # 24 months, not 6 after the end of February
        ("2020-03-03", "60d", (("2020-03-20", "2020-04-20"),), (), "2020-06-02"),  # 31 days of standstill
        ("2020-01-10", "10w", (("2020-01-15", "2020-02-10"),), (), "2020-02-19"),  # 2 days before, 8 after
        ("2020-06-03", "30d", (("2020-07-03", "2020-07-10"),), (), "2020-07-10"),  # stood still on its last day
        ("2020-06-03", "30d", (("2020-07-03", "2020-07-03"),), (), "2020-07-03"),
        ("2020-03-03", "60d", (("2020-02-20", "2020-03-10"),), (), "2020-05-08"),  # only the 6 days after the beginning
        ("2020-03-03", "60d", (("2020-03-20", "2020-04-10"), ("2020-04-01", "2020-04-20")), (), "2020-06-02"),  # overlap
        ("2020-03-03", "60d", (("2020-05-05", "2020-05-11"),), (), "2020-05-11"),  # the moved last day fell into it
        ("2020-03-03", "60d", (("2020-06-01", "2020-06-30"),), (), "2020-05-06"),  # it had run out
        ("2020-03-03", "30d", (("2020-03-10", "2020-03-20"),), (("2020-04-01", "5d"),), "2020-04-17"),
        ("2020-03-03", "60d", (("2020-05-04", "2020-05-14"),), (("2020-04-20", "10d"),), "2020-05-22"),
        ("2020-03-03", "30d", (), (("2020-03-20", "5w"),), "2020-04-10"),  # 2 April; Monday 6 April is a holiday
        ("2020-03-03", "2020-04-15", (), (), "2020-04-15"),
        ("2020-03-03", "2020-04-15", (("2020-04-01", "2020-04-11"),), (), "2020-04-26"),  # 25 April, a Saturday; Sunday is worked
        ("2020-03-03", "30d", (("2020-03-10", "2020-03-20"),), (("2020-04-01", "2020-05-20"),), "2020-05-20"),
        ("2020-03-03", "0d", (), (), "2020-03-03"),
    ),
)
def test_golden_days(start, text, stood, longer, expected):
    found = reckon(REAL, day(start), length(text), pauses=pauses(*stood), extensions=extensions(*longer))
    assert (found.day, found.left, found.unknown) == (day(expected), 0, ())


@pytest.mark.parametrize(
    ("start", "text", "since", "left"),
    (
        ("2020-06-01", "30d", "2020-06-11", 21),
        ("2020-06-01", "30d", "2020-07-01", 1),
        ("2020-01-10", "10w", "2020-01-15", 8),
        ("2020-03-01", "30d", "2020-03-01", 30),  # on the very day: nothing has been counted
    ),
)
def test_while_the_clock_stands_there_is_no_day_but_what_is_left(start, text, since, left):
    found = reckon(REAL, day(start), length(text), pauses=pauses((since, None)))
    assert (found.day, found.left, found.steps[-1].why) == (None, left, Why.STANDS)


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    (
        ("2026-07-01", "18m", "2028-01-03"),  # Saturday 1 January 2028
        ("2026-12-01", "30d", "2026-12-31"),
        ("2026-12-24", "10w", "2027-01-07"),
    ),
)
def test_a_year_without_notice_makes_the_day_provisional(start, text, expected):
    found = reckon(REAL, day(start), length(text))
    assert (found.day, bool(found.unknown)) == (day(expected), day(expected).year > 2026)


def test_every_step_is_told_and_survives_storage():
    found = reckon(
        REAL,
        day("2020-03-03"),
        length("60d"),
        pauses=pauses(("2020-03-20", "2020-03-30")),
        extensions=extensions(("2020-04-20", "1m")),
    )
    assert [(step.why, step.begun, step.reached, step.number, step.on) for step in found.steps] == [
        (Why.BEGUN, day("2020-03-03"), day("2020-03-03"), 0, None),
        (Why.DAYS, day("2020-03-03"), day("2020-05-02"), 60, None),
        (Why.PAUSED, day("2020-05-02"), day("2020-05-12"), 10, day("2020-03-20")),
        (Why.MONTHS, day("2020-05-12"), day("2020-06-12"), 1, day("2020-04-20")),
    ]
    stored = from_json(to_json(found.steps))
    assert stored == list(found.steps)
    holiday = reckon(REAL, day("2020-03-03"), length("60d")).steps[-1]
    assert [special.name_zh for _, _, special in from_json(to_json([holiday]))[0].passed] == ["劳动节"] * 4


@pytest.mark.parametrize("wrong", ((Unit.DAYS, -1, None), (Unit.DAY, 0, None), (Unit.MONTHS, 3, date(2020, 1, 2))))
def test_no_period(wrong):
    with pytest.raises(ValueError, match="no period"):
        Length(*wrong)


@given(STARTS, LENGTHS, st.integers(0, 40), st.integers(0, 40))
def test_later_begun_or_longer_never_ends_earlier(start, period, days, more):
    ended = reckon(REAL, start, period).day
    assert reckon(REAL, start + timedelta(days=days), period).day >= ended
    assert reckon(REAL, start, Length(period.unit, period.number + more)).day >= ended


@given(STARTS, st.integers(1, 90), st.integers(1, 200), st.data())
def test_a_pause_of_n_days_moves_by_n(start, number, stood, data):
    begun = start + timedelta(days=data.draw(st.integers(1, number)))
    pause = [Pause(begun, begun + timedelta(days=stood))]
    plain = reckon(REAL, start, Length(Unit.DAYS, number), roll=False).day
    assert reckon(REAL, start, Length(Unit.DAYS, number), pauses=pause, roll=False).day == plain + timedelta(days=stood)
    assert reckon(REAL, start, Length(Unit.DAYS, number), pauses=pause).day == REAL.next_workday(plain + timedelta(days=stood))


@given(STARTS, st.integers(1, 60), st.integers(1, 60), st.data())
def test_working_days_counted_are_those_outside_the_pause(start, number, stood, data):
    begun = start + timedelta(days=data.draw(st.integers(1, number)))
    ended = begun + timedelta(days=stood)
    last = reckon(REAL, start, Length(Unit.WORKDAYS, number), pauses=[Pause(begun, ended)]).day
    each = (start + timedelta(days=n) for n in range(1, (last - start).days + 1))
    assert sum(REAL.is_workday(one) and not begun <= one < ended for one in each) == number
    assert REAL.is_workday(last)
    assert not begun <= last < ended


@given(STARTS, st.sampled_from((Unit.DAYS, Unit.WORKDAYS, Unit.MONTHS)), st.lists(st.integers(0, 8), min_size=1, max_size=4))
def test_extensions_add_up(start, unit, parts):
    longer = [Extension(start, Length(unit, part)) for part in parts[1:]]
    found = reckon(REAL, start, Length(unit, parts[0]), extensions=longer)
    assert found.day == reckon(REAL, start, Length(unit, sum(parts))).day


@given(STARTS, LENGTHS, st.data())
def test_steps_lead_from_the_beginning_to_the_day(start, period, data):
    begun = start + timedelta(days=data.draw(st.integers(1, 40)))
    found = reckon(
        REAL,
        start,
        period,
        pauses=[Pause(begun, begun + timedelta(days=data.draw(st.integers(0, 30))))],
        extensions=[Extension(start, data.draw(LENGTHS))],
    )
    assert [step.begun for step in found.steps[1:]] == [step.reached for step in found.steps[:-1]]
    assert (found.steps[0], found.steps[-1].reached) == (Step(Why.BEGUN, start, start), found.day)


# Whose turn it was


def turns(*rows):
    return [Turn(party, day(begun), day(until) if until else None) for party, begun, until in rows]


WAY = (("proposer", "2020-01-02", "2020-01-20"), ("ministry", "2020-01-20", "2020-03-11"), ("drafting_group", "2020-03-11", None))


@pytest.mark.parametrize(
    ("rows", "blocks", "on", "expected"),
    (
        (WAY, (), "2020-04-01", {"proposer": 18, "ministry": 51, "drafting_group": 21}),
        (WAY, (("committee", "2020-03-20", "2020-03-25"),), "2020-04-01",
         {"proposer": 18, "ministry": 51, "drafting_group": 16, "committee": 5}),
        (WAY, (("committee", "2020-03-20", None),), "2020-04-01",
         {"proposer": 18, "ministry": 51, "drafting_group": 9, "committee": 12}),
        (WAY, (), "2020-01-10", {"proposer": 8}),
        (WAY, (), "2020-01-02", {}),
        ((("a", "2020-01-02", "2020-01-05"), ("b", "2020-01-10", None)), (), "2020-01-12", {"a": 3, "": 5, "b": 2}),
        ((("a", "2020-01-02", None), ("b", "2020-01-05", None), ("c", "2020-01-05", None)), (), "2020-01-12", {"a": 3, "c": 7}),
        ((), (("a", "2020-01-02", None),), "2020-01-12", {}),
    ),
)  # fmt: skip
def test_days_per_party(rows, blocks, on, expected):
    assert days_per_party(turns(*rows), on=day(on), blocks=turns(*blocks)) == expected


def test_stretches_say_what_for():
    matter = [Turn("a", day("2020-01-02"), what="drafting"), Turn("a", day("2020-01-06"), what="comments")]
    assert stretches(matter, on=day("2020-01-08")) == [
        Stretch("a", day("2020-01-02"), day("2020-01-06"), "drafting"),
        Stretch("a", day("2020-01-06"), day("2020-01-08"), "comments"),
    ]


ANY_DAY = st.dates(date(2020, 1, 1), date(2020, 3, 31))
ANY_TURN = st.builds(Turn, st.sampled_from("abc"), ANY_DAY, st.none() | ANY_DAY)


@given(st.lists(ANY_TURN, max_size=6), st.lists(ANY_TURN, max_size=4), ANY_DAY)
def test_parts_add_up_to_the_day(rows, blocks, on):
    whole = max((on - min((turn.begun for turn in rows), default=on)).days, 0)
    assert sum(days_per_party(rows, on=on, blocks=blocks).values()) == whole
    made = stretches(rows, on=on, blocks=blocks)
    assert [one.until for one in made[:-1]] == [one.begun for one in made[1:]]
    assert all(one.days > 0 for one in made)
