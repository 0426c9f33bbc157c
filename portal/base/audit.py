"""Who changed what, when, from what, to what (rows H1-H3).

`RecordedModel` refuses every write outside an open act; an act writes the audit entries itself from what was saved. So a change
without an event is impossible, and an act that changed nothing leaves no event.
"""

from __future__ import annotations

import copy
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from . import clock

if TYPE_CHECKING:
    from .models import AuditEntry, Batch, User


class UnrecordedChange(RuntimeError):
    """Something was written outside an act. The remedy is an action in `actions.py`, not a wider guard."""


@dataclass
class Act:
    """One deed of one person: its verb, its subject, and what it has written so far."""

    verb: str
    subject: models.Model | None
    by: User
    at: datetime
    note: str = ""
    batch: Batch | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    changes: list[tuple[models.Model, dict[str, list[Any]]]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def saved(self, row: models.Model, changes: dict[str, list[Any]]) -> None:
        """Note one saved row with its fields, from and to."""
        self.changes.append((row, changes))

    def count(self, model: type[models.Model], what: str, number: int) -> None:
        """Note a bulk write: model, `created` / `updated` / `deleted`, number of rows."""
        if number:
            self.counts[f"{model._meta.label_lower}.{what}"] += number


_open: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def act(verb: str, subject: models.Model | None = None, *, by: User, note: str = "", batch: Batch | None = None) -> Iterator[Act]:
    """Open an act in one transaction; on leaving it, write one audit entry a changed row, or one for a bulk write."""
    outer = _open.get()
    this = Act(verb, subject, by, clock.now(), note, batch or (outer.batch if outer else None))
    if outer is not None:
        this.key = outer.key
    with transaction.atomic():
        token = _open.set(this)
        try:
            yield this
        finally:
            _open.reset(token)
        _write_entries(this)


def current() -> Act:
    """The open act. Raises UnrecordedChange when there is none."""
    this = _open.get()
    if this is None:
        raise UnrecordedChange("written outside an act: use or add an action in actions.py")
    return this


def record(verb: str, subject: models.Model, *, by: User, note: str = "", changes: dict[str, list[Any]] | None = None) -> None:
    """Write one entry for something that is not a row change: a download, a sign-in, a decision noted elsewhere."""
    with act(verb, subject, by=by, note=note) as this:
        this.saved(subject, changes or {})


def plain(value: Any) -> Any:
    """A value as it is kept in an entry: JSON types only."""
    if isinstance(value, (date, datetime, Decimal, uuid.UUID)):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, (str, int, float, bool, list, dict)):
        return value
    return str(value)


def _kept(value: Any) -> Any:
    """Lists and dicts may be changed in place; the loaded value must not change with them."""
    return copy.deepcopy(value) if isinstance(value, (list, dict)) else value


def _write_entries(this: Act) -> None:
    from .models import AuditEntry

    AuditEntry._base_manager.bulk_create(entries_of(this), batch_size=500)


def entries_of(this: Act) -> list[AuditEntry]:
    """The entries that an act leaves, not yet written: one a changed row, one for all bulk writes."""
    from .models import AuditEntry

    entries = [_entry(AuditEntry, this, row, changes) for row, changes in this.changes]
    if this.counts:
        entries.append(_entry(AuditEntry, this, this.subject, {name: [None, n] for name, n in sorted(this.counts.items())}))
    return entries


def _entry(model: type[AuditEntry], this: Act, row: models.Model | None, changes: dict[str, list[Any]]) -> AuditEntry:
    subject = this.subject if this.subject is not None and this.subject.pk is not None else row
    return model(
        act=this.key,
        at=this.at,
        by=this.by,
        verb=this.verb,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_pk=str(subject.pk) if subject is not None else "",
        subject_text=str(subject)[:200] if subject is not None else "",
        row_type=row._meta.label_lower if row is not None else "",
        row_pk=str(row.pk) if row is not None else "",
        changes=changes,
        note=this.note,
        batch=this.batch,
    )


class RecordedQuerySet(models.QuerySet):
    """Bulk writes are allowed only inside an act, which counts them."""

    def update(self, **values: Any) -> int:
        this = current()
        number = super().update(**values)
        this.count(self.model, "updated", number)
        return number

    def delete(self) -> tuple[int, dict[str, int]]:
        this = current()
        number, each = super().delete()
        this.count(self.model, "deleted", number)
        return number, each

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        this = current()
        rows = super().bulk_create(objs, *args, **kwargs)
        this.count(self.model, "created", len(rows))
        return rows

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        current()
        return super().bulk_update(objs, fields, batch_size=batch_size)


class RecordedModel(models.Model):
    """A model whose every save and delete happens inside an act and leaves from and to behind."""

    objects = RecordedQuerySet.as_manager()

    #: Columns that other columns or facts determine; they do not appear in the audit.
    unaudited: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        this = current()
        changes = self.changed_fields()
        adding = self._state.adding
        super().save(*args, **kwargs)
        if adding or changes:
            this.saved(self, changes)
        self._loaded = {f.attname: _kept(getattr(self, f.attname)) for f in self._meta.concrete_fields}

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        this = current()
        this.saved(self, {f.attname: [plain(getattr(self, f.attname)), None] for f in self._meta.concrete_fields})
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(cls, db: str | None, field_names: Iterable[str], values: Iterable[Any]) -> Any:
        row = super().from_db(db, field_names, values)
        row._loaded = {name: _kept(value) for name, value in zip(field_names, values, strict=False)}
        return row

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        """What is read again is the new from; without it the entry would tell another person's change as this one's."""
        super().refresh_from_db(using, fields, from_queryset)
        for column in self._meta.concrete_fields:
            if (fields is None or {column.name, column.attname} & set(fields)) and column.attname in self.__dict__:
                self.__dict__.setdefault("_loaded", {})[column.attname] = _kept(getattr(self, column.attname))

    def _unread(self, loaded: dict[str, Any]) -> dict[str, Any]:
        """Columns that were set without having been read (`only`, `defer`), as the database has them."""
        names = [column.attname for column in self._meta.concrete_fields if not column.primary_key]
        unread = [name for name in names if name in self.__dict__ and name not in loaded and name not in self.unaudited]
        return type(self)._base_manager.filter(pk=self.pk).values(*unread).first() or {} if unread else {}

    def changed_fields(self) -> dict[str, list[Any]]:
        """Column by column what a save would change: {attname: [from, to]}."""
        loaded = getattr(self, "_loaded", None) or {}
        adding = self._state.adding
        if not adding:
            loaded = loaded | self._unread(loaded)
        changes = {}
        for column in self._meta.concrete_fields:
            name = column.attname
            if column.primary_key or name in self.unaudited or (not adding and name not in loaded):
                continue
            before, after = (None, getattr(self, name)) if adding else (loaded[name], getattr(self, name))
            if plain(before) != plain(after) and not (adding and after in (None, "", [], {})):
                changes[name] = [plain(before), plain(after)]
        return changes
