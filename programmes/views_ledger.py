"""The goal ledger: a figure for any day and any state of knowledge, with the exact records behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from portal.base import clock, exports
from portal.base.access import public
from portal.base.people import system_user
from standards.models import KeyArea

from . import computing, goal_words, kept_facts, ledger, progress
from .actions_citing import cite_figure
from .forms_progress import LISTS, LedgerForm, moment_of
from .ledger_files import NAMES, ledger_export
from .metrics import Entry, Figure
from .models import ClosedFigure, Correction, Goal

PAGE = 50


@dataclass(frozen=True)
class Asked:
    """A ledger as asked for: goal, day, state of knowledge, area, list."""

    goal: Goal
    form: LedgerForm
    on: date
    known: date | None
    area: KeyArea | None
    list: str
    reason: str

    @property
    def moment(self) -> datetime:
        return moment_of(self.known)

    def figure(self) -> Figure | None:
        """Computed from the facts; None when nothing measures the goal."""
        return self.figure_on(self.on, self.moment)

    def figure_on(self, on: date, moment: datetime) -> Figure | None:
        if not computing.is_computable(self.goal):
            return None
        return kept_facts.figure(self.goal, on, moment, self.area.pk if self.area else None)

    def query(self, **changes: Any) -> str:
        """The query string of this ledger with changes."""
        given = {"on": self.on, "known": self.known, "area": self.area.slug if self.area else None, "list": self.list}
        return "&".join(f"{name}={value}" for name, value in (given | changes).items() if value)


def asked(request: HttpRequest, year: int, slug: str, given: Any = None) -> Asked:
    """Read the address. What cannot be read is said in the form, and the default taken."""
    goal = get_object_or_404(Goal.objects.select_related("plan", "definition"), plan__year=year, slug=slug)
    form = LedgerForm(request.GET if given is None else given, plan=goal.plan)
    form.is_valid()
    chosen = form.cleaned_data
    area = None
    if chosen.get("area"):
        area = KeyArea.objects.filter(year=year, slug=chosen["area"]).first()
        if area is None:
            raise Http404("no such key area in this year")
    on = progress.day_asked(goal.plan, chosen.get("on"), clock.today())
    return Asked(goal, form, on, chosen.get("known"), area, chosen.get("list") or "counted", chosen.get("reason") or "")


@public
@require_safe
def goal_ledger(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One figure and everything behind it; two dates side by side show the difference."""
    this = asked(request, year, slug)
    figure = this.figure()
    context = {
        "goal": this.goal,
        "plan": this.goal.plan,
        "asked": this,
        "form": this.form,
        "demonstration": this.goal.plan.is_demo,
    }
    context |= {"figure": figure, "label": goal_words.label(this.goal), "target": goal_words.target_words(this.goal)}
    areas = ledger.area_names(year)
    context |= {"area_list": list(areas.values()), "data_as_of": this.on}
    if figure is not None:
        context |= figure_context(this, figure, areas)
    return render(request, "programmes/ledger.html", context)


def figure_context(this: Asked, figure: Figure, areas: Mapping[int, KeyArea]) -> dict[str, Any]:
    """The number in words, the chosen list page by page, break-downs, the difference, signatures."""
    entries = ledger.entries_of(figure, this.list)
    grouped = ledger.by_reason(entries)
    if this.reason:
        entries = tuple(entry for entry in entries if entry.reason == this.reason)
    entries = tuple(sorted(entries, key=by_day))
    page = Paginator(entries, PAGE).get_page(this.form.cleaned_data.get("page"))
    state = progress.judge(this.goal, shown_of(figure), this.on) if this.area is None else ""
    return {
        "value": goal_words.value_words(this.goal, figure.value),
        "unit": goal_words.unit(this.goal) if figure.value is not None else "",
        "second": goal_words.second_words(this.goal, figure.second_value),
        "state": goal_words.state_words(state) if state else None,
        "definition_text": goal_words.definition_text(this.goal.definition),
        "parts": edition_parts(figure),
        "tabs": list_tabs(this, figure),
        "page": page,
        "lines": ledger.lines(page.object_list, areas),
        "grouped": [(code, words, number, this.query(reason=code)) for code, words, number in grouped],
        "break_downs": ledger.break_downs(figure, areas, lambda area: f"?{this.query(area=area.slug, list=None)}"),
        "difference": compared(this, figure),
        "closed": closed_figures(this),
        "files": files(this),
    }


def by_day(entry: Entry) -> tuple[str, str]:
    """Latest day last; what has no day comes first."""
    return (entry.day.isoformat() if entry.day else "", entry.text)


def shown_of(figure: Figure) -> Any:
    """A judgement looks at the two values only."""
    return figure


def edition_parts(figure: Figure) -> list[tuple[str, str]]:
    """Both rates side by side, whichever the definition takes."""
    words = {"any_edition": gettext("any edition adopted"), "current_edition": gettext("current edition adopted")}
    found = []
    for name, label in words.items():
        if part := figure.parts.get(name):
            rate = "—" if part["value"] is None else f"{goal_words.wording.number(part['value'], 1)}%"
            found.append((label, f"{part['numerator']} / {figure.denominator} = {rate}"))
    return found


def list_tabs(this: Asked, figure: Figure) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": f"?{this.query(list=name)}#records",
            "count": len(ledger.entries_of(figure, name)),
            "current": name == this.list,
        }
        for name, label in LISTS
    ]


def compared(this: Asked, figure: Figure) -> dict[str, Any] | None:
    """The other figure and the difference to it, when a second pair of dates was given."""
    on, known = this.form.cleaned_data.get("with_on"), this.form.cleaned_data.get("with_known")
    if on is None and known is None:
        return None
    other = this.figure_on(on or this.on, moment_of(known or this.known))
    if other is None:
        return None
    return {
        "on": on or this.on,
        "known": known or this.known,
        "value": goal_words.value_words(this.goal, other.value),
        "difference": ledger.difference(figure, other),
    }


def closed_figures(this: Asked) -> Sequence[ClosedFigure]:
    """Signed figures of this goal and area, newest first, with their corrections."""
    rows = ClosedFigure.objects.filter(goal=this.goal, area=this.area, closing__signed_at__isnull=False)
    corrections = Prefetch("corrections", Correction.objects.defer("records"))
    rows = rows.select_related("closing", "closing__signed_by").prefetch_related(corrections)
    return rows.defer("records").order_by("-closing__on")


def files(this: Asked) -> list[tuple[str, str]]:
    return [
        (kind.upper(), f"/progress/{this.goal.plan.year}/{this.goal.slug}.{kind}?{this.query(list=None)}")
        for kind in exports.FORMATS
    ]


@public
@require_safe
def goal_file(request: HttpRequest, year: int, slug: str, form: str) -> HttpResponse:
    """The records of exactly this figure: same address, another form."""
    this = asked(request, year, slug)
    figure = this.figure()
    if figure is None or this.goal.definition is None:
        raise Http404("nothing measures this goal")
    about = {
        gettext("As of"): this.on.isoformat(),
        gettext("As known at"): f"{this.moment:%Y-%m-%dT%H:%M:%SZ}",
        gettext("Address"): request.build_absolute_uri(),
    }
    place = f"-{this.area.slug}" if this.area else ""
    lists = (this.list,) if request.GET.get("list") in NAMES else NAMES
    export = ledger_export(
        this.goal, figure, definition=this.goal.definition, about=about, area=this.area,
        name=f"{slug}-{year}{place}-{this.on}", site=str(settings.SITE_URL).rstrip("/"), lists=lists,
    )  # fmt: skip
    return exports.respond(export, form)


@public
@require_POST
def cite(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Freeze this figure under an address of its own. Anybody may; the same figure gives the same address."""
    this = asked(request, year, slug, request.POST)
    if not computing.is_computable(this.goal) or not this.form.is_valid():
        raise Http404("nothing to cite")
    by = request.user if request.user.is_authenticated else system_user()
    citation = cite_figure(this.goal, on=this.on, known=this.moment, area=this.area, by=by)
    return redirect("programmes:figure", key=citation.key)
