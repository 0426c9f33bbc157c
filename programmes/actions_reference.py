"""Load the shipped Key Points: plans, items, deliverables, goals. What is not known stays empty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from portal.base import audit, outbox, reference
from portal.base.actions_reference import VERB
from portal.base.models import User
from portal.base.settling import Settled, settle

from .models import Deliverable, Goal, Plan, PlanItem

_GOAL = (
    "position item_id label_zh label_en unit_zh unit_en metric operator threshold second_threshold second_operator "
    "second_label_zh second_label_en scope event horizon certainty source_note"
).split()
_PLAN = ("title_zh", "title_en", "issued_on", "source_note", "certainty", "period_from", "period_until")
_ITEM = ("chapter", "chapter_zh", "chapter_en", "title_zh", "title_en", "kind", "measure_zh", "measure_en", "certainty")


@transaction.atomic
def load_plans(*, by: User) -> Settled:
    """Plans by year, items by number, goals by address. Definitions of goals are left alone."""
    shipped = reference.document("plans.json")["plans"]
    with audit.act(VERB, by=by, note="plans.json"):
        settled = settle([_plan(row) for row in shipped], Plan.objects.all(), key=("year",), compared=_PLAN)
        outbox.note_many(outbox.PLAN, settled.touched)
        plans = {plan.year: plan for plan in Plan.objects.all()}
        rows = [_item(plans[row["year"]], row, item) for row in shipped for item in row["items"]]
        settled += settle(rows, PlanItem.objects.all(), key=("plan_id", "number"), compared=_ITEM)
        items = {(item.plan_id, item.number): item for item in PlanItem.objects.all()}
        settled += _settle_deliverables(shipped, plans, items)
        return settled + _settle_goals(shipped, plans, items)


def _plan(row: dict[str, Any]) -> Plan:
    released = row["released"]
    return Plan(
        year=row["year"],
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        issued_on=date.fromisoformat(released) if len(released) == len("2020-05-12") else None,
        source_note=f"{row['source']}。{row['note_zh']}。",
        certainty=row["certainty"],
        period_from=date(row["year"], 1, 1),
        period_until=date(row["year"] + 1, 1, 1),
    )


def _item(plan: Plan, row: dict[str, Any], item: dict[str, Any]) -> PlanItem:
    chapter = next((c for c in row["chapters"] if c["number"] == item["chapter"]), {})
    return PlanItem(
        plan=plan,
        number=item["number"],
        chapter=item["chapter"],
        chapter_zh=chapter.get("title_zh") or "",
        chapter_en=chapter.get("title_en") or "",
        title_zh=item["title_zh"],
        title_en=item["title_en"],
        kind=item["kind"],
        measure_zh=item["measured_zh"],
        measure_en=item["measured_en"],
        certainty=item["certainty"],
    )


Items = dict[tuple[int, int], PlanItem]


def _settle_deliverables(shipped: list[dict], plans: dict[int, Plan], items: Items) -> Settled:
    rows = [
        Deliverable(
            item=items[plans[row["year"]].pk, item["number"]],
            position=position,
            title_zh=deliverable["title_zh"],
            title_en=deliverable["title_en"],
            owner=deliverable["owner_zh"] or "",
        )
        for row in shipped
        for item in row["items"]
        for position, deliverable in enumerate(item["deliverables"], start=1)
    ]
    return settle(rows, Deliverable.objects.all(), key=("item_id", "position"), compared=("title_zh", "title_en", "owner"))


def _settle_goals(shipped: list[dict], plans: dict[int, Plan], items: Items) -> Settled:
    rows = []
    for row in shipped:
        plan = plans[row["year"]]
        of_item = {slug: items[plan.pk, item["number"]] for item in row["items"] for slug in item["goals"]}
        rows += [_goal(plan, of_item.get(g["slug"]), position, g) for position, g in enumerate(row["goals"], start=1)]
    return settle(rows, Goal.objects.all(), key=("plan_id", "slug"), compared=tuple(_GOAL))


def _goal(plan: Plan, item: PlanItem | None, position: int, goal: dict[str, Any]) -> Goal:
    texts = ("slug", "label_zh", "label_en", "unit_zh", "unit_en", "operator", "certainty")
    unknown = ("metric", "second_operator", "second_label_zh", "second_label_en", "scope", "event")
    second = goal["second_threshold"]
    return Goal(
        plan=plan,
        item=item,
        position=position,
        threshold=Decimal(goal["threshold"]),
        second_threshold=None if second is None else Decimal(second),
        horizon=date.fromisoformat(goal["horizon"]),
        source_note="。".join(text for text in (goal["source"], goal["note_zh"]) if text),
        **{name: goal[name] for name in texts},
        **{name: goal[name] or "" for name in unknown},
    )
