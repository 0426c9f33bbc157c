"""Standards formulated: published within the period, at a level that counts, with a confirmed key area of the year.

Unit: standards. A multi-part standard counts once a part, an amendment sheet does not count. Source of the goal: Key Points
of 2020, item 7 (key special-project standards); the rule itself is a working definition.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from .dating import HELD, UNCERTAIN, Period, as_known, earliest, held, is_known, is_voided, known_events, place_of
from .figure import COUNTED, NEAR, UNKNOWN, Entry, Figures, Sheet
from .rows import Event, FormulatedFacts, Subject, Tag, Times

KIND = "standard"
SEEN = ("seen_current", "seen_ended", "in_force")


def formulated(facts: FormulatedFacts, switches: Mapping[str, Any], period: Period, on: date, known: datetime) -> Figures:
    """Count standards once a designation, for the whole and for each area."""
    sheet = Sheet(facts.areas)
    near = timedelta(days=switches["near_days"])
    for pk, standard in facts.standards.items():
        if standard.former:
            standard = as_known(standard, known)
        events, tags = facts.events.get(pk, ()), facts.tags.get(pk, ())
        published = earliest(known_events(events, known), "published")
        if published is None:
            _undated(sheet, standard, events, tags, period, on, known)
            continue
        where = place_of(published.times, period, on, near)
        if where != "far":
            _sort(sheet, standard, published.times, where, _ended(events, switches, on, known), tags, switches, on, known)
    return sheet.counts()


def _sort(
    sheet: Sheet, standard: Subject, times: Times, where: str, ended: tuple[str, Event] | None, tags: Sequence[Tag],
    switches: Mapping[str, Any], on: date, known: datetime,
) -> None:  # fmt: skip
    """One published standard into the list where it belongs; the first reason against it is the one that is named."""
    confirmed, refused = _areas(tags, on, known)
    wanted = not switches["need_area"]
    level_counts = standard.traits["level"] in switches["levels"]
    if not (confirmed or wanted or level_counts):
        return

    def put(outcome: str, reason: str, areas: tuple[int, ...] = confirmed, whole: bool = True, **details: Any) -> None:
        entry = Entry(KIND, standard.pk, standard.text, times.valid_from, areas, reason, details, standard.traits)
        sheet.put(outcome, entry, whole=whole)

    if standard.retracted_at is not None and standard.retracted_at <= known:
        put(NEAR, "retracted", day=standard.retracted_at)
    elif not level_counts:
        put(NEAR, "level", level=standard.traits["level"])
    elif standard.traits["amendment"] and not switches["amendments"]:
        if confirmed or wanted:
            put(NEAR, "amendment")
    elif not (confirmed or wanted):
        if where in ("inside", "uncertain", "straddles"):
            outcome, reason, areas = _why_no_area(tags, on, known)
            put(outcome, reason, areas)
    elif where in ("before", "after", "later"):
        put(NEAR, f"published_{where}")
    elif where in ("uncertain", "straddles"):
        put(UNKNOWN, f"day_{where}", precision=times.precision)
    elif ended:
        put(UNKNOWN if ended[0] == UNCERTAIN else NEAR, f"{ended[1].name}_{ended[0]}", day=ended[1].times.valid_from)
    else:
        put(COUNTED, "published")
        if refused:
            put(NEAR, "area_rejected", refused, whole=False)


def _ended(events: Sequence[Event], switches: Mapping[str, Any], on: date, known: datetime) -> tuple[str, Event] | None:
    """The ending that takes a standard out again by the asked day, if any."""
    for event in events:
        if event.name in switches["ended_out"] and is_known(event.times, known):
            state = held(event.times, on)
            if state in (HELD, UNCERTAIN):
                return state, event
    return None


def _areas(tags: Sequence[Tag], on: date, known: datetime) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Areas confirmed, and areas refused, on the day as known."""
    confirmed, refused = set(), set()
    for tag in tags:
        if is_known(tag.times, known) and held(tag.times, on) == HELD:
            (confirmed if tag.decision == "confirmed" else refused).add(tag.area)
    return tuple(sorted(confirmed)), tuple(sorted(refused - confirmed))


def _why_no_area(tags: Sequence[Tag], on: date, known: datetime) -> tuple[str, str, tuple[int, ...]]:
    """Why a standard of the period has no area: unknown, not known yet, later, refused, or simply none."""
    grounds: dict[str, set[int]] = {}
    for tag in tags:
        if tag.decision != "confirmed":
            if is_known(tag.times, known) and held(tag.times, on) == HELD:
                grounds.setdefault("area_rejected", set()).add(tag.area)
        elif is_known(tag.times, known):
            state = held(tag.times, on)
            reason = "area_uncertain" if state == UNCERTAIN else f"area_{state}"
            grounds.setdefault(reason, set()).add(tag.area)
        elif tag.times.recorded_at > known:
            grounds.setdefault("area_not_known_yet", set()).add(tag.area)
    for reason in ("area_uncertain", "area_not_known_yet", "area_ahead", "area_ended", "area_rejected"):
        if reason in grounds:
            return UNKNOWN if reason == "area_uncertain" else NEAR, reason, tuple(sorted(grounds[reason]))
    return NEAR, "no_area", ()


def _undated(
    sheet: Sheet, standard: Subject, events: Sequence[Event], tags: Sequence[Tag], period: Period, on: date, known: datetime
) -> None:
    """No publication is known: it was recorded later, was voided, or the source never told the day."""
    confirmed, _ = _areas(tags, on, known)
    due = [e for e in events if e.name == "published" and period.first <= e.times.valid_from <= min(on, period.last)]
    late = [e for e in due if e.times.recorded_at > known]
    voided = [e for e in due if is_voided(e.times, known)]

    def put(outcome: str, reason: str, day: date | None, /, **details: Any) -> None:
        sheet.put(outcome, Entry(KIND, standard.pk, standard.text, day, confirmed, reason, details, standard.traits))

    if voided and confirmed:
        put(NEAR, "voided", voided[-1].times.valid_from, day=voided[-1].times.voided_at)
    elif late:
        put(NEAR, "not_known_yet", late[0].times.valid_from, day=late[0].times.recorded_at)
    elif confirmed and any(e.name in SEEN and is_known(e.times, known) for e in events):
        put(UNKNOWN, "no_day", None)
