"""The goals of the newest programme for the front page (screen PS1).

Stored readings only, in the same few queries however many goals there are: the front page never waits for a computation,
it names the day of the newest reading instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from portal.base import clock

from . import figures_shown, progress
from .models import Goal, Plan, Reading


@dataclass(frozen=True)
class Tiles:
    """One card a goal, by the goal's slug, with the day that all of them are about."""

    plan: Plan
    on: date
    cards: list[tuple[str, progress.Card]]
    stale: figures_shown.Stale | None

    @property
    def url(self) -> str:
        return f"{self.plan.get_absolute_url()}?on={self.on}"


def goal_tiles(*, link_jobs: bool = False) -> Tiles | None:
    """None as long as no figure of the newest programme has been computed."""
    plan = figures_shown.latest_plan()
    if plan is None:
        return None
    goals: list[Goal] = list(plan.goals.select_related("plan", "definition", "item").order_by("position"))
    day = progress.day_asked(plan, None, clock.today())
    on = Reading.objects.filter(goal__in=goals, area=None, on__lte=day).aggregate(newest=Max("on"))["newest"]
    if on is None:
        return None
    table = figures_shown.stored(goals, on)
    cards = [(goal.slug, progress.card(goal, table.get(goal.pk, {}).get(None), on)) for goal in goals]
    return Tiles(plan, on, cards, figures_shown.stale(goals, table, link_jobs=link_jobs))
