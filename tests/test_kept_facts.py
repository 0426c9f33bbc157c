"""Facts kept between pages: the same figures for every day, none loaded twice, nothing stale after a write."""

import random
from datetime import date, timedelta

import pytest

from portal.base import clock
from portal.base.people import system_user
from programmes import computing, kept_facts
from standards import actions_areas
from tests.factories_goals import END, START, Programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.KEPT_PAGE_SECONDS = 5
    kept_facts.forget()
    yield
    kept_facts.forget()


@pytest.fixture
def programme(clock_at):
    made = Programme()
    made.publish(date(2020, 3, 10), made.areas[0])
    made.publish(date(2020, 5, 10), made.areas[1], tagged=date(2020, 8, 1))
    made.demonstrate(date(2020, 4, 1), "field", made.areas[0])
    made.fill(number=25)
    clock_at(END)
    return made


@pytest.mark.parametrize("metric", ("formulated", "demonstrated", "conversion_rate", "led"))
def test_facts_of_the_whole_period_give_the_figures_of_every_day(programme, metric):
    goal = programme.goals[metric]
    for day in random.Random(7).sample([START + timedelta(days=n) for n in range(366)], 12):
        for known in (clock.end_of(day), clock.now()):
            assert kept_facts.figures(goal, day, known) == computing.figures(goal, day, known)


def test_a_second_day_asks_only_whether_anything_was_written(programme, django_assert_num_queries):
    goal = programme.goals["formulated"]
    kept_facts.figures(goal, date(2020, 6, 1), clock.now())
    with django_assert_num_queries(1):
        assert kept_facts.figure(goal, date(2020, 9, 1), clock.now()).value is not None


def test_a_write_is_followed_at_once(programme):
    goal = programme.goals["formulated"]
    before = kept_facts.figure(goal, END, clock.now()).value
    standard = programme.publish(date(2020, 12, 1))
    actions_areas.confirm_area(standard, programme.areas[0], by=system_user())
    assert kept_facts.figure(goal, END, clock.now()).value == before + 1


def test_they_are_let_go_after_half_a_minute(programme, monkeypatch):
    moment = [100.0]
    loads = []
    monkeypatch.setattr("programmes.kept_facts.time.monotonic", lambda: moment[0])
    load = computing.load
    monkeypatch.setattr("programmes.kept_facts.computing.load", lambda *given: loads.append(1) or load(*given))
    for later in (0, 29.0, 1.5):
        moment[0] += later
        kept_facts.figure(programme.goals["led"], END, clock.now())
    assert len(loads) == 2
