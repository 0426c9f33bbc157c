"""Statuses that turn with the calendar: a worker that stood still, however long, leaves none behind."""

from datetime import date, timedelta

import pytest

from portal.base import clock, jobs
from portal.base.models import Job
from portal.base.people import system_user
from programmes import tasks
from standards import actions_turning, turning_jobs
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setattr(jobs, "_send", lambda pk: None)


@pytest.fixture
def coming(clock_at):
    """Published on 1 September 2020, in force from 1 October, last looked after on the day of publication."""
    clock_at(date(2020, 9, 1))
    return factories.standard(published_on=date(2020, 9, 1), in_force_on=date(2020, 10, 1))


def night(on):
    """The timetable asks and the worker does."""
    with clock.at(on):
        tasks.turn_statuses()
        job = Job.objects.get(kind=turning_jobs.KIND, state=Job.State.QUEUED)
        jobs.run(job.pk)
        job.refresh_from_db()
    return job


def status_of(standard):
    standard.refresh_from_db()
    return standard.status


@pytest.mark.parametrize("days_still", (1, 39, 41, 400))
def test_a_worker_that_stood_still_makes_up_for_all_of_it(coming, days_still):
    night(date(2020, 9, 30))
    night(date(2020, 9, 30) + timedelta(days=days_still))
    assert status_of(coming) == "current"


def test_the_first_night_looks_at_everything(coming):
    job = night(date(2023, 1, 1))
    assert (status_of(coming), job.state, job.done, job.finished_at is not None) == ("current", "done", 1, True)


def test_a_night_that_failed_does_not_count_as_looked(coming, monkeypatch):
    night(date(2020, 9, 30))
    with monkeypatch.context() as broken:
        broken.setattr(actions_turning, "_turn", lambda *given, **more: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            night(date(2020, 10, 1))
    assert (status_of(coming), turning_jobs.looked_until()) == ("coming", date(2020, 9, 30))
    night(date(2020, 12, 1))
    assert status_of(coming) == "current"


def test_only_what_came_since_the_last_night_is_looked_at(coming):
    """The rest was right then: a nightly look over the whole catalogue would be wasted."""
    assert [turns(since) for since in (date(2020, 11, 30), date(2020, 10, 1))] == [0, 1]


def turns(since):
    with clock.at(date(2020, 12, 1)):
        return actions_turning.turn_statuses(by=system_user(), since=since)


def test_asked_twice_a_night_one_job_runs(coming):
    with clock.at(date(2020, 10, 1)):
        tasks.turn_statuses()
        tasks.turn_statuses()
    assert Job.objects.filter(kind=turning_jobs.KIND).count() == 1
