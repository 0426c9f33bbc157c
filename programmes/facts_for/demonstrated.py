"""Facts of the demonstrations: every decision on those of the plan's kind."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from programmes.metrics.rows import DemonstratedFacts, Subject
from programmes.models import DemonstrationContent, DemonstrationDecision, Plan

from .columns import areas_of, events_of, latest

OF = "demonstration__"
COLUMNS = (
    "demonstration_id",
    f"{OF}title_zh",
    f"{OF}title_en",
    "field",
    "organisation_id",
    "area_id",
    "area__year",
    "recorded_at",
)


def demonstrated_facts(plan: Plan, switches: Mapping[str, Any], upto: date) -> DemonstratedFacts:
    """Three queries."""
    last = upto + timedelta(days=switches["near_days"])
    decisions = DemonstrationDecision.objects.filter(demonstration__is_demo=plan.is_demo, valid_from__lte=last)
    contents = DemonstrationContent.objects.filter(demonstration__is_demo=plan.is_demo)
    versions = (
        (Subject(pk, zh or en, _traits(name, unit, area if year == plan.year else None)), recorded_at)
        for pk, zh, en, name, unit, area, year, recorded_at in contents.order_by("demonstration_id", "pk").values_list(*COLUMNS)
    )
    subjects = {subject.pk: subject for subject in latest(versions)}
    return DemonstratedFacts(areas_of(plan.year), subjects, events_of(decisions, "demonstration_id", "state"))


def _traits(field: str, organisation: int | None, area: int | None) -> dict[str, Any]:
    return {"field": " ".join(field.split()), "organisation": organisation, "area": area}
