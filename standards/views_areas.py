"""The page of a key area: the records that people confirmed and those that rules suggest, each with its reason."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.base.access import public

from . import labels
from .models import AreaSuggestion, AreaTag, KeyArea
from .record_relations import rule_words
from .search.catalogue import INTERNATIONAL, STANDARDS, Kind

ROWS = 50
SIDES = {"standards": (STANDARDS, "standard"), "international": (INTERNATIONAL, "international")}
STATES = ("confirmed", "suggested")
TABS = {
    ("standards", "confirmed"): gettext_lazy("Standards, confirmed"),
    ("standards", "suggested"): gettext_lazy("Standards, suggested"),
    ("international", "confirmed"): gettext_lazy("International, confirmed"),
    ("international", "suggested"): gettext_lazy("International, suggested"),
}


def members(area: KeyArea, side: str, state: str) -> QuerySet[Any]:
    """Confirmed tags, or suggestions that nobody has decided; one of the two kinds of record."""
    visible = {f"{side}__isnull": False, f"{side}__retracted_at__isnull": True}
    if state == "confirmed":
        return AreaTag.objects.open().confirmed().filter(area=area, **visible)
    decided = AreaTag.objects.open().filter(area=area, **{f"{side}_id": OuterRef(f"{side}_id")})
    return AreaSuggestion.objects.filter(~Exists(decided), area=area, **visible)


@public
@require_safe
def area(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    found = get_object_or_404(KeyArea, year=year, slug=slug)
    which, state = request.GET.get("records", ""), request.GET.get("state", "")
    which = which if which in SIDES else "standards"
    state = state if state in STATES else "confirmed"
    kind, side = SIDES[which]
    chosen = members(found, side, state).select_related(side).order_by(f"{side}__sort_key", "pk")
    chosen = chosen if state == "confirmed" else chosen.select_related(side, "rule")
    page = Paginator(chosen, ROWS).get_page(request.GET.get("page"))
    rows = [row_of(one, side, state, kind) for one in page]
    context = {
        "area": found,
        "page": page,
        "rows": rows,
        "tabs": tabs(found, which, state),
        "state": state,
        "others": other_years(found),
        "finder": urlencode({"area": f"{found.year}-{found.slug}"}),
        "demonstration": any(row["is_demo"] for row in rows),
    }
    return render(request, "standards/area.html", context)


def row_of(one: Any, side: str, state: str, kind: Kind) -> dict[str, Any]:
    record = getattr(one, side)
    return {
        "designation": record.designation,
        "url": record.get_absolute_url(),
        "title_zh": record.title_zh,
        "title_en": record.title_en,
        "status": record.status,
        "status_label": labels.label(kind, "status", record.status),
        "reason": one.reason if state == "confirmed" else rule_words(one.rule.kind, one.rule.value),
        "is_demo": record.is_demo,
    }


def tabs(area: KeyArea, which: str, state: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": f"?{urlencode({'records': name, 'state': kind})}",
            "count": members(area, SIDES[name][1], kind).count(),
            "current": (name, kind) == (which, state),
        }
        for (name, kind), label in TABS.items()
    ]


def other_years(area: KeyArea) -> list[tuple[str, str]]:
    """The area under its names in other years."""
    linked = [row.earlier for row in area.continues.select_related("earlier")]
    linked += [row.later for row in area.continued_in.select_related("later")]
    words = _("%(area)s (%(year)s)")
    return [(words % {"area": labels.own(one.name_zh, one.name_en), "year": one.year}, one.get_absolute_url()) for one in linked]
