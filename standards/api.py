"""The public read API of standards, international standards and key areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from portal.base.api import LARGEST_PAGE, CursorPages, RecordDetail, RecordList, behind, refuse_unknown
from portal.base.prepared import Many, Prepared

from .api_filters import AreaApiFilter, InternationalApiFilter, StandardApiFilter
from .api_shapes import (
    RETRACTED,
    AreaShape,
    InternationalDetailShape,
    InternationalShape,
    StandardDetailShape,
    StandardShape,
    area_row,
    confirmed_areas,
    international_row,
    retracted_row,
    standard_row,
)
from .models import InternationalStandard, KeyArea, Standard
from .search.catalogue import INTERNATIONAL, STANDARDS, Kind
from .search.finder import DEEPEST, find

COMMON = (
    "pk designation slug title_zh title_en ics committee__code committee_text status published_on published_precision "
    "ended_on is_demo source__key updated_at version sort_key"
).split()
STANDARD_COLUMNS = (*COMMON, *"level code number part year nature ccs industry in_force_on notice_number".split())
INTERNATIONAL_COLUMNS = (*COMMON, *"body doc_type edition stage year".split())


class ChangedFirst(CursorPages):
    """With `changed_since` the rows come in the order of their last change, so that a mirror can go on where it stopped."""

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        return ("updated_at", "pk") if "changed_since" in request.query_params else ("sort_key", "pk")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described = super().get_paginated_response_schema(schema)
        described["properties"]["retracted"] = RETRACTED
        return described


class CatalogueList(RecordList):
    """A list of records: by key and filters from the database; with a question, best first, from the search index."""

    pagination_class = ChangedFirst
    kind: Kind
    to_row: Callable[[Mapping[str, Any]], dict[str, Any]]

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return type(self).to_row(values)

    def complete(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        areas = confirmed_areas("standard" if self.kind is STANDARDS else "international", [row["id"] for row in rows])
        return [row | {"key_areas": areas.get(row["id"], [])} for row in rows]

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if not set(request.query_params) - {"cursor", "page_size"}:
            return self.everything(request)
        if not request.query_params.get("q", "").strip():
            return self.changes() if "changed_since" in request.query_params else super().list(request, *args, **kwargs)
        refuse_unknown(request, self.known_parameters())
        if "changed_since" in request.query_params:
            raise ValidationError({"changed_since": [_("Cannot be combined with `q`: a search comes best first.")]})
        return self.search(request)

    def everything(self, request: Request) -> Response:
        """The list without filters, as mirrors read it page by page."""
        pages = self.paginator
        pages.begin(request, None, self)
        if [type(value) for value in pages.place] not in ([], [str, int]):
            raise NotFound(CursorPages.invalid_cursor_message)
        rows = _whole_list(self.kind.name, pages.page_size + 1, pages.backwards, bool(pages.place)).dicts(*pages.place)
        return self.get_paginated_response(self.complete([self.row(values) for values in pages.keep(rows)]))

    def changes(self) -> Response:
        """A page of what changed: the rows as ever, and beside them what was taken back."""
        chosen = self.filter_queryset(self.get_queryset()).values(*self.columns, "retracted_at")
        kept, gone = [], []
        for values in self.paginate_queryset(chosen):
            row, at = self.row(values), values["retracted_at"]
            if at is None:
                kept.append(row)
            else:
                gone.append(retracted_row(row, at))
        answer = self.get_paginated_response(self.complete(kept))
        answer.data["retracted"] = gone
        return answer

    def search(self, request: Request) -> Response:
        """The first 10,000 hits of a question, page by page; narrower questions reach the rest."""
        asked = self.filterset_class(request.query_params, queryset=self.get_queryset(), request=request)
        if not asked.is_valid():
            raise ValidationError(asked.errors)
        size, offset = ChangedFirst().get_page_size(request), _offset(request)
        found = find(self.kind, asked.text, asked.chosen(), offset=offset, limit=size, with_counts=False)
        read = {values["pk"]: values for values in (_of_keys(self.kind.name).dicts(found.pks) if found.pks else ())}
        rows = self.complete([self.row(read[pk]) for pk in found.pks if pk in read])
        after, before = offset + size, max(0, offset - size)
        return Response(
            {
                "count": found.total,
                "next": _page(request, after) if after < min(found.total, DEEPEST) else None,
                "previous": _page(request, before) if offset else None,
                "results": rows,
            }
        )


MODELS = {STANDARDS.name: (Standard, STANDARD_COLUMNS), INTERNATIONAL.name: (InternationalStandard, INTERNATIONAL_COLUMNS)}


@cache
def _of_keys(kind: str) -> Prepared:
    model, columns = MODELS[kind]
    return Prepared(lambda pks: model.objects.public().filter(pk__in=pks).values_list(*columns), Many(int, LARGEST_PAGE))


@cache
def _whole_list(kind: str, number: int, backwards: bool, placed: bool) -> Prepared:
    model, columns = MODELS[kind]
    order = ("-sort_key", "-pk") if backwards else ("sort_key", "pk")

    def ask(*place: Any) -> QuerySet[Any, Any]:
        rows = model.objects.public().filter(behind(order, place)) if place else model.objects.public()
        return rows.order_by(*order).values_list(*columns)[:number]

    return Prepared(ask, *((str, int) if placed else ()))


def _offset(request: Request) -> int:
    cursor = request.query_params.get("cursor", "from-0")
    start = cursor.removeprefix("from-")
    if not cursor.startswith("from-") or not start.isascii() or not start.isdigit() or int(start) > DEEPEST:
        raise NotFound(CursorPages.invalid_cursor_message)
    return int(start)


def _page(request: Request, offset: int) -> str:
    return replace_query_param(request.build_absolute_uri(), "cursor", f"from-{offset}")


@extend_schema(tags=["standards"], responses=StandardShape(many=True))
class StandardList(CatalogueList):
    """Chinese standards: national, industry, local, group, enterprise. Same filters as the finder."""

    queryset = Standard.objects.public()
    serializer_class = StandardShape
    filterset_class = StandardApiFilter
    kind = STANDARDS
    columns = STANDARD_COLUMNS
    to_row = staticmethod(standard_row)


@extend_schema(tags=["standards"])
class StandardDetail(RecordDetail):
    """One standard with its events, relations and adoptions."""

    queryset = Standard.objects.public().select_related("committee", "source")
    serializer_class = StandardDetailShape

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(StandardDetailShape.of(self.get_object()))


@extend_schema(tags=["international standards"], responses=InternationalShape(many=True))
class InternationalList(CatalogueList):
    """International standards of ISO, IEC, ITU, 3GPP and whatever else was imported. Same filters as the finder."""

    queryset = InternationalStandard.objects.public()
    serializer_class = InternationalShape
    filterset_class = InternationalApiFilter
    kind = INTERNATIONAL
    columns = INTERNATIONAL_COLUMNS
    to_row = staticmethod(international_row)


@extend_schema(tags=["international standards"])
class InternationalDetail(RecordDetail):
    """One international standard with its events, relations and the Chinese standards that adopt it."""

    queryset = InternationalStandard.objects.public().select_related("committee", "source")
    serializer_class = InternationalDetailShape

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(InternationalDetailShape.of(self.get_object()))


class AreaPages(CursorPages):
    ordering = ("-year", "position", "pk")


@extend_schema(tags=["key areas"], responses=AreaShape(many=True))
class AreaList(RecordList):
    """Key areas by year, in the order of the Key Points."""

    queryset = KeyArea.objects.all()
    serializer_class = AreaShape
    filterset_class = AreaApiFilter
    pagination_class = AreaPages
    columns = ("pk", "year", "slug", "position", "name_zh", "name_en", "is_supplement", "certainty")

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return area_row(values) | {"url": reverse("standards:area", args=(values["year"], values["slug"]))}
