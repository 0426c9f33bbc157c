"""Addresses for machines that watch the site."""

from django.http import HttpRequest, JsonResponse

from portal.base.access import public


@public
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"state": "ok"})


@public
def version(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"version": "1"})
