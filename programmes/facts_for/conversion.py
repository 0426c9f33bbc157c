"""Facts of the conversion rate: lists, decisions on them, adoptions of every edition of a listed document, both sides' lives."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from programmes.metrics.rows import AdoptionRow, ConversionFacts, ListEntry, Subject, Suitability, Times
from programmes.models import ConversionEntry, Plan, SuitabilityDecision
from standards.models import Adoption, InternationalStandard, InternationalStatus, StandardStatus

from .columns import PACK, TIMES, areas_of, events_of_keys, packs, with_numbers_before, within

EDITIONS = ("published", "replaced", "withdrawn", "cancelled", "seen_current", "seen_ended")
LIFE = ("published", "in_force", "replaced", "withdrawn", "seen_current", "seen_ended")
STANDARD = ("standard_id", "standard__designation", "standard__level", "standard__committee_id", "standard__retracted_at")
ADOPTION = ("international_id", "international__family", "cited", "degree", "to_check")


def conversion_facts(plan: Plan, switches: Mapping[str, Any], upto: date) -> ConversionFacts:
    """Nine questions, in packs of keys. Documents are editions that share the number without the year."""
    entries = ConversionEntry.objects.filter(area__year=plan.year, is_demo=plan.is_demo, valid_from__lte=upto)
    decisions = SuitabilityDecision.objects.filter(area__year=plan.year, is_demo=plan.is_demo, valid_from__lte=upto)
    rows = [ListEntry(area, pk, Times(*times)) for area, pk, *times in _rows(entries, "area_id", "international_id")]
    listed = _listed({row.international for row in rows})
    standards, adoptions = _adoptions(_adopting(listed, Adoption.objects.filter(standard__is_demo=plan.is_demo)))
    adopted = InternationalStatus.objects.filter(event__in=EDITIONS)
    life = StandardStatus.objects.filter(event__in=LIFE)
    return ConversionFacts(
        areas_of(plan.year),
        rows,
        [
            Suitability(area, pk, suitable, reason, Times(*times))
            for area, pk, suitable, reason, *times in _rows(decisions, "area_id", "international_id", "suitable", "reason")
        ],
        listed,
        adoptions,
        standards,
        events_of_keys(life, "standard_id", "event", standards),
        events_of_keys(adopted, "international_id", "event", (row.international for row in adoptions)),
    )


def _adopting(listed: Mapping[int, Subject], adoptions: QuerySet) -> Iterator[QuerySet]:
    """Adoptions of any edition of a listed document: of editions that are records, and of numbers that no record bears."""
    documents = sorted({subject.work for subject in listed.values() if not subject.work.startswith("#")})
    editions = set(listed)
    for start in range(0, len(documents), PACK):
        families = documents[start : start + PACK]
        editions |= set(InternationalStandard.objects.filter(family__in=families).order_by().values_list("pk", flat=True))
        yield adoptions.filter(international__isnull=True, cited__in=families)
    for pack in packs(editions):
        yield within(adoptions, "international_id", pack)


def _rows(facts: QuerySet, *columns: str) -> QuerySet:
    return facts.order_by("pk").values_list(*columns, *TIMES)


def _listed(keys: Iterable[int]) -> dict[int, Subject]:
    columns = ("pk", "designation", "family", "body", "committee_id", "retracted_at")
    return {
        pk: Subject(pk, number, {"body": body, "committee": committee}, retracted_at, family or f"#{pk}")
        for pack in packs(keys)
        for pk, number, family, body, committee, retracted_at in within(InternationalStandard.objects.all(), "id", pack)
        .order_by("pk")
        .values_list(*columns)
    }


def _adoptions(questions: Iterable[QuerySet]) -> tuple[dict[int, Subject], list[AdoptionRow]]:
    """In the order in which the adoptions were recorded, whatever the packs."""
    standards: dict[int, Subject] = {}
    found: list[tuple[int, AdoptionRow]] = []
    for rows in questions:
        for fact, pk, number, level, committee, retracted_at, edition, family, cited, degree, to_check, *times in _rows(
            rows, "pk", *STANDARD, *ADOPTION
        ):
            standards.setdefault(pk, Subject(pk, number, {"level": level, "committee": committee}, retracted_at))
            document = family or (f"#{edition}" if edition else cited)
            found.append((fact, AdoptionRow(pk, edition, document, degree, to_check, Times(*times))))
    found.sort(key=lambda pair: pair[0])
    return with_numbers_before(standards), [row for _fact, row in found]
