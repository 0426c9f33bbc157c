"""The outbox is kept short, and nobody who follows it misses anything."""

from datetime import date, timedelta

import pytest

from portal.base import clock, jobs, outbox, outbox_pruning
from portal.base.models import Job, OutboxEntry, OutboxFollower
from portal.base.people import system_user
from programmes import actions_readings, tasks
from programmes.models import Reading
from standards.search import finder, follow, rebuild
from standards.search.catalogue import INTERNATIONAL, STANDARDS
from tests import factories

pytestmark = pytest.mark.django_db
NOW = date(2020, 6, 30)


@pytest.fixture(autouse=True)
def quiet(fixed_clock, monkeypatch):
    monkeypatch.setattr(jobs, "_send", lambda pk: None)


def noted(*days_ago):
    """One numbered entry for each of these ages, in this order."""
    for days in days_ago:
        with clock.at(NOW - timedelta(days=days)):
            outbox.note("test", 1)
            outbox.sequence()


def followers(**numbers):
    """Followers with their place, or with their place and for how many days they have been silent."""
    for name, given in numbers.items():
        number, silent = given if isinstance(given, tuple) else (given, 0)
        with clock.at(NOW - timedelta(days=silent)):
            outbox.passed(name, number)


def kept():
    return list(OutboxEntry.objects.order_by("id").values_list("number", flat=True))


def prune():
    job = outbox_pruning.ask_nightly(by=system_user())
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("ages", "places", "left"),
    (
        ((9, 9, 9, 0), {"a": 4}, [4]),
        ((9, 9, 9, 0), {"a": 4, "b": 2}, [3, 4]),
        ((9, 9, 9, 0), {"a": 4, "b": 0}, [1, 2, 3, 4]),
        ((9, 9, 9, 0), {}, [1, 2, 3, 4]),
        ((9, 8, 6, 5), {"a": 4}, [3, 4]),
        ((9, 7, 9, 0), {"a": 4}, [2, 3, 4]),
        ((9, 9, 9, 9), {"a": 4}, [4]),
        ((9, 9, 9, 9), {"a": 4, "gone": (1, 15)}, [4]),
        ((9, 9, 9, 9), {"a": 4, "away": (1, 13)}, [2, 3, 4]),
        ((), {"a": 0}, []),
    ),
)
def test_what_everybody_has_passed_goes_after_seven_days(ages, places, left):
    noted(*ages)
    followers(**places)
    prune()
    assert kept() == left
    prune()
    assert (kept(), "gone" in OutboxFollower.objects.values_list("name", flat=True)) == (left, False)


def test_numbering_goes_on_after_pruning():
    noted(9, 9, 9)
    followers(a=3)
    assert outbox.floor() == 0
    prune()
    noted(0)
    assert (kept(), outbox.position(), outbox.floor()) == ([3, 4], 4, 2)


def test_what_has_no_number_yet_stays():
    noted(9, 9)
    followers(a=2)
    outbox.note("test", 1)
    prune()
    assert kept() == [2, None]


def test_it_goes_in_packs_and_says_how_many(monkeypatch):
    monkeypatch.setattr(outbox_pruning, "PACK", 2)
    noted(9, 9, 9, 9, 9, 9)
    followers(a=6)
    job = prune()
    assert (kept(), job.state, job.done, job.total) == ([6], "done", 5, 5)


def test_the_night_shows_on_the_job_page_in_words(client):
    client.force_login(factories.officer())
    tasks.prune_outbox_nightly()
    tasks.prune_outbox_nightly()
    assert Job.objects.count() == 1
    (kind,) = client.get("/desk/jobs/").context["kinds"]
    assert kind.name == "清理各方均已跟进的变更条目"


def test_the_readings_hold_back_what_they_have_not_seen():
    plan = factories.plan(2020)
    goal = factories.goal(plan, "formulated")
    noted(9, 9, 9)
    tasks.prune_outbox_nightly()
    assert OutboxFollower.objects.get(name="readings").number == 3
    actions_readings.read_year(goal)
    Reading.objects.filter(on=date(2020, 3, 1)).update(outbox_position=1)
    tasks.prune_outbox_nightly()
    assert OutboxFollower.objects.get(name="readings").number == 1


def test_a_goal_whose_place_is_gone_is_read_again():
    goal = factories.goal(factories.plan(2020), "formulated")
    noted(9, 9, 9)
    actions_readings.read_year(goal)
    outbox.sequence()
    actions_readings.read_year(goal)
    assert actions_readings.touched_goals() == []
    Reading.objects.update(outbox_position=1)
    OutboxEntry.objects.filter(number__lte=2).delete()
    assert actions_readings.touched_goals() == [goal]


def test_the_search_follower_says_its_place_seldom(indexed, clock_at):
    clock_at(NOW + timedelta(days=3))
    indexed()
    follower = follow.Follower()
    places = []
    for seconds, new in ((0, True), (10, True), (70, True), (80, False), (4000, False)):
        clock_at(clock.morning_of(NOW) + timedelta(seconds=seconds))
        if new:
            outbox.note("test", 1)
        follower.step()
        row = OutboxFollower.objects.filter(name__startswith="search of standard at ").get()
        places.append((row.number - outbox.position(), (row.seen_at - clock.morning_of(NOW)).seconds))
    follower.close()
    assert (places, OutboxFollower.objects.count()) == ([(0, 0), (-1, 0), (0, 70), (0, 70), (0, 4000)], 2)


def test_an_index_that_comes_back_too_late_is_made_anew(indexed, clock_at):
    clock_at(NOW + timedelta(days=1))
    indexed()
    one = factories.standard("YD/T 1-2020", title_zh="车联网")
    outbox.sequence()
    OutboxEntry.objects.filter(number__lt=outbox.position()).delete()
    noted(0)
    OutboxEntry.objects.filter(number__lt=outbox.position()).delete()
    follower = follow.Follower()
    follower.step()
    assert (rebuild.is_due(STANDARDS), finder.find(STANDARDS, "车联网").pks) == (True, [])
    clock_at(NOW + timedelta(days=2))
    assert rebuild.rebuild_due() == [STANDARDS, INTERNATIONAL]
    follower.step()
    follower.close()
    assert (finder.find(STANDARDS, "车联网").pks, rebuild.rebuild_due()) == ([one.pk], [])
