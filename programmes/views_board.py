"""The programme board of the desk (MS2): areas by goals, targets, deliverables, closings, readings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from portal.base import clock
from portal.base.access import require
from portal.base.racing import attempt
from standards.models import KeyArea

from . import actions_records, board, figures_shown, goal_words, permissions, progress, reading_jobs
from .forms_board import DeliverableForm, TargetsForm
from .forms_progress import DayForm
from .models import Closing, Deliverable, Goal, Plan
from .views_progress import goals_of, year_context


@require_safe
def latest_board(request: HttpRequest) -> HttpResponse:
    """The board of the newest programme that counts something."""
    require(permissions.can_see_programme, request.user)
    plan = figures_shown.latest_plan()
    if plan is None:
        raise Http404("no plan")
    return redirect("programmes-desk:year-board", year=plan.year)


@require_safe
def year_board(request: HttpRequest, year: int) -> HttpResponse:
    """One table: key areas by goals, done and target, the riskiest first."""
    require(permissions.can_see_programme, request.user)
    asked = request.GET.get("year", "")
    plan = get_object_or_404(Plan, year=int(asked) if asked.isdecimal() and len(asked) == 4 else year)
    if plan.year != year:
        return redirect("programmes-desk:year-board", year=plan.year)
    form = DayForm(request.GET or None, plan=plan)
    on = progress.day_asked(plan, form.cleaned_data["on"] if form.is_valid() else None, clock.today())
    return render(request, "programmes/desk/board.html", year_context(request, plan, on) | desk_context(request, plan))


def desk_context(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """What staff see and may do beyond the public page."""
    goals = countable(plan)
    rows = board.target_rows(plan, goals)
    return {
        "target_goals": [(goal, goal_words.label(goal)) for goal in goals],
        "targets": rows,
        "sums": board.sums(goals, rows),
        "jobs": board.last_jobs(),
        "closings": Closing.objects.filter(plan=plan).select_related("signed_by", "prepared_by").order_by("-on"),
        "can_close": permissions.can_close_period(request.user, plan),
        "can_recompute": permissions.can_recompute(request.user),
        "can_edit": permissions.can_edit_plan(request.user, plan),
    }


def countable(plan: Plan) -> list[Goal]:
    """Goals of which an area can bring a part: measured ones that are no rate."""
    return [goal for goal in goals_of(plan) if goal.metric and goal.definition_id and not goal_words.is_rate(goal)]


@require_POST
def recompute(request: HttpRequest, year: int) -> HttpResponse:
    """Read the year's goals again now; the job's page shows how far it is."""
    require(permissions.can_recompute, request.user)
    get_object_or_404(Plan, year=year)
    job = reading_jobs.ask_for_year(year, by=request.user)
    return redirect("programmes-desk:reading-job", pk=job.pk)


def targets(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The parts that one key area is to bring to the goals."""
    plan = get_object_or_404(Plan, year=year)
    area = get_object_or_404(KeyArea, year=year, slug=slug)
    goals = countable(plan)
    for goal in goals:
        require(permissions.can_set_target, request.user, goal)
    form = TargetsForm(request.POST or None, area=area, goals=goals)
    if form.is_valid():
        for goal, threshold in form.targets():
            attempt(actions_records.set_area_target, goal, area=area, threshold=threshold, by=request.user)
        messages.success(request, gettext("Targets saved."))
        return redirect("programmes-desk:year-board", year=year)
    return render(request, "programmes/desk/targets.html", {"plan": plan, "area": area, "form": form})


def deliverable(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a deliverable is, from which day, shown by which document."""
    this = get_object_or_404(Deliverable.objects.select_related("item__plan"), pk=pk)
    require(permissions.can_set_deliverable, request.user, this)
    form = DeliverableForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        try:
            actions_records.set_deliverable_state(this, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, gettext("State saved."))
            return redirect("programmes-desk:year-board", year=this.item.plan.year)
    history = this.states.open().order_by("-valid_from", "-pk")
    return render(request, "programmes/desk/deliverable.html", {"this": this, "form": form, "history": history})
