"""Key areas of records: people confirm, refuse and take back; rules only suggest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, writing
from portal.base.models import User

from . import area_rules, projections
from .models import AreaRule, AreaSuggestion, AreaTag, InternationalStandard, KeyArea, Project, Standard

Subject = Standard | Project | InternationalStandard
NAMES = {Standard: "standard", Project: "project", InternationalStandard: "international"}


def begin_of(area: KeyArea) -> date:
    """From when a tag holds unless told: the first day of the area's year. When it was decided is when it was recorded."""
    return date(area.year, 1, 1)


def _side(subject: Subject) -> dict[str, Subject]:
    return {NAMES[type(subject)]: subject}


def _decide(
    subject: Subject, area: KeyArea, decision: str, *, on: date | None, by: User, reason: str, rule: AreaRule | None
) -> AreaTag:
    """A decision replaces an earlier one on the same record and area: that one is voided, with the new reason."""
    writing.hold(subject)
    open_tags = AreaTag.objects.open().filter(area=area, **_side(subject))
    holding = [tag for tag in open_tags if tag.until is None]
    for tag in holding:
        if tag.decision == decision:
            return tag
    said = reason.strip() or _("Decided anew.")
    with audit.act(f"area.{decision}", subject, by=by, note=reason):
        for tag in holding:
            writing.void(tag, by=by, reason=said)
        fact = AreaTag(area=area, decision=decision, reason=reason.strip(), rule=rule, **_side(subject))
        fact.valid_from = on or begin_of(area)
        writing.enter(fact)
        AreaSuggestion.objects.filter(area=area, **_side(subject)).delete()
        projections.touch(subject)
    return fact


@transaction.atomic
def confirm_area(
    subject: Subject, area: KeyArea, *, by: User, on: date | None = None, reason: str = "", rule: AreaRule | None = None
) -> AreaTag:
    """The record belongs to the area, by a rule's suggestion or by hand. Said twice it is said once."""
    return _decide(subject, area, AreaTag.Decision.CONFIRMED, on=on, by=by, reason=reason, rule=rule)


@transaction.atomic
def reject_area(
    subject: Subject, area: KeyArea, *, by: User, on: date | None = None, reason: str = "", rule: AreaRule | None = None
) -> AreaTag:
    """The record does not belong to the area; rules suggest it no more. Against a confirmed area the reason is asked for."""
    confirmed = AreaTag.objects.open().confirmed().filter(area=area, until=None, **_side(subject))
    if not reason.strip() and confirmed.exists():
        raise ValidationError({"reason": _("Say why the record no longer belongs to the area.")})
    return _decide(subject, area, AreaTag.Decision.REJECTED, on=on, by=by, reason=reason, rule=rule)


@transaction.atomic
def remove_area_tag(tag: AreaTag, *, by: User, reason: str) -> None:
    """Take a decision back as if it had not been made; earlier states of knowledge keep it."""
    subject = tag.subject
    with audit.act("area.remove", subject, by=by, note=reason):
        writing.void(tag, by=by, reason=reason)
        projections.touch(subject)


@transaction.atomic
def decide_areas(area: KeyArea, suggestions: Iterable[AreaSuggestion], *, decision: str, by: User, reason: str = "") -> int:
    """Confirm or refuse many suggestions of one area at once, each with its rule; returns how many were new."""
    with audit.act(f"area.{decision}-many", area, by=by, note=reason):
        before = AreaTag.objects.filter(area=area).count()
        for suggestion in suggestions:
            one = confirm_area if decision == AreaTag.Decision.CONFIRMED else reject_area
            one(suggestion.subject, area, by=by, reason=reason or suggestion.reason, rule=suggestion.rule)
        return AreaTag.objects.filter(area=area).count() - before


@transaction.atomic
def save_rule(area: KeyArea, *, by: User, rule: AreaRule | None = None, **columns: Any) -> AreaRule:
    """A new or changed rule; one that can never match is refused with the reason."""
    rule = rule or AreaRule(area=area)
    writing.set_fields(rule, columns, ("kind", "value", "weight", "exclude", "note", "active"))
    try:
        area_rules.check(area_rules.Rule(area.slug, rule.kind, rule.value, rule.weight, rule.exclude))
    except area_rules.RuleError as error:
        raise ValidationError({"value": str(error)}) from None
    with audit.act("area-rule.save", area, by=by):
        writing.save(rule)
    return rule


@dataclass(frozen=True)
class Proposed:
    """One suggestion to be stored."""

    side: str
    pk: int
    area: int
    rule: int
    reason: str


@transaction.atomic
def replace_suggestions(area_pks: Iterable[int], proposed: Iterable[Proposed]) -> int:
    """Swap the suggestions of these areas for new ones. Suggestions are a projection of rules and records, not facts."""
    AreaSuggestion.objects.filter(area__in=list(area_pks)).delete()
    rows = [
        AreaSuggestion(area_id=one.area, rule_id=one.rule, reason=one.reason, **{f"{one.side}_id": one.pk}) for one in proposed
    ]
    AreaSuggestion.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def rules_of(year: int) -> tuple[area_rules.AreaRules, Mapping[tuple[str, str, str], AreaRule]]:
    """The year's rules in use, compiled, and each rule's row by area, kind and value."""
    rows = list(AreaRule.objects.filter(area__year=year, active=True).select_related("area").order_by("area__position", "pk"))
    compiled = tuple(area_rules.Rule(r.area.slug, r.kind, r.value, r.weight, r.exclude) for r in rows)
    return area_rules.AreaRules(compiled), {(r.area.slug, r.kind, r.value): r for r in rows}
