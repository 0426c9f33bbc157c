"""What the settings name for every API answer: form, limits, errors. Apart from the views, which read the settings."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, Throttled, ValidationError
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle

from portal.base.client_address import client_address


class JsonRenderer(BaseRenderer):
    """JSON in UTF-8 by orjson."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str)


class PoliteThrottle(AnonRateThrottle):
    """So many requests a minute and address; the answer says when to come back. See docs/api.md for the fair-use rule."""

    scope = "api"

    def get_ident(self, request: Any) -> str:
        return client_address(request) or ""


def explain(problem: Exception, context: Mapping[str, Any]) -> Response | None:
    """Errors in one form: {"status", "error", "detail", "fields"}; with what to do, never with a stack."""
    from rest_framework.views import exception_handler

    response = exception_handler(problem, dict(context))
    if response is None:
        return None
    fields = response.data if isinstance(problem, ValidationError) and isinstance(response.data, dict) else {}
    detail = problem.detail if isinstance(problem, APIException) and isinstance(problem.detail, str) else ""
    if isinstance(problem, Throttled) and problem.wait:
        detail = _("Too many requests. Come back in %(seconds)d seconds.") % {"seconds": int(problem.wait) + 1}
    detail = detail or (_("Look at `fields`.") if fields else str(response.data.get("detail", "")))
    response.data = problem_of(response.status_code, type(problem).__name__, detail)
    response.data["fields"] = {name: [str(line) for line in lines] for name, lines in fields.items()}
    return response


def problem_of(status: int, error: str, detail: str) -> dict[str, Any]:
    """The one form in which the API refuses."""
    return {"status": status, "error": error, "detail": detail, "fields": {}, "documentation": "/api/v1/"}
