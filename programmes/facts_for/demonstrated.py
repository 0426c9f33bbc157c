"""Facts of the demonstrations: every decision on those of the plan's kind."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from programmes.metrics.rows import DemonstratedFacts, Subject
from programmes.models import Demonstration, DemonstrationDecision, Plan

from .columns import areas_of, events_of

COLUMNS = ("pk", "title_zh", "title_en", "field", "organisation_id", "area_id", "area__year")


def demonstrated_facts(plan: Plan, switches: Mapping[str, Any], upto: date) -> DemonstratedFacts:
    """Three queries."""
    last = upto + timedelta(days=switches["near_days"])
    decisions = DemonstrationDecision.objects.filter(demonstration__is_demo=plan.is_demo, valid_from__lte=last)
    rows = Demonstration.objects.filter(is_demo=plan.is_demo).order_by("pk").values_list(*COLUMNS)
    subjects = {
        pk: Subject(
            pk, zh or en, {"field": " ".join(name.split()), "organisation": unit, "area": area if year == plan.year else None}
        )
        for pk, zh, en, name, unit, area, year in rows
    }
    return DemonstratedFacts(areas_of(plan.year), subjects, events_of(decisions, "demonstration_id", "state"))
