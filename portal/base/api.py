"""What every address under /api/v1/ shares: pages, errors that help, conditional requests, polite limits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from rest_framework import generics
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

PAGE_SIZE, LARGEST_PAGE = 50, 200
CURSOR = "Where the page begins: taken from `next` or `previous` of an earlier answer."


class CursorPages(CursorPagination):
    """Pages by key, as quick at the end of a million rows as at the start. At most 200 rows a page."""

    page_size = PAGE_SIZE
    max_page_size = LARGEST_PAGE
    page_size_query_param = "page_size"
    ordering = ("sort_key", "pk")
    invalid_cursor_message = "Unknown cursor: take `next` or `previous` of an earlier answer as it is."

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked) <= LARGEST_PAGE:
            raise ValidationError({"page_size": [_("A whole number from 1 to %(largest)d.") % {"largest": LARGEST_PAGE}]})
        return int(asked)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        sizes = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}
        return [
            {"name": "cursor", "in": "query", "description": CURSOR, "schema": {"type": "string"}},
            {"name": "page_size", "in": "query", "description": "Rows a page.", "schema": sizes},
        ]


class RecordList(generics.ListAPIView):
    """A public list: filters of the pages, rows by `values()`, one query a page."""

    permission_classes = (AllowAny,)
    pagination_class = CursorPages
    columns: tuple[str, ...] = ()
    #: Query parameters that belong to the answer's form, not to a filter.
    form_parameters = ("cursor", "page_size", "lang", "format")

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """One row of the answer from the columns read."""
        return dict(values)

    def complete(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Add to a whole page what needs a query of its own."""
        return rows

    def filter_queryset(self, queryset: Any) -> Any:
        refuse_unknown(self.request, self.known_parameters())
        return super().filter_queryset(queryset)

    def known_parameters(self) -> set[str]:
        filters = getattr(self, "filterset_class", None)
        return {*self.form_parameters, *(filters.base_filters if filters else ())}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()).values(*self.columns))
        return self.get_paginated_response(self.complete([self.row(values) for values in page]))

    def finalize_response(self, request: HttpRequest, response: HttpResponse, *args: Any, **kwargs: Any) -> HttpResponse:
        return conditional(request, super().finalize_response(request, response, *args, **kwargs))


class RecordDetail(generics.RetrieveAPIView):
    """One public record by its address."""

    permission_classes = (AllowAny,)
    lookup_field = "slug"

    def finalize_response(self, request: HttpRequest, response: HttpResponse, *args: Any, **kwargs: Any) -> HttpResponse:
        return conditional(request, super().finalize_response(request, response, *args, **kwargs))


def refuse_unknown(request: Request, known: Iterable[str]) -> None:
    """A parameter that does nothing is an error: a mirror would otherwise take everything for the answer to its question."""
    known = set(known)
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        offer = ", ".join(sorted(known))
        raise ValidationError({name: [_("Unknown parameter. Known here: %(known)s.") % {"known": offer}] for name in unknown})


def conditional(request: HttpRequest, response: Any) -> Any:
    """An entity tag from the answer's bytes; 304 when the asker has them already (row A7)."""
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return response
    if not response.is_rendered:
        response.add_post_render_callback(lambda made: _tagged(request, made))
        return response
    return _tagged(request, response)


def _tagged(request: HttpRequest, response: Any) -> Any:
    tag = '"' + hashlib.blake2b(response.content, digest_size=12).hexdigest() + '"'
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    asked = {piece.strip().removeprefix("W/") for piece in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")}
    if tag in asked or "*" in asked:
        response.status_code = 304
        response.content = b""
    return response
