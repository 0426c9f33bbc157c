"""Rebuilding every projection from the facts and naming every difference. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery

from standards.actions_turning import Difference, international_differences, standard_differences
from standards.models import Project, StageEvent

from . import actions_contents, actions_readings, computing, sweeps
from .metrics import Figures
from .models import ClaimContent, Demonstration, DemonstrationContent, Goal, LeadershipClaim, Reading, Snapshot, Span


def differences(on: date) -> Iterator[Difference]:
    """Statuses, stages, contents, readings, spans and months that do not say what the facts say."""
    yield from standard_differences(on)
    yield from international_differences(on)
    yield from stage_differences()
    yield from content_differences()
    for goal in actions_readings.computable_goals():
        yield from goal_differences(goal, on)


def stage_differences() -> Iterator[Difference]:
    """The stage of a project is that of its latest open event."""
    last = StageEvent.objects.open().filter(project=OuterRef("pk")).order_by("-valid_from", "-pk")
    rows = Project.objects.annotate(
        last_stage=Subquery(last.values("stage")[:1]), last_day=Subquery(last.values("valid_from")[:1])
    )
    for pk, stage, since, last_stage, last_day in rows.values_list(
        "pk", "stage", "stage_since", "last_stage", "last_day"
    ).iterator():
        if stage != (last_stage or "proposal"):
            yield Difference("project", pk, "stage", stage, last_stage)
        if since != last_day:
            yield Difference("project", pk, "stage_since", since, last_day)


def content_differences() -> Iterator[Difference]:
    """The columns of a claim or a demonstration that count say what its open content says."""
    for name, record, contents, columns in (
        ("claim", LeadershipClaim, ClaimContent.objects.open(), actions_contents.CLAIM),
        ("demonstration", Demonstration, DemonstrationContent.objects.open(), actions_contents.DEMONSTRATION),
    ):
        said = {pk: values for pk, *values in contents.values_list(f"{name}_id", *columns)}
        for pk, *stored in record._base_manager.order_by("pk").values_list("pk", *columns).iterator():
            for column, old, new in zip(columns, stored, said.get(pk, [None] * len(columns)), strict=True):
                if pk not in said or old != new:
                    yield Difference(name, pk, column, old, new)


def goal_differences(goal: Goal, on: date) -> Iterator[Difference]:
    """Readings of every stored day, spans and months of one goal, computed again as known when they were stored."""
    stored = Reading.objects.filter(goal=goal)
    moment = stored.order_by("-computed_at").values_list("computed_at", flat=True).first()
    if moment is None:
        return
    days = sweeps.days_of(computing.period_of(goal.plan), on)
    last = stored.order_by("-on").values_list("on", flat=True).first() or on
    days = [day for day in days if day <= last]
    loaded = computing.load(goal, last)
    turning = loaded.turning_days()
    spans = sweeps.Spans()
    rows = {(row.area_id, row.on): row for row in stored}
    figures: Figures = {}
    for day in days:
        if not figures or day in turning:
            figures = loaded.figures(day, moment)
            spans.see(day, figures)
        for area, figure in figures.items():
            row = rows.get((area, day))
            if row is not None and (row.digest, row.value) != (figure.digest, actions_readings.columns_of(figure)["value"]):
                yield Difference(f"reading {goal.plan.year} {goal.slug} {day}", row.pk, "value", row.value, figure.value)
    yield from _span_differences(goal, spans.rows(), days)


def _span_differences(goal: Goal, rebuilt: list[sweeps.SpanRow], days: list[date]) -> Iterator[Difference]:
    name = f"{goal.plan.year} {goal.slug}"
    names = ("area_id", "kind", "subject_type", "subject_pk", "entered", "left_on", "reason")
    old = Counter(Span.objects.filter(goal=goal).values_list(*names))
    new = Counter(tuple(row) for row in rebuilt)
    for row in (old - new) | (new - old):
        yield Difference(f"span {name}", row[3], "row", row if row in old else None, row if row in new else None)
    if not days:
        return
    months = ("area_id", "kind", "month", "entered", "left_count", "standing")
    old_months = Counter(Snapshot.objects.filter(goal=goal).values_list(*months))
    new_months = Counter(tuple(row) for row in sweeps.snapshots(rebuilt, computing.period_of(goal.plan), days[-1]))
    for row in (old_months - new_months) | (new_months - old_months):
        stored = row if row in old_months else None
        yield Difference(f"snapshot {name}", goal.pk, str(row[2]), stored, row if row in new_months else None)
