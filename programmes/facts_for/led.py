"""Facts of the international standards led: claims, decisions on them, publications of the works claimed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from programmes.metrics.rows import Claim, LedFacts, Subject
from programmes.models import ClaimContent, ClaimDecision, LeadershipClaim, Plan
from standards.models import InternationalStandard, InternationalStatus

from .columns import areas_of, events_of, latest, tags_of, tags_of_year

WHICH = ("claim_id", "claim__international_id")
COLUMNS = (*WHICH, "role", "evidence", "organisation_id", "person_id", "area_id", "area__year", "recorded_at")
EVENTS = ("published", "proposed", "seen_current", "seen_ended")
INTERNATIONAL = ("pk", "designation", "body", "committee_id", "retracted_at", "work")


def led_facts(plan: Plan, switches: Mapping[str, Any], upto: date) -> LedFacts:
    """Six queries."""
    claimed = LeadershipClaim.objects.filter(is_demo=plan.is_demo).values("international")
    contents = ClaimContent.objects.filter(claim__is_demo=plan.is_demo).order_by("claim_id", "pk")
    versions = (
        (Claim(pk, edition, role, bool(evidence.strip()), bool(unit or person), area if year == plan.year else None), recorded_at)
        for pk, edition, role, evidence, unit, person, area, year, recorded_at in contents.values_list(*COLUMNS)
    )
    internationals = {
        pk: Subject(pk, number, {"body": body, "committee": committee}, retracted_at, work)
        for pk, number, body, committee, retracted_at, work in InternationalStandard.objects.filter(pk__in=claimed)
        .order_by("pk")
        .values_list(*INTERNATIONAL)
    }
    events = InternationalStatus.objects.filter(event__in=EVENTS, international__in=claimed)
    return LedFacts(
        areas_of(plan.year),
        latest(versions),
        events_of(ClaimDecision.objects.filter(claim__is_demo=plan.is_demo), "claim_id", "state"),
        internationals,
        events_of(events, "international_id", "event"),
        tags_of(tags_of_year(plan.year).filter(international__in=claimed), "international_id"),
    )
