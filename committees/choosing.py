"""Committees by typed number or name."""

import re
from typing import Any

from django.db.models import Q, QuerySet

from portal.base.choosing import Resolver

from .addresses import slug_of
from .models import Committee


def _exact(rows: QuerySet[Committee], text: str) -> QuerySet[Committee]:
    """The number in any spacing and case, or the whole name."""
    spaced = re.sub(r"\b(TC|SC|WG)\s*(\d)", r"\1 \2", text, flags=re.IGNORECASE)
    return rows.filter(
        Q(code__iexact=text)
        | Q(code__iexact=spaced)
        | Q(slug__iexact=slug_of(spaced))
        | Q(name_zh=text)
        | Q(name_en__iexact=text)
    )


def _near(rows: QuerySet[Committee], text: str) -> QuerySet[Committee]:
    found = Q(code__icontains=text) | Q(name_zh__icontains=text) | Q(name_en__icontains=text) | Q(name_pinyin__icontains=text)
    return rows.filter(found).order_by("code")


def _hint(committee: Any) -> str:
    return committee.name_zh or committee.name_en


COMMITTEE = Resolver(rows=Committee.objects.all, exact=_exact, near=_near, hint=_hint)
CHINESE_COMMITTEE = Resolver(rows=Committee.objects.chinese, exact=_exact, near=_near, hint=_hint)
