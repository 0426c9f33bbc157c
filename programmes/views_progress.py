"""The public progress pages: the goals of a year on a day."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.base import clock, exports
from portal.base.access import public
from portal.base.kept_pages import kept_while
from portal.base.permissions import can_see_jobs
from standards.models import KeyArea

from . import figures_shown, goal_words, kept_facts, progress
from .forms_progress import DayForm
from .items_shown import items_on
from .models import Closing, Goal, Plan


@public
@require_safe
def latest_progress(request: HttpRequest) -> HttpResponse:
    """Without a year: the newest programme that counts something."""
    plan = figures_shown.latest_plan()
    if plan is None:
        raise Http404("no plan")
    return redirect(plan)


@public
@require_safe
@kept_while(kept_facts.standing)
def year_progress(request: HttpRequest, year: int) -> HttpResponse:
    """Four goals, their trend, the key areas, and the items without numbers."""
    plan = get_object_or_404(Plan, year=asked_year(request, year))
    if plan.year != year:
        return redirect(plan)
    form = DayForm(request.GET or None, plan=plan)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    on = progress.day_asked(plan, asked, clock.today())
    return render(request, "programmes/progress.html", year_context(request, plan, on) | {"form": form})


def asked_year(request: HttpRequest, year: int) -> int:
    """The year chosen in the form beats that of the address."""
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else year


def goals_of(plan: Plan) -> list[Goal]:
    return list(plan.goals.select_related("plan", "definition", "item").order_by("position"))


def measured(goals: list[Goal]) -> list[Goal]:
    """Goals that have a column among the areas."""
    return [goal for goal in goals if goal.metric and goal.definition_id]


def year_context(request: HttpRequest, plan: Plan, on: date) -> dict[str, Any]:
    goals = goals_of(plan)
    table = figures_shown.figures_on(goals, on)
    columns = measured(goals)
    areas = list(KeyArea.objects.filter(year=plan.year).order_by("position"))
    shown = next((goal for goal in columns if goal.slug == request.GET.get("trend")), columns[0] if columns else None)
    return {
        "plan": plan,
        "on": on,
        "years": list(Plan.objects.order_by("-year").values_list("year", flat=True)),
        "cards": [(goal.slug, progress.card(goal, table.get(goal.pk, {}).get(None), on)) for goal in goals],
        "chart": progress.chart(shown, on) if shown else None,
        "tabs": trend_tabs(columns, shown, on),
        "columns": [(goal, goal_words.label(goal)) for goal in columns],
        "rows": progress.area_rows(columns, areas, table, on, request.GET.get("sort", "")) if columns else [],
        "heads": area_heads(request, columns),
        "items": items_on(plan, on),
        "fresh": figures_shown.freshness(goals, table),
        "stale": figures_shown.stale(columns, table, link_jobs=can_see_jobs(request.user)),
        "closings": Closing.objects.filter(plan=plan, signed_at__isnull=False).select_related("signed_by").order_by("-on"),
        "demonstration": plan.is_demo,
        "data_as_of": on,
        "files": [(kind.upper(), f"/progress/{plan.year}.{kind}?on={on}") for kind in exports.FORMATS],
    }


def trend_tabs(goals: list[Goal], shown: Goal | None, on: date) -> list[dict[str, Any]]:
    """One tab a goal; the address holds the choice."""
    return [
        {"label": goal_words.label(goal), "url": f"?on={on}&trend={goal.slug}#trend", "count": None, "current": goal == shown}
        for goal in goals
    ]


def area_heads(request: HttpRequest, goals: list[Goal]) -> list[dict[str, Any]]:
    """Column heads that sort: a click on the sorted one turns it round."""
    asked = request.GET.get("sort", "")
    named = [("area", gettext("Key area"), False), *((g.slug, goal_words.label(g), True) for g in goals)]
    named.append(("risk", gettext("Judgement"), False))
    rest = [(key, value) for key, values in request.GET.lists() if key != "sort" for value in values]
    heads = []
    for name, words, is_number in named:
        first = f"-{name}" if is_number else name
        other = name if is_number else f"-{name}"
        query = urlencode([*rest, ("sort", other if asked == first else first)])
        direction = ("descending" if asked.startswith("-") else "ascending") if asked.lstrip("-") == name else ""
        heads.append({"label": words, "url": f"?{query}#areas", "sorted": direction, "num": is_number})
    return heads


@public
@require_safe
def year_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The table of areas by goals as a file."""
    plan = get_object_or_404(Plan, year=year)
    asked = DayForm(request.GET or None, plan=plan)
    on = progress.day_asked(plan, asked.cleaned_data["on"] if asked.is_valid() else None, clock.today())
    return exports.respond(year_export(request, plan, on), form)


FIGURE = (
    ("value", _("Value")),
    ("second_value", _("Second value")),
    ("numerator", _("Numerator")),
    ("denominator", _("Denominator")),
    ("counted", _("Counted")),
    ("near_misses", _("Not counted, with reason")),
    ("unknown", _("Cannot be told")),
    ("digest", _("Digest of the counted records")),
)


def area_columns(area: KeyArea | None) -> tuple[str, str]:
    """Address and name of an area; the whole has neither."""
    return (area.slug, goal_words.own(area.name_zh, area.name_en)) if area else ("", "")


def year_export(request: HttpRequest, plan: Plan, on: date) -> exports.Export:
    """One row a goal and area, the whole first."""
    goals = measured(goals_of(plan))
    table = figures_shown.figures_on(goals, on)
    areas: list[KeyArea | None] = [None, *KeyArea.objects.filter(year=plan.year).order_by("position")]
    rows = [
        (goal.slug, goal_words.label(goal), *area_columns(area), *(getattr(shown, name) for name, _words in FIGURE))
        for goal in goals
        for area in areas
        if (shown := table.get(goal.pk, {}).get(area.pk if area else None))
    ]
    about = {gettext("Programme"): goal_words.own(plan.title_zh, plan.title_en), gettext("As of"): on.isoformat()}
    about |= {gettext("Address"): request.build_absolute_uri()}
    first = (
        ("goal", _("Goal")),
        ("goal_label", _("Goal in words")),
        ("area", _("Key area")),
        ("area_name", _("Key area in words")),
    )
    columns = [exports.Column(name, str(words)) for name, words in (*first, *FIGURE)]
    return exports.Export(f"progress-{plan.year}-{on}", columns, rows, about, is_demo=plan.is_demo)
