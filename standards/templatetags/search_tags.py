"""How far the search lags, for the staff page of long work. That page lies below the search: its template asks upwards."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy

from standards.search import follow
from standards.search.catalogue import KINDS

register = template.Library()
NAMES = {"standard": gettext_lazy("Chinese standards"), "international": gettext_lazy("International standards")}


@register.inclusion_tag("standards/desk/_search_lag.html")
def search_lag() -> dict[str, Any]:
    """Each index of this host with its lag; None while there is none and the finder answers from the database."""
    lags = {lag.kind: lag for lag in follow.lag()}
    return {"lines": [(NAMES[kind.name], lags.get(kind.name)) for kind in KINDS.values()]}
