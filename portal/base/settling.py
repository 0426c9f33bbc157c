"""Bring rows to what a shipped list says, again and again, without touching what a person has changed since."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db import models

from . import audit
from .models import AuditEntry

BATCH = 1000


@dataclass
class Settled:
    """What became of the rows of a list. `kept` were changed by a person and stay as that person left them."""

    created: int = 0
    changed: int = 0
    kept: int = 0
    same: int = 0
    touched: list[int] = field(default_factory=list)

    def __add__(self, other: Settled) -> Settled:
        return Settled(
            self.created + other.created,
            self.changed + other.changed,
            self.kept + other.kept,
            self.same + other.same,
            self.touched + other.touched,
        )

    def __str__(self) -> str:
        return f"{self.created} new, {self.changed} changed, {self.kept} kept as edited, {self.same} same"


def settle(rows: Iterable[models.Model], among: models.QuerySet, *, key: tuple[str, ...], compared: tuple[str, ...]) -> Settled:
    """Create what is missing and correct what differs in the compared columns, in bulk, inside the open act.

    A row with an audit entry of its own was written by hand: bulk writes leave one entry for all.
    """
    audit.current()
    model = among.model
    name: Callable[[Any], Hashable] = attrgetter(*key)
    present = {name(row): row for row in among}
    by_hand = set(AuditEntry.objects.filter(row_type=model._meta.label_lower).values_list("row_pk", flat=True))
    settled, fresh, altered = Settled(), [], []
    for row in rows:
        old = present.get(name(row))
        if old is None:
            fresh.append(row)
        elif all(getattr(old, column) == getattr(row, column) for column in compared):
            settled.same += 1
        elif str(old.pk) in by_hand:
            settled.kept += 1
        else:
            for column in compared:
                setattr(old, column, getattr(row, column))
            altered.append(old)
    created = model._default_manager.bulk_create(fresh, batch_size=BATCH)
    if altered:
        model._default_manager.bulk_update(altered, [column.removesuffix("_id") for column in compared], batch_size=BATCH // 2)
    settled.created, settled.changed = len(created), len(altered)
    settled.touched = [row.pk for row in (*created, *altered)]
    return settled
