"""Group-standard demonstrations: projects selected within the period, and the distinct fields they stand in.

Unit: projects; second value: fields. A project without a field counts as a project and is unknown for the fields.
Source of the goal: Key Points of 2020, item 9 (100 projects in 10 fields or more).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from .dating import UNCERTAIN, Period, as_known, held, in_force, is_voided, known_events, place_of
from .figure import COUNTED, NEAR, UNKNOWN, Entry, Figures, Sheet
from .rows import DemonstratedFacts, Event, Subject

KIND = "demonstration"
STATES = ("applied", "selected", "refused", "withdrawn")


def demonstrated(facts: DemonstratedFacts, switches: Mapping[str, Any], period: Period, on: date, known: datetime) -> Figures:
    """Count selected projects and distinct fields, for the whole and for each area."""
    sheet = Sheet(facts.areas)
    near = timedelta(days=switches["near_days"])
    for pk, subject in ((pk, as_known(one, known)) for pk, one in facts.demonstrations.items()):
        decisions = facts.decisions.get(pk, ())
        holding = in_force(known_events(decisions, known), STATES, on)
        if holding is not None and holding.name == "selected":
            _selected(sheet, subject, holding, period, on, near)
        else:
            _not_selected(sheet, subject, holding, decisions, period, on, known, near)
    if not facts.demonstrations:
        return sheet.counts(measured=False)
    return {area: _with_fields(sheet, area) for area in sheet.lists}


def _entry(subject: Subject, day: date | None, reason: str, /, **details: Any) -> Entry:
    area = subject.traits.get("area")
    return Entry(KIND, subject.pk, subject.text, day, (area,) if area else (), reason, details, subject.traits)


def _selected(sheet: Sheet, subject: Subject, holding: Event, period: Period, on: date, near: timedelta) -> None:
    where, day = place_of(holding.times, period, on, near), holding.times.valid_from
    if where == "inside":
        sheet.put(COUNTED, _entry(subject, day, "selected"))
        if not subject.traits["field"]:
            sheet.put(UNKNOWN, _entry(subject, day, "no_field"))
    elif where in ("before", "after"):
        sheet.put(NEAR, _entry(subject, day, f"selected_{where}"))
    elif where in ("uncertain", "straddles"):
        sheet.put(UNKNOWN, _entry(subject, day, f"day_{where}", precision=holding.times.precision))


def _not_selected(
    sheet: Sheet, subject: Subject, holding: Event | None, decisions: Sequence[Event], period: Period, on: date,
    known: datetime, near: timedelta,
) -> None:  # fmt: skip
    """Selected soon after the day, not known yet, voided; else applied, refused or withdrawn within the period."""
    for event in known_events([one for one in decisions if one.name == "selected"], known):
        if (where := place_of(event.times, period, on, near)) in ("later", "after") and held(event.times, on) == "ahead":
            sheet.put(NEAR, _entry(subject, event.times.valid_from, f"selected_{where}"))
            return
    due = [e for e in decisions if e.name == "selected" and period.first <= e.times.valid_from <= min(on, period.last)]
    late = [e for e in due if e.times.recorded_at > known]
    if late:
        sheet.put(NEAR, _entry(subject, late[0].times.valid_from, "not_known_yet", day=late[0].times.recorded_at))
    elif holding is not None:
        if period.first <= holding.times.valid_from < period.end:
            outcome = UNKNOWN if held(holding.times, on) == UNCERTAIN else NEAR
            sheet.put(outcome, _entry(subject, holding.times.valid_from, f"is_{holding.name}"))
    elif voided := [e for e in due if is_voided(e.times, known)]:
        sheet.put(NEAR, _entry(subject, voided[-1].times.valid_from, "voided", day=voided[-1].times.voided_at))


def _with_fields(sheet: Sheet, area: int | None) -> Any:
    counted = sheet.lists[area][COUNTED]
    fields: dict[str, int] = {}
    for entry in counted:
        if name := entry.traits["field"]:
            fields[name] = fields.get(name, 0) + 1
    return sheet.figure(area, len(counted), second_value=len(fields), parts={"fields": dict(sorted(fields.items()))})
