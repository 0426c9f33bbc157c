"""What a record has to do with others: relations both ways, adoptions, editions of the family, key areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import labels
from .models import Adoption, AreaSuggestion, AreaTag, InternationalStandard, Relation, Standard

Kind = Relation.Kind
FORWARD = {
    Kind.REPLACES: gettext_lazy("Replaces"),
    Kind.AMENDS: gettext_lazy("Amends"),
    Kind.CORRECTS: gettext_lazy("Corrects"),
    Kind.REVISES: gettext_lazy("Revision under way of"),
    Kind.CITES: gettext_lazy("Cites"),
    Kind.TWIN: gettext_lazy("Same text as"),
    Kind.ADOPTS: gettext_lazy("Takes over"),
}
BACKWARD = {
    Kind.REPLACES: gettext_lazy("Replaced by"),
    Kind.AMENDS: gettext_lazy("Amended by"),
    Kind.CORRECTS: gettext_lazy("Corrected by"),
    Kind.REVISES: gettext_lazy("Being revised by"),
    Kind.CITES: gettext_lazy("Cited by"),
    Kind.TWIN: gettext_lazy("Same text as"),
    Kind.ADOPTS: gettext_lazy("Taken over by"),
}
TURNED = {Kind.REPLACED_BY: Kind.REPLACES, Kind.AMENDED_BY: Kind.AMENDS, Kind.REVISED_BY: Kind.REVISES}
"""Told from the other side: read forward they say what the plain relation says backward, and are shown as that."""
FORWARD |= {told: BACKWARD[plain] for told, plain in TURNED.items()}
BACKWARD |= {told: FORWARD[plain] for told, plain in TURNED.items()}
MOST = 200
"""Relations shown of one record; more are named by their number only."""


@dataclass(frozen=True)
class Other:
    """The record at the other end, or a number that no record bears yet."""

    number: str
    url: str = ""
    zh: str = ""
    en: str = ""
    status: str = ""
    partly: bool = False

    @property
    def status_label(self) -> str:
        standard = Standard.Status(self.status).label if self.status in Standard.Status.values else ""
        return str(standard or (InternationalStandard.Status(self.status).label if self.status else ""))


@dataclass(frozen=True)
class Group:
    kind: str
    label: str
    others: list[Other]
    forward: bool


def other(record: Standard | InternationalStandard | None, text: str = "", partly: bool = False) -> Other:
    if record is None or record.retracted_at is not None:
        return Other(text or (record.designation if record else ""), partly=partly)
    return Other(record.designation, record.get_absolute_url(), record.title_zh, record.title_en, record.status, partly)


_ENDS = ("from_standard", "from_international", "to_standard", "to_international")


def relations(record: Standard | InternationalStandard) -> list[Group]:
    """Both ways in one query, grouped by what they mean from here."""
    side = side_of(record)
    mine = Q(**{f"from_{side}": record}) | Q(**{f"to_{side}": record})
    found = Relation.objects.open().filter(mine).select_related(*_ENDS).order_by("valid_from", "pk")[:MOST]
    groups: dict[tuple[str, bool], list[Other]] = {}
    for fact in found:
        forward = getattr(fact, f"from_{side}_id") == record.pk
        end = fact.target if forward else (fact.from_standard or fact.from_international)
        kind, way = (TURNED[Kind(fact.kind)], not forward) if fact.kind in TURNED else (Kind(fact.kind), forward)
        seen = groups.setdefault((kind, way or kind == Kind.TWIN), [])
        one = other(end, fact.to_text if forward else "", fact.partly)
        if one.number and one not in seen:
            seen.append(one)
    order = list(Kind)
    keys = sorted(groups, key=lambda key: (order.index(Kind(key[0])), not key[1]))
    return [Group(kind, str((FORWARD if way else BACKWARD)[Kind(kind)]), groups[kind, way], way) for kind, way in keys]


def side_of(record: Standard | InternationalStandard) -> str:
    return "standard" if isinstance(record, Standard) else "international"


def numbers(groups: Iterable[Group], kind: str, *, forward: bool) -> list[Other]:
    return [one for group in groups if group.kind == kind and group.forward is forward for one in group.others]


@dataclass(frozen=True)
class AdoptionLine:
    """One adoption as seen from the record: the other end, the degree, and whether the edition has been replaced since."""

    other: Other
    degree: str
    degree_label: str
    undated: bool
    to_check: bool
    replaced_by: list[str]


def adoptions(record: Standard | InternationalStandard) -> list[AdoptionLine]:
    side = side_of(record)
    far = "international" if side == "standard" else "standard"
    found = list(Adoption.objects.open().filter(**{side: record}).select_related(far).order_by("valid_from", "pk")[:MOST])
    old = [fact.international_id for fact in found if side == "standard" and fact.international_id]
    after = successors("international", old)
    return [
        AdoptionLine(
            other(getattr(fact, far), fact.cited),
            fact.degree,
            str(fact.get_degree_display()),
            fact.undated,
            fact.to_check,
            after.get(fact.international_id or 0, []) if side == "standard" else [],
        )
        for fact in found
        if side == "standard" or fact.standard.retracted_at is None
    ]


def successors(side: str, pks: list[int]) -> dict[int, list[str]]:
    """Which numbers replaced each of these records, told from either side. One query."""
    if not pks:
        return {}
    plain = Q(kind=Kind.REPLACES, **{f"to_{side}_id__in": pks})
    told = Q(kind=Kind.REPLACED_BY, **{f"from_{side}_id__in": pks})
    columns = ("kind", f"from_{side}_id", f"from_{side}__designation", f"to_{side}_id", f"to_{side}__designation", "to_text")
    after: dict[int, list[str]] = {}
    facts = Relation.objects.open().filter(plain | told).order_by("pk")
    for kind, from_pk, from_number, to_pk, to_number, text in facts.values_list(*columns):
        pk, number = (to_pk, from_number) if kind == Kind.REPLACES else (from_pk, to_number or text)
        if number and number not in after.setdefault(pk, []):
            after[pk].append(number)
    return after


def editions(record: Standard | InternationalStandard) -> list[dict[str, Any]]:
    """All records of the same number, newest first, this one included; none when there is no other."""
    if not record.family:
        return []
    rows = type(record).objects.public().filter(family=record.family).order_by("-published_on", "-year", "sort_key")
    columns = ("pk", "designation", "slug", "title_zh", "title_en", "status", "published_on", "published_precision")
    found = list(rows.values(*columns)[:MOST])
    choices = dict(type(record).Status.choices)
    for row in found:
        row["status_label"], row["is_this"] = choices.get(row["status"], ""), row["pk"] == record.pk
    return found if len(found) > 1 else []


@dataclass(frozen=True)
class AreaLine:
    """One key area of a record: confirmed by a person, or suggested by a rule with its reason."""

    name: str
    url: str
    confirmed: bool
    reason: str


def key_areas(record: Standard | InternationalStandard) -> list[AreaLine]:
    """Confirmed first. What a person has decided, either way, is not suggested any more."""
    side = side_of(record)
    tags = list(AreaTag.objects.open().filter(**{side: record}).select_related("area").order_by("area__year", "area__position"))
    decided = {tag.area_id for tag in tags}
    lines = [_area_line(tag.area, True, tag.reason) for tag in tags if tag.decision == AreaTag.Decision.CONFIRMED]
    suggested = AreaSuggestion.objects.filter(**{side: record}).select_related("area", "rule")
    for suggestion in suggested.order_by("area__year", "area__position", "pk"):
        if suggestion.area_id not in decided:
            decided.add(suggestion.area_id)
            lines.append(_area_line(suggestion.area, False, reason_of(suggestion)))
    return lines


def _area_line(area: Any, confirmed: bool, reason: str) -> AreaLine:
    name = _("%(area)s (%(year)s)") % {"area": labels.own(area.name_zh, area.name_en), "year": area.year}
    return AreaLine(name, reverse("standards:area", args=(area.year, area.slug)), confirmed, reason)


def reason_of(suggestion: AreaSuggestion) -> str:
    """The rule in words: Chinese title contains 车联网."""
    rule = suggestion.rule
    return _("%(rule)s “%(value)s”") % {"rule": rule.get_kind_display(), "value": rule.value}
