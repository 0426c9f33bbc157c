"""What every address under /api/v1/ shares: pages, errors that help, conditional requests, polite limits."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError as Unreadable
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from rest_framework import generics
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination, _reverse_ordering
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

PAGE_SIZE, LARGEST_PAGE = 50, 200
CURSOR = "Where the page begins: taken from `next` or `previous` of an earlier answer."


def behind(order: Sequence[str], place: Sequence[Any]) -> Q:
    """Rows after a place in an order of several keys. The bound on the first key alone lets its index serve."""
    wanted, same = Q(), {}
    for name, value in zip(order, place, strict=True):
        column, falls = name.lstrip("-"), name.startswith("-")
        wanted |= Q(**same, **{f"{column}__{'lt' if falls else 'gt'}": value})
        same[column] = value
    first, falls = order[0].lstrip("-"), order[0].startswith("-")
    return Q(**{f"{first}__{'lte' if falls else 'gte'}": place[0]}) & wanted


class CursorPages(CursorPagination):
    """Pages by key, as quick at the end of a million rows as at the start. At most 200 rows a page.

    A cursor holds every key of the order, down to the row's own: one import gives thousands of rows the same moment of change,
    and the framework's cursor, which holds the first key only, stops moving after a thousand equal ones.
    """

    page_size = PAGE_SIZE
    max_page_size = LARGEST_PAGE
    page_size_query_param = "page_size"
    ordering = ("sort_key", "pk")
    invalid_cursor_message = "Unknown cursor: take `next` or `previous` of an earlier answer as it is."

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.begin(request, queryset, view)
        order = _reverse_ordering(self.ordering) if self.backwards else self.ordering
        try:
            rows = queryset.filter(behind(order, self.place)) if self.place else queryset
            return self.keep(list(rows.order_by(*order)[: self.page_size + 1]))
        except (Unreadable, ValueError, TypeError):
            raise NotFound(self.invalid_cursor_message) from None

    def begin(self, request: Request, queryset: Any, view: Any) -> None:
        """Read what is asked: size, order, place."""
        self.request, self.base_url = request, request.build_absolute_uri()
        self.page_size, self.ordering = self.get_page_size(request), self.get_ordering(request, queryset, view)
        self.backwards, self.place = self._asked(request)

    def keep(self, found: list[Any]) -> list[Any]:
        """The page from its rows and one more, which tells whether the list goes on."""
        more, came = len(found) > self.page_size, bool(self.place)
        self.page = found[: self.page_size][:: -1 if self.backwards else 1]
        self.has_next, self.has_previous = (came, more) if self.backwards else (more, came)
        return self.page

    def _asked(self, request: Request) -> tuple[bool, list[Any]]:
        """Whether the cursor leads back, and the keys of the row it stands at."""
        text = request.query_params.get(self.cursor_query_param)
        if text is None:
            return False, []
        try:
            backwards, *place = json.loads(base64.urlsafe_b64decode(text.encode("ascii")))
        except (ValueError, TypeError, binascii.Error):
            raise NotFound(self.invalid_cursor_message) from None
        sound = all(isinstance(value, (str, int)) and not isinstance(value, bool) for value in place)
        if not isinstance(backwards, bool) or len(place) != len(self.ordering) or not sound:
            raise NotFound(self.invalid_cursor_message)
        return backwards, place

    def _link(self, row: Mapping[str, Any] | None, *, backwards: bool) -> str:
        place = [row[name.lstrip("-")] for name in self.ordering] if row is not None else self.place
        text = json.dumps([backwards, *place], default=lambda value: value.isoformat())
        cursor = base64.urlsafe_b64encode(text.encode()).decode("ascii")
        return str(replace_query_param(self.base_url, self.cursor_query_param, cursor))

    def get_next_link(self) -> str | None:
        return self._link(self.page[-1] if self.page else None, backwards=False) if self.has_next else None

    def get_previous_link(self) -> str | None:
        return self._link(self.page[0] if self.page else None, backwards=True) if self.has_previous else None

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
