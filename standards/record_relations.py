"""What a record has to do with others: relations both ways, adoptions, editions of the family, key areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.base.ways import way

from . import labels
from .models import Adoption, AreaRule, AreaTag, InternationalStandard, Relation, Standard
from .record_questions import (
    ADOPTIONS,
    AT_THE_END,
    EDITIONS,
    ENDS,
    MOST,
    RELATIONS,
    ROWS,
    SIDES,
    SUCCESSORS,
    SUCCESSORS_OF_A_LIST,
    SUGGESTIONS,
    TAGS,
)

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


PAGES = {"standard": "standards:standard", "international": "standards:international-standard"}


def other(side: str, values: Sequence[Any], text: str = "") -> Other | None:
    """One end of a fact from its columns ENDS; None when no record stands there."""
    number, slug, zh, en, status, retracted_at = values
    if number is None:
        return None
    return Other(text or number) if retracted_at is not None else Other(number, way(PAGES[side], slug), zh, en, status)


def relations(record: Standard | InternationalStandard) -> list[Group]:
    """Both ways, grouped by what they mean from here: one query, and one for each kind of record at the other ends."""
    side = side_of(record)
    rows = RELATIONS[side].dicts(record.pk)
    ends = _ends(rows)
    groups: dict[tuple[Kind, bool], list[Other]] = {}
    for row in rows:
        forward = row[f"from_{side}_id"] == record.pk
        text = row["to_text"] if forward else ""
        far = [(one, row[f"{'to' if forward else 'from'}_{one}_id"]) for one in SIDES]
        one = next((other(kind, ends[kind, pk], text) for kind, pk in far if pk is not None), None) or Other(text)
        kind, on = (TURNED[Kind(row["kind"])], not forward) if row["kind"] in TURNED else (Kind(row["kind"]), forward)
        kind = _meant(kind, record.status if on else one.status)
        seen = groups.setdefault((kind, on or kind == Kind.TWIN), [])
        one = replace(one, partly=row["partly"])
        if one.number and one not in seen:
            seen.append(one)
    order = list(Kind)
    keys = sorted(groups, key=lambda key: (order.index(Kind(key[0])), not key[1]))
    return [Group(kind, str((FORWARD if way else BACKWARD)[Kind(kind)]), groups[kind, way], way) for kind, way in keys]


def _ends(rows: list[dict[str, Any]]) -> dict[tuple[str, int], Sequence[Any]]:
    """The records at all ends of these relations, by side and key."""
    found: dict[tuple[str, int], Sequence[Any]] = {}
    for side in SIDES:
        pks = list({pk for row in rows for end in (f"from_{side}_id", f"to_{side}_id") if (pk := row[end]) is not None})
        if pks:
            rows_of_them = AT_THE_END[side, ROWS if len(pks) <= ROWS else 2 * MOST].rows(pks)
            found |= {(side, pk): values for pk, *values in rows_of_them}
    return found


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
    found = ADOPTIONS[side].dicts(record.pk)
    old = [row["international_id"] for row in found if side == "standard" and row["international_id"]]
    after = successors("international", old)
    lines = []
    for row in found:
        if side == "international" and row["standard__retracted_at"] is not None:
            continue
        end = other(far, [row[f"{far}__{name}"] for name in ENDS], row["cited"]) or Other(row["cited"])
        label = str(Adoption.Degree(row["degree"]).label)
        replaced = after.get(row["international_id"], []) if side == "standard" else []
        lines.append(AdoptionLine(end, row["degree"], label, row["undated"], row["to_check"], replaced))
    return lines


def successors(side: str, pks: list[int]) -> dict[int, list[str]]:
    """Which numbers replaced each of these records, told from either side; a draft has not yet done so. One query."""
    if not pks:
        return {}
    after: dict[int, list[str]] = {}
    question = (SUCCESSORS_OF_A_LIST if len(pks) <= ROWS else SUCCESSORS)[side]
    for kind, from_pk, from_number, to_pk, to_number, text in question.rows(pks):
        pk, number = (to_pk, from_number) if kind == Kind.REPLACES else (from_pk, to_number or text)
        if number and number not in after.setdefault(pk, []):
            after[pk].append(number)
    return after


def editions(record: Standard | InternationalStandard) -> list[dict[str, Any]]:
    """All records of the same number, newest first, this one included; none when there is no other."""
    if not record.family:
        return []
    found = EDITIONS[side_of(record)].dicts(record.family)
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
    decided, lines = set(), []
    for area, zh, en, year, slug, decision, reason in TAGS[side].rows(record.pk):
        decided.add(area)
        if decision == AreaTag.Decision.CONFIRMED:
            lines.append(_area_line(zh, en, year, slug, confirmed=True, reason=reason))
    for area, zh, en, year, slug, kind, value in SUGGESTIONS[side].rows(record.pk):
        if area not in decided:
            decided.add(area)
            lines.append(_area_line(zh, en, year, slug, confirmed=False, reason=rule_words(kind, value)))
    return lines


def _area_line(zh: str, en: str, year: int, slug: str, *, confirmed: bool, reason: str) -> AreaLine:
    name = _("%(area)s (%(year)s)") % {"area": labels.own(zh, en), "year": year}
    return AreaLine(name, way("standards:area", str(year), slug), confirmed, reason)


def rule_words(kind: str, value: str) -> str:
    """A rule in words: Chinese title contains “车联网”."""
    return _("%(rule)s “%(value)s”") % {"rule": AreaRule.Kind(kind).label, "value": value}
