"""The finders' own filters at the API, with `changed_since` for mirrors."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from portal.base.api_filters import MomentFilter, YearFilter

from .filters import InternationalFilter, StandardFilter
from .models import InternationalStandard, KeyArea, Standard


class ChangedSince(filters.FilterSet):
    """Rows changed at or after a moment, in the order of their change."""

    changed_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().filter_queryset(queryset)
        since = self.form.cleaned_data.get("changed_since")
        return rows.filter(updated_at__gte=since) if since else rows


class StandardApiFilter(ChangedSince, StandardFilter):
    """Chinese standards."""

    sort = None

    class Meta:
        model = Standard
        fields: list[str] = []


class InternationalApiFilter(ChangedSince, InternationalFilter):
    """International standards."""

    sort = None

    class Meta:
        model = InternationalStandard
        fields: list[str] = []


class AreaApiFilter(filters.FilterSet):
    """Key areas of a year."""

    year = YearFilter()

    class Meta:
        model = KeyArea
        fields = ["year"]
