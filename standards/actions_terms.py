"""The term of a project and its dossier: extended within the rule, papers put on file; each taken back with its reason."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, outbox, work_calendar, writing
from portal.base.models import User

from . import needs, projections, rules
from .lifecycle import ENDS, Stage
from .models import Project, ProjectPaper, TermExtension
from .models.procedures import PAPERS


@transaction.atomic
def extend_term(
    project: Project, *, months: int, on: date, reason: str, by: User, expected_version: int | None = None
) -> TermExtension:
    """So many months more, as often and as long as the project's version of the procedure allows."""
    project = writing.take(project, expected_version)
    writing.not_in_future(on, "on")
    if Stage(project.stage) in ENDS:
        raise ValidationError(_("The project has ended."))
    if project.due_on is None:
        raise ValidationError(_("The project has no last day that could be extended."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    _check_allowed(project, months)
    after = work_calendar.add_months(project.due_on, months, roll=False).day
    extension = TermExtension(project=project, months=months, due_before=project.due_on, due_after=after, valid_from=on)
    extension.reason = reason.strip()
    project.due_on = after
    with audit.act("project.extend", project, by=by, note=reason):
        writing.enter(extension)
        writing.save(project, exclude=("plan_number",))
        outbox.note(outbox.PROJECT, project.pk)
    return extension


def _check_allowed(project: Project, months: int) -> None:
    if months < 1:
        raise ValidationError({"months": _("Give at least one month.")})
    values = rules.values(rules.of(project))
    given = list(project.extensions.open().values_list("months", flat=True))
    times, most = values.get("extensions"), values.get("extension_months")
    if times is not None and len(given) >= times:
        raise ValidationError(_("The rule allows %(times)s extensions, and the project has had them.") % {"times": times})
    if most is not None and sum(given) + months > most:
        raise ValidationError({"months": _("The rule allows %(most)s months of extension in all.") % {"most": most}})


@transaction.atomic
def undo_extension(extension: TermExtension, *, by: User, reason: str) -> Project:
    """The last extension is voided, and its former last day holds again. A day that was changed since stays."""
    project = writing.take(extension.project)
    last = project.extensions.open().order_by("-valid_from", "-pk").first()
    if last is not None and last.pk != extension.pk:
        raise ValidationError(_("Only the last extension can be taken back."))
    with audit.act("fact.undo", project, by=by, note=reason):
        writing.void(extension, by=by, reason=reason)
        if project.due_on == extension.due_after:
            project.due_on = extension.due_before
        writing.save(project, exclude=("plan_number",))
        outbox.note(outbox.PROJECT, project.pk)
    return project


@transaction.atomic
def file_paper(project: Project, *, paper: str, place: str, on: date, by: User) -> ProjectPaper:
    """A paper is on file since a day; which paper a move needs is a parameter of the procedure."""
    project = writing.take(project)
    writing.not_in_future(on, "on")
    if paper not in dict(PAPERS):
        raise ValidationError({"paper": _("There is no such paper.")})
    if not place.strip():
        raise ValidationError({"place": _("Say where it lies.")})
    if paper in needs.papers_on_file(project):
        raise ValidationError({"paper": _("This paper is on file already.")})
    fact = ProjectPaper(project=project, paper=paper, place=place.strip(), valid_from=on)
    with audit.act("project.file-paper", project, by=by):
        writing.enter(fact)
        projections.touch(project)
    return fact
