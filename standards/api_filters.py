"""The finders' own filters at the API, with `changed_since` for mirrors."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet

from portal.base.api_filters import MomentFilter, YearFilter

from .filters import InternationalFilter, StandardFilter
from .models import InternationalStandard, KeyArea, Standard

CHANGED_SINCE = "Only what changed at or after this moment, in the order of change; what was taken back stands in `retracted`."


class ChangedSince(filters.FilterSet):
    """Rows changed at or after a moment, in the order of their change; with them all that were taken back since.

    What was taken back has lost its status and its areas, so the other filters cannot say whether it concerns the asker.
    """

    changed_since = MomentFilter(field_name="updated_at", lookup_expr="gte", help_text=CHANGED_SINCE)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().filter_queryset(queryset)
        since = self.form.cleaned_data.get("changed_since")
        return (rows | rows.model.objects.taken_back()).changed_since(since) if since else rows


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
