"""The programme board: key areas by goals with targets, deliverables, closings, and the state of the readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.base.models import Job
from standards.models import KeyArea

from .models import Goal, GoalAreaTarget, Plan
from .reading_jobs import KIND


@dataclass(frozen=True)
class TargetRow:
    """An area with the targets set for each goal that counts things."""

    area: KeyArea
    targets: tuple[tuple[Goal, Decimal | None], ...]

    @property
    def sum(self) -> Decimal:
        return sum((value for _goal, value in self.targets if value is not None), Decimal(0))


def target_rows(plan: Plan, goals: list[Goal]) -> list[TargetRow]:
    """Areas by goals; a rate has one target for all areas and no parts."""
    rows = GoalAreaTarget.objects.filter(goal__plan=plan)
    given: Mapping[tuple[int, int], Decimal] = {(row.goal_id, row.area_id): row.threshold for row in rows}
    areas = KeyArea.objects.filter(year=plan.year).order_by("position")
    return [TargetRow(area, tuple((goal, given.get((goal.pk, area.pk))) for goal in goals)) for area in areas]


def sums(goals: list[Goal], rows: list[TargetRow]) -> list[tuple[Goal, Decimal]]:
    """What the areas' parts add up to; areas overlap, so it may exceed the goal."""
    found = []
    for place, goal in enumerate(goals):
        parts = [row.targets[place][1] for row in rows]
        found.append((goal, sum((part for part in parts if part is not None), Decimal(0))))
    return found


def last_jobs(number: int = 5) -> list[Job]:
    """The latest runs that read the goals."""
    return list(Job.objects.filter(kind=KIND).order_by("-pk")[:number])
