"""A record's status and life in words: one sentence, one warning, one ribbon. Takes values, asks no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.base import wording

from .models import InternationalStandard, InternationalStatus, Standard, StandardStatus


@dataclass(frozen=True)
class Life:
    """What the words are made from: the state on the day, and the numbers it concerns."""

    status: str
    published_on: date | None = None
    precision: str = "day"
    in_force_on: date | None = None
    ended_on: date | None = None
    replaces: Sequence[str] = ()
    replaced_by: Sequence[str] = ()


@dataclass(frozen=True)
class Step:
    label: str
    text: str
    state: str


@dataclass(frozen=True)
class Warn:
    text: str
    tone: str = ""
    url: str = ""
    link: str = ""


@dataclass
class Line:
    """One line of the list of facts; empty ones are left out."""

    label: str
    text: str = ""
    url: str = ""
    zh: str = ""
    en: str = ""
    tag: str = ""
    tone: str = ""
    change: str = ""
    missing: str = ""
    lang: str = ""
    """Of the text, where it is neither Chinese nor English."""

    @property
    def is_filled(self) -> bool:
        return bool(self.text or self.zh or self.en)


def listed(numbers: Iterable[str]) -> str:
    return pgettext("between names", ", ").join(numbers)


def sentence(life: Life, *, international: bool) -> str:
    """The status in one sentence, with its day if it is known."""
    said = _international_status(life) if international else _status(life)
    if life.replaces and life.status in ("current", "coming", "draft", "unknown"):
        said = _("%(status)s; replaces %(numbers)s") % {"status": said, "numbers": listed(life.replaces)}
    return said


def _ended(life: Life) -> str:
    if life.status == "withdrawn":
        return _("Withdrawn on %(day)s") % {"day": wording.day(life.ended_on)} if life.ended_on else _("Withdrawn")
    if life.replaced_by and life.ended_on:
        words = _("Replaced by %(numbers)s since %(day)s")
        return words % {"numbers": listed(life.replaced_by), "day": wording.day(life.ended_on)}
    if life.replaced_by:
        return _("Replaced by %(numbers)s") % {"numbers": listed(life.replaced_by)}
    return _("Replaced since %(day)s") % {"day": wording.day(life.ended_on)} if life.ended_on else _("Replaced")


def _status(life: Life) -> str:
    if life.status in ("replaced", "withdrawn"):
        return _ended(life)
    if life.status == "current":
        return _("In force since %(day)s") % {"day": wording.day(life.in_force_on)} if life.in_force_on else _("In force")
    if life.status == "coming" and life.in_force_on:
        return _("Published, comes into force on %(day)s") % {"day": wording.day(life.in_force_on)}
    if life.status == "coming":
        return _("Published, not yet in force")
    return _("Draft") if life.status == "draft" else _("Whether it is in force is not known here")


def _international_status(life: Life) -> str:
    published = wording.day(life.published_on, life.precision) if life.published_on else ""
    if life.status in ("replaced", "withdrawn"):
        return _ended(life)
    if life.status == "current":
        return _("Current, published %(day)s") % {"day": published} if published else _("Current")
    if life.status == "draft":
        return _("In preparation")
    return _("Abandoned") if life.status == "cancelled" else _("Whether it is current is not known here")


def warning(life: Life, successor: tuple[str, str] | None) -> Warn | None:
    """For what should not be used without a second look. `successor`: (number, address)."""
    number, url = successor or ("", "")
    link = _("Go to %(number)s") % {"number": number} if url else ""
    if life.status == "replaced":
        return Warn(_("This is an old edition. It has been replaced."), "bad", url, link)
    if life.status == "withdrawn":
        return Warn(_("This standard has been withdrawn."), "bad", url, link)
    if life.status == "cancelled":
        return Warn(_("Work on this document was abandoned; it was never published."), "bad")
    if life.status == "coming":
        return Warn(_("This standard is not yet in force."), "info")
    if life.status == "unknown":
        return Warn(_("The sources do not say whether this standard is in force."))
    return None


EVENTS = {**dict(StandardStatus.Event.choices), **dict(InternationalStatus.Event.choices)}
RIBBON = ("proposed", "published", "in_force", "corrected", "confirmed", "replaced", "withdrawn", "cancelled")
ENDS = ("replaced", "withdrawn", "cancelled")


def ribbon(facts: Iterable[Any], status: str, today: date) -> list[Step]:
    """The life by its dated facts, the earliest of each kind; a review by its latest. The standing state is marked."""
    dated: dict[str, Any] = {}
    for fact in sorted(facts, key=lambda one: one.valid_from):
        if fact.event in RIBBON and (fact.event not in dated or fact.event == "confirmed"):
            dated[fact.event] = fact
    order = sorted(dated.values(), key=lambda one: (one.valid_from, RIBBON.index(one.event)))
    past = [fact for fact in order if fact.valid_from <= today]
    steps = []
    for fact in order:
        state = "done"
        if fact.valid_from > today:
            state = "todo"
        elif fact.event in ENDS:
            state = "end"
        elif fact is past[-1] and status in ("current", "coming"):
            state = "now"
        steps.append(Step(str(EVENTS[fact.event]), wording.day(fact.valid_from, fact.precision), state))
    return steps


@dataclass
class Entry:
    """One line of the history: when it was true, what happened, since when the portal knows it."""

    on: str
    what: str
    recorded: str
    note: str = ""
    who: str = ""
    voided: bool = False
    sort: tuple[Any, ...] = field(default=(), repr=False)


STATUS_LABELS = {**dict(InternationalStandard.Status.choices), **dict(Standard.Status.choices)}
