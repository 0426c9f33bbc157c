"""Addresses for machines that watch the site."""

import tomllib
from functools import cache

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import health
from portal.base.access import public


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
