"""Projects go from proposal to publication by the moves of `lifecycle.py`; published they yield standards.

Every move passes one door, `_movable`: the table knows it, this person may make it, nothing is missing, the day fits, and the
project is still the one that was shown.
"""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, outbox, writing
from portal.base.models import User

from . import actions_standards, actions_status, naming, needs, projections, rules, step_words, steps
from .lifecycle import GRAPHS, ForbiddenMove, Move, Procedure, Stage, first_of, usual
from .models import Project, StageEvent, Standard

EDITABLE = (
    "title_zh",
    "title_en",
    "kind",
    "nature",
    "special_project",
    "months",
    "due_on",
    "committee",
    "lead_organisation",
    "standard",
)
OWN_PAGE = frozenset({"issue_plan", "publish"})
"""Moves that need more than a day and a note, and have actions of their own."""


class NotReady(ValidationError):
    """Something is missing for the move; `lacks` says what, one by one."""

    def __init__(self, lacks: Sequence[needs.Lack]) -> None:
        self.lacks = list(lacks)
        super().__init__([step_words.lack(one) for one in lacks], code="lacking")


@transaction.atomic
def propose_project(
    *,
    title_zh: str,
    level: str,
    on: date,
    by: User,
    code: str = "",
    procedure: str = "",
    is_demo: bool = False,
    note: str = "",
    **more: Any,
) -> Project:
    """A proposal. It has no plan number yet, and its address changes once, when the plan is issued: proposals are not public."""
    writing.not_in_future(on, "on")
    mark = uuid.uuid4().hex[:12]
    project = Project(plan_number="", slug=f"proposal-{mark}", sort_key=f"~{mark}", level=level, code=code, is_demo=is_demo)
    writing.set_fields(project, {"title_zh": title_zh, **more}, EDITABLE)
    project.procedure = procedure or usual(level, project.nature).value
    project.rules = rules.in_force(project.procedure, on)
    first = first_of(Procedure(project.procedure))
    with audit.act(f"project.{first.name.replace('_', '-')}", project, by=by, note=note):
        writing.save(project, exclude=("plan_number",))
        _enter_stage(project, first.target, first.name, on, note)
    return project


@transaction.atomic
def edit_project(project: Project, *, by: User, expected_version: int | None = None, note: str = "", **changes: Any) -> Project:
    """Change title, term, committee, lead. Stage and plan number have actions of their own."""
    project = writing.take(project, expected_version)
    writing.set_fields(project, changes, EDITABLE)
    with audit.act("project.edit", project, by=by, note=note):
        if writing.save(project, exclude=("plan_number",)):
            outbox.note(outbox.PROJECT, project.pk)
    return project


@transaction.atomic
def issue_plan(
    project: Project,
    *,
    plan_number: str,
    on: date,
    by: User,
    due_on: date | None = None,
    expected_version: int | None = None,
    note: str = "",
) -> Project:
    """The project gets its plan number, and with it its permanent address."""
    project, _move = _movable(project, "issue_plan", on, expected_version, by)
    number = naming.read(plan_number, "plan_number")
    if number.level != "plan":
        raise ValidationError({"plan_number": _("This is not a plan number such as 2019-0898T-FZ.")})
    if Project.objects.filter(slug=number.slug).exclude(pk=project.pk).exists():
        raise ValidationError({"plan_number": _("%(number)s is given already.") % {"number": number.normal}})
    project.plan_number, project.slug, project.sort_key = number.normal, number.slug, number.sort_key
    project.plan_year = number.year
    project.due_on = due_on or project.due_on or rules.due(rules.values(rules.of(project)), on)
    with audit.act("project.issue-plan", project, by=by, note=note):
        writing.save(project)
        _enter_stage(project, Stage.PLANNED, "issue_plan", on, note)
    return project


@transaction.atomic
def advance(project: Project, *, move: str, on: date, by: User, note: str = "", expected_version: int | None = None) -> Project:
    """Take one step of the lifecycle. Issuing the plan and publishing need more and have actions of their own."""
    if move in OWN_PAGE:
        raise ForbiddenMove(_("This step has a page of its own."))
    project, step = _movable(project, move, on, expected_version, by, note)
    with audit.act(f"project.{move.replace('_', '-')}", project, by=by, note=note):
        _enter_stage(project, _target(project, step), move, on, note)
    return project


def _movable(
    project: Project, move: str, on: date, expected_version: int | None, by: User, note: str = "given elsewhere"
) -> tuple[Project, Move]:
    """The project, locked, and the move that may be made; else the reason why not."""
    project = writing.take(project, expected_version)
    step = GRAPHS[Procedure(project.procedure)].get(move)
    if step is None or Stage(project.stage) not in step.sources:
        raise ForbiddenMove(_("This step is not possible in the stage “%(stage)s”.") % {"stage": project.get_stage_display()})
    writing.not_in_future(on, "on")
    if project.stage_since and on < project.stage_since:
        raise ValidationError({"on": _("The present stage began only on %(day)s.") % {"day": project.stage_since}})
    if step.reason and not note.strip():
        raise ValidationError({"note": _("Give the reason.")})
    if refusal := steps.refusal(by, project, step):
        raise PermissionDenied(refusal)
    if lacks := needs.lacking(needs.Dossier(project), step, on):
        raise NotReady(lacks)
    return project, step


def _target(project: Project, step: Move) -> Stage:
    """A suspended project goes on in the stage in which it was suspended."""
    if not step.back:
        return step.target
    before = project.stage_events.open().exclude(stage=Stage.SUSPENDED).order_by("-valid_from", "-pk").first()
    return Stage(before.stage) if before else step.target


def _enter_stage(project: Project, stage: Stage, move: str, on: date, note: str) -> None:
    writing.enter(StageEvent(project=project, stage=stage, move=move, valid_from=on, note=note.strip()))
    projections.project_stage(project)


@transaction.atomic
def publish_project(
    project: Project,
    *,
    designations: Sequence[str],
    on: date,
    by: User,
    in_force_on: date | None = None,
    notice_number: str = "",
    note: str = "",
    expected_version: int | None = None,
    **more: Any,
) -> list[Standard]:
    """Publish: the project ends, each number becomes a standard that keeps its project, title and committee."""
    if not designations:
        raise ValidationError({"designations": _("Give the number of the published standard.")})
    project, _move = _movable(project, "publish", on, expected_version, by)
    carried = {
        "title_zh": project.title_zh,
        "title_en": project.title_en,
        "committee": project.committee,
        "project": project,
        "plan_number": project.plan_number,
        "notice_number": notice_number,
    }
    with audit.act("project.publish", project, by=by, note=note):
        _enter_stage(project, Stage.PUBLISHED, "publish", on, note)
        published = []
        for text in designations:
            standard = actions_standards.enter_standard(text, by=by, is_demo=project.is_demo, **(carried | more))
            actions_status.publish_standard(standard, on=on, in_force_on=in_force_on, notice_number=notice_number, by=by)
            published.append(standard)
    return published
