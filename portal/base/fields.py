"""Fields of the work forms that Django does not have: a day as far as it is known, a row of codes, a reason."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .facts import Precision

_DAY = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2})(?:[-./月]([0-9]{1,2})日?|月)?|年)?\Z")
_BETWEEN = re.compile(r"[\s,;，；、/|]+")
AS_FAR_AS_KNOWN = gettext_lazy("As far as it is known: 2020-05-01, 2020-05 or 2020.")
EARLIEST, LATEST = 1850, 2100


class Day(NamedTuple):
    """The first possible day, and how exactly it is known."""

    first: date
    precision: str


class DayField(forms.CharField):
    """`2020-05-01`, `2020-05`, `2020`, also 2020年5月1日 and 2020.5.1, as a day with its precision."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", AS_FAR_AS_KNOWN)
        super().__init__(**more)
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> Day | None:
        text = re.sub(r"\s+", "", super().clean(value) or "")
        return self.read(text) if text else None

    @staticmethod
    def read(text: str) -> Day:
        found = _DAY.match(text)
        try:
            year, month, day = (int(piece) if piece else 0 for piece in found.groups()) if found else (0, 0, 0)
            first = date(year, month or 1, day or 1)
        except ValueError:
            found = None
        if not found or not EARLIEST <= year <= LATEST:
            raise ValidationError(_("Cannot read “%(text)s” as a day. Expected 2020-05-01, 2020-05 or 2020.") % {"text": text})
        return Day(first, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Day):
            return {"year": f"{value.first:%Y}", "month": f"{value.first:%Y-%m}"}.get(value.precision, value.first.isoformat())
        return value


class CodesField(forms.CharField):
    """Codes of a classification with commas or spaces between, as a list without doubles."""

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        return list(dict.fromkeys(piece.upper() for piece in _BETWEEN.split(text.strip()) if piece))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class LinesField(forms.CharField):
    """A text of several lines; browsers send line ends of their own, which are no change."""

    widget = forms.Textarea

    def clean(self, value: Any) -> str:
        return (super().clean(value) or "").replace("\r\n", "\n").replace("\r", "\n")


def text_field(label: Any, rows: int = 4, **more: Any) -> LinesField:
    """A text of several lines."""
    more.setdefault("required", False)
    return LinesField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def note_field(label: Any = None, **more: Any) -> forms.CharField:
    """What stands beside a step in the history."""
    more.setdefault("required", False)
    return forms.CharField(label=label or gettext_lazy("Note for the history"), **more)


def split_day(cleaned: dict[str, Any], name: str = "on", precision: str = "precision") -> dict[str, Any]:
    """A `Day` as the two arguments that actions take."""
    day = cleaned.get(name)
    if isinstance(day, Day):
        cleaned[name], cleaned[precision] = day.first, day.precision
    return cleaned
