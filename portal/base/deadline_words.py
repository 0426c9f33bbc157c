"""A deadline in words, the same on every page, in every file and mail: the day, its zone, how near it is, and why this day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from . import wording, work_calendar
from .deadlines import Step, Why
from .models import Deadline, DeadlineEvent
from .querysets import subjects_of
from .reckoning import from_json

Kind = DeadlineEvent.Kind
State = Deadline.State


@dataclass(frozen=True)
class Shown:
    """What `components/deadline.html` shows."""

    deadline: Deadline
    title: str
    day: date | None
    state: str
    tone: str
    why: Sequence[str]
    subject: str = ""
    subject_url: str = ""

    @property
    def zone(self) -> str:
        return _("Beijing time (UTC+8)")


def shown(row: Deadline, on: date, subject: tuple[str, str] = ("", "")) -> Shown:
    """One deadline as it stands on a day. Its events are best prefetched with those who recorded them."""
    state, tone = state_in_words(row, on)
    title = wording.title(row.title_zh, row.title_en, get_language() or "zh-hans")[0]
    return Shown(row, title, row.day, state, tone, explain(row), *subject)


def shown_all(rows: Iterable[Deadline], on: date) -> list[Shown]:
    """Several deadlines with their records: one query a kind of record."""
    rows = list(rows)
    names = subjects(rows)
    return [shown(row, on, names.get((row.subject_type, row.subject_pk), ("", ""))) for row in rows]


def subjects(rows: Iterable[Deadline]) -> dict[tuple[str, int], tuple[str, str]]:
    """Name and address of the records that deadlines are about."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        wanted.setdefault(row.subject_type, set()).add(row.subject_pk)
    found = {}
    for label, pks in wanted.items():
        known = subjects_of(label)
        for one in known.filter(pk__in=pks) if known is not None else ():
            url = one.get_absolute_url() if hasattr(one, "get_absolute_url") else ""
            found[label, one.pk] = (str(one), url)
    return found


def state_in_words(row: Deadline, on: date) -> tuple[str, str]:
    """How near the last day is, and the colour that goes with it."""
    if row.state != State.RUNNING or row.day is None:
        return str(row.get_state_display()), wording.TONES.get(row.state, "")
    days = (row.day - on).days
    if days < 0:
        return ngettext("overdue by %(n)s day", "overdue by %(n)s days", -days) % {"n": -days}, "bad"
    tone = "risk" if row.warn_on is not None and row.warn_on <= on else "info"
    if days == 0:
        return _("ends today"), tone
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}, tone


def explain(row: Deadline) -> list[str]:
    """Every step of the reckoning, the rule first and the zone last."""
    events = [event for event in row.events.all() if event.is_open]
    steps = from_json(row.steps)
    said = [_("Rule: %(clause)s") % {"clause": event.clause} for event in events if event.kind == Kind.SET and event.clause]
    said += [_step(step, events) for step in steps]
    if row.is_provisional:
        said.append(_("The holiday notice of a year it reaches into is not out: the day may still move, after a confirmation."))
    if row.day:
        said.append(_("The last day ends at midnight, %(zone)s.") % {"zone": _("Beijing time (UTC+8)")})
    return said


def _step(step: Step, events: Sequence[DeadlineEvent]) -> str:
    words: dict[str, Any] = {"begun": date_format(step.begun), "reached": date_format(step.reached), "n": step.number}
    words["on"] = date_format(step.on) if step.on else ""
    if step.why == Why.BEGUN:
        return _("Begun on %(begun)s; the day after is the first that counts (Civil Code, Article 201)") % words
    if step.why == Why.PAUSED:
        return (
            ngettext(
                "Stood still for %(n)s day from %(on)s, so %(reached)s",
                "Stood still for %(n)s days from %(on)s, so %(reached)s",
                step.number,
            )
            % words
        )
    if step.why == Why.STANDS:
        words["left"] = work_calendar.period_in_words(step.passed[0][1], step.number)
        return _("Stands still since %(on)s; %(left)s left when it runs again") % words
    if step.on is not None:
        words["who"] = _who(step.on, events)
        if step.why == Why.NAMED:
            return _("Extended on %(on)s by %(who)s to %(reached)s") % words
        words["period"] = work_calendar.period_in_words(step.why, step.number)
        said = _("Extended on %(on)s by %(who)s by %(period)s = %(reached)s") % words
        return work_calendar.passed_over(step, said)
    if step.why == Why.NAMED:
        return _("The last day was named: %(reached)s") % words
    return work_calendar.in_words(step)


def _who(on: date, events: Sequence[DeadlineEvent]) -> str:
    """Who recorded the extension of that day."""
    names = dict.fromkeys(str(event.recorded_by) for event in events if event.kind == Kind.EXTENDED and event.valid_from == on)
    return _(", ").join(names) or _("the portal")


def event_in_words(event: DeadlineEvent) -> str:
    """One entry of the list of decisions."""
    if event.to_day is not None:
        what = _("up to %(day)s") % {"day": date_format(event.to_day)}
    elif event.unit:
        what = work_calendar.period_in_words(Why(event.unit), event.number or 0)
    else:
        what = ""
    return f"{event.get_kind_display()}{_(': ')}{what}" if what else str(event.get_kind_display())
