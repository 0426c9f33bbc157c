"""The front page (PS1): the goals of the newest programme with their day and the way to check them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.base import outbox
from programmes import actions_plans, actions_readings
from programmes.tiles import goal_tiles
from tests.factories_goals import Programme

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 30)


@pytest.fixture
def programme(clock_at):
    clock_at(DAY)
    made = Programme()
    for number in (3, 4, 5):
        made.publish(date(2020, number, 1), area=made.areas[0])
    return made


def read(programme, *metrics):
    outbox.sequence()
    for metric in metrics:
        actions_readings.read_goal(programme.goals[metric], days=[DAY])


def test_without_a_reading_there_are_no_goals_on_it(client, programme):
    assert goal_tiles() is None
    assert b'id="goals-title"' not in client.get("/").content


def test_it_shows_the_newest_reading_with_its_day_and_its_records(client, programme):
    read(programme, "formulated")
    tiles = client.get("/").context["tiles"]
    assert (tiles.plan, tiles.on, tiles.url) == (programme.plan, DAY, "/progress/2020/?on=2020-06-30")
    cards = dict(tiles.cards)
    assert (cards["formulated"].value, cards["formulated"].url) == ("3", "/progress/2020/formulated/?on=2020-06-30")
    assert (cards["led"].value, cards["led"].url) == ("—", "")


def test_a_demonstration_is_marked(client, programme):
    read(programme, "formulated")
    marked = []
    for demo in (False, True):
        if demo:
            actions_plans.mark_plan_as_demo(programme.plan, by=programme.by)
            read(programme, "formulated")
        marked.append("示例数据" in client.get("/", headers={"accept-language": "zh-CN"}).content.decode())
    assert marked == [False, True]


def test_more_goals_ask_no_more_of_the_database(programme):
    counts = []
    for metrics in (["formulated"], ["demonstrated", "led"]):
        read(programme, *metrics)
        with CaptureQueriesContext(connection) as asked:
            goal_tiles()
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6
