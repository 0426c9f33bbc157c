"""Pieces of the demonstration: durations from cut-off histories, titles, days."""

import random
from datetime import date

import pytest

from portal.base import reference
from portal.demo.durations import Durations, survival
from portal.demo.lives import draw_lives
from portal.demo.timetable import LAST, in_force_after, next_announcement, working_day
from portal.demo.words import ASPECTS, Titles, topics
from standards.lifecycle import MOVES, Stage


@pytest.mark.parametrize(
    ("intervals", "curve"),
    (
        ([(10, True), (20, True)], [(0.5, 10), (1.0, 20)]),
        ([(10, True), (15, False), (20, True), (30, True)], [(0.25, 10), (0.625, 20), (1.0, 30)]),
        ([(5, False), (10, False)], []),
    ),
)
def test_what_had_not_ended_lasts_at_least_so_long(intervals, curve):
    assert survival(intervals) == curve


def test_long_stages_take_longer_than_short_ones():
    durations, dice = Durations.shipped(), random.Random(1)
    median = {stage: sorted(durations.draw(stage, dice) for _ in range(999))[499] for stage in durations.curves}
    assert list(median) == [Stage.DRAFTING, Stage.CONSULTATION, Stage.REVIEW, Stage.APPROVAL]
    assert median[Stage.CONSULTATION] < median[Stage.APPROVAL] < median[Stage.REVIEW] < median[Stage.DRAFTING]
    assert 80 <= median[Stage.CONSULTATION] <= 90


def test_topics_are_the_key_areas_of_2020_and_one_outside():
    plans = reference.document("plans.json")["plans"]
    areas = [area["slug"] for plan in plans if plan["year"] == 2020 for area in plan["areas"]]
    assert [topic.slug for topic in topics()] == [*areas, ""]


def test_topics_use_classes_that_exist():
    for name in ("ics", "ccs"):
        known = {row["code"] for row in reference.rows(f"{name}.csv")}
        assert {code for topic in topics() for code in getattr(topic, name)} - known == set()


def test_no_title_is_given_twice_and_both_languages_say_the_same_aspect():
    titles, topic = Titles(random.Random(1)), topics()[0]
    drawn = [titles.draw(topic) for _ in range(300)]
    assert len({zh for zh, _ in drawn}) == 300
    english = dict(ASPECTS)
    for zh, en in drawn:
        ending = max((aspect for aspect in english if zh.endswith(aspect)), key=len)
        assert en.startswith(english[ending])


def test_lives_take_only_moves_that_the_table_allows():
    dice = random.Random(7)
    for life in draw_lives(topics(), Durations.shipped(), Titles(dice), dice):
        stage, day = Stage.PLANNED if life.planned_on else Stage.PROPOSAL, life.proposed_on
        for step in life.steps:
            assert stage in MOVES[step.move].sources
            assert day <= step.on <= LAST
            stage, day = MOVES[step.move].target, step.on
        assert (life.published_on is None) or (stage, life.published_on >= day) == (Stage.APPROVAL, True)


def test_numbers_are_given_once():
    dice = random.Random(7)
    lives = draw_lives(topics(), Durations.shipped(), Titles(dice), dice)
    for numbers in ([n for life in lives for n in life.designations], [life.plan_number for life in lives if life.plan_number]):
        assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("day", "working"),
    (
        (date(2020, 6, 5), date(2020, 6, 5)),
        (date(2020, 6, 6), date(2020, 6, 8)),
        (date(2020, 6, 7), date(2020, 6, 8)),
    ),
)
def test_working_day(day, working):
    assert working_day(day) == working


def test_days_of_publication():
    assert next_announcement(date(2020, 6, 11)) == date(2020, 6, 24)
    assert next_announcement(date(2020, 12, 31)) is None
    assert in_force_after(date(2020, 11, 25), 3) == date(2021, 3, 1)
