"""The finders (PS2): one for Chinese standards, one for international ones, and the same lists as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.base import exports
from portal.base.access import public
from portal.base.kept_pages import kept

from . import catalogue_files
from .filters import FILTERS
from .finder_page import FinderPage, rows_of
from .nearest import nearest
from .search import finder
from .search.catalogue import INTERNATIONAL, STANDARDS, Kind
from .search.text import read_question

ADDRESSES = {STANDARDS: "standards:standards", INTERNATIONAL: "standards:international-standards"}
FILES = {STANDARDS: "standards:standards-file", INTERNATIONAL: "standards:international-standards-file"}
TOP = 3


def page_number(text: str) -> int:
    """An unknown page is the first."""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 100_000 else 1


def finder_context(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    asked = FILTERS[kind](request.GET)
    page = FinderPage(asked, page_number(request.GET.get("page", "")), request.user)
    query = f"?{page.query}" if page.query else ""
    labels = {"xlsx": _("Excel"), "csv": "CSV", "json": "JSON"}
    context = {
        "page": page,
        "kind": kind.name,
        "address": reverse(ADDRESSES[kind]),
        "record": "standards:standard" if kind is STANDARDS else "standards:international-standard",
        "formats": [(label, reverse(FILES[kind], args=(name,)) + query) for name, label in labels.items()],
        "demonstration": page.demonstration,
    }
    if not page.total:
        context["nearest"] = nearest(kind, page.text, page.chosen)
    return context


@public
@require_safe
@kept
def standards(request: HttpRequest) -> HttpResponse:
    context = finder_context(request, STANDARDS)
    page = context["page"]
    if page.text and page.number == 1:
        context["abroad"] = abroad(page.text, request.user)
    return render(request, "standards/standards.html", context)


@public
@require_safe
@kept
def international_standards(request: HttpRequest) -> HttpResponse:
    context = finder_context(request, INTERNATIONAL)
    page = context["page"]
    if page.text and page.number == 1:
        context["home_hits"] = finder.find(STANDARDS, page.text, limit=1, with_counts=False).total
    return render(request, "standards/international_standards.html", context)


def abroad(text: str, user: Any) -> dict[str, Any]:
    """What the other finder has for the same question, with its first rows: one box searches both."""
    found = finder.find(INTERNATIONAL, text, limit=TOP, with_counts=False)
    is_number = read_question(text).number is not None
    return {"total": found.total, "rows": rows_of(INTERNATIONAL, found.pks, user), "first": bool(found.exact) and is_number}


@public
@require_safe
def standards_file(request: HttpRequest, form: str) -> HttpResponseBase:
    return as_file(request, STANDARDS, form)


@public
@require_safe
def international_standards_file(request: HttpRequest, form: str) -> HttpResponseBase:
    return as_file(request, INTERNATIONAL, form)


def as_file(request: HttpRequest, kind: Kind, form: str) -> HttpResponseBase:
    """Exactly the list of the page, in its order."""
    asked = FILTERS[kind](request.GET)
    export = catalogue_files.export(kind, asked, user=request.user, address=request.build_absolute_uri(request.get_full_path()))
    return exports.respond(export, form)
