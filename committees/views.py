"""The public list of committees and the page of one (PS9). Their standards stand in the finder, which knows them by address."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.base.access import public

from .models import Committee

ROWS = 50


def matching(text: str, body: str) -> QuerySet[Committee]:
    """Committees whose number, name or pinyin holds all words."""
    rows = Committee.objects.public()
    for word in text.split()[:8]:
        flat = word.replace(" ", "")
        rows = rows.filter(
            Q(code__icontains=word)
            | Q(slug__icontains=flat)
            | Q(name_zh__icontains=word)
            | Q(name_en__icontains=word)
            | Q(name_pinyin__icontains=word)
        )
    return rows.filter(body=body) if body else rows


@public
@require_safe
def committees(request: HttpRequest) -> HttpResponse:
    text, body = request.GET.get("q", "").strip()[:100], request.GET.get("body", "").strip()
    rows = matching(text, body).select_related("parent").order_by("code")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    bodies = Committee.objects.public().order_by("body").values_list("body").annotate(Count("pk"))
    context: dict[str, Any] = {
        "page": page,
        "text": text,
        "body": body,
        "tells_status": any(row.known_status for row in page),
        "bodies": [(name, number, name == body) for name, number in bodies],
        "demonstration": any(row.is_demo for row in page),
    }
    return render(request, "committees/committees.html", context)


@public
@require_safe
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Committee.objects.public().select_related("parent", "host", "source"), slug=slug)
    context = {
        "committee": found,
        "lines": lines_of(found),
        "children": Committee.objects.public().filter(parent=found).order_by("code"),
        "demonstration": found.is_demo,
    }
    return render(request, "committees/committee.html", context)


def lines_of(committee: Committee) -> list[dict[str, Any]]:
    """The facts that are known; what is not known is left out."""
    parent = committee.parent
    host = committee.host.name_zh if committee.host else committee.host_text
    lines = [
        {"label": _("Number"), "text": committee.code},
        {"label": _("Body"), "text": committee.body},
        {"label": _("Status"), "text": str(committee.get_status_display()) if committee.known_status else ""},
        {"label": _("Parent"), "text": parent.code if parent else "", "url": parent.get_absolute_url() if parent else ""},
        {"label": _("Founded"), "text": committee.founded_on.isoformat() if committee.founded_on else ""},
        {"label": _("Secretariat"), "text": host},
        {"label": _("Scope"), "zh": committee.scope_zh, "en": committee.scope_en},
    ]
    return [line for line in lines if line.get("text") or line.get("zh") or line.get("en")]
