"""Standards and international standards by typed number, in any spelling, or by words of the title."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language

from portal.base.choosing import OFFERED, Resolver

from .labels import own
from .models import InternationalStandard, KeyArea, Standard
from .naming import find_standard
from .search import finder
from .search.catalogue import INTERNATIONAL as INTERNATIONAL_KIND
from .search.catalogue import STANDARDS, Kind
from .search.text import read_question


def _hint(record: Any) -> str:
    title, _language = record.title("en" if get_language() == "en" else "zh-hans")
    return " · ".join(piece for piece in (title, str(record.get_status_display())) if piece)


def _bearing(kind: Kind, rows: QuerySet[Any], text: str) -> list[Any]:
    """Records that bear this number; a standard also under another nature sign, which is no part of its identity."""
    pks = finder.exact_pks(kind, read_question(text))
    if not pks and kind is STANDARDS:
        same = find_standard(text)
        pks = [same.pk] if same else []
    return list(rows.filter(pk__in=pks))


def _near(kind: Kind, rows: QuerySet[Any], text: str) -> list[Any]:
    """The first page of the finder, in its order."""
    pks = finder.find(kind, text, limit=OFFERED * 3, with_counts=False).pks
    found = {record.pk: record for record in rows.filter(pk__in=pks)}
    return [found[pk] for pk in pks if pk in found]


def _resolver(kind: Kind, rows: Any) -> Resolver:
    return Resolver(
        rows=rows,
        exact=lambda rows, text: _bearing(kind, rows, text),
        near=lambda rows, text: _near(kind, rows, text),
        hint=_hint,
    )


STANDARD = _resolver(STANDARDS, lambda: Standard.objects.public())
GROUP_STANDARD = _resolver(STANDARDS, lambda: Standard.objects.public().filter(level=Standard.Level.GROUP))
INTERNATIONAL = _resolver(INTERNATIONAL_KIND, lambda: InternationalStandard.objects.public())


class AreaField(forms.ModelChoiceField):
    """A key area of any year, the newest year first: some two dozen a year fit a select box."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("empty_label", "—")
        super().__init__(KeyArea.objects.order_by("-year", "position"), **more)

    def label_from_instance(self, area: KeyArea) -> str:
        return f"{area.year} {own(area.name_zh, area.name_en)}"
