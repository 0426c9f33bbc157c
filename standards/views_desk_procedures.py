"""Parameters of procedures at the desk: versions, drafting, what would change, approving, moving running projects, confirming."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.base.access import require
from portal.base.acting import act_on, put_errors
from portal.base.desk_pages import Act, act_page, done
from portal.base.racing import attempt

from . import actions_procedures as actions
from . import permissions_procedures as permissions
from . import procedure_page, rules, step_words
from .forms_procedures import ApproveForm, ConfirmForm, MoveProjectsForm, VersionForm
from .lifecycle import Procedure
from .models import ProcedureParameter, ProcedureVersion
from .views_procedures import procedure_of

SHOWN = 200
"""Running projects listed at a time; the number of all stands above them, and a batch takes at most these."""


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Every version of every procedure, and how many values of each are to be confirmed."""
    require(permissions.can_see_procedures, request.user)
    versions = list(ProcedureVersion.objects.select_related("approved_by").prefetch_related("parameters"))
    groups = []
    for one in Procedure:
        rows = [(v, sum(p.certainty == "unverified" for p in v.parameters.all())) for v in versions if v.procedure == one]
        groups.append((one, procedure_page.PROCEDURE_WORDS[one], rows))
    context = {"groups": groups, "can_draft": permissions.can_draft_procedure(request.user)}
    return render(request, "standards/desk/procedures.html", context)


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version: its values, what it changes, the projects that run."""
    require(permissions.can_see_procedures, request.user)
    this = _version(slug, number)
    return render(request, "standards/desk/procedure_version.html", _shown(request, this))


def _version(slug: str, number: int) -> ProcedureVersion:
    rows = ProcedureVersion.objects.select_related("approved_by")
    return get_object_or_404(rows, procedure=procedure_of(slug).value, number=number)


def _shown(request: HttpRequest, this: ProcedureVersion, **forms: Any) -> dict[str, Any]:
    changed = [
        (step_words.PARAMETERS[name], *(step_words.parameter_value(name, value) for value in pair))
        for name, *pair in rules.differences(this)
    ]
    changes = rules.changes(this)
    can_move = this.approved_at is not None and permissions.can_draft_procedure(request.user)
    return {
        "this": this,
        "title": this.get_procedure_display(),
        "values": procedure_page.value_rows(this),
        "changed": changed if this.number > 1 else [],
        "running": len(changes),
        "moving": sum(change.moves_deadline for change in changes),
        "changes": changes[:SHOWN],
        "can_approve": permissions.can_approve_procedure(request.user, this),
        "can_move": can_move and bool(changes),
        "can_confirm": permissions.can_draft_procedure(request.user),
        "form": forms.get("approve") or ApproveForm(),
        "move_form": forms.get("move") or MoveProjectsForm(),
        "ticked": set(request.POST.getlist("project")),
    }


def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """A new version; the values of the newest stand in the form."""
    require(permissions.can_draft_procedure, request.user)
    one = procedure_of(slug)
    newest = get_object_or_404(ProcedureVersion.objects.filter(procedure=one.value).order_by("-number")[:1])
    form = VersionForm(request.POST or None, newest=newest)
    if request.method == "POST" and form.is_valid():
        try:
            made = attempt(actions.draft_version, one, by=request.user, **form.arguments())
        except ValidationError as problem:
            put_errors(form, problem)
        else:
            messages.success(request, _("Drafted. Look at what it changes, then ask a colleague to approve it."))
            return redirect("standards-desk:procedure-version", slug, made.number)
    lead = _("Nothing follows a new version before it is approved, and running projects only when they are moved by a list.")
    heading = _("New version: %(procedure)s") % {"procedure": newest.get_procedure_display()}
    back = reverse("standards-desk:procedures")
    return act_page(request, form, Act(heading, _("Save the draft"), back, lead, [(_("Procedures"), back)]))


@require_POST
def approve(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """By a second person. No running deadline moves."""
    this = _version(slug, number)
    require(permissions.can_approve_procedure, request.user, this)
    form = ApproveForm(request.POST)
    if act_on(form, actions.approve_version, this, by=request.user):
        return done(request, _("Approved. Projects that begin from its day on follow it."), _address(this))
    return render(request, "standards/desk/procedure_version.html", _shown(request, this, approve=form), status=422)


@require_POST
def move(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The ticked projects follow this version from now on."""
    require(permissions.can_draft_procedure, request.user)
    this = _version(slug, number)
    ticked = [int(pk) for pk in request.POST.getlist("project") if pk.isdecimal()]
    form = MoveProjectsForm(request.POST)
    moved = act_on(form, actions.move_projects, this, projects=ticked, by=request.user)
    if moved:
        words = ngettext("%(n)s project follows this version now.", "%(n)s projects follow this version now.", len(moved))
        return done(request, words % {"n": len(moved)}, _address(this))
    return render(request, "standards/desk/procedure_version.html", _shown(request, this, move=form), status=422)


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has read the clause of one value."""
    require(permissions.can_draft_procedure, request.user)
    parameter = get_object_or_404(ProcedureParameter.objects.select_related("version"), pk=pk)
    form = ConfirmForm(request.POST or None, initial={"clause": parameter.clause})
    back = _address(parameter.version)
    if request.method == "POST" and act_on(form, actions.confirm_parameter, parameter, by=request.user):
        return done(request, _("The value is confirmed."), back)
    row = {
        "label": step_words.PARAMETERS[parameter.name],
        "text": step_words.parameter_value(parameter.name, parameter.value),
    }
    crumbs = [(_("Procedures"), reverse("standards-desk:procedures")), (str(parameter.version), back)]
    lead = _("A different value needs a new version.")
    return act_page(request, form, Act(_("Confirm a value"), _("Confirm the value"), back, lead, crumbs, [row]))


def _address(this: ProcedureVersion) -> str:
    return reverse("standards-desk:procedure-version", args=(this.procedure, this.number))
