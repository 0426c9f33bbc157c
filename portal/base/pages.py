"""Pages about the portal itself: its words, its accessibility, and for developers its components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.base import component_samples
from portal.base.access import public, require
from portal.base.glossary import GROUPS
from portal.base.models import DataSource
from portal.base.permissions import can_see_components


@public
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "base/terms.html", {"groups": GROUPS})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "base/accessibility.html")


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages."""
    require(can_see_components, request.user)
    context = component_samples.samples(request)
    if request.headers.get("HX-Request"):
        piece = {"job": context["jobs"][0], "url": request.path, "back": request.path, "after": ""}
        return render(request, "components/job_progress.html", piece)
    return render(request, "base/components.html", context)


@public
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be taken away, in which form, under which licence; and where the shipped rows come from."""
    return render(request, "base/open_data.html", {"sources": DataSource.objects.order_by("key")})
