"""Facts of the conversion rate: lists, decisions on them, adoptions of every edition of a listed document, both sides' lives."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from programmes.metrics.rows import AdoptionRow, ConversionFacts, ListEntry, Subject, Suitability, Times
from programmes.models import ConversionEntry, Plan, SuitabilityDecision
from standards.models import Adoption, InternationalStandard, InternationalStatus, StandardStatus

from .columns import TIMES, areas_of, events_of

EDITIONS = ("published", "replaced", "withdrawn", "cancelled", "seen_current", "seen_ended")
LIFE = ("published", "in_force", "replaced", "withdrawn", "seen_current", "seen_ended")
STANDARD = ("standard_id", "standard__designation", "standard__level", "standard__committee_id", "standard__retracted_at")
ADOPTION = ("international_id", "international__family", "cited", "degree", "to_check")


def conversion_facts(plan: Plan, switches: Mapping[str, Any], upto: date) -> ConversionFacts:
    """Seven queries. Documents are editions that share the number without the year."""
    entries = ConversionEntry.objects.filter(area__year=plan.year, is_demo=plan.is_demo, valid_from__lte=upto)
    decisions = SuitabilityDecision.objects.filter(area__year=plan.year, is_demo=plan.is_demo, valid_from__lte=upto)
    listed = entries.values("international")
    documents = InternationalStandard.objects.filter(pk__in=listed).exclude(family="").values("family")
    adopting = Adoption.objects.filter(
        Q(international__family__in=documents) | Q(international__in=listed) | Q(international__isnull=True, cited__in=documents),
        standard__is_demo=plan.is_demo,
    )
    standards, adoptions = _adoptions(adopting)
    adopted = InternationalStatus.objects.filter(event__in=EDITIONS, international__in=adopting.values("international"))
    life = StandardStatus.objects.filter(event__in=LIFE, standard__in=adopting.values("standard"))
    return ConversionFacts(
        areas_of(plan.year),
        [ListEntry(area, pk, Times(*times)) for area, pk, *times in _rows(entries, "area_id", "international_id")],
        [
            Suitability(area, pk, suitable, reason, Times(*times))
            for area, pk, suitable, reason, *times in _rows(decisions, "area_id", "international_id", "suitable", "reason")
        ],
        _listed(InternationalStandard.objects.filter(pk__in=listed)),
        adoptions,
        standards,
        events_of(life, "standard_id", "event"),
        events_of(adopted, "international_id", "event"),
    )


def _rows(facts: QuerySet, *columns: str) -> QuerySet:
    return facts.order_by("pk").values_list(*columns, *TIMES)


def _listed(rows: QuerySet) -> dict[int, Subject]:
    columns = ("pk", "designation", "family", "body", "committee_id", "retracted_at")
    return {
        pk: Subject(pk, number, {"body": body, "committee": committee}, retracted_at, family or f"#{pk}")
        for pk, number, family, body, committee, retracted_at in rows.order_by("pk").values_list(*columns)
    }


def _adoptions(rows: QuerySet) -> tuple[dict[int, Subject], list[AdoptionRow]]:
    standards: dict[int, Subject] = {}
    adoptions = []
    for pk, number, level, committee, retracted_at, edition, family, cited, degree, to_check, *times in _rows(
        rows, *STANDARD, *ADOPTION
    ):
        standards.setdefault(pk, Subject(pk, number, {"level": level, "committee": committee}, retracted_at))
        document = family or (f"#{edition}" if edition else cited)
        adoptions.append(AdoptionRow(pk, edition, document, degree, to_check, Times(*times)))
    return standards, adoptions
