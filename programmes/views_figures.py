"""Cited figures: fixed address, date and file; and the page that checks a number quoted somewhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from portal.base import clock, exports, wording
from portal.base.access import public

from . import computing, goal_words, ledger
from .frozen import thawed
from .ledger_files import ledger_export
from .models import Citation, ClosedFigure, Reading


@public
@require_safe
def cited_figure(request: HttpRequest, key: str) -> HttpResponse:
    """The figure as it was cited, and whether the same question has another answer today."""
    citation = get_object_or_404(Citation.objects.select_related("goal__plan", "definition", "area"), key=key)
    goal, figure = citation.goal, thawed(citation)
    context = {"citation": citation, "goal": goal, "plan": goal.plan, "figure": figure, "demonstration": goal.plan.is_demo}
    context |= {
        "value": goal_words.value_words(goal, figure.value),
        "unit": goal_words.unit(goal),
        "label": goal_words.label(goal),
    }
    context |= {"second": goal_words.second_words(goal, figure.second_value), "data_as_of": citation.on}
    context |= {"definition_text": goal_words.definition_text(citation.definition), "today": as_of_today(citation)}
    context |= {"files": [(kind.upper(), f"/figure/{citation.key}.{kind}") for kind in exports.FORMATS]}
    context |= {"address": f"{str(settings.SITE_URL).rstrip('/')}/figure/{citation.key}/", "quote": quotation(citation)}
    context |= {"lines": ledger.lines(figure.counted[:50], ledger.area_names(goal.plan.year))}
    return render(request, "programmes/figure.html", context)


def quotation(citation: Citation) -> list[tuple[str, str]]:
    """How to quote the figure in a text."""
    goal = citation.goal
    said = gettext("%(goal)s, %(programme)s: %(value)s %(unit)s as of %(day)s. %(site)s, %(key)s.") % {
        "goal": goal_words.label(goal),
        "programme": goal_words.own(goal.plan.title_zh, goal.plan.title_en),
        "value": goal_words.value_words(goal, citation.value),
        "unit": goal_words.unit(goal),
        "day": citation.on.isoformat(),
        "site": gettext("Standards Programme Portal"),
        "key": citation.key,
    }
    if goal.plan.is_demo:
        said = f"{gettext('Demonstration data')}: {said}"
    return [(gettext("For quoting"), said)]


def as_of_today(citation: Citation) -> dict[str, Any] | None:
    """The same question answered with what is known now, when the answer differs."""
    if not computing.is_computable(citation.goal):
        return None
    area = citation.area_id
    now = computing.figure(citation.goal, citation.on, clock.now(), area, citation.definition)
    if now.digest == citation.digest and now.value == citation.value:
        return None
    change = ledger.difference(thawed(citation), now)
    return {"value": goal_words.value_words(citation.goal, now.value), "entered": len(change.entered), "left": len(change.left)}


@public
@require_safe
def figure_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The records of the cited figure, as they were."""
    citation = get_object_or_404(Citation.objects.select_related("goal__plan", "definition", "area"), key=key)
    about = {
        gettext("As of"): citation.on.isoformat(),
        gettext("As known at"): f"{citation.known:%Y-%m-%dT%H:%M:%SZ}",
        gettext("Cited"): f"{citation.at:%Y-%m-%dT%H:%M:%SZ}",
        gettext("Address"): request.build_absolute_uri(f"/figure/{citation.key}/"),
    }
    export = ledger_export(
        citation.goal, thawed(citation), definition=citation.definition, about=about, area=citation.area,
        name=f"figure-{citation.key}", site=str(settings.SITE_URL).rstrip("/"),
    )  # fmt: skip
    return exports.respond(export, form)


@public
@require_safe
def check_figure(request: HttpRequest) -> HttpResponse:
    """A key or a digest quoted somewhere: which figure it is, of which day, signed or corrected since."""
    asked = request.GET.get("q", "").strip()
    found = matches(asked) if len(asked) >= 8 else []
    return render(request, "programmes/check_figure.html", {"asked": asked, "found": found, "too_short": 0 < len(asked) < 8})


def matches(asked: str) -> list[dict[str, Any]]:
    """Cited, signed and stored figures with this key or with a digest that begins so."""
    found = [_match(one, one.on, f"/figure/{one.key}/", gettext("cited")) for one in _cited(asked)]
    signed = ClosedFigure.objects.filter(digest__startswith=asked, closing__signed_at__isnull=False)
    signed = signed.select_related("goal__plan", "area", "closing").defer("records").order_by("-closing__on")
    found += [_match(one, one.closing.on, signed_url(one), gettext("signed")) for one in signed[:20]]
    stored = Reading.objects.filter(digest__startswith=asked, counted__gt=0).select_related("goal__plan", "area").order_by("-on")
    for one in stored[:20]:
        place = f"&area={one.area.slug}" if one.area else ""
        url = f"/progress/{one.goal.plan.year}/{one.goal.slug}/?on={one.on}{place}"
        found.append(_match(one, one.on, url, gettext("stored reading")))
    return found


def signed_url(figure: ClosedFigure) -> str:
    return reverse("programmes:signed", args=(figure.goal.plan.year, figure.closing.on.isoformat()))


def _cited(asked: str) -> Any:
    rows = Citation.objects.select_related("goal__plan", "area").defer("records")
    return [*rows.filter(key=asked), *rows.filter(digest__startswith=asked).exclude(key=asked)[:20]]


def _match(row: Any, on: Any, url: str, kind: str) -> dict[str, Any]:
    return {
        "goal": goal_words.label(row.goal),
        "year": row.goal.plan.year,
        "area": goal_words.own(row.area.name_zh, row.area.name_en) if row.area else "",
        "on": wording.day(on),
        "value": goal_words.value_words(row.goal, row.value),
        "url": url,
        "kind": kind,
        "digest": row.digest,
    }
