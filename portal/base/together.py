"""Two people change one record at once: the second sees what the first saved, field by field, and nothing is lost.

A field that only the other changed takes the other's value; a field that both changed keeps what was typed, with both values
shown. The form then carries the newer version, so that saving again is a decision made with open eyes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from . import history
from .acting import put_errors
from .audit import plain
from .choosing import RecordField
from .forms import Form
from .models import AuditEntry, User
from .racing import attempt
from .writing import StaleRecord, label_of

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Clash:
    """One field that somebody else has changed meanwhile."""

    label: str
    before: str
    now: str
    typed: str
    taken: bool
    """The other's value stands in the form now, since this person had not touched the field."""
    by: User
    at: datetime


class VersionedForm(Form):
    """A form that knows which version of the record it was opened from."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes: list[Clash] = []


def act_on_version(form: VersionedForm, action: Callable[..., Answer], record: Model, **more: Any) -> Answer | None:
    """As `act_on`; when the record is no longer the version that was shown, the form is made ready to be saved again."""
    if not form.is_valid():
        return None
    try:
        return attempt(action, record, **form.cleaned_data, **more)
    except StaleRecord as stale:
        meet(form, stale)
        form.add_error(None, stale)
    except ValidationError as problem:
        put_errors(form, problem)
    return None


def meet(form: VersionedForm, stale: StaleRecord) -> None:
    """Bring the form up to the saved record: the newer version, the other's untouched fields, and both values to compare."""
    now = stale.record
    form.data = form.data.copy()
    form.data["expected_version"] = str(now.version)
    first, last = _ends(stale.entries)
    for name, typed in list(form.cleaned_data.items()):
        column = _column(now, name)
        if column not in last:
            continue
        value, opened, current = plain(typed), first[column].changes[column][0], plain(getattr(now, column))
        if _same(value, current):
            continue
        taken = _same(value, opened)
        if taken:
            _put(form, name, now)
        by = last[column]
        said = [history.value_in_words(now, column, each) for each in (opened, current, value)]
        form.clashes.append(Clash(label_of(now, name), *said, taken, by.by, by.at))


def _ends(entries: Iterable[AuditEntry]) -> tuple[dict[str, AuditEntry], dict[str, AuditEntry]]:
    """By column the first and the last entry that changed it; entries come newest first."""
    first: dict[str, AuditEntry] = {}
    last: dict[str, AuditEntry] = {}
    for entry in entries:
        for column in entry.changes:
            last.setdefault(column, entry)
            first[column] = entry
    return first, last


def _column(record: Model, name: str) -> str:
    names = {field.name: field.attname for field in record._meta.concrete_fields}
    return names.get(name, "")


def _same(one: Any, other: Any) -> bool:
    """Nothing typed and nothing stored are the same nothing."""
    empty = (None, "", [])
    return one == other or (one in empty and other in empty)


def _put(form: VersionedForm, name: str, record: Model) -> None:
    """The saved value into the form, as a browser would send it."""
    field, value = form.fields[name], getattr(record, name)
    if isinstance(field, RecordField):
        for key, text in field.posted(name, value).items():
            form.data[key] = text
        field.show(value)
        return
    shown = field.prepare_value(value)
    form.data[name] = "" if shown is None else str(shown)
