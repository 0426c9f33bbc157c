"""Storing readings, spans and snapshots. They are projections: any of them can be thrown away and computed again.

Two computations at once are harmless: rows of a goal are written under a lock on the goal, and a reading that has seen more of
the outbox is never overwritten by one that has seen less.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from portal.base import clock, outbox
from portal.base.models import OutboxEntry
from standards.models import Standard

from . import computing, sweeps
from .metrics import Figure, Figures
from .models import Demonstration, Goal, LeadershipClaim, Plan, Reading, Snapshot, Span

PACK = 40
"""Days written in one transaction; SQLite lets others write in between."""
Say = Callable[[int, int], None]


def computable_goals(year: int | None = None) -> list[Goal]:
    """Goals with a metric and a definition, of one year or all, newest plan first."""
    rows = Goal.objects.exclude(metric="").exclude(definition=None).select_related("plan", "definition")
    if year is not None:
        rows = rows.filter(plan__year=year)
    return list(rows.order_by("-plan__year", "position"))


def read_goal(goal: Goal, *, days: Iterable[date]) -> int:
    """Compute and store the readings of a goal for these days. Returns how many were written."""
    wanted = list(days)
    if not wanted:
        return 0
    position, moment = outbox.position(), clock.now()
    begun = time.perf_counter()
    loaded = computing.load(goal, max(wanted))
    loading = (time.perf_counter() - begun) / len(wanted)
    written = 0
    for start in range(0, len(wanted), PACK):
        rows: list[Reading] = []
        for day in wanted[start : start + PACK]:
            figures, seconds = _timed(loaded, day, moment)
            columns = {area: columns_of(figure) for area, figure in figures.items()}
            rows += readings_of(goal, day, columns, position=position, moment=moment, seconds=seconds + loading)
        written += _store(goal, rows, position)
    return written


def days_to_read(goal: Goal) -> list[date]:
    """Every day of the goal's period up to today."""
    return sweeps.days_of(computing.period_of(goal.plan), clock.today())


def read_wanted(goal: Goal) -> int:
    """The latest day and the ends of the months: what pages show first."""
    days = days_to_read(goal)
    return read_goal(goal, days=sweeps.most_wanted_first(days)[: len(sweeps.month_ends(days))])


def read_year(goal: Goal, *, say: Say | None = None) -> int:
    """All days of the goal's period up to today, the most wanted first; then its spans and months."""
    return read_wanted(goal) + sweep_year(goal, say=say)


def sweep_year(goal: Goal, *, say: Say | None = None) -> int:
    """Every day in order from one load of the facts, computed where something turns; spans and months at the end."""
    days = days_to_read(goal)
    if not days:
        return 0
    position, moment = outbox.position(), clock.now()
    loaded = computing.load(goal, days[-1])
    turning = loaded.turning_days()
    spans = sweeps.Spans()
    written, figures, seconds = 0, None, 0.0
    columns: dict[int | None, dict[str, Any]] = {}
    for start in range(0, len(days), PACK):
        rows: list[Reading] = []
        for day in days[start : start + PACK]:
            if figures is None or day in turning:
                figures, seconds = _timed(loaded, day, moment)
                columns = {area: columns_of(figure) for area, figure in figures.items()}
                spans.see(day, figures)
            rows += readings_of(goal, day, columns, position=position, moment=moment, seconds=seconds)
        written += _store(goal, rows, position)
        if say:
            say(min(start + PACK, len(days)), len(days))
    _store_spans(goal, spans.rows(), loaded.period, days[-1], position)
    return written


def _timed(loaded: computing.Loaded, day: date, known: datetime) -> tuple[Figures, float]:
    begun = time.perf_counter()
    return loaded.figures(day, known), time.perf_counter() - begun


def readings_of(
    goal: Goal, day: date, columns: Mapping[int | None, Mapping[str, Any]], *, position: int, moment: datetime, seconds: float
) -> Iterator[Reading]:
    """The rows of one day, the whole and every area. Not saved."""
    stamp = {"outbox_position": position, "computed_at": moment, "milliseconds": round(seconds * 1000)}
    for area, own in columns.items():
        yield Reading(goal_id=goal.pk, area_id=area, on=day, definition_id=goal.definition_id, **stamp, **own)


def columns_of(figure: Figure) -> dict[str, Any]:
    """A figure as the columns of a reading."""
    return {
        "value": None if figure.value is None else Decimal(figure.value),
        "second_value": None if figure.second_value is None else Decimal(figure.second_value),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "counted": len(figure.counted),
        "near_misses": len(figure.near_misses),
        "unknown": len(figure.unknown),
        "parts": plain(figure.parts),
        "digest": figure.digest,
    }


def plain(value: Any) -> Any:
    """JSON types only: decimals and days as text."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (Decimal, date, datetime)):
        return str(value) if isinstance(value, Decimal) else value.isoformat()
    return value


SAME = (
    "value",
    "second_value",
    "numerator",
    "denominator",
    "counted",
    "near_misses",
    "unknown",
    "digest",
    "definition_id",
    "parts",
)


@transaction.atomic
def _store(goal: Goal, rows: list[Reading], position: int) -> int:
    """Replace the readings of these days. Unchanged ones only note that they were looked at again."""
    Goal.objects.select_for_update().get(pk=goal.pk)
    days = {row.on for row in rows}
    present = {(old.area_id, old.on): old for old in Reading.objects.filter(goal=goal, on__in=days)}
    fresh, seen, stale = [], [], []
    for row in rows:
        old = present.get((row.area_id, row.on))
        if old is None:
            fresh.append(row)
        elif old.outbox_position > position:
            continue
        elif all(getattr(old, name) == getattr(row, name) for name in SAME):
            seen.append(old.pk)
        else:
            fresh.append(row)
            stale.append(old.pk)
    Reading.objects.filter(pk__in=stale).delete()
    Reading.objects.bulk_create(fresh, batch_size=1000)
    if seen:
        Reading.objects.filter(pk__in=seen).update(outbox_position=position, computed_at=rows[0].computed_at)
    return len(fresh)


@transaction.atomic
def _store_spans(goal: Goal, rows: list[sweeps.SpanRow], period: Any, until: date, position: int) -> None:
    """Swap the goal's spans and months for new ones, unless another sweep has meanwhile seen more."""
    Goal.objects.select_for_update().get(pk=goal.pk)
    if Reading.objects.filter(goal=goal, area=None, outbox_position__gt=position).exists():
        return
    Span.objects.filter(goal=goal).delete()
    Snapshot.objects.filter(goal=goal).delete()
    Span.objects.bulk_create(
        [
            Span(goal_id=goal.pk, area_id=row.area, **{name: value for name, value in row._asdict().items() if name != "area"})
            for row in rows
        ],
        batch_size=2000,
    )
    months = sweeps.snapshots(rows, period, until)
    Snapshot.objects.bulk_create(
        [
            Snapshot(
                goal_id=goal.pk, area_id=row.area, **{name: value for name, value in row._asdict().items() if name != "area"}
            )
            for row in months
        ],
        batch_size=2000,
    )


TOPICS: dict[str, tuple[str, ...]] = {
    "formulated": (outbox.STANDARD, outbox.PLAN),
    "demonstrated": (outbox.DEMONSTRATION, outbox.PLAN),
    "conversion_rate": (outbox.STANDARD, outbox.INTERNATIONAL, outbox.PLAN),
    "led": (outbox.INTERNATIONAL, outbox.CLAIM, outbox.PLAN),
}
"""What a metric looks at: changes of other kinds of record leave it as it is."""


OWN: dict[str, Any] = {outbox.STANDARD: Standard, outbox.DEMONSTRATION: Demonstration, outbox.CLAIM: LeadershipClaim}
"""Kinds of record that belong to a demonstration or to reality."""


def seen_positions() -> dict[int, int]:
    """By goal, how far in the outbox its oldest whole reading has looked; goals without readings are missing."""
    found: dict[int, int] = {}
    for goal, position in Reading.objects.filter(area=None).values_list("goal_id", "outbox_position").distinct():
        found[goal] = min(position, found.get(goal, position))
    return found


def touched_goals() -> list[Goal]:
    """Goals that something they look at has changed since their readings, and goals never read."""
    positions, floor = seen_positions(), outbox.floor()
    touched = []
    for goal in computable_goals():
        if not days_to_read(goal):
            continue
        seen = positions.get(goal.pk)
        newer = OutboxEntry.objects.filter(Q(number__isnull=True) | Q(number__gt=seen or 0), topic__in=TOPICS[goal.metric])
        if seen is None or seen < floor or concerns(goal.plan, newer):
            touched.append(goal)
    return touched


def passed_by_all() -> int:
    """How far in the outbox every goal has looked that has been read."""
    positions = seen_positions()
    return min((positions[goal.pk] for goal in computable_goals() if goal.pk in positions), default=outbox.position())


def concerns(plan: Plan, entries: QuerySet) -> bool:
    """Whether changed records can move a plan's figures: a demonstration plan sees demonstration records, a real one real ones.

    International standards and plans stand for both. Entries that concern another plan only are skipped by the next reading.
    """
    if entries.exclude(topic__in=OWN).exists():
        return True
    for topic, model in OWN.items():
        pks = entries.filter(topic=topic).values("subject_pk")
        if model.objects.filter(pk__in=pks, is_demo=plan.is_demo).exists():
            return True
    return False


def current_plan(on: date | None = None) -> Plan | None:
    """The newest plan that has begun by the day."""
    return Plan.objects.filter(period_from__lte=on or clock.today()).order_by("-year").first()
