"""Status columns written from the facts, in the transaction of the facts. The rules are in `status.py`."""

from datetime import date

from django.db import models

from portal.base import clock, outbox, writing

from . import status
from .models import InternationalStandard, Project, Standard


def project_standard(standard: Standard, on: date | None = None) -> Standard:
    """Write what the open facts say of the standard today; tell those who follow."""
    writing.hold(standard)
    state = status.state_of_standard(list(standard.status_facts.open()), on or clock.today())
    standard.status, standard.published_on, standard.published_precision = state.status, state.published_on, state.precision
    standard.in_force_on, standard.ended_on = state.in_force_on, state.ended_on
    _write(standard, "status", "published_on", "published_precision", "in_force_on", "ended_on")
    outbox.note(outbox.STANDARD, standard.pk)
    return standard


def project_international(international: InternationalStandard, on: date | None = None) -> InternationalStandard:
    """The same for an international standard."""
    writing.hold(international)
    state = status.state_of_international(list(international.status_facts.open()), on or clock.today())
    international.status, international.published_on = state.status, state.published_on
    international.published_precision, international.ended_on = state.precision, state.ended_on
    _write(international, "status", "published_on", "published_precision", "ended_on")
    outbox.note(outbox.INTERNATIONAL, international.pk)
    return international


def project_stage(project: Project) -> Project:
    """The stage is that of the latest open event."""
    writing.hold(project)
    last = project.stage_events.open().order_by("-valid_from", "-pk").first()
    project.stage, project.stage_since = (last.stage, last.valid_from) if last else ("proposal", None)
    _write(project, "stage", "stage_since")
    outbox.note(outbox.PROJECT, project.pk)
    return project


TOPICS = {Standard: outbox.STANDARD, InternationalStandard: outbox.INTERNATIONAL, Project: outbox.PROJECT}


def touch(*records: models.Model) -> None:
    """Something that a mirror shows with the record has changed: a key area, a relation, an adoption. No new version of it."""
    for record in records:
        type(record)._base_manager.filter(pk=record.pk).update(updated_at=clock.now())
        outbox.note(TOPICS[type(record)], record.pk)


def _write(record: Standard | InternationalStandard | Project, *columns: str) -> None:
    """Projections carry a new version, so that a form opened before notices; the facts are the audit."""
    record.version += 1
    record.updated_at = clock.now()
    record.save(update_fields=[*columns, "version", "updated_at"])
