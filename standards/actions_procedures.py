"""Versions of a procedure's parameters: shipped, drafted, approved by a second person.

Running projects follow a new version only by a listed and confirmed batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, clock, outbox, reference, writing
from portal.base.actions_reference import VERB
from portal.base.models import AuditEntry, User
from portal.base.settling import Settled

from . import procedure_parameters as parameters
from . import rules
from .lifecycle import Procedure
from .models import ProcedureParameter, ProcedureVersion, Project

FILE = "procedures.csv"


@dataclass(frozen=True)
class Said:
    """A value with where it comes from and how sure that is."""

    value: Any
    clause: str = ""
    certainty: str = ProcedureParameter.Certainty.UNVERIFIED


@transaction.atomic
def load_procedures(*, by: User) -> Settled:
    """The shipped versions, once. What staff have drafted or approved since is left alone."""
    settled = Settled()
    rows = list(reference.rows(FILE))
    with audit.act(VERB, by=by, note=FILE):
        for (procedure, number), group in groupby(rows, key=lambda row: (row["procedure"], int(row["version"]))):
            if ProcedureVersion.objects.filter(procedure=procedure, number=number).exists():
                settled.same += 1
                continue
            _ship(Procedure(procedure), number, list(group), by)
            settled.created += 1
    return settled


def _ship(procedure: Procedure, number: int, rows: list[dict[str, str]], by: User) -> None:
    version = ProcedureVersion(procedure=procedure, number=number, grounds=rows[0]["grounds"])
    version.effective_from = date.fromisoformat(rows[0]["effective_from"])
    version.approved_by, version.approved_at = by, clock.now()
    version.save()
    said = {
        row["parameter"]: Said(parameters.read(row["parameter"], row["value"]), row["clause"], row["certainty"]) for row in rows
    }
    ProcedureParameter.objects.bulk_create(_rows(version, said))


def _rows(version: ProcedureVersion, said: Mapping[str, Said]) -> list[ProcedureParameter]:
    return [
        ProcedureParameter(version=version, name=name, value=one.value, clause=one.clause.strip(), certainty=one.certainty)
        for name, one in said.items()
    ]


@transaction.atomic
def draft_version(
    procedure: Procedure, *, effective_from: date, said: Mapping[str, Said], by: User, grounds: str = "", note: str = ""
) -> ProcedureVersion:
    """A new version with all its parameters. Nothing follows it before it is approved."""
    problems: dict[str, Any] = {}
    checked = {}
    for name, one in said.items():
        try:
            checked[name] = Said(parameters.check(name, one.value), one.clause, one.certainty)
        except parameters.ParameterError as problem:
            problems[name] = str(problem)
        else:
            if one.certainty == ProcedureParameter.Certainty.VERIFIED and not one.clause.strip():
                problems[f"{name}_clause"] = _("Name the clause where it was read.")
    if problems:
        raise ValidationError(problems)
    newest = ProcedureVersion.objects.filter(procedure=procedure).order_by("-number").first()
    version = ProcedureVersion(procedure=procedure, number=newest.number + 1 if newest else 1, effective_from=effective_from)
    version.grounds = grounds.strip()
    with audit.act("procedure.draft", version, by=by, note=note):
        writing.save(version)
        for row in _rows(version, checked):
            row.save()
    return version


def drafter_of(version: ProcedureVersion) -> int | None:
    """The account that wrote this version; a second person approves."""
    rows = AuditEntry.objects.filter(
        row_type="standards.procedureversion", row_pk=str(version.pk), verb="procedure.draft"
    ).order_by("pk")
    return rows.values_list("by_id", flat=True).first()


@transaction.atomic
def approve_version(version: ProcedureVersion, *, by: User, note: str = "") -> ProcedureVersion:
    """Projects that begin from its day on follow it. Those that run are first tied to the version that they follow now."""
    version = ProcedureVersion.objects.select_for_update().get(pk=version.pk)
    if version.approved_at is not None:
        raise ValidationError(_("This version is approved already."))
    if by.pk == drafter_of(version):
        raise ValidationError(_("Whoever drafted a version cannot approve it. Ask a colleague."))
    with audit.act("procedure.approve", version, by=by, note=note):
        _tie(version)
        version.approved_by, version.approved_at = by, clock.now()
        version.save()
    return version


def _tie(version: ProcedureVersion) -> None:
    """What a running project follows must not change by an approval alone."""
    by_rules: dict[ProcedureVersion, list[int]] = {}
    for project, followed in rules.followed_by(rules.running(version.procedure)):
        if project.rules_id is None and followed is not None and rules.begun(project) >= version.effective_from:
            by_rules.setdefault(followed, []).append(project.pk)
    for followed, pks in by_rules.items():
        Project.objects.filter(pk__in=pks).update(rules=followed)


@transaction.atomic
def move_projects(version: ProcedureVersion, *, projects: Iterable[int], by: User, note: str) -> list[Project]:
    """A listed and confirmed batch of running projects follows this version from now on, with the term that it gives."""
    if version.approved_at is None:
        raise ValidationError(_("Projects can follow a version only once it is approved."))
    if not note.strip():
        raise ValidationError({"note": _("Give the reason.")})
    wanted = set(projects)
    moved = []
    rows = rules.running(version.procedure).filter(pk__in=wanted).select_for_update(of=("self",))
    changes = rules.changes(version, rows.order_by("pk"))
    if not wanted or {change.project.pk for change in changes} != wanted:
        raise ValidationError(_("The list has changed since you opened it. Look at it again."))
    for change in changes:
        project = change.project
        project.rules, project.due_on = version, change.due_after
        with audit.act("project.follow-rules", project, by=by, note=note):
            writing.save(project, exclude=("plan_number",))
            outbox.note(outbox.PROJECT, project.pk)
        moved.append(project)
    return moved


@transaction.atomic
def confirm_parameter(parameter: ProcedureParameter, *, clause: str, by: User, note: str = "") -> ProcedureParameter:
    """Somebody has read the clause: the value stands and is sure from now on. A different value needs a new version."""
    parameter = ProcedureParameter.objects.select_for_update().get(pk=parameter.pk)
    if not clause.strip():
        raise ValidationError({"clause": _("Name the clause where it was read.")})
    parameter.clause, parameter.certainty = clause.strip(), ProcedureParameter.Certainty.VERIFIED
    with audit.act("procedure.confirm", parameter.version, by=by, note=note):
        if parameter.changed_fields():
            parameter.save()
    return parameter
