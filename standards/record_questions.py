"""What the pages of records ask the database, each question by key and put into SQL once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from committees.models import Committee
from portal.base.models import AuditEntry, DataSource
from portal.base.prepared import Many, Prepared, every_column, instance

from .models import (
    Adoption,
    AreaSuggestion,
    AreaTag,
    InternationalStandard,
    InternationalStatus,
    Relation,
    Standard,
    StandardStatus,
)

SIDES = ("standard", "international")
RELATED = ("from_standard", "from_international", "to_standard", "to_international")
MOST = 200
"""Relations and adoptions shown of one record."""
ROWS = 20
"""Rows of a list that are completed with their successors at once."""
AUDITED = 50
ENDS = ("designation", "slug", "title_zh", "title_en", "status", "retracted_at")
"""What is read of the record at the other end; a whole record would be a hundred columns more."""
FACT = tuple("pk event valid_from certain_from precision note imported recorded_at voided_at void_reason superseded_at".split())
AREA = ("area_id", "area__name_zh", "area__name_en", "area__year", "area__slug")
IN_ORDER = ("area__year", "area__position", "pk")
EDITION = ("pk", "designation", "slug", "title_zh", "title_en", "status", "published_on", "published_precision", "sort_key")
LISTED = (
    *"pk designation slug title_zh title_en status published_on published_precision ics committee__code committee__slug".split(),
    *"committee_text is_demo ended_on".split(),
)
SUCCESSION = ("kind", "from_{0}_id", "from_{0}__designation", "to_{0}_id", "to_{0}__designation", "to_text")


def columns_of(*ends: str) -> list[str]:
    return [f"{end}__{column}" for end in ends for column in ENDS]


def _relations(side: str) -> Prepared:
    def ask(pk: int) -> QuerySet[Relation, Any]:
        mine = Relation.objects.open().filter(Q(**{f"from_{side}": pk}) | Q(**{f"to_{side}": pk}))
        columns = ("kind", "to_text", "partly", f"from_{side}_id", *(f"{end}_id" for end in RELATED))
        return mine.order_by("valid_from", "pk").values_list(*columns)[:MOST]

    return Prepared(ask, int)


def _ends(model: Any, most: int) -> Prepared:
    return Prepared(lambda pks: model.objects.filter(pk__in=pks).order_by().values_list("pk", *ENDS), Many(int, most))


def _adoptions(side: str, far: str) -> Prepared:
    columns = ("international_id", "cited", "degree", "undated", "to_check", *columns_of(far))
    rows = Adoption.objects.open
    return Prepared(lambda pk: rows().filter(**{side: pk}).order_by("valid_from", "pk").values_list(*columns)[:MOST], int)


def _successors(side: str, most: int) -> Prepared:
    """A draft has not yet replaced anything."""
    draft = Q(**{f"from_{side}__status": Standard.Status.DRAFT})
    columns = [column.format(side) for column in SUCCESSION]

    def ask(pks: list[int]) -> QuerySet[Relation, Any]:
        plain = Q(kind=Relation.Kind.REPLACES, **{f"to_{side}_id__in": pks}) & ~draft
        told = Q(kind=Relation.Kind.REPLACED_BY, **{f"from_{side}_id__in": pks})
        return Relation.objects.open().filter(plain | told).order_by("pk").values_list(*columns)

    return Prepared(ask, Many(int, most))


def _editions(model: Any) -> Prepared:
    return Prepared(lambda family: model.objects.public().filter(family=family).order_by().values_list(*EDITION), str)


def _areas(rows: Callable[[], QuerySet[Any, Any]], side: str, *more: str) -> Prepared:
    return Prepared(lambda pk: rows().filter(**{side: pk}).order_by(*IN_ORDER).values_list(*AREA, *more), int)


def _confirmed(side: str) -> Prepared:
    def ask(pks: list[int], today: date) -> QuerySet[AreaTag, Any]:
        tags = AreaTag.objects.open().held_on(today).confirmed().filter(**{f"{side}_id__in": pks})
        return tags.order_by("area__year", "area__position").values_list(f"{side}_id", "area__year", "area__slug")

    return Prepared(ask, Many(int, MOST), date)


def _facts(model: Any, side: str, *more: str) -> Prepared:
    rows = model.objects
    return Prepared(lambda pk: rows.filter(**{side: pk}).order_by("valid_from", "pk").values_list(*FACT, *more), int)


def _audit(*more: str) -> Prepared:
    columns = ("pk", "at", "verb", "changes", "note", *more)

    def ask(label: str, key: str) -> QuerySet[AuditEntry, Any]:
        entries = AuditEntry.objects.filter(subject_type=label, subject_pk=key, row_type=label, row_pk=key)
        return entries.order_by("-at", "-pk").values_list(*columns)[:AUDITED]

    return Prepared(ask, str, str)


def _by_slug(model: Any) -> Prepared:
    columns = [*every_column(model), *every_column(Committee, "committee"), *every_column(DataSource, "source")]
    if model is Standard:
        columns.append("project__plan_number")
    return Prepared(lambda slug: model.objects.public().filter(slug=slug).values_list(*columns), str)


def _in_a_list(model: Any, *more: str) -> Prepared:
    return Prepared(lambda pks: model.objects.public().filter(pk__in=pks).order_by().values_list(*LISTED, *more), Many(int, ROWS))


IN_A_LIST = {
    "standard": _in_a_list(Standard, "in_force_on", "ccs"),
    "international": _in_a_list(InternationalStandard, "body", "edition", "doc_type"),
}
RELATIONS = {side: _relations(side) for side in SIDES}
AT_THE_END = {
    (side, most): _ends(model, most)
    for side, model in (("standard", Standard), ("international", InternationalStandard))
    for most in (ROWS, 2 * MOST)
}
ADOPTIONS = {side: _adoptions(side, far) for side, far in zip(SIDES, reversed(SIDES), strict=True)}
SUCCESSORS = {side: _successors(side, MOST) for side in SIDES}
SUCCESSORS_OF_A_LIST = {side: _successors(side, ROWS) for side in SIDES}
EDITIONS = {"standard": _editions(Standard), "international": _editions(InternationalStandard)}
TAGS = {side: _areas(AreaTag.objects.open, side, "decision", "reason") for side in SIDES}
SUGGESTIONS = {side: _areas(AreaSuggestion.objects.all, side, "rule__kind", "rule__value") for side in SIDES}
CONFIRMED = {side: _confirmed(side) for side in SIDES}
BY_SLUG = {"standard": _by_slug(Standard), "international": _by_slug(InternationalStandard)}
FACTS = {
    (side, names): _facts(model, side, *more, *(("recorded_by__name",) if names else ()))
    for side, model, more in (("standard", StandardStatus, ()), ("international", InternationalStatus, ("stage",)))
    for names in (False, True)
}
AUDIT = {names: _audit(*(("by__name",) if names else ())) for names in (False, True)}


def by_slug(side: str, slug: str) -> Any:
    """A public record with its committee and source, in one query; `plan_number_now` is that of a standard's project."""
    rows = BY_SLUG[side].rows(slug)
    if not rows:
        return None
    model: Any = Standard if side == "standard" else InternationalStandard
    values = iter(rows[0])
    record, committee, source = (list(islice(values, len(one._meta.concrete_fields))) for one in (model, Committee, DataSource))
    found: Any = instance(model, record)
    found.committee = instance(Committee, committee) if committee[0] else None
    found.source = instance(DataSource, source) if source[0] else None
    found.plan_number_now = next(values, None) or ""
    return found
