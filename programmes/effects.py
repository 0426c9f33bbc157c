"""What a drafted definition would change: goal by goal, the figure under both versions, and the records in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.base import clock

from . import computing, goal_words, ledger
from .models import Definition, Goal


@dataclass(frozen=True)
class Effect:
    """One goal under the present and the drafted definition, on the last day of its period or today."""

    goal: Goal
    label: str
    on: date
    present: str
    drafted: str
    entered: int
    left: int


def effects(definition: Definition) -> list[Effect]:
    """Every goal of the definition's years that is measured today."""
    goals = Goal.objects.filter(metric=definition.metric, plan__year__gte=definition.effective_from).exclude(definition=None)
    if definition.effective_to is not None:
        goals = goals.filter(plan__year__lte=definition.effective_to)
    goals = goals.exclude(definition=definition).select_related("plan", "definition").order_by("-plan__year")
    known = clock.now()
    return [_effect(goal, definition, known) for goal in goals if goal.plan.period_from <= clock.today()]


def _effect(goal: Goal, definition: Definition, known: datetime) -> Effect:
    on = min(computing.period_of(goal.plan).last, clock.today())
    present = computing.figure(goal, on, known)
    drafted = computing.figure(goal, on, known, definition=definition)
    change = ledger.difference(present, drafted)
    values = [goal_words.value_words(goal, figure.value) for figure in (present, drafted)]
    return Effect(goal, goal_words.label(goal), on, values[0], values[1], len(change.entered), len(change.left))
