"""The readable page of the API, made from its own schema."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found
from drf_spectacular.generators import SchemaGenerator

from portal.base.access import public
from portal.base.api_rules import problem_of

EXAMPLES = {
    "/api/v1/standards/": "/api/v1/standards/?q=信息安全&status=current&page_size=5",
    "/api/v1/international-standards/": "/api/v1/international-standards/?body=ISO&page_size=5",
    "/api/v1/areas/": "/api/v1/areas/?year=2020",
    "/api/v1/goals/": "/api/v1/goals/?year=2020",
    "/api/v1/readings/": "/api/v1/readings/?year=2020&goal=formulated&area=-",
}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that does not exist: below /api/ the answer is JSON, as everywhere there."""
    if not request.path.startswith("/api/"):
        return page_not_found(request, exception)
    return JsonResponse(problem_of(404, "NotFound", _("There is no such address. Look at `documentation`.")), status=404)


@public
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters, fields and an example to click."""
    return render(request, "portal/api.html", {"doors": doors(get_language() or ""), "title": "API"})


@lru_cache(maxsize=4)
def doors(language: str) -> list[dict[str, Any]]:
    """The addresses of the schema in order, with parameters and the fields of a row."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return [_door(path, operations["get"], schema) for path, operations in schema["paths"].items() if "get" in operations]


def _door(path: str, operation: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": path,
        "about": operation.get("description", ""),
        "parameters": [_parameter(given) for given in operation.get("parameters", [])],
        "fields": _fields(operation, schema),
        "retracted": _fields(operation, schema, "retracted"),
        "example": EXAMPLES.get(path, ""),
    }


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    shape = given["schema"]
    kind = f"{shape['items']['type']}, …" if shape.get("type") == "array" else shape.get("type", "")
    return {"name": given["name"], "kind": kind, "place": given["in"], "about": given.get("description", "")}


def _fields(operation: dict[str, Any], schema: dict[str, Any], rows: str = "results") -> list[dict[str, str]]:
    """Fields of one row: of the list's items or of the record itself; none for rows that the answer has not."""
    content = operation["responses"]["200"].get("content", {})
    shape = _resolved(next(iter(content.values()))["schema"], schema) if content else {}
    if rows in shape.get("properties", {}):
        shape = _resolved(shape["properties"][rows]["items"], schema)
    elif rows != "results":
        return []
    return [
        {"name": name, "kind": _kind(field), "about": field.get("description", "")}
        for name, field in shape.get("properties", {}).items()
    ]


def _resolved(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = shape.get("$ref", "")
    return schema["components"]["schemas"][reference.rpartition("/")[2]] if reference else shape


def _kind(field: dict[str, Any]) -> str:
    kind = field.get("format") or field.get("type") or "object"
    return " / ".join(kind) if isinstance(kind, list) else str(kind)
