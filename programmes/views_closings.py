"""Closed periods: the public page of signed figures; preparing, signing and correcting at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from portal.base import clock, exports
from portal.base.access import public, require
from portal.base.acting import act_on
from standards.models import KeyArea

from . import actions_closings, goal_words, permissions
from .forms_closings import ClosingForm, CorrectionForm
from .frozen import thawed
from .ledger_files import ledger_export
from .models import ClosedFigure, Closing, Correction, Goal, Plan


@dataclass(frozen=True)
class SignedRow:
    """A key area (or the whole) with its frozen figures in the order of the goals."""

    name: str
    cells: tuple[SignedCell | None, ...]


@dataclass(frozen=True)
class SignedCell:
    """A frozen figure, what it was corrected to, and its records."""

    figure: ClosedFigure
    value: str
    corrected: str
    url: str


def closing_of(year: int, on: str, **more: Any) -> Closing:
    """The closed period of a day written as 2020-12-31."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise Http404("no day") from None
    rows = Closing.objects.select_related("plan", "prepared_by", "signed_by")
    return get_object_or_404(rows, plan__year=year, on=day, **more)


def closing_context(closing: Closing) -> dict[str, Any]:
    """Frozen figures as a table, with corrections. Four queries whatever the number of areas."""
    corrections = Prefetch("corrections", Correction.objects.defer("records").select_related("by"))
    rows = closing.figures.select_related("goal", "area", "definition").defer("records").prefetch_related(corrections)
    figures = {(figure.goal_id, figure.area_id): figure for figure in rows}
    goals = list(Goal.objects.filter(pk__in={goal for goal, _area in figures}).select_related("plan").order_by("position"))
    areas = list(KeyArea.objects.filter(year=closing.plan.year).order_by("position"))
    table = [SignedRow(gettext("all key areas"), _cells(closing, goals, figures, None))]
    table += [SignedRow(goal_words.own(area.name_zh, area.name_en), _cells(closing, goals, figures, area)) for area in areas]
    listed = [
        (
            figure,
            correction,
            goal_words.value_words(figure.goal, figure.value),
            goal_words.value_words(figure.goal, correction.value),
        )
        for figure in figures.values()
        for correction in figure.corrections.all()
    ]
    wholes = [figure for (_goal, area), figure in figures.items() if area is None]
    return {
        "closing": closing, "plan": closing.plan, "table": table, "corrections": listed, "data_as_of": closing.on,
        "goals": [(goal, goal_words.label(goal)) for goal in goals], "demonstration": closing.plan.is_demo,
        "definitions": [(figure.definition, goal_words.label(figure.goal)) for figure in wholes],
    }  # fmt: skip


def _cells(
    closing: Closing, goals: Sequence[Goal], figures: dict[tuple[int, int | None], ClosedFigure], area: KeyArea | None
) -> tuple[SignedCell | None, ...]:
    return tuple(_cell(closing, goal, figures.get((goal.pk, area.pk if area else None)), area) for goal in goals)


def _cell(closing: Closing, goal: Goal, figure: ClosedFigure | None, area: KeyArea | None) -> SignedCell | None:
    if figure is None:
        return None
    corrections: list[Correction] = list(figure.corrections.all())
    corrected = goal_words.value_words(goal, corrections[-1].value) if corrections else ""
    place = f"?area={area.slug}" if area else ""
    url = f"/progress/{closing.plan.year}/signed/{closing.on}/{goal.slug}.csv{place}"
    return SignedCell(figure, goal_words.value_words(goal, figure.value), corrected, url)


@public
@require_safe
def signed_figures(request: HttpRequest, year: int, on: str) -> HttpResponse:
    """What was signed, by whom, and every later correction with its reason."""
    closing = closing_of(year, on, signed_at__isnull=False)
    return render(request, "programmes/signed.html", closing_context(closing))


@public
@require_safe
def signed_file(request: HttpRequest, year: str, on: str, slug: str, form: str) -> HttpResponse:
    """The records of a signed figure as they were signed."""
    closing = closing_of(int(year), on, signed_at__isnull=False)
    area = request.GET.get("area") or None
    rows = closing.figures.select_related("goal__plan", "area", "definition")
    figure = get_object_or_404(rows, goal__slug=slug, **({"area__slug": area} if area else {"area": None}))
    about = {
        gettext("As of"): closing.on.isoformat(),
        gettext("As known at"): f"{closing.known:%Y-%m-%dT%H:%M:%SZ}",
        gettext("Signed"): f"{closing.signed_by}, {closing.signed_at:%Y-%m-%dT%H:%M:%SZ}",
        gettext("Address"): request.build_absolute_uri(),
    }
    export = ledger_export(
        figure.goal, thawed(figure), definition=figure.definition, about=about, area=figure.area,
        name=f"signed-{slug}-{on}", site=str(settings.SITE_URL).rstrip("/"),
    )  # fmt: skip
    return exports.respond(export, form)


def prepare(request: HttpRequest, year: int) -> HttpResponse:
    """Choose the day and freeze the figures; they are looked at before anybody signs."""
    plan = get_object_or_404(Plan, year=year)
    require(permissions.can_close_period, request.user, plan)
    last = min(plan.period_until - timedelta(days=1), clock.today())
    form = ClosingForm(request.POST or None, initial={"on": last})
    made = act_on(form, actions_closings.prepare_closing, plan, by=request.user) if request.method == "POST" else None
    if made:
        messages.success(request, gettext("The figures are frozen. A leader can sign them now."))
        return redirect("programmes-desk:closing", year=year, on=made.on.isoformat())
    return render(request, "programmes/desk/prepare.html", {"plan": plan, "form": form})


@require_safe
def closing(request: HttpRequest, year: int, on: str) -> HttpResponse:
    """Frozen figures before and after signing, with what the user may do."""
    require(permissions.can_see_programme, request.user)
    this = closing_of(year, on)
    signed, own = this.signed_at is not None, this.prepared_by_id == request.user.pk
    flags = {
        "can_sign": permissions.can_sign(request.user, this.plan) and not signed and not own,
        "can_correct": permissions.can_correct_figure(request.user, this.plan) and signed,
        "can_prepare": permissions.can_close_period(request.user, this.plan) and not signed,
        "with_names": True,
    }
    return render(request, "programmes/desk/closing.html", closing_context(this) | flags)


@require_POST
def sign(request: HttpRequest, year: int, on: str) -> HttpResponse:
    """The leader's signature."""
    this = closing_of(year, on)
    require(permissions.can_sign, request.user, this.plan)
    try:
        actions_closings.sign_closing(this, by=request.user, seen=request.POST.get("seen", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("Signed. These figures do not move any more."))
    return redirect("programmes-desk:closing", year=year, on=on)


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A correction beside the signed figure."""
    figure = get_object_or_404(ClosedFigure.objects.select_related("closing__plan", "goal__plan", "area", "definition"), pk=pk)
    require(permissions.can_correct_figure, request.user, figure.closing.plan)
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        try:
            actions_closings.correct_figure(figure, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, gettext("The correction stands beside the signed figure."))
            return redirect("programmes-desk:closing", year=figure.closing.plan.year, on=figure.closing.on.isoformat())
    context = {"figure": figure, "form": form, "label": goal_words.label(figure.goal)}
    context["value"] = goal_words.value_words(figure.goal, figure.value)
    return render(request, "programmes/desk/correct.html", context)
