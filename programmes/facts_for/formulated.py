"""Facts of the standards formulated: publications about the period, endings since, key-area tags of the year."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from programmes.metrics.rows import Event, FormulatedFacts, Subject, Times
from programmes.models import Plan
from standards.models import StandardStatus

from .columns import TIMES, WIDEST, areas_of, events_of_keys, packs, tags_of_keys, tags_of_year, with_numbers_before, within

STANDARD = ("standard_id", "standard__designation", "standard__level", "standard__committee_id", "standard__retracted_at")
SEEN = ("seen_current", "seen_ended")


def formulated_facts(plan: Plan, switches: Mapping[str, Any], upto: date) -> FormulatedFacts:
    """Seven questions, in packs of keys. Standards never dated are found by being seen in force with a key area of the year.

    Of every standard found all publications are read, also those outside the period: a day that was corrected lies there now.
    """
    first = plan.period_from - timedelta(days=switches["near_days"])
    last = min(upto, plan.period_until) + timedelta(days=switches["near_days"])
    facts = StandardStatus.objects.filter(standard__is_demo=plan.is_demo)
    about = Q(event="published", valid_from__range=(first - WIDEST, last), certain_from__gte=first)
    tagged = tags_of_year(plan.year).filter(standard__isnull=False)
    confirmed = tagged.filter(decision="confirmed").values("standard")
    seen = set(facts.filter(event__in=SEEN, standard__in=confirmed).order_by().values_list("standard", flat=True))
    dated = set(StandardStatus.objects.filter(about).order_by().values_list("standard", flat=True))  # from its index alone
    standards: dict[int, Subject] = {}
    events: dict[int, list[Event]] = {}
    for pack in packs(seen | dated):
        found, found_events = _published(within(facts.filter(event__in=("published", *SEEN)), "standard_id", pack))
        standards |= found
        events |= found_events
    ended = StandardStatus.objects.filter(event__in=("withdrawn", "replaced"), valid_from__range=(first - WIDEST, upto))
    _join(events, events_of_keys(ended, "standard_id", "event", list(standards)))
    return FormulatedFacts(
        areas_of(plan.year), with_numbers_before(standards), events, tags_of_keys(tagged, "standard_id", standards)
    )


def _published(facts: QuerySet) -> tuple[dict[int, Subject], dict[int, list[Event]]]:
    """Standards with the publications (and sightings) asked for, from one query."""
    standards: dict[int, Subject] = {}
    events: dict[int, list[Event]] = {}
    rows = facts.order_by("pk").values_list(*STANDARD, "event", *TIMES)
    for pk, number, level, committee, retracted_at, event, *times in rows:
        if pk not in standards:
            traits = {"level": level, "committee": committee, "amendment": "/XG" in number}
            standards[pk] = Subject(pk, number, traits, retracted_at)
        events.setdefault(pk, []).append(Event(event, Times(*times)))
    return standards, events


def _join(events: dict[int, list[Event]], more: dict[int, list[Event]]) -> None:
    for pk, added in more.items():
        events.setdefault(pk, []).extend(added)
