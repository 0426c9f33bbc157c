"""Procedures for everybody: every stage in a sentence, how many projects stand there, and by which rules."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.base import clock
from portal.base.access import public

from . import procedure_page, rules
from .lifecycle import Procedure


@public
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure with its stages in order and the projects in each."""
    counted = procedure_page.counts()
    rows = [(one, procedure_page.PROCEDURE_WORDS[one], procedure_page.stage_rows(one, counted)) for one in Procedure]
    context = {"rows": [(one, words, stages, sum(row.number for row in stages)) for one, words, stages in rows]}
    return render(request, "standards/procedures.html", context)


@public
def procedure(request: HttpRequest, slug: str) -> HttpResponse:
    """One procedure: stages, moves, figures, and the values in force today with their clauses."""
    one = procedure_of(slug)
    version = rules.in_force(one.value, clock.today())
    context = {
        "title": procedure_page.PROCEDURE_WORDS[one],
        "stages": procedure_page.stage_rows(one, procedure_page.counts()),
        "version": version,
        "values": procedure_page.value_rows(version),
        "crumbs": [(_("Procedures"), reverse("standards:procedures"))],
    }
    return render(request, "standards/procedure.html", context)


def procedure_of(slug: str) -> Procedure:
    try:
        return Procedure(slug)
    except ValueError:
        raise Http404("no such procedure") from None
