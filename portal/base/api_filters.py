"""Filters whose value must be readable: an empty or half-right value is refused, never taken for "everything"."""

from __future__ import annotations

import re
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

YEAR = re.compile(r"[12]\d{3}", re.ASCII)


class Given:
    """Mixin of a form field: left out it is no filter; given without a value it is an error, for a mirror with an empty
    variable would otherwise take everything for the answer to its question.
    """

    def clean(self, value: Any) -> Any:
        if value is not None and str(value).strip() == "":
            raise ValidationError(_("Give a value or leave the parameter out."))
        return super().clean(value)  # type: ignore[misc]


class YearField(Given, forms.IntegerField):
    def to_python(self, value: Any) -> int | None:
        if value is None:
            return None
        if not YEAR.fullmatch(str(value)):
            raise ValidationError(_("A year of four digits, such as 2020."))
        return int(value)


class DayField(Given, forms.DateField):
    """A day as ISO 8601 writes it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**(more | {"input_formats": ["%Y-%m-%d"]}))


class MomentField(Given, django_filters.fields.IsoDateTimeField):
    """A moment as ISO 8601 writes it."""


@extend_schema_field({"type": "integer", "minimum": 1000, "maximum": 2999})
class YearFilter(django_filters.NumberFilter):
    """A year of four digits."""

    field_class = YearField

    def get_max_validator(self) -> None:
        return None


@extend_schema_field({"type": "string", "format": "date"})
class DayFilter(django_filters.DateFilter):
    field_class = DayField


@extend_schema_field({"type": "string", "format": "date-time"})
class MomentFilter(django_filters.IsoDateTimeFilter):
    field_class = MomentField
