"""Facts of the international standards led: claims, decisions on them, publications of the works claimed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from programmes.metrics.rows import Claim, LedFacts, Subject
from programmes.models import ClaimDecision, LeadershipClaim, Plan
from standards.models import InternationalStandard, InternationalStatus

from .columns import areas_of, events_of, tags_of, tags_of_year

COLUMNS = ("pk", "international_id", "role", "evidence", "organisation_id", "person_id", "area_id", "area__year")
EVENTS = ("published", "proposed", "seen_current", "seen_ended")
INTERNATIONAL = ("pk", "designation", "body", "committee_id", "retracted_at", "work")


def led_facts(plan: Plan, switches: Mapping[str, Any], upto: date) -> LedFacts:
    """Six queries."""
    claims = LeadershipClaim.objects.filter(is_demo=plan.is_demo)
    claimed = claims.values("international")
    rows = [
        Claim(pk, international, role, bool(evidence.strip()), bool(unit or person), area if year == plan.year else None)
        for pk, international, role, evidence, unit, person, area, year in claims.order_by("pk").values_list(*COLUMNS)
    ]
    internationals = {
        pk: Subject(pk, number, {"body": body, "committee": committee}, retracted_at, work)
        for pk, number, body, committee, retracted_at, work in InternationalStandard.objects.filter(pk__in=claimed)
        .order_by("pk")
        .values_list(*INTERNATIONAL)
    }
    events = InternationalStatus.objects.filter(event__in=EVENTS, international__in=claimed)
    return LedFacts(
        areas_of(plan.year),
        rows,
        events_of(ClaimDecision.objects.filter(claim__is_demo=plan.is_demo), "claim_id", "state"),
        internationals,
        events_of(events, "international_id", "event"),
        tags_of(tags_of_year(plan.year).filter(international__in=claimed), "international_id"),
    )
