"""Taking back single steps: a fact is voided with its reason, a field gets its former value. Both steps stay visible."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.base import audit, facts, outbox, writing
from portal.base.models import AuditEntry, User

from . import lifecycle, projections
from .actions_standards import check_standard
from .models import (
    Adoption,
    AreaTag,
    InternationalStandard,
    InternationalStatus,
    Project,
    ProjectPaper,
    Relation,
    StageEvent,
    Standard,
    TermExtension,
)
from .models import StandardStatus as StatusFact

PUBLISHING = ("published", "in_force")
"""What publishing a project enters of its standards, and what goes with the step when it is taken back."""


def subject_of(fact: facts.Fact) -> models.Model:
    """The record that a fact is about."""
    match fact:
        case StatusFact() | Adoption():
            return fact.standard
        case InternationalStatus():
            return fact.international
        case StageEvent() | TermExtension() | ProjectPaper():
            return fact.project
        case AreaTag():
            return fact.subject
        case Relation():
            return fact.from_standard or fact.from_international
    raise TypeError(f"{type(fact).__name__} is no fact of a catalogue record")


@transaction.atomic
def undo(fact: facts.Fact, *, by: User, reason: str) -> models.Model:
    """Void a mistaken fact. When it had replaced an older row, the older one holds again as a new row."""
    subject = subject_of(fact)
    if isinstance(fact, StageEvent):
        check_step(fact)
    with audit.act("fact.undo", subject, by=by, note=reason):
        for one in (fact, *_companions(fact)):
            writing.void(one, by=by, reason=reason)
            if one.supersedes_id:
                facts.enter(writing.copy_of(one.supersedes))
        _project(subject)
        _tell_others(fact, subject)
    return subject


def check_step(event: StageEvent) -> None:
    """Steps are taken back from the last one on, so that the way stays one that the table knows; the first is terminated."""
    last = writing.take(event.project).stage_events.open().order_by("-valid_from", "-pk").first()
    if last is not None and last.pk != event.pk:
        raise ValidationError(_("Only the last step can be taken back."))
    move = lifecycle.GRAPHS[lifecycle.Procedure(event.project.procedure)].get(event.move)
    if move is not None and not move.sources:
        raise ValidationError(_("With this step the project began. Terminate it instead."))
    for standard in event.project.standards.all() if event.move == "publish" else ():
        if standard.status_facts.open().exclude(event__in=PUBLISHING).exists():
            raise ValidationError(_("%(number)s has a later history. Take that back first.") % {"number": standard})


def _companions(fact: facts.Fact) -> list[facts.Fact]:
    """Being replaced and the relation that says by whom were entered together and go together."""
    if isinstance(fact, StatusFact) and fact.event == "replaced" and fact.by_standard_id:
        pair = Relation.objects.open().filter(kind="replaces", from_standard=fact.by_standard_id, to_standard=fact.standard_id)
        return list(pair)
    if isinstance(fact, StageEvent) and fact.move == "publish":
        return list(StatusFact.objects.open().filter(standard__project=fact.project_id, event__in=PUBLISHING))
    return []


def _project(subject: models.Model) -> None:
    match subject:
        case Standard():
            projections.project_standard(subject)
        case InternationalStandard():
            projections.project_international(subject)
        case Project():
            for standard in subject.standards.all():
                projections.project_standard(standard)
            projections.project_stage(subject)


def _tell_others(fact: facts.Fact, subject: models.Model) -> None:
    others = {Adoption: ("international",), Relation: ("to_standard", "to_international"), StatusFact: ("by_standard",)}
    for name in others.get(type(fact), ()):
        other = getattr(fact, name)
        if other is not None and other != subject:
            projections.touch(other)


@transaction.atomic
def restore_field(
    record: Standard | InternationalStandard | Project,
    *,
    entry: AuditEntry,
    field: str,
    by: User,
    reason: str,
    expected_version: int | None = None,
) -> models.Model:
    """Give a field the value that it had before an audited change."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the former value is restored.")})
    record = writing.take(record, expected_version)
    if (entry.row_type, entry.row_pk) != (record._meta.label_lower, str(record.pk)) or field not in entry.changes:
        raise ValidationError({"field": _("This entry does not tell a change of that field.")})
    column = next(c for c in record._meta.concrete_fields if c.attname == field)
    setattr(record, field, _former(column, entry.changes[field][0]))
    if isinstance(record, Standard):
        check_standard(record)
    with audit.act("field.restore", record, by=by, note=reason):
        if writing.save(record):
            outbox.note(projections.TOPICS[type(record)], record.pk)
    return record


def _former(column: models.Field, value: Any) -> Any:
    """The value as the column keeps it; a text that was empty is empty again."""
    if value is None and not column.null:
        return column.get_default() if column.has_default() else column.to_python("")
    return column.to_python(value)
