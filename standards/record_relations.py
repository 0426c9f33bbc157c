"""What a record has to do with others: relations both ways, adoptions, editions of the family, key areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import labels
from .models import Adoption, AreaRule, AreaSuggestion, AreaTag, InternationalStandard, Relation, Standard

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


ENDS = ("designation", "slug", "title_zh", "title_en", "status", "retracted_at")
"""What is read of the record at the other end; a whole record would be a hundred columns more."""


def other(row: dict[str, Any], end: str, text: str = "") -> Other | None:
    """One end of a fact, read as `<end>__designation` and so on; None when no record stands there."""
    number = row[f"{end}__designation"]
    if number is None:
        return None
    if row[f"{end}__retracted_at"] is not None:
        return Other(text or number)
    name = "standards:standard" if end.endswith("standard") else "standards:international-standard"
    url = reverse(name, args=(row[f"{end}__slug"],))
    return Other(number, url, row[f"{end}__title_zh"], row[f"{end}__title_en"], row[f"{end}__status"])


def columns_of(*ends: str) -> list[str]:
    return [f"{end}__{column}" for end in ends for column in ENDS]


def relations(record: Standard | InternationalStandard) -> list[Group]:
    """Both ways in one query, grouped by what they mean from here."""
    side = side_of(record)
    mine = Q(**{f"from_{side}": record}) | Q(**{f"to_{side}": record})
    near, ends = f"from_{side}_id", ("from_standard", "from_international", "to_standard", "to_international")
    columns = ("kind", "to_text", "partly", near, *columns_of(*ends))
    groups: dict[tuple[Kind, bool], list[Other]] = {}
    for row in Relation.objects.open().filter(mine).order_by("valid_from", "pk").values(*columns)[:MOST]:
        forward = row[near] == record.pk
        text = row["to_text"] if forward else ""
        one = next(filter(None, (other(row, end, text) for end in (ends[2:] if forward else ends[:2]))), Other(text))
        kind, way = (TURNED[Kind(row["kind"])], not forward) if row["kind"] in TURNED else (Kind(row["kind"]), forward)
        kind = _meant(kind, record.status if way else one.status)
        seen = groups.setdefault((kind, way or kind == Kind.TWIN), [])
        one = replace(one, partly=row["partly"])
        if one.number and one not in seen:
            seen.append(one)
    order = list(Kind)
    keys = sorted(groups, key=lambda key: (order.index(Kind(key[0])), not key[1]))
    return [Group(kind, str((FORWARD if way else BACKWARD)[Kind(kind)]), groups[kind, way], way) for kind, way in keys]


def _meant(kind: Kind, newer: str) -> Kind:
    """A draft replaces nothing yet, whatever its catalogue says: until it is published it is a revision under way."""
    return Kind.REVISES if kind == Kind.REPLACES and newer == Standard.Status.DRAFT else kind


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
    columns = ("international_id", "cited", "degree", "undated", "to_check", *columns_of(far))
    rows = Adoption.objects.open().filter(**{side: record}).order_by("valid_from", "pk")
    found = list(rows.values(*columns)[:MOST])
    old = [row["international_id"] for row in found if side == "standard" and row["international_id"]]
    after = successors("international", old)
    lines = []
    for row in found:
        if side == "international" and row["standard__retracted_at"] is not None:
            continue
        end = other(row, far, row["cited"]) or Other(row["cited"])
        label = str(Adoption.Degree(row["degree"]).label)
        replaced = after.get(row["international_id"], []) if side == "standard" else []
        lines.append(AdoptionLine(end, row["degree"], label, row["undated"], row["to_check"], replaced))
    return lines


def successors(side: str, pks: list[int]) -> dict[int, list[str]]:
    """Which numbers replaced each of these records, told from either side; a draft has not yet done so. One query."""
    if not pks:
        return {}
    draft = Q(**{f"from_{side}__status": Standard.Status.DRAFT})
    plain = Q(kind=Kind.REPLACES, **{f"to_{side}_id__in": pks}) & ~draft
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
    columns = ("pk", "designation", "slug", "title_zh", "title_en", "status", "published_on", "published_precision", "sort_key")
    found = list(type(record).objects.public().filter(family=record.family).order_by().values(*columns))
    found.sort(key=lambda row: (row["published_on"] or date.min, row["sort_key"]), reverse=True)
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
    columns = ("area_id", "area__name_zh", "area__name_en", "area__year", "area__slug")
    order = ("area__year", "area__position", "pk")
    tags = AreaTag.objects.open().filter(**{side: record}).order_by(*order).values_list(*columns, "decision", "reason")
    decided, lines = set(), []
    for area, zh, en, year, slug, decision, reason in tags:
        decided.add(area)
        if decision == AreaTag.Decision.CONFIRMED:
            lines.append(_area_line(zh, en, year, slug, confirmed=True, reason=reason))
    suggested = AreaSuggestion.objects.filter(**{side: record}).order_by(*order)
    for area, zh, en, year, slug, kind, value in suggested.values_list(*columns, "rule__kind", "rule__value"):
        if area not in decided:
            decided.add(area)
            lines.append(_area_line(zh, en, year, slug, confirmed=False, reason=rule_words(kind, value)))
    return lines


def _area_line(zh: str, en: str, year: int, slug: str, *, confirmed: bool, reason: str) -> AreaLine:
    name = _("%(area)s (%(year)s)") % {"area": labels.own(zh, en), "year": year}
    return AreaLine(name, reverse("standards:area", args=(year, slug)), confirmed, reason)


def rule_words(kind: str, value: str) -> str:
    """A rule in words: Chinese title contains “车联网”."""
    return _("%(rule)s “%(value)s”") % {"rule": AreaRule.Kind(kind).label, "value": value}
