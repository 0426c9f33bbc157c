"""Every fact of a record in words, voided and replaced ones too, with the steps that this account may take."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.base.desk_pages import FactLine, fact_line, newest_first

from . import permissions
from .models import Adoption, InternationalStandard, Standard

Record = Standard | InternationalStandard
WHO = ("recorded_by", "voided_by")


def desk_address(record: Record) -> str:
    """The record's place on the desk."""
    name = "standard" if isinstance(record, Standard) else "international-standard"
    return reverse(f"standards-desk:{name}", args=(record.pk,))


def facts_of(record: Record, user: Any) -> list[FactLine]:
    """Newest knowledge first."""
    may = permissions.can_undo(user, record)
    lines = [*_events(record, may), *_relations(record, may, user), *_adoptions(record, may, user), *_areas(record, user)]
    return newest_first(lines)


def _undo(fact: Any, may: bool) -> list[tuple[str, str]]:
    if not may:
        return []
    return [(_("Undo"), reverse("standards-desk:undo", args=(fact._meta.model_name, fact.pk)))]


def _events(record: Record, may: bool) -> list[FactLine]:
    name = "standardstatus" if isinstance(record, Standard) else "internationalstatus"
    facts = record.status_facts.select_related(*WHO, *(("by_standard",) if isinstance(record, Standard) else ()))
    lines = []
    for fact in facts:
        what = fact.get_event_display()
        if getattr(fact, "by_standard", None):
            what = _("%(event)s by %(number)s") % {"event": what, "number": fact.by_standard}
        said = [getattr(fact, "notice_number", "") or getattr(fact, "stage", ""), fact.note]
        correct = [(_("Correct the day"), reverse("standards-desk:correct-date", args=(name, fact.pk)))] if may else []
        lines.append(fact_line(fact, what, note=" · ".join(filter(None, said)), steps=[*correct, *_undo(fact, may)]))
    return lines


def _relations(record: Record, may: bool, user: Any) -> list[FactLine]:
    sides = (*WHO, "from_standard", "from_international", "to_standard", "to_international")
    lines = []
    for fact in record.relations.select_related(*sides):
        target = fact.target
        what = f"{fact.get_kind_display()} {target or fact.to_text}"
        end = [(_("End"), reverse("standards-desk:end-relation", args=(fact.pk,)))] if may and fact.until is None else []
        note = _("only in part") if fact.partly else ""
        url = desk_address(target) if target else ""
        lines.append(fact_line(fact, what, note=note, steps=[*end, *_undo(fact, may)], url=url))
    for fact in record.relations_to.select_related(*sides):
        source = fact.from_standard or fact.from_international
        what = f"{source} {fact.get_kind_display()} {record}"
        steps = _undo(fact, permissions.can_undo(user, source))
        lines.append(fact_line(fact, what, note=_("only in part") if fact.partly else "", steps=steps, url=desk_address(source)))
    return lines


def _adoptions(record: Record, may: bool, user: Any) -> list[FactLine]:
    lines = []
    for fact in record.adoptions.select_related(*WHO, "standard", "standard__committee", "international"):
        mine = may if isinstance(record, Standard) else permissions.can_undo(user, fact.standard)
        other = fact.international if isinstance(record, Standard) else fact.standard
        url = desk_address(other) if other else ""
        lines.append(fact_line(fact, adoption_words(fact), note=adoption_note(fact), steps=_adoption_steps(fact, mine), url=url))
    return lines


def _adoption_steps(fact: Adoption, may: bool) -> list[tuple[str, str]]:
    if not may:
        return []
    steps = [(_("Correct"), reverse("standards-desk:correct-adoption", args=(fact.pk,)))]
    if fact.until is None:
        steps.append((_("End"), reverse("standards-desk:end-adoption", args=(fact.pk,))))
    return [*steps, *_undo(fact, may)]


def adoption_words(fact: Adoption) -> str:
    words = {"standard": fact.standard, "number": fact.international or fact.cited, "degree": fact.get_degree_display()}
    return _("%(standard)s adopts %(number)s, %(degree)s") % words


def adoption_note(fact: Adoption) -> str:
    """What a reader must know of how it was read."""
    said = []
    if fact.undated:
        said.append(_("undated: no edition is named"))
    elif fact.international_id is None:
        said.append(_("this edition is not in the catalogue"))
    if fact.to_check:
        said.append(_("to be checked by a person"))
    if fact.statement:
        said.append(_("as printed: %(statement)s") % {"statement": fact.statement})
    return " · ".join(said)


def _areas(record: Record, user: Any) -> list[FactLine]:
    may = permissions.can_confirm_areas(user, record)
    lines = []
    for fact in record.areatags.select_related(*WHO, "area"):
        what = _("%(area)s: %(decision)s") % {"area": f"{fact.area} {fact.area.year}", "decision": fact.get_decision_display()}
        lines.append(fact_line(fact, what, note=fact.reason, steps=_undo(fact, may)))
    return lines
