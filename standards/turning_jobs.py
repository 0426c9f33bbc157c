"""Turning the statuses as a job: the job table tells until when the calendar was last followed."""

from __future__ import annotations

from datetime import date, timedelta

from portal.base import clock, jobs
from portal.base.models import Job, User
from portal.base.people import system_user

from . import actions_turning

KIND = "turn_statuses"
MARGIN = timedelta(days=1)
"""Looked at once more: a run around midnight may have begun on the day before."""


@jobs.work(KIND)
def turn_statuses(job: Job) -> None:
    """Turn every status whose day has come since the last run that succeeded; with none, since ever."""
    last = looked_until()
    turned = actions_turning.turn_statuses(by=system_user(), since=last and last - MARGIN)
    jobs.progress(job, turned, turned)


def looked_until() -> date | None:
    """The day on which the last successful run began."""
    done = Job.objects.filter(kind=KIND, state=Job.State.DONE).order_by("-started_at").first()
    return done.started_at.astimezone(clock.SHANGHAI).date() if done and done.started_at else None


def ask_nightly(*, by: User) -> Job:
    """One such job at a time."""
    return jobs.ask(KIND, by=by, key="nightly")
