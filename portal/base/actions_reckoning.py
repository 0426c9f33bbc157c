"""When the calendar or a rule has changed: deadlines that would move are listed; those confirmed are moved, no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from . import actions_deadlines, audit, clock, deadline_days, facts, work_calendar, writing
from .deadlines import WorkCalendar
from .models import Deadline, DeadlineEvent, User
from .querysets import DeadlineQuerySet
from .reckoning import Length

Kind = DeadlineEvent.Kind


@dataclass(frozen=True)
class Move:
    """One running deadline, the day it has and the day it would get."""

    deadline: Deadline
    old: date
    new: date

    @property
    def mark(self) -> str:
        """What is confirmed: this deadline, from this day to that one."""
        return f"{self.deadline.pk}:{self.old}:{self.new}"


def moves(rows: DeadlineQuerySet, length: Length | None = None) -> list[Move]:
    """Running deadlines among these that today's calendar, or a rule's new length, would move or settle. Nothing is written."""
    calendar = work_calendar.current()
    running = list(rows.filter(state=Deadline.State.RUNNING).order_by("day", "pk"))
    prefetch_related_objects(running, "events")
    found = []
    for row in running:
        move = _move(row, _open(row), calendar, length)
        if move is not None:
            found.append(move)
    return found


@transaction.atomic
def reckon_again(
    confirmed: Iterable[str], *, note: str, by: User, rows: DeadlineQuerySet | None = None, length: Length | None = None
) -> tuple[list[Move], list[str]]:
    """Move the confirmed ones. Returns what was moved, and the marks that no longer say what would happen and were left."""
    if not note.strip():
        raise ValidationError({"note": _("Say why.")})
    listed = {move.mark: move for move in moves(Deadline.objects.all() if rows is None else rows, length)}
    calendar = work_calendar.current()
    done, left = [], []
    for mark in dict.fromkeys(confirmed):
        move = listed.get(mark)
        row = writing.take(move.deadline) if move else None
        fresh = _move(row, deadline_days.facts_of(row), calendar, length) if row and row.state == row.State.RUNNING else None
        if fresh is None or fresh.mark != mark:
            left.append(mark)
            continue
        _apply(fresh, calendar, length, note, by)
        done.append(fresh)
    return done, left


def _apply(move: Move, calendar: WorkCalendar, length: Length | None, note: str, by: User) -> None:
    """The new length supersedes the old one; the entry says why the day moved."""
    row = move.deadline
    with audit.act("deadline.reckoned", row, by=by, note=note):
        if length is not None:
            first = next(event for event in deadline_days.facts_of(row) if event.kind == Kind.SET)
            number = None if length.to else length.number
            facts.supersede(first, by=by, unit=length.unit.value, number=number, to_day=length.to)
        writing.enter(DeadlineEvent(deadline=row, kind=Kind.RECKONED, valid_from=clock.today(), note=note))
        actions_deadlines.settle(row, calendar)


def _open(row: Deadline) -> list[DeadlineEvent]:
    return sorted((event for event in row.events.all() if event.is_open), key=lambda event: (event.valid_from, event.pk))


def _move(row: Deadline, events: list[DeadlineEvent], calendar: WorkCalendar, length: Length | None) -> Move | None:
    found = deadline_days.reckoned(events, calendar, length)
    if row.day is None or found.day is None or (found.day == row.day and bool(found.unknown) == row.is_provisional):
        return None
    return Move(row, row.day, found.day)
