"""From whatever stands in an address to the one record: its own address, a former form, any spelling of its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from .designations import MAX_LENGTH, lookup_keys
from .models import Alias, InternationalStandard, Standard


@dataclass(frozen=True)
class Way:
    """Where a spelling leads. `lasting` when it always leads there; an undated number leads to the edition that holds now."""

    url: str
    lasting: bool


def way_to(text: str, user: Any) -> Way | None:
    """The way from a spelling to its record; None when no record bears such a number."""
    text = text.strip().strip("/")
    if not text or len(text) > MAX_LENGTH or "\x00" in text:
        return None
    alias = Alias.objects.filter(slug__in=(text, text.upper())).select_related("standard", "international").first()
    target = (alias.standard or alias.international) if alias else None
    if target is not None and target.retracted_at is None:
        return Way(target.get_absolute_url(), lasting=True)
    for model in (Standard, InternationalStandard):
        own = model.objects.visible_to(user).filter(slug__in=(text, text.upper())).order_by().first()
        if own:
            return Way(own.get_absolute_url(), lasting=True)
    return _by_number(lookup_keys(text), user)


def _by_number(keys: list[str], user: Any) -> Way | None:
    for model in (Standard, InternationalStandard):
        rows = model.objects.visible_to(user)
        found = {row.designation: row for row in rows.filter(designation__in=keys).order_by()}
        for key in keys:
            if key in found:
                return Way(found[key].get_absolute_url(), lasting=True)
        editions = sorted(rows.filter(family__in=keys).order_by(), key=_newest, reverse=True)
        if editions:
            best = next((row for row in editions if row.status == "current"), editions[0])
            return Way(best.get_absolute_url(), lasting=False)
    return None


def _newest(record: Any) -> tuple[date, int, int]:
    return record.published_on or date.min, record.year or 0, -record.pk


def search_address(text: str) -> str:
    return f"{reverse('standards:standards')}?{urlencode({'q': text})}"
