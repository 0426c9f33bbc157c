"""Statuses that turn with the calendar alone: coming into force, being replaced or withdrawn on a day that has come."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from portal.base import audit, clock
from portal.base.models import User

from . import projections, status
from .models import InternationalStandard, InternationalStatus, Standard, StandardStatus

PACK = 500
STANDARD = ("status", "published_on", "published_precision", "in_force_on", "ended_on")
INTERNATIONAL = ("status", "published_on", "published_precision", "ended_on")


class Difference(NamedTuple):
    """A projection that does not say what the facts say."""

    record: str
    pk: int
    column: str
    stored: Any
    rebuilt: Any


class _Event(NamedTuple):
    event: str
    valid_from: date
    certain_from: date
    precision: str
    note: str


def standard_differences(on: date, among: QuerySet[Standard] | None = None) -> Iterator[Difference]:
    """Standards whose status columns differ from their facts as of a day."""
    rows = Standard.objects.all() if among is None else among
    facts = StandardStatus.objects.open()
    yield from _differences("standard", rows, STANDARD, facts, "standard_id", lambda events: _standard(events, on))


def international_differences(on: date, among: QuerySet[InternationalStandard] | None = None) -> Iterator[Difference]:
    """The same for international standards."""
    rows = InternationalStandard.objects.all() if among is None else among
    facts = InternationalStatus.objects.open()
    yield from _differences(
        "international", rows, INTERNATIONAL, facts, "international_id", lambda events: _international(events, on)
    )


def _standard(events: Iterable[_Event], on: date) -> tuple[Any, ...]:
    state = status.state_of_standard(events, on)
    return state.status, state.published_on, state.precision, state.in_force_on, state.ended_on


def _international(events: Iterable[_Event], on: date) -> tuple[Any, ...]:
    state = status.state_of_international(events, on)
    return state.status, state.published_on, state.precision, state.ended_on


def _differences(
    name: str, rows: QuerySet, columns: tuple[str, ...], facts: QuerySet, key: str, rebuild: Any
) -> Iterator[Difference]:
    """Both sides are read in packs in the order of the key, so that memory stays small."""
    last = 0
    while pack := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", *columns)[: PACK * 10]):
        first, last = pack[0][0], pack[-1][0]
        events: dict[int, list[_Event]] = {}
        about = facts.filter(**{f"{key}__gte": first, f"{key}__lte": last})
        for pk, *event in about.order_by("pk").values_list(key, *_Event._fields):
            events.setdefault(pk, []).append(_Event(*event))
        for pk, *stored in pack:
            for column, old, new in zip(columns, stored, rebuild(events.get(pk, [])), strict=True):
                if old != new:
                    yield Difference(name, pk, column, old, new)


def turn_statuses(*, by: User, since: date | None = None) -> int:
    """Bring the status columns to today. Looks at facts whose day came since then, or at all; returns how many turned."""
    today = clock.today()
    first = date.min if since is None else since
    lately = Q(valid_from__range=(first, today)) | Q(certain_from__range=(first, today))
    turned = 0
    for model, facts, find, project in (
        (Standard, StandardStatus, standard_differences, projections.project_standard),
        (InternationalStandard, InternationalStatus, international_differences, projections.project_international),
    ):
        side = "standard" if model is Standard else "international"
        among = model.objects.filter(pk__in=facts.objects.open().filter(lately).values(side))
        pks = sorted({difference.pk for difference in find(today, among)})
        for start in range(0, len(pks), PACK):
            _turn(model, pks[start : start + PACK], project, by=by)
        turned += len(pks)
    return turned


@transaction.atomic
def _turn(model: type[Standard] | type[InternationalStandard], pks: list[int], project: Any, *, by: User) -> None:
    with audit.act("status.turn", by=by):
        for record in model.objects.filter(pk__in=pks):
            project(record)
