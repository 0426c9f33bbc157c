"""The items of the Key Points that have no number: what they promise, who owns it, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.base import clock
from portal.base.prepared import Prepared, every_column, instance

from . import goal_words
from .models import Deliverable, DeliverableState, Goal, Plan, PlanItem


@dataclass(frozen=True)
class Promise:
    """A deliverable with its state on a day."""

    deliverable: Deliverable
    state: str
    """Empty when nothing is known."""
    state_words: str
    since: date | None
    evidence: str


@dataclass(frozen=True)
class ItemRow:
    """An item with what it promises, or the goals that measure it."""

    item: PlanItem
    promises: tuple[Promise, ...]
    goals: tuple[Goal, ...]


TONES = {"done": "ok", "running": "info", "open": "", "dropped": "bad", "": ""}


ITEMS = Prepared(lambda plan: PlanItem.objects.filter(plan=plan).order_by("number").values_list(*every_column(PlanItem)), int)
PROMISES = Prepared(
    lambda plan: Deliverable.objects.filter(item__plan=plan).order_by("item", "position").values_list(*every_column(Deliverable)),
    int,
)
GOALS = Prepared(lambda plan: Goal.objects.filter(plan=plan).values_list(*every_column(Goal)), int)


def items_on(plan: Plan, on: date) -> list[ItemRow]:
    """Every item of a plan with its deliverables as they stood on a day, as known now. Four queries."""
    facts = DeliverableState.objects.as_of(on, clock.now()).filter(deliverable__item__plan=plan)
    states = {fact.deliverable_id: fact for fact in facts.order_by("valid_from", "pk")}
    promises: dict[int, list[Promise]] = {}
    for deliverable in (instance(Deliverable, row) for row in PROMISES.rows(plan.pk)):
        promises.setdefault(deliverable.item_id, []).append(_promise(deliverable, states.get(deliverable.pk)))
    goals: dict[int | None, list[Goal]] = {}
    for goal in (instance(Goal, row) for row in GOALS.rows(plan.pk)):
        goal.plan = plan
        goals.setdefault(goal.item_id, []).append(goal)
    rows = (instance(PlanItem, row) for row in ITEMS.rows(plan.pk))
    return [ItemRow(item, tuple(promises.get(item.pk, ())), tuple(goals.get(item.pk, ()))) for item in rows]


def _promise(deliverable: Deliverable, fact: DeliverableState | None) -> Promise:
    if fact is None:
        return Promise(deliverable, "", "", None, "")
    return Promise(deliverable, fact.state, str(fact.get_state_display()), fact.valid_from, fact.evidence)


def title_of(deliverable: Deliverable) -> str:
    return goal_words.own(deliverable.title_zh, deliverable.title_en)
