"""Figures as pages show them: from the stored readings of a day, or computed when the day has none. Both are the same numbers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from portal.base import clock
from portal.base.models import Job, OutboxEntry

from . import computing, kept_facts
from .actions_readings import TOPICS, columns_of, concerns
from .models import Goal, Plan, Reading
from .reading_jobs import KIND

PATIENCE = timedelta(minutes=2)
"""How long figures may lag behind the records before the page says so."""
COLUMNS = (
    "goal_id", "area_id", "on", "value", "second_value", "numerator", "denominator", "counted", "near_misses", "unknown",
    "parts", "digest", "definition_id", "outbox_position", "computed_at", "milliseconds",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One figure without its records. `stored` tells a reading from a figure computed for this page."""

    value: Decimal | None
    second_value: Decimal | None
    numerator: int | None
    denominator: int | None
    counted: int
    near_misses: int
    unknown: int
    parts: Mapping[str, Any]
    digest: str
    definition_id: int
    outbox_position: int | None
    computed_at: datetime
    milliseconds: int

    @property
    def stored(self) -> bool:
        return self.outbox_position is not None


Table = dict[int, dict[int | None, Shown]]
"""By goal and area; None is the whole."""


def figures_on(goals: Sequence[Goal], on: date) -> Table:
    """Every goal's figures of a day as it is known now: one query for the readings, and the facts only for what has none."""
    table = stored(goals, on)
    for goal in goals:
        if goal.pk not in table and computing.is_computable(goal):
            table[goal.pk] = computed(goal, on)
    return table


def stored(goals: Sequence[Goal], on: date) -> Table:
    """The readings of a day under the definitions in force, of the goals whose whole has one. One query."""
    definitions = {goal.pk: goal.definition_id for goal in goals}
    table: Table = {}
    for goal, area, _on, *rest in Reading.objects.filter(goal__in=definitions, on=on).values_list(*COLUMNS):
        shown = Shown(*rest)
        if shown.definition_id == definitions[goal]:
            table.setdefault(goal, {})[area] = shown
    return {goal: areas for goal, areas in table.items() if None in areas}


def computed(goal: Goal, on: date, known: datetime | None = None) -> dict[int | None, Shown]:
    """The figures of a day from the facts, as known at a moment or now."""
    begun, moment = time.perf_counter(), clock.now()
    figures = kept_facts.figures(goal, on, known or moment)
    milliseconds = round((time.perf_counter() - begun) * 1000)
    return {
        area: Shown(
            **columns_of(figure), definition_id=goal.definition_id or 0, outbox_position=None, computed_at=moment,
            milliseconds=milliseconds,
        )
        for area, figure in figures.items()
    }  # fmt: skip


def trend(goal: Goal, days: Sequence[date]) -> list[tuple[date, Decimal | None]]:
    """The whole's value on each of these days, stored or computed from one load of the facts."""
    if not days or not computing.is_computable(goal):
        return []
    rows = Reading.objects.filter(goal=goal, area=None, on__in=days, definition=goal.definition_id)
    values = dict(rows.values_list("on", "value"))
    missing = [day for day in days if day not in values]
    if missing:
        loaded, known = computing.load(goal, max(missing)), clock.now()
        for day in missing:
            value = loaded.figures(day, known)[None].value
            values[day] = None if value is None else Decimal(value)
    return [(day, values[day]) for day in days]


@dataclass(frozen=True)
class Stale:
    """Why the figures of a page may be behind; the strip says it."""

    since: datetime | None
    reason: str
    url: str


@dataclass(frozen=True)
class Freshness:
    """When the figures of a page were computed, how long it took, from how many records, under which definitions."""

    computed_at: datetime
    seconds: float
    records: int
    definitions: tuple[int, ...]
    """Version numbers in use, each once."""
    stored: bool


def freshness(goals: Iterable[Goal], table: Table) -> Freshness | None:
    """For the line under the heading; None when nothing was computed."""
    shown = [(goal, table[goal.pk][None]) for goal in goals if goal.pk in table]
    if not shown:
        return None
    definitions = {goal.definition.number for goal, _figure in shown if goal.definition}
    return Freshness(
        min(figure.computed_at for _goal, figure in shown),
        sum(figure.milliseconds for _goal, figure in shown) / 1000,
        sum(figure.counted + figure.near_misses + figure.unknown for _goal, figure in shown),
        tuple(sorted(definitions)),
        all(figure.stored for _goal, figure in shown),
    )


def stale(goals: Iterable[Goal], table: Table, *, link_jobs: bool) -> Stale | None:
    """Whether stored figures lag behind the records by more than two minutes; with the failed job, if that is why."""
    stored = [(goal, table[goal.pk][None]) for goal in goals if goal.pk in table and table[goal.pk][None].stored]
    late = OutboxEntry.objects.filter(at__lt=clock.now() - PATIENCE)
    if not stored or not _any_newer(late, min(figure.outbox_position or 0 for _goal, figure in stored)):
        return None
    behind = None
    for goal, figure in stored:
        if concerns(goal.plan, _newer(late, figure.outbox_position or 0).filter(topic__in=TOPICS[goal.metric])):
            behind = min(behind or figure.computed_at, figure.computed_at)
    if behind is None:
        return None
    job = Job.objects.filter(kind=KIND).exclude(finished_at=None).order_by("-finished_at").first()
    failed = job is not None and job.state == Job.State.FAILED
    return Stale(behind, _why(failed), _job_url(job) if failed and link_jobs and job else "")


def _any_newer(entries: QuerySet, position: int) -> bool:
    """Asked apart, since each half has its index; together they read the whole outbox."""
    return entries.filter(number__gt=position).exists() or entries.filter(number__isnull=True).exists()


def _newer(entries: QuerySet, position: int) -> QuerySet:
    """What was noted after a position; what has no number yet came last."""
    return entries.filter(Q(number__isnull=True) | Q(number__gt=position))


def _why(failed: bool) -> str:
    return gettext("The last computation failed.") if failed else gettext("Records have changed since; they are being computed.")


def _job_url(job: Job) -> str:
    try:
        return reverse("base:job", args=(job.pk,))
    except NoReverseMatch:
        return ""


def latest_plan() -> Plan | None:
    """The newest plan that has begun and whose goals count something; else the newest that has begun; else the newest."""
    plans = Plan.objects.order_by("-year")
    begun = plans.filter(period_from__lte=clock.today())
    counting = begun.filter(goals__readings__area=None, goals__readings__counted__gt=0)
    return counting.first() or begun.first() or plans.first()
