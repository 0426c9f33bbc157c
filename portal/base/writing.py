"""What every action shares: take a record for change, see whether somebody was faster, check it, save it, enter its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from . import audit, clock, facts
from .models import AuditEntry

if TYPE_CHECKING:
    from .models import User

Record = TypeVar("Record", bound=models.Model)
FactRow = TypeVar("FactRow", bound=facts.Fact)


class StaleRecord(ValidationError):
    """Somebody else saved the record since it was read. Says who and which fields; nothing was written."""

    def __init__(self, record: models.Model, entries: Iterable[AuditEntry]) -> None:
        entries = list(entries)
        names = dict.fromkeys(name for entry in entries for name in entry.changes if name != "version")
        self.record = record
        self.entries = entries
        self.fields = tuple(name.removesuffix("_id") for name in names)
        self.by = entries[0].by if entries else None
        self.at = entries[0].at if entries else None
        super().__init__(self._sentence(), code="stale")

    def _sentence(self) -> str:
        said = _("Somebody else has saved this record since you opened it.")
        if self.fields:
            labels = ", ".join(label_of(self.record, name) for name in self.fields)
            said = _("%(who)s has saved this record since you opened it and changed: %(fields)s.") % {
                "who": self.by,
                "fields": labels,
            }
        return said + " " + _("Compare with the record as it is now, then save again.")


def label_of(record: models.Model, name: str) -> str:
    """The label of a field in the reader's language; the bare name when the model knows no such field."""
    try:
        return str(record._meta.get_field(name).verbose_name)
    except (FieldDoesNotExist, AttributeError):
        return name


def take(record: Record, expected_version: int | None = None) -> Record:
    """Read the record again, locked until the transaction ends; StaleRecord when it is no longer the version that was shown."""
    fresh = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if expected_version is not None and fresh.version != expected_version:
        raise StaleRecord(fresh, _entries_since(fresh, expected_version))
    return fresh


def hold(record: models.Model) -> None:
    """Lock the row behind a record in hand, so that what follows from its facts is worked out by one writer at a time."""
    record.version = type(record)._base_manager.select_for_update().values_list("version", flat=True).get(pk=record.pk)


def _entries_since(record: models.Model, version: int) -> list[AuditEntry]:
    entries = AuditEntry.objects.filter(row_type=record._meta.label_lower, row_pk=str(record.pk)).select_related("by")
    return [entry for entry in entries.order_by("-pk")[:200] if (entry.changes.get("version") or [0, 0])[1] > version]


def save(record: models.Model, *, exclude: Iterable[str] = ()) -> bool:
    """Check and save one record inside the open act, with its next version. False when nothing had changed."""
    this = audit.current()
    adding = record._state.adding
    if not adding and not record.changed_fields():
        return False
    names = {column.name for column in record._meta.concrete_fields}
    if "updated_at" in names:
        record.updated_at = clock.now()
    _check(record, {*exclude, *_settled(record)})
    if "version" in names and not adding:
        record.version += 1
    record.save()
    if "version" in names and not adding:
        this.changes[-1][1]["version"] = [record.version - 1, record.version]
    return True


def _check(record: models.Model, exclude: set[str]) -> None:
    record.clean_fields(exclude=exclude)
    record.clean()
    record.validate_unique()
    record.validate_constraints()


def _settled(record: models.Model) -> set[str]:
    """Foreign keys are objects that the caller has just read, and what may be null may be empty in an action."""
    settled = set()
    for column in record._meta.concrete_fields:
        empty = getattr(record, column.attname) is None
        if (column.null and empty) or (column.is_relation and not empty):
            settled.add(column.name)
    return settled


def set_fields(record: models.Model, changes: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Put the changes on the record; ValidationError names a field that this action does not change."""
    strange = set(changes) - set(allowed)
    if strange:
        raise ValidationError({name: _("This field cannot be changed here.") for name in sorted(strange)})
    for name, value in changes.items():
        setattr(record, name, value.strip() if isinstance(value, str) else value)


def enter(fact: FactRow) -> FactRow:
    """Check a fact's fields and record it inside the open act."""
    skipped = {column.name for column in fact._meta.concrete_fields if column.is_relation or not column.editable}
    fact.clean_fields(exclude=skipped)
    if fact.until is not None and fact.until < fact.valid_from:
        raise ValidationError({"until": _("The end lies before the beginning.")})
    facts.enter(fact)
    return fact


def void(fact: facts.Fact, *, by: User, reason: str) -> None:
    """Void a mistaken fact; the missing reason is named as a field."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this entry is voided.")})
    facts.void(fact, by=by, reason=reason)


def end(fact: FactRow, *, by: User, until: date) -> FactRow:
    """End an open fact; a day before its beginning is refused."""
    if until < fact.valid_from:
        raise ValidationError({"until": _("It cannot end before it began on %(day)s.") % {"day": fact.valid_from}})
    return facts.end(fact, by=by, until=until)


def copy_of(fact: FactRow, **changes: Any) -> FactRow:
    """A new row that says the same, not yet recorded: for what holds again after a later entry was voided."""
    columns = [column for column in fact._meta.concrete_fields if not column.primary_key and column.name not in facts.STAMPS]
    return type(fact)(**({column.attname: getattr(fact, column.attname) for column in columns} | changes))


def not_in_future(day: date, name: str) -> None:
    """Refuse a day that has not come yet, for what has happened already."""
    if day > clock.today():
        raise ValidationError({name: _("This day lies in the future.")})
