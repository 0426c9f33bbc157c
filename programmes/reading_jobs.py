"""Reading the goals as jobs: nightly, after changes, and when staff ask. The job table shows each run."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from portal.base import jobs, outbox, outbox_pruning
from portal.base.models import Job, User
from portal.base.people import system_user

from . import actions_readings
from .models import Goal

KIND = "read_goals"
READING = gettext_noop("%(year)s: %(goal)s")


@jobs.work(KIND)
def read_goals(job: Job, *, goals: list[int]) -> None:
    """Read these goals for every day of their period up to today: what pages show first for all of them, then the rest."""
    outbox.sequence()
    rows = list(Goal.objects.filter(pk__in=goals).select_related("plan", "definition").order_by("-plan__year", "position"))
    for goal in rows:
        actions_readings.read_wanted(goal)
    for place, goal in enumerate(rows):

        def say(done: int, total: int, place: int = place, goal: Goal = goal) -> None:
            label = {"zh": goal.label_zh, "en": goal.label_en}
            at = 100 * place + 100 * done // total
            jobs.progress(job, at, 100 * len(rows), READING, year=goal.plan.year, goal=label)

        actions_readings.sweep_year(goal, say=say)
        jobs.progress(job, 100 * (place + 1), 100 * len(rows))


def ask_for_year(year: int, *, by: User) -> Job:
    """Staff ask for a year's goals to be computed again now."""
    goals = [goal.pk for goal in actions_readings.computable_goals(year)]
    return jobs.ask(KIND, by=by, key=f"year-{year}", goals=goals)


def follow_records() -> Job | None:
    """Number what was committed, and ask for the goals it touches. One such job is under way at a time."""
    outbox.sequence()
    touched = actions_readings.touched_goals()
    if not touched:
        return None
    return jobs.ask(KIND, by=system_user(), key="follow", goals=[goal.pk for goal in touched])


def read_nightly() -> Job:
    """Every goal and every day up to today, so that missing days are filled."""
    goals = [goal.pk for goal in actions_readings.computable_goals()]
    return jobs.ask(KIND, by=system_user(), key="nightly", goals=goals)


def prune_outbox_nightly() -> Job:
    """The readings follow the outbox too: they say how far they have come before it is kept short."""
    outbox.passed("readings", actions_readings.passed_by_all())
    return outbox_pruning.ask_nightly(by=system_user())
