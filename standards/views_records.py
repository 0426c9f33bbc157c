"""The pages of single records (PS3), their citations as files, and the redirects that lead to them."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from portal.base.access import public
from portal.base.kept_pages import kept

from . import citations
from .addresses import search_address, way_to
from .nearest import nearest
from .record_page import InternationalPage, RecordPage, StandardPage
from .record_questions import by_slug
from .search.catalogue import INTERNATIONAL, STANDARDS, Kind

PAGES: dict[Kind, type[RecordPage]] = {STANDARDS: StandardPage, INTERNATIONAL: InternationalPage}
CITATION_FILES = {
    "bib": (citations.bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (citations.ris, "application/x-research-info-systems; charset=utf-8"),
}


@public
@require_safe
@kept
def standard(request: HttpRequest, slug: str) -> HttpResponse:
    return show(request, STANDARDS, slug)


@public
@require_safe
@kept
def international_standard(request: HttpRequest, slug: str) -> HttpResponse:
    return show(request, INTERNATIONAL, slug)


def show(request: HttpRequest, kind: Kind, text: str) -> HttpResponse:
    """The record; another spelling of it is led to its one address; an unknown number gets the nearest ones."""
    record = by_slug(kind.name, text.replace("\x00", ""))
    if record is None:
        return lead(request, kind, text)
    on, refused = read_day(request.GET.get("on", ""))
    page = PAGES[kind](record, request.user, on)
    context = {
        "page": page,
        "record": record,
        "kind": kind.name,
        "on": request.GET.get("on", ""),
        "refused": refused,
        "demonstration": record.is_demo,
        "structured": page.structured,
    }
    return render(request, "standards/record.html", context)


def lead(request: HttpRequest, kind: Kind, text: str) -> HttpResponse:
    way = way_to(text, request.user)
    if way is not None:
        query = request.META.get("QUERY_STRING", "")
        address = f"{way.url}?{query}" if query else way.url
        return HttpResponsePermanentRedirect(address) if way.lasting else HttpResponseRedirect(address)
    typed = text.replace("\x00", "").strip("/")[:200]
    context = {
        "typed": typed,
        "nearest": nearest(kind, typed, {}),
        "record": "standards:standard" if kind is STANDARDS else "standards:international-standard",
        "search": search_address(typed),
    }
    return render(request, "standards/record_missing.html", context, status=404)


def read_day(text: str) -> tuple[date | None, bool]:
    """(the asked day, whether the text was no day)."""
    if not text.strip():
        return None, False
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    return day, day is None


@public
@require_safe
def citation(request: HttpRequest, kind: str, slug: str, form: str) -> HttpResponse:
    """A citation as a file for a reference manager."""
    found = STANDARDS if kind == "standard" else INTERNATIONAL
    record = by_slug(found.name, slug.replace("\x00", ""))
    page = PAGES[found](record, request.user)
    if record is None or not page.citations:
        raise Http404(slug)
    write, content_type = CITATION_FILES[form]
    text = write(page.cited)
    response = HttpResponse(text.replace("\n", "\r\n") if form == "ris" else text, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{record.slug}.{form}"'
    return response
