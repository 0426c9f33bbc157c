"""What is decided about a deadline. Each decision is a fact; the stored day follows from the facts in the same transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from . import audit, clock, deadline_days, writing
from .deadlines import WorkCalendar
from .models import Deadline, DeadlineEvent, User
from .reckoning import Unit

Kind = DeadlineEvent.Kind
State = Deadline.State


@transaction.atomic
def set_deadline(
    subject: Model,
    *,
    kind: str,
    title_zh: str,
    start: date,
    unit: str,
    by: User,
    number: int | None = None,
    to_day: date | None = None,
    title_en: str = "",
    roll: bool = True,
    clause: str = "",
    note: str = "",
    rule: str = "",
    party: str = "",
    lead_days: int = 7,
    is_demo: bool = False,
) -> Deadline:
    """A period for a record, from an event on `start`. One kind runs once at a time for a record."""
    if Deadline.objects.about(subject).open().filter(kind=kind).exists():
        raise ValidationError({"kind": _("This deadline runs already; extend it, or drop it first.")})
    _check_length(start, unit, number, to_day)
    row = Deadline(subject_type=subject._meta.label_lower, subject_pk=subject.pk, kind=kind, is_demo=is_demo)
    columns = {"title_zh": title_zh, "title_en": title_en, "rule": rule, "party": party, "lead_days": lead_days}
    writing.set_fields(row, columns, columns)
    length = {"unit": unit, "number": number, "to_day": to_day, "roll": roll, "clause": clause, "note": note}
    first = DeadlineEvent(kind=Kind.SET, valid_from=start, **length)
    deadline_days.put(row, [first])
    with audit.act("deadline.set", row, by=by, note=note):
        writing.save(row)
        first.deadline = row
        writing.enter(first)
    return row


def pause(deadline: Deadline, *, on: date, note: str, by: User, expected_version: int | None = None) -> Deadline:
    """The clock stands from this day on. It must not have run out before."""
    _give_reason(note)

    def check(row: Deadline) -> None:
        _state(row, State.RUNNING)
        _since_start(row, on)
        if row.day is not None and on > row.day:
            raise ValidationError({"on": _("The deadline ran out on %(day)s.") % {"day": row.day}})

    return _decide(deadline, Kind.PAUSED, check, on=on, by=by, version=expected_version, note=note)


@transaction.atomic
def resume(deadline: Deadline, *, on: date, by: User, note: str = "", expected_version: int | None = None) -> Deadline:
    """The clock runs again; this day counts."""
    row = writing.take(deadline, expected_version)
    _state(row, State.PAUSED)
    writing.not_in_future(on, "on")
    stands = next(event for event in deadline_days.facts_of(row) if event.kind == Kind.PAUSED and event.until is None)
    if on < stands.valid_from:
        raise ValidationError({"on": _("It cannot end before it began on %(day)s.") % {"day": stands.valid_from}})
    with audit.act("deadline.resume", row, by=by, note=note):
        writing.end(stands, by=by, until=on)
        return settle(row)


def extend(
    deadline: Deadline,
    *,
    on: date,
    unit: str,
    note: str,
    by: User,
    number: int | None = None,
    to_day: date | None = None,
    clause: str = "",
    expected_version: int | None = None,
) -> Deadline:
    """More time, decided on a day: so much longer, or up to a named later day."""
    _give_reason(note)

    def check(row: Deadline) -> None:
        _state(row, State.RUNNING, *([State.PAUSED] if to_day is None else []))
        _since_start(row, on)
        _check_length(row.day or on, unit, number, to_day, least=1)

    length = {"unit": unit, "number": number, "to_day": to_day, "clause": clause, "note": note}
    return _decide(deadline, Kind.EXTENDED, check, on=on, by=by, version=expected_version, **length)


def meet(deadline: Deadline, *, on: date, by: User, note: str = "", expected_version: int | None = None) -> Deadline:
    """What the deadline was for has been done."""

    def check(row: Deadline) -> None:
        _state(row, State.RUNNING, State.PAUSED)
        _since_start(row, on)

    return _decide(deadline, Kind.MET, check, on=on, by=by, version=expected_version, note=note)


def drop(deadline: Deadline, *, on: date, note: str, by: User, expected_version: int | None = None) -> Deadline:
    """There is nothing to do any more."""
    _give_reason(note)

    def check(row: Deadline) -> None:
        _state(row, State.RUNNING, State.PAUSED)
        _since_start(row, on)

    return _decide(deadline, Kind.DROPPED, check, on=on, by=by, version=expected_version, note=note)


@transaction.atomic
def take_back(event: DeadlineEvent, *, reason: str, by: User) -> Deadline:
    """A decision was a mistake: the day is what it would be without it, and both stay in the history."""
    row = writing.take(event.deadline)
    if event.kind in (Kind.SET, Kind.RECKONED):
        raise ValidationError(_("This entry is not taken back; extend the deadline, or drop it and set another."))
    twin = Deadline.objects.open().filter(subject_type=row.subject_type, subject_pk=row.subject_pk, kind=row.kind)
    if not row.is_open and twin.exists():
        raise ValidationError(_("Another deadline of this kind runs meanwhile."))
    with audit.act("deadline.undo", row, by=by, note=reason):
        writing.void(event, by=by, reason=reason)
        return settle(row)


@transaction.atomic
def set_lead(deadline: Deadline, *, lead_days: int, by: User, expected_version: int | None = None) -> Deadline:
    """How many days before the last day it begins to show as near."""
    row = writing.take(deadline, expected_version)
    row.lead_days = lead_days
    row.warn_on = deadline_days.warn_on(row)
    with audit.act("deadline.edit", row, by=by):
        writing.save(row)
    return row


def settle(row: Deadline, calendar: WorkCalendar | None = None) -> Deadline:
    """Inside an act: the stored day from the facts. The explanation may change where the day does not."""
    deadline_days.put(row, deadline_days.facts_of(row), calendar)
    if not writing.save(row):
        row.version += 1
        row.updated_at = clock.now()
        row.save()
    return row


@transaction.atomic
def _decide(deadline: Deadline, kind: str, check: Any, *, on: date, by: User, version: int | None, **said: Any) -> Deadline:
    """One decision on the row as it stands now, locked: its fact, then the day that follows from it."""
    row = writing.take(deadline, version)
    check(row)
    with audit.act(f"deadline.{kind}", row, by=by, note=said["note"]):
        writing.enter(DeadlineEvent(deadline=row, kind=kind, valid_from=on, **said))
        return settle(row)


def _state(row: Deadline, *states: str) -> None:
    if row.state not in states:
        raise ValidationError(_("This is not possible: the deadline is %(state)s.") % {"state": row.get_state_display()})


def _since_start(row: Deadline, on: date) -> None:
    """Something decided: neither before the beginning nor in the future."""
    writing.not_in_future(on, "on")
    start = next(event.valid_from for event in deadline_days.facts_of(row) if event.kind == Kind.SET)
    if on < start:
        raise ValidationError({"on": _("The period began on %(day)s only.") % {"day": start}})


def _check_length(begun: date, unit: str, number: int | None, to_day: date | None, *, least: int = 0) -> None:
    """A number with its unit, or a day that comes after; never both."""
    if unit == Unit.DAY:
        if to_day is None or to_day <= begun or number is not None:
            raise ValidationError({"to_day": _("Name a day after %(day)s, and no number.") % {"day": begun}})
    elif number is None or number < least or to_day is not None:
        raise ValidationError({"number": _("Say how many, and no day.")})


def _give_reason(note: str) -> None:
    if not note.strip():
        raise ValidationError({"note": _("Say why.")})
