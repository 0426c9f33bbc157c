"""The front page, and the addresses for machines that watch the site."""

import tomllib
from functools import cache

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from committees.models import Committee
from portal import health
from portal.base.access import public
from portal.base.kept_pages import kept_while
from programmes.kept_facts import standing
from programmes.tiles import goal_tiles
from standards.models import KeyArea
from standards.search import finder
from standards.search.catalogue import INTERNATIONAL, STANDARDS


@public
@require_safe
@kept_while(standing)
def home(request: HttpRequest) -> HttpResponse:
    """Search first (PS1); then how much there is, the goals, and the key areas of the year with the fullest list."""
    fullest = KeyArea.objects.values("year").annotate(n=Count("pk")).order_by("-n", "-year").first()
    year = fullest["year"] if fullest else None
    totals = [finder.how_many(kind) for kind in (STANDARDS, INTERNATIONAL)]
    counts = [
        (_("Standards"), totals[0], reverse("standards:standards")),
        (_("International standards"), totals[1], reverse("standards:international-standards")),
        (_("Committees"), Committee.objects.public().count(), reverse("committees:committees")),
    ]
    areas = KeyArea.objects.filter(year=year or 0).order_by("position")
    context = {"counts": counts, "areas": areas, "areas_year": year or "", "tiles": goal_tiles()}
    return render(request, "home.html", context)


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only when no page can be shown, so that a balancer does not take out a site whose worker is late."""
    report = health.report()
    return JsonResponse(report, status=503 if report["state"] == health.DOWN else 200)


@public
@require_safe
def version(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"version": release(), "commit": commit()})


@cache
def release() -> str:
    return tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]["version"]


@cache
def commit() -> str | None:
    """The commit that is checked out; None where the site was installed without its repository."""
    repository = settings.ROOT / ".git"
    try:
        head = (repository / "HEAD").read_text().strip()
        if not head.startswith("ref: "):
            return head
        branch = repository / head.removeprefix("ref: ")
        if branch.exists():
            return branch.read_text().strip()
        packed = (repository / "packed-refs").read_text().splitlines()
        return next((line.split()[0] for line in packed if line.endswith(" " + head.removeprefix("ref: "))), None)
    except OSError:
        return None
