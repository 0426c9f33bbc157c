"""Projects at the desk: the list, one project with its life and its moves, each step, the term, the dossier, taking back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from committees.permissions import committees_of
from portal.base import clock
from portal.base.access import require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, act_page, done, history_of, undo_page
from portal.base.permissions import is_ministry, is_officer
from portal.base.together import act_on_version

from . import (
    actions_projects,
    actions_terms,
    actions_undo,
    document_page,
    needs,
    permissions,
    procedure_page,
    project_page,
    rules,
    step_words,
)
from . import steps as offered
from .forms_projects import EDITED, ExtendForm, PaperForm, PlanForm, ProjectForm, PublishProjectForm, StepForm
from .forms_standards import given
from .lifecycle import ENDS, GRAPHS, ForbiddenMove, Move, Procedure, Stage
from .models import Project, ProjectPaper, StageEvent, TermExtension
from .models.projects import STAGES

LIST = "standards-desk:projects"
FORMS = {"issue_plan": PlanForm, "publish": PublishProjectForm}
ACTIONS = {"issue_plan": actions_projects.issue_plan, "publish": actions_projects.publish_project}
UNDONE = {
    "stageevent": (StageEvent, actions_undo.undo),
    "projectpaper": (ProjectPaper, actions_undo.undo),
    "termextension": (TermExtension, actions_terms.undo_extension),
}


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """A secretary sees the own committees' projects, the ministry all; by stage, procedure and words."""
    rows, asked = Project.objects.visible_to(request.user), request.GET
    own = committees_of(request.user)
    if own and not is_ministry(request.user) and asked.get("scope") != "all":
        rows = rows.filter(committee_id__in=own)
    stage, procedure, words = asked.get("stage", ""), asked.get("procedure", ""), asked.get("q", "").strip()
    if stage in set(Stage):
        rows = rows.at(stage)
    if procedure in set(Procedure):
        rows = rows.filter(procedure=procedure)
    if words:
        rows = rows.filter(title_zh__icontains=words) | rows.filter(plan_number__icontains=words)
    page = page_of(request, rows.select_related("committee").order_by("stage_since", "pk"))
    context = {"page": page, "asked": words, "stage": stage, "procedure": procedure, "stages": STAGES}
    context |= {"procedures": procedure_page.PROCEDURE_WORDS.items(), "today": clock.today()}
    context["whole"] = not own or is_ministry(request.user) or asked.get("scope") == "all"
    return render(request, "standards/desk/projects.html", context)


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Life so far, whose turn it is since when, the moves with what they lack, every fact and every change."""
    record = seen(request, pk)
    require(permissions.can_see_history, request.user, record)
    dossier, today = needs.Dossier(record), clock.today()
    may_edit = permissions.can_edit_project(request.user, record)
    offers = offered.offers(request.user, dossier, today)
    context: dict[str, Any] = {
        "record": record,
        "life": project_page.life(dossier, today),
        "turn": project_page.turn_row(dossier, today),
        "moves": project_page.moves(offers, record, may_edit),
        "rules": dossier.version,
        "facts": project_page.lines(record, request.user, may_edit),
        "history": history_of(record),
        "may_edit": may_edit,
        "running": Stage(record.stage) not in ENDS,
        "rows": _rows(record, dossier),
        "demonstration": record.is_demo,
        "documents": document_page.shown(request.user, record),
    }
    return render(request, "standards/desk/project.html", context)


def _rows(record: Project, dossier: needs.Dossier) -> list[dict[str, Any]]:
    version = dossier.version
    said = [
        (_("Procedure"), record.get_procedure_display(), reverse("standards:procedure", args=(record.procedure,))),
        (_("Rules"), f"v{version.number}, {version.effective_from}" if version else "", ""),
        (_("Committee"), str(record.committee or ""), ""),
        (_("Lead organisation"), str(record.lead_organisation or ""), ""),
        (_("Due"), f"{record.due_on:%Y-%m-%d}" if record.due_on else "", ""),
    ]
    return [{"label": label, "text": text, "url": url} for label, text, url in said]


def step(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """One step: what it lacks stands above the form; it is taken only when nothing is missing."""
    record = seen(request, pk)
    taken = GRAPHS[Procedure(record.procedure)].get(move)
    if taken is None or not taken.sources:
        raise Http404
    if refusal := offered.refusal(request.user, record, taken):
        raise PermissionDenied(refusal)
    initial = {"expected_version": record.version, "on": clock.today()}
    form = FORMS.get(move, StepForm)(request.POST or None, initial=initial, move=taken)
    if request.method == "POST":
        more = {} if move in ACTIONS else {"move": move}
        try:
            if act_on_version(form, ACTIONS.get(move, actions_projects.advance), record, by=request.user, **more):
                return done(request, _("The step is recorded."), address(record))
        except ForbiddenMove as problem:
            form.add_error(None, str(problem))
    return act_page(request, form, _step_act(record, taken), of=record)


def _step_act(record: Project, move: Move) -> Act:
    lacks = needs.lacking(needs.Dossier(record), move, clock.today())
    rows = [{"label": _("Stage"), "text": record.get_stage_display()}]
    rows += [{"label": _("Missing"), "text": step_words.lack(one), "url": project_page.mended_at(one, record)} for one in lacks]
    label = str(step_words.MOVES[move.name])
    heading = _("%(step)s: %(project)s") % {"step": label, "project": record}
    return Act(heading, label, address(record), "", crumbs_of(record), rows, danger=move.name == "terminate")


def edit_project(request: HttpRequest, pk: int) -> HttpResponse:
    record = editable(request, pk)
    form = ProjectForm(request.POST or None, initial=given(record, EDITED), whole=is_officer(request.user))
    if request.method == "POST" and act_on_version(form, actions_projects.edit_project, record, by=request.user):
        return done(request, _("Saved."), address(record))
    heading = _("Change %(name)s") % {"name": record}
    return act_page(request, form, Act(heading, _("Save"), address(record), crumbs=crumbs_of(record)), of=record)


def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """More months, within what the rule allows."""
    record = editable(request, pk)
    form = ExtendForm(request.POST or None, initial={"expected_version": record.version, "on": clock.today()})
    if request.method == "POST" and act_on_version(form, actions_terms.extend_term, record, by=request.user):
        return done(request, _("The term is extended."), address(record))
    values = rules.values(rules.of(record))
    names = ("extensions", "extension_months")
    rows = [{"label": _("Due"), "text": str(record.due_on or "")}]
    rows += [{"label": step_words.PARAMETERS[name], "text": step_words.parameter_value(name, values.get(name))} for name in names]
    heading = _("Extend the term: %(project)s") % {"project": record}
    return act_page(request, form, Act(heading, _("Extend"), address(record), "", crumbs_of(record), rows), of=record)


def file_paper(request: HttpRequest, pk: int) -> HttpResponse:
    record = editable(request, pk)
    form = PaperForm(request.POST or None, initial={"paper": request.GET.get("paper", ""), "on": clock.today()})
    if request.method == "POST" and act_on(form, actions_terms.file_paper, record, by=request.user):
        return done(request, _("The paper is on file."), address(record))
    heading = _("Paper on file: %(project)s") % {"project": record}
    return act_page(request, form, Act(heading, _("Put on file"), address(record), crumbs=crumbs_of(record)), of=record)


def undo_step(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take back the last step, the last extension or a paper. Both steps stay visible."""
    if kind not in UNDONE:
        raise Http404
    model, action = UNDONE[kind]
    fact = get_object_or_404(model, pk=pk)
    record = seen(request, fact.project_id)
    may = permissions.can_undo(request.user, record) and offered.may_take_back(request.user, record, fact)
    rows = [{"label": str(fact._meta.verbose_name), "text": str(fact)}, {"label": _("From"), "text": str(fact.valid_from)}]
    return undo_page(request, fact, action, may=may, back=address(record), crumbs=crumbs_of(record), rows=rows, of=record)


def seen(request: HttpRequest, pk: int) -> Project:
    rows = Project.objects.visible_to(request.user).select_related("committee", "lead_organisation", "rules")
    return get_object_or_404(rows, pk=pk)


def editable(request: HttpRequest, pk: int) -> Project:
    record = seen(request, pk)
    require(permissions.can_edit_project, request.user, record)
    return record


def address(record: Project) -> str:
    return reverse("standards-desk:project", args=(record.pk,))


def crumbs_of(record: Project) -> list[tuple[str, str]]:
    return [(_("Projects"), reverse(LIST)), (str(record), address(record))]
