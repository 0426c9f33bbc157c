"""From a goal and two dates to its figures: load the facts, ask the metric. Nothing is written here, and nobody asks for now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from .facts_for import LOADERS
from .metrics import METRICS, Figure, Figures, Period
from .metrics.dating import turning_days
from .metrics.switches import check
from .models import Definition, Goal, Plan


class NothingToCompute(ValueError):
    """The goal has no metric, or no definition stands for its year."""


@dataclass(frozen=True)
class Loaded:
    """The facts of one goal, ready to be asked for any day up to the one they were loaded for."""

    metric: str
    facts: Any
    switches: Mapping[str, Any]
    period: Period

    def figures(self, on: date, known: datetime) -> Figures:
        """The figures of the whole (None) and of every area."""
        return METRICS[self.metric](self.facts, self.switches, self.period, on, known)

    def turning_days(self) -> frozenset[date]:
        """Days on which the figures may change; on all others they are those of the day before."""
        return turning_days(self.facts, timedelta(days=self.switches.get("near_days", 0)))


def period_of(plan: Plan) -> Period:
    return Period(plan.period_from, plan.period_until)


def load(goal: Goal, upto: date, definition: Definition | None = None) -> Loaded:
    """Fetch a goal's facts for every day up to one, under its definition or another."""
    definition = definition or goal.definition
    if goal.metric not in METRICS or definition is None:
        raise NothingToCompute(f"{goal.slug} {goal.plan.year}")
    switches = check(goal.metric, definition.parameters)
    return Loaded(goal.metric, LOADERS[goal.metric](goal.plan, switches, upto), switches, period_of(goal.plan))


def figures(goal: Goal, on: date, known: datetime, definition: Definition | None = None) -> Figures:
    """Every area's figure of a goal, and the whole's, as it stood on a day and was known at a moment."""
    return load(goal, on, definition).figures(on, known)


def figure(goal: Goal, on: date, known: datetime, area: int | None = None, definition: Definition | None = None) -> Figure:
    """One figure of a goal."""
    return figures(goal, on, known, definition)[area]


def is_computable(goal: Goal) -> bool:
    return goal.metric in METRICS and goal.definition_id is not None
