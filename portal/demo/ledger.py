"""Many acts written in sets: the same rows, audit entries and outbox notes as the single actions write, one after another.

A test plays a sample through both and compares every row.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from portal.base import audit, facts
from portal.base.models import AuditEntry, OutboxEntry, User

from .keys import Keys

Row = TypeVar("Row", bound=models.Model)
BATCH = 2000


class Ledger:
    """Rows that wait to be written, in the order of their acts."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.keys = Keys()
        self.rows: dict[type[models.Model], list[models.Model]] = {}
        self.entries: list[AuditEntry] = []
        self.notes: dict[tuple[str, int], datetime] = {}
        self._open: list[audit.Act] = []

    @contextmanager
    def act(
        self, verb: str, subject: models.Model, *, by: User | None = None, at: datetime | None = None, note: str = ""
    ) -> Iterator[audit.Act]:
        """Open an act at a moment; inside another act it has the same moment, person and key."""
        outer = self._open[-1] if self._open else None
        key = outer.key if outer else uuid.UUID(int=self.dice.getrandbits(128), version=4)
        this = audit.Act(verb, subject, by or outer.by, at or outer.at, note, key=key)
        self._open.append(this)
        yield this
        self._open.pop()
        self.entries += audit.entries_of(this)

    def save(self, row: models.Model) -> None:
        """What `writing.save` does: a new row with its key, or the next version of one that waits here."""
        this = self._open[-1]
        adding = row.pk is None
        if adding:
            row.pk = self.keys.take(type(row))
            self.rows.setdefault(type(row), []).append(row)
        row._state.adding = adding
        changes = row.changed_fields()
        changes.pop("id", None)
        if hasattr(row, "updated_at"):
            row.updated_at = this.at
        if not adding and hasattr(row, "version"):
            row.version += 1
            changes["version"] = [row.version - 1, row.version]
        _remember(row)
        this.saved(row, changes)

    def enter(self, fact: facts.Fact) -> None:
        """What `facts.enter` does."""
        this = self._open[-1]
        fact.stamp(this)
        fact.pk = self.keys.take(type(fact))
        self.rows.setdefault(type(fact), []).append(fact)
        this.saved(fact, fact.changed_fields())
        _remember(fact)

    def turn(self, record: Any, **columns: Any) -> None:
        """What a projection does: status columns with the next version, no entry."""
        for name, value in columns.items():
            setattr(record, name, value)
        record.version += 1
        record.updated_at = self._open[-1].at
        _remember(record)

    def touch(self, topic: str, record: Any) -> None:
        """What `projections.touch` does to a record that waits here."""
        record.updated_at = self._open[-1].at
        _remember(record)
        self.note(topic, record.pk)

    def note(self, topic: str, *pks: int) -> None:
        """Each record is told once, at the last change."""
        for pk in pks:
            self.notes[topic, pk] = self._open[-1].at

    def write(self) -> dict[str, int]:
        """Write everything that waits. Returns how many rows of what."""
        for model, rows in self.rows.items():
            for row in rows:
                row._state.adding = True
            models.QuerySet(model).bulk_create(rows, batch_size=BATCH)
        self.entries.sort(key=lambda entry: entry.at)
        models.QuerySet(AuditEntry).bulk_create(self.entries, batch_size=BATCH)
        notes = sorted(self.notes.items(), key=lambda note: note[1])
        OutboxEntry.objects.bulk_create(
            [OutboxEntry(topic=topic, subject_pk=pk, at=at) for (topic, pk), at in notes], batch_size=BATCH
        )
        written = {model._meta.label_lower: len(rows) for model, rows in self.rows.items()}
        self.rows, self.notes = {}, {}
        written["base.auditentry"] = len(self.entries)
        self.entries = []
        return written


def _remember(row: models.Model) -> None:
    row._loaded = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
