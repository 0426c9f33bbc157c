"""Readings, spans and months: stored by the job, equal to the facts, harmless to repeat."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.base import clock, jobs, outbox
from portal.base.models import Job
from portal.base.people import system_user
from programmes import actions_readings, computing, reading_jobs
from programmes.models import Reading, Snapshot, Span
from standards import actions_areas, actions_status, actions_undo
from tests import factories
from tests.factories_goals import METRICS, Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(clock_at):
    """A plan of 2020 with one area and one goal: standards formulated."""
    clock_at(date(2020, 6, 30))
    plan = factories.plan(2020)
    return plan, factories.goal(plan, "formulated"), factories.area()


def published(area, on, by=None):
    with clock.at(on):
        standard = factories.standard(published_on=on)
        actions_areas.confirm_area(standard, area, by=system_user())
    return standard


def whole(goal, on):
    return Reading.objects.get(goal=goal, area=None, on=on)


def test_a_year_is_read_for_every_day_and_area(programme):
    _plan, goal, area = programme
    published(area, date(2020, 3, 10))
    assert actions_readings.read_year(goal) == 2 * 182
    values = Reading.objects.filter(goal=goal, on__in=(date(2020, 3, 9), date(2020, 3, 10), date(2020, 6, 30)))
    assert {(str(reading.on), reading.area_id): int(reading.value) for reading in values} == {
        ("2020-03-09", None): 0,
        ("2020-03-09", area.pk): 0,
        ("2020-03-10", None): 1,
        ("2020-03-10", area.pk): 1,
        ("2020-06-30", None): 1,
        ("2020-06-30", area.pk): 1,
    }


def placed(figure):
    """Which records stand in which list, and why."""
    lists = {"counted": figure.counted, "near": figure.near_misses, "unknown": figure.unknown}
    return {(name, entry.text, entry.reason) for name, entries in lists.items() for entry in entries}


def test_corrected_and_voided_days_read_alike_from_every_day(programme, clock_at):
    _plan, goal, area = programme
    clock_at(date(2020, 6, 2))
    moved, seen = published(area, date(2020, 6, 1)), factories.standard()
    actions_areas.confirm_area(seen, area, by=system_user())
    actions_status.record_status(seen, event="seen_current", on=date(2020, 1, 2), by=system_user())
    actions_status.publish_standard(seen, on=date(2020, 6, 1), by=system_user())
    clock_at(date(2020, 6, 20))
    for standard in (moved, seen):
        fact = standard.status_facts.open().get(event="published")
        if standard == moved:
            actions_status.correct_date(fact, on=date(2015, 6, 1), by=system_user(), reason="印刷错误")
        else:
            actions_undo.undo(fact, by=system_user(), reason="另一标准")
    known, later = clock.now(), computing.load(goal, date(2020, 6, 30))
    expected = {
        date(2020, 2, 1): {("unknown", str(seen), "no_day")},
        date(2020, 6, 30): {("near", str(seen), "voided")},
    }
    for on, entries in expected.items():
        assert placed(later.figures(on, known)[None]) == placed(computing.figure(goal, on, known)) == entries


def test_reading_again_writes_only_what_changed(programme):
    _plan, goal, area = programme
    actions_readings.read_year(goal)
    before = dict(Reading.objects.values_list("pk", "digest"))
    published(area, date(2020, 6, 29))
    outbox.sequence()
    changed = 2 * 33  # counted on two days, a near miss on the 31 before
    assert actions_readings.read_year(goal) == changed
    kept = [pk for pk in before if Reading.objects.filter(pk=pk).exists()]
    assert (len(kept), set(Reading.objects.values_list("outbox_position", flat=True))) == (
        len(before) - changed,
        {outbox.position()},
    )


def test_a_reading_that_has_seen_less_does_not_overwrite_one_that_has_seen_more(programme):
    _plan, goal, _area = programme
    actions_readings.read_goal(goal, days=[date(2020, 6, 30)])
    Reading.objects.update(value=7, outbox_position=1000)
    assert actions_readings.read_goal(goal, days=[date(2020, 6, 30)]) == 0
    assert whole(goal, date(2020, 6, 30)).value == 7


def test_spans_of_a_sweep_that_has_seen_less_do_not_overwrite(programme):
    _plan, goal, area = programme
    published(area, date(2020, 3, 10))
    actions_readings.read_year(goal)
    Reading.objects.update(outbox_position=1000)
    Span.objects.update(entered=date(2020, 3, 9))
    actions_readings.read_year(goal)
    assert set(Span.objects.values_list("entered", flat=True)) == {date(2020, 3, 9)}


def test_spans_and_months_follow_the_counted_records(programme, clock_at):
    _plan, goal, area = programme
    standard = published(area, date(2020, 2, 10))
    published(area, date(2020, 2, 20))
    actions_status.withdraw_standard(standard, on=date(2020, 4, 5), by=system_user(), note="示例")
    actions_readings.read_year(goal)
    spans = Span.objects.filter(goal=goal, area=None).order_by("entered")
    assert [(s.subject_pk == standard.pk, str(s.entered), s.left_on and str(s.left_on)) for s in spans] == [
        (True, "2020-02-10", "2020-04-05"),
        (False, "2020-02-20", None),
    ]
    months = Snapshot.objects.filter(goal=goal, area=None).order_by("month")
    assert [(m.month.month, m.entered, m.left_count, m.standing) for m in months] == [
        (1, 0, 0, 0), (2, 2, 0, 2), (3, 0, 0, 2), (4, 0, 1, 1), (5, 0, 0, 1), (6, 0, 0, 1),
    ]  # fmt: skip


def test_a_write_touches_the_goals_that_look_at_it(programme):
    plan, goal, area = programme
    other = factories.goal(plan, "demonstrated")
    for one in (goal, other):
        actions_readings.read_year(one)
    outbox.sequence()
    for one in (goal, other):
        actions_readings.read_year(one)
    assert actions_readings.touched_goals() == []
    published(area, date(2020, 6, 1))
    outbox.sequence()
    assert actions_readings.touched_goals() == [goal]


def test_the_follower_asks_once_and_the_figure_follows(programme, django_capture_on_commit_callbacks):
    _plan, goal, area = programme
    actions_readings.read_year(goal)
    published(area, date(2020, 6, 1))
    first, second = reading_jobs.follow_records(), reading_jobs.follow_records()
    assert (first.pk, first.state) == (second.pk, Job.State.QUEUED)
    jobs.run(first.pk)
    first.refresh_from_db()
    assert (first.state, int(whole(goal, date(2020, 6, 30)).value), reading_jobs.follow_records()) == (Job.State.DONE, 1, None)


def test_a_job_run_twice_or_killed_half_way_ends_the_same(programme):
    _plan, goal, area = programme
    published(area, date(2020, 6, 1))
    job = reading_jobs.ask_for_year(2020, by=system_user())
    actions_readings.read_goal(goal, days=[date(2020, 1, 1), date(2020, 6, 30)])
    for _ in range(2):
        Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
        jobs.run(job.pk)
    assert (Reading.objects.filter(goal=goal).count(), Span.objects.filter(goal=goal).count()) == (2 * 182, 2)


@pytest.mark.parametrize("metric", METRICS)
def test_facts_come_in_as_many_queries_for_three_records_as_for_one(clock_at, metric):
    made = Programme()
    clock_at(date(2021, 1, 31))
    numbers = []
    for count in (1, 2):
        for _ in range(count):
            made.publish(date(2020, 6, 1), made.areas[0])
            made.demonstrate(date(2020, 6, 1), "新材料")
            made.list_and_adopt(made.areas[0], date(2020, 1, 5), adopted=date(2020, 6, 1))
            made.lead(date(2020, 6, 1), date(2020, 6, 2))
        with CaptureQueriesContext(connection) as queries:
            figure = computing.figure(made.goals[metric], date(2020, 12, 31), clock.now())
        numbers.append((len(figure.counted), len(queries)))
    assert numbers == [(1, numbers[0][1]), (3, numbers[0][1])]
