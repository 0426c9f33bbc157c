"""Taking the demonstration out. It was never true, so its rows go, facts and all: the only place that removes facts.

Accounts, organisations, committees and people stay: real records may name them by now, and the next performance needs them.
Real records that point to a demonstration record are named and stop the removal.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from portal.base import audit, facts, outbox
from portal.base.models import AuditEntry, Document, DocumentText, DocumentVersion, User
from portal.base.relations import pointing_at
from programmes.actions_plans import unmark_plan
from programmes.models import Citation, ClosedFigure, Closing, Correction, DeliverableState, Plan
from standards.models import InternationalStandard

ROOTS = ("standards.Standard", "standards.Project", "programmes.Demonstration", "programmes.LeadershipClaim", "base.Deadline")
FACTS = ("programmes.ConversionEntry", "programmes.SuitabilityDecision")
PACK = 500

Doomed = dict[type[models.Model], set[int]]


class InUse(RuntimeError):
    """A real record points to a demonstration record."""


@transaction.atomic
def remove(*, by: User) -> int:
    """Take out the demonstration's records, everything said of them, and their audit. Returns the number of rows."""
    doomed: Doomed = {}
    for label in (*ROOTS, *FACTS):
        model = apps.get_model(label)
        doomed[model] = set(model._base_manager.filter(is_demo=True).values_list("pk", flat=True))
    _close_over(doomed)
    _add_papers(doomed)
    plan = Plan.objects.filter(is_demo=True).first()
    if plan:
        _add_plan(doomed, plan)
    if not any(doomed.values()):
        return 0
    touched = _touched(doomed)
    number = sum(_delete(model, pks) for model, pks in doomed.items())
    if plan:
        unmark_plan(plan, by=by)
    with audit.act("demonstration.remove", plan, by=by) as this:
        for model, pks in doomed.items():
            this.count(model, "deleted", len(pks))
        outbox.note_many(outbox.INTERNATIONAL, sorted(touched))
    return number


def _close_over(doomed: Doomed) -> None:
    """Add every fact and projection that is about a doomed record, until nothing is added."""
    fresh = {model: set(pks) for model, pks in doomed.items()}
    while fresh:
        found: Doomed = {}
        for model, pks in fresh.items():
            for relation in pointing_at(model):
                for pk in _pointing(relation, pks) - doomed.get(relation.related_model, set()):
                    found.setdefault(relation.related_model, set()).add(pk)
        for model, pks in found.items():
            if not _goes_along(model):
                rows = ", ".join(str(row) for row in model._base_manager.filter(pk__in=sorted(pks)[:5]))
                raise InUse(f"Real records point to the demonstration ({model._meta.label}): {rows}. Change them first.")
            doomed.setdefault(model, set()).update(pks)
        fresh = found


def _pointing(relation: models.ForeignObjectRel, pks: set[int]) -> set[int]:
    name = f"{relation.field.name}__in"
    rows = relation.related_model._base_manager
    return {pk for pack in _packs(pks) for pk in rows.filter(**{name: pack}).values_list("pk", flat=True)}


def _goes_along(model: type[models.Model]) -> bool:
    """Facts, spellings and projections belong to what they are about; records of their own do not."""
    return issubclass(model, facts.Fact) or model._meta.label in ("standards.Alias", "standards.AreaSuggestion")


def _add_papers(doomed: Doomed) -> None:
    """Papers name what they are about by model and key, so nothing points at it. Their files stay: others may have the same."""
    found: set[int] = set()
    for model, pks in doomed.items():
        rows = Document._base_manager.filter(subject_type=model._meta.label_lower)
        found |= {pk for pack in _packs(pks) for pk in rows.filter(subject_pk__in=pack).values_list("pk", flat=True)}
    for model, path in ((DocumentText, "version__document__in"), (DocumentVersion, "document__in"), (Document, "pk__in")):
        rows = model._base_manager
        doomed[model] = {pk for pack in _packs(found) for pk in rows.filter(**{path: pack}).values_list("pk", flat=True)}


def _add_plan(doomed: Doomed, plan: Plan) -> None:
    """Closed periods and cited figures of the demonstration, and the states of its deliverables."""
    for model, path in (
        (Correction, "figure__closing__plan"),
        (ClosedFigure, "closing__plan"),
        (Closing, "plan"),
        (Citation, "goal__plan"),
        (DeliverableState, "deliverable__item__plan"),
    ):
        doomed[model] = set(model._base_manager.filter(**{path: plan}).values_list("pk", flat=True))


def _touched(doomed: Doomed) -> set[int]:
    """International standards that stay, and of which something was said."""
    found: set[int] = set()
    for model, pks in doomed.items():
        for column in model._meta.concrete_fields:
            if column.related_model is InternationalStandard:
                for pack in _packs(pks):
                    found |= set(model._base_manager.filter(pk__in=pack).values_list(column.attname, flat=True))
    return found - {None}


def _delete(model: type[models.Model], pks: set[int]) -> int:
    """Rows and their audit; foreign keys are checked when the transaction ends."""
    number = 0
    for pack in _packs(pks):
        rows = models.QuerySet(model).filter(pk__in=pack)
        number += rows._raw_delete(rows.db)
        keys = [str(pk) for pk in pack]
        label = model._meta.label_lower
        for about in ({"row_type": label, "row_pk__in": keys}, {"subject_type": label, "subject_pk__in": keys}):
            entries = models.QuerySet(AuditEntry).filter(**about)
            entries._raw_delete(entries.db)
    return number


def _packs(pks: set[int]) -> Iterator[list[int]]:
    ordered = sorted(pks)
    for start in range(0, len(ordered), PACK):
        yield ordered[start : start + PACK]
