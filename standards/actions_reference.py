"""Load the shipped key areas, their mapping between years, and the starting rules."""

from __future__ import annotations

from django.db import transaction

from portal.base import audit, reference
from portal.base.actions_reference import VERB
from portal.base.models import User
from portal.base.settling import Settled, settle

from .area_rules import Rule, check
from .models import AreaMapping, AreaRule, KeyArea

RULES_YEAR = 2020


@transaction.atomic
def load_areas(*, by: User) -> Settled:
    """Areas of each year; a mapping between years is a proposal until staff decide."""
    shipped = reference.document("plans.json")
    areas = [
        KeyArea(
            year=plan["year"],
            slug=area["slug"],
            position=area["position"],
            name_zh=area["name_zh"],
            name_en=area["name_en"],
            is_supplement=area["supplement"],
            certainty=area["certainty"],
        )
        for plan in shipped["plans"]
        for area in plan["areas"]
    ]
    with audit.act(VERB, by=by, note="plans.json"):
        compared = ("position", "name_zh", "name_en", "is_supplement", "certainty")
        settled = settle(areas, KeyArea.objects.all(), key=("year", "slug"), compared=compared)
        return settled + _settle_mappings(shipped["area_mappings"])


@transaction.atomic
def load_area_rules(*, by: User) -> Settled:
    """Starting rules of 2020. A rule that makes no sense stops the load with its reason."""
    areas = {area.slug: area for area in KeyArea.objects.filter(year=RULES_YEAR)}
    rules = []
    for row in reference.rows("area_rules.csv"):
        exclude = row["exclude"] == "1"
        check(Rule(row["area"], row["kind"], row["value"], int(row["weight"]), exclude))
        rules.append(
            AreaRule(
                area=areas[row["area"]],
                kind=row["kind"],
                value=row["value"],
                weight=int(row["weight"]),
                exclude=exclude,
                note=row["note"],
            )
        )
    with audit.act(VERB, by=by, note="area_rules.csv"):
        key = ("area_id", "kind", "value", "exclude")
        return settle(rules, AreaRule.objects.all(), key=key, compared=("weight", "note"))


def _settle_mappings(mappings: list[dict]) -> Settled:
    areas = {(area.year, area.slug): area for area in KeyArea.objects.all()}
    rows = []
    for mapping in mappings:
        ends = [(mapping["from_year"], mapping["from_area"]), (mapping["to_year"], mapping["to_area"])]
        earlier, later = sorted(ends)
        rows.append(AreaMapping(earlier=areas[earlier], later=areas[later], note=mapping["note_zh"], proposed=True))
    return settle(rows, AreaMapping.objects.all(), key=("earlier_id", "later_id"), compared=("note",))
