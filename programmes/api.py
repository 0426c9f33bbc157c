"""The public read API of plans' goals and their readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from portal.base.api import CursorPages, RecordList, conditional
from portal.base.api_filters import DayFilter, YearFilter

from .models import Goal, Reading


class GoalShape(serializers.Serializer):
    """A numeric goal of one year's Key Points."""

    id = serializers.IntegerField()
    year = serializers.IntegerField()
    slug = serializers.CharField()
    label_zh = serializers.CharField()
    label_en = serializers.CharField()
    unit_zh = serializers.CharField()
    unit_en = serializers.CharField()
    metric = serializers.CharField(help_text="Empty when nothing in the portal can measure it.")
    operator = serializers.ChoiceField(choices=Goal.Operator.values)
    threshold = serializers.DecimalField(max_digits=12, decimal_places=2, allow_null=True, coerce_to_string=False)
    second_threshold = serializers.DecimalField(max_digits=12, decimal_places=2, allow_null=True, coerce_to_string=False)
    second_label_zh = serializers.CharField()
    second_label_en = serializers.CharField()
    horizon = serializers.DateField()
    definition = serializers.CharField(allow_null=True, help_text="Metric and version, for example formulated v1.")
    certainty = serializers.CharField()
    demonstration = serializers.BooleanField(help_text="True: the programme is a demonstration, its figures are not official.")
    url = serializers.CharField()


class GoalFilter(django_filters.FilterSet):
    """Goals of a year, by address or metric."""

    year = YearFilter(field_name="plan__year")
    slug = django_filters.CharFilter()
    metric = django_filters.CharFilter()

    class Meta:
        model = Goal
        fields = ["year", "slug", "metric"]


class GoalPages(CursorPages):
    ordering = ("-plan__year", "position", "pk")


GOAL_COLUMNS = (
    "pk slug label_zh label_en unit_zh unit_en metric operator threshold second_threshold second_label_zh second_label_en "
    "horizon certainty plan__year plan__is_demo definition__metric definition__number position"
).split()


@extend_schema(tags=["goals"], responses=GoalShape(many=True))
class GoalList(RecordList):
    """Goals as data: unit, operator, thresholds, horizon, definition."""

    queryset = Goal.objects.all()
    serializer_class = GoalShape
    filterset_class = GoalFilter
    pagination_class = GoalPages
    columns = tuple(GOAL_COLUMNS)

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        same = {name: values[name] for name in GOAL_COLUMNS[1:14]}
        return same | {
            "id": values["pk"],
            "year": values["plan__year"],
            "threshold": _number(values["threshold"]),
            "second_threshold": _number(values["second_threshold"]),
            "definition": f"{values['definition__metric']} v{values['definition__number']}"
            if values["definition__metric"]
            else None,
            "demonstration": values["plan__is_demo"],
            "url": reverse("programmes:goal", args=(values["plan__year"], values["slug"])),
        }


class ReadingShape(serializers.Serializer):
    """A figure as the nightly job stored it."""

    id = serializers.IntegerField()
    year = serializers.IntegerField()
    goal = serializers.CharField()
    area = serializers.CharField(allow_null=True, help_text="Null: the whole goal.")
    on = serializers.DateField()
    value = serializers.FloatField(allow_null=True, help_text="Null: nothing to measure; not zero.")
    second_value = serializers.FloatField(allow_null=True)
    numerator = serializers.IntegerField(allow_null=True)
    denominator = serializers.IntegerField(allow_null=True)
    counted = serializers.IntegerField()
    near_misses = serializers.IntegerField()
    unknown = serializers.IntegerField()
    digest = serializers.CharField(help_text="Digest of the keys of the counted records.")
    definition = serializers.CharField()
    computed_at = serializers.DateTimeField()
    demonstration = serializers.BooleanField()
    records = serializers.CharField(help_text="Address of the counted records, near misses and unknowns as JSON.")


class ReadingFilter(django_filters.FilterSet):
    """Readings by year, goal, area and day; `area=-` asks for the whole goal only."""

    year = YearFilter(field_name="goal__plan__year")
    goal = django_filters.CharFilter(field_name="goal__slug")
    area = django_filters.CharFilter(method="by_area")
    on = DayFilter(field_name="on")
    on_from = DayFilter(field_name="on", lookup_expr="gte")
    on_until = DayFilter(field_name="on", lookup_expr="lte")

    class Meta:
        model = Reading
        fields = ["year", "goal", "area", "on", "on_from", "on_until"]

    def by_area(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(area__isnull=True) if value == "-" else queryset.filter(area__slug=value)


class ReadingPages(CursorPages):
    ordering = ("-on", "-pk")


READING_COLUMNS = (
    "pk on value second_value numerator denominator counted near_misses unknown digest computed_at goal__slug area__slug "
    "goal__plan__year goal__plan__is_demo definition__metric definition__number"
).split()


@extend_schema(tags=["readings"], responses=ReadingShape(many=True))
class ReadingList(RecordList):
    """Figures by day, goal and area, newest day first."""

    queryset = Reading.objects.all()
    serializer_class = ReadingShape
    filterset_class = ReadingFilter
    pagination_class = ReadingPages
    columns = tuple(READING_COLUMNS)

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return reading_row(values)


@extend_schema(tags=["readings"], responses=ReadingShape)
class ReadingDetail(generics.GenericAPIView):
    """One reading; `records` leads to every record behind it."""

    permission_classes = (AllowAny,)
    queryset = Reading.objects.all()
    serializer_class = ReadingShape

    def get(self, request: Request, pk: int) -> Response:
        values = generics.get_object_or_404(self.get_queryset().values(*READING_COLUMNS), pk=pk)
        return Response(reading_row(values))

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        return conditional(request, super().finalize_response(request, response, *args, **kwargs))


def reading_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """A reading as the API gives it, from its columns."""
    ledger = reverse("programmes:goal", args=(values["goal__plan__year"], values["goal__slug"]))
    area = f"&area={values['area__slug']}" if values["area__slug"] else ""
    same = {name: values[name] for name in "on numerator denominator counted near_misses unknown digest computed_at".split()}
    return same | {
        "id": values["pk"],
        "year": values["goal__plan__year"],
        "goal": values["goal__slug"],
        "area": values["area__slug"],
        "value": _number(values["value"]),
        "second_value": _number(values["second_value"]),
        "definition": _definition(values),
        "demonstration": values["goal__plan__is_demo"],
        "records": f"{ledger.rstrip('/')}.json?on={values['on']}{area}",
    }


def _definition(values: Mapping[str, Any]) -> str | None:
    return f"{values['definition__metric']} v{values['definition__number']}" if values["definition__metric"] else None


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
