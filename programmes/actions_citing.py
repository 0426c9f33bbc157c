"""Citing a figure: it is frozen with its records at the first citing and keeps its address (P4)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction

from portal.base import audit, clock
from portal.base.models import User
from standards.models import KeyArea

from . import computing
from .frozen import frozen
from .models import Citation, Goal


@transaction.atomic
def cite_figure(goal: Goal, *, on: date, by: User, known: datetime | None = None, area: KeyArea | None = None) -> Citation:
    """The citation of a figure of a day. The same figure with the same records is cited under the same address."""
    moment = known or clock.now()
    figure = computing.figure(goal, on, moment, area.pk if area else None)
    name = f"{goal.plan.year}|{goal.slug}|{area.slug if area else ''}|{on}"
    content = f"{figure.value}|{figure.second_value}|{figure.numerator}|{figure.denominator}|{goal.definition}|{figure.digest}"
    key = f"{on}-{hashlib.sha256(f'{name}|{content}'.encode()).hexdigest()[:10]}"
    cited = Citation.objects.filter(key=key).first()
    if cited is not None:
        return cited
    citation = Citation(
        key=key, goal=goal, area=area, on=on, known=moment, definition=goal.definition, at=clock.now(), **frozen(figure)
    )
    with audit.act("figure.cite", citation, by=by):
        citation.save()
    return citation
