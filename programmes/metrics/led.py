"""International standards led from China: published within the period, with a proven claim on the day.

Unit: standards. Joint and twin texts are one work and count once; several claims on one work count once. Only proven claims
count, and a second person has confirmed the proof. Source of the goal: Key Points of 2020, item 11.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from .dating import HELD, Period, as_known, earliest, held, in_force, is_known, is_voided, known_events, place_of
from .figure import COUNTED, NEAR, UNKNOWN, Entry, Figures, Sheet
from .rows import Claim, Event, LedFacts, Subject

KIND = "international"
STATES = ("claimed", "proven", "disputed", "withdrawn")
SEEN = ("seen_current", "seen_ended")
#: The better a claim stands, the earlier; what a work's best claim lacks is what the work lacks.
RANK = {"proven": 0, "claimed": 1, "disputed": 2, "withdrawn": 3}


class Standing(NamedTuple):
    """How far a claim is on the day, and what it lacks."""

    state: str
    lacks: str
    claim: Claim


def led(facts: LedFacts, switches: Mapping[str, Any], period: Period, on: date, known: datetime) -> Figures:
    """Count works once, for the whole and for each area."""
    sheet = Sheet(facts.areas)
    near = timedelta(days=switches["near_days"])
    for claims in _works(facts, known).values():
        texts = [facts.internationals[pk] for pk in dict.fromkeys(claim.international for claim in claims)]
        standings = [s for claim in claims if (s := _standing(facts.decisions.get(claim.pk, ()), claim, on, known))]
        if not standings:
            continue
        best = min(standings, key=lambda one: (RANK[one.state], one.claim.pk))
        published, seen = _publication(facts, texts, switches["event"], known)
        areas = _areas(facts, claims, texts, on, known)
        subject = facts.internationals[best.claim.international]
        if subject.retracted_at is not None and subject.retracted_at > known:
            subject = subject._replace(retracted_at=None)
        _sort(sheet, subject, best, published, seen, areas, switches, (period, on, near))
    return sheet.counts(measured=bool(facts.claims))


def _works(facts: LedFacts, known: datetime) -> dict[str, list[Claim]]:
    works: dict[str, list[Claim]] = {}
    for claim in (as_known(one, known) for one in facts.claims):
        subject = facts.internationals[claim.international]
        works.setdefault(subject.work or f"#{subject.pk}", []).append(claim)
    return works


def _standing(decisions: Sequence[Event], claim: Claim, on: date, known: datetime) -> Standing | None:
    """The claim's state on the day as known, with the missing piece in a word."""
    holding = in_force(known_events(decisions, known), STATES, on)
    if holding is None:
        late = [e for e in decisions if e.name == "proven" and e.times.recorded_at > known and e.times.valid_from <= on]
        voided = [e for e in decisions if e.name == "proven" and is_voided(e.times, known) and e.times.valid_from <= on]
        lacks = "not_known_yet" if late else "voided" if voided else ""
        return Standing("claimed", lacks, claim) if lacks else None
    state = holding.name
    if state == "proven" and held(holding.times, on) != HELD:
        return Standing("claimed", "proof_uncertain", claim)
    if state == "claimed":
        lacks = "not_confirmed" if claim.has_evidence else "no_evidence"
        return Standing(state, lacks if claim.has_organisation else "no_organisation", claim)
    return Standing(state, "" if state == "proven" else f"claim_{state}", claim)


def _publication(facts: LedFacts, texts: Sequence[Subject], event: str, known: datetime) -> tuple[Event | None, bool]:
    """The first publication of any text of the work (a later twin adds nothing); else whether one was seen without its day."""
    events = [one for text in texts for one in known_events(facts.events.get(text.pk, ()), known)]
    return earliest(events, event), any(one.name in SEEN for one in events)


def _areas(facts: LedFacts, claims: Sequence[Claim], texts: Sequence[Subject], on: date, known: datetime) -> tuple[int, ...]:
    """Areas named by the claims, and areas confirmed for the texts."""
    named = {claim.area for claim in claims if claim.area is not None}
    for text in texts:
        for tag in facts.tags.get(text.pk, ()):
            if tag.decision == "confirmed" and is_known(tag.times, known) and held(tag.times, on) == HELD:
                named.add(tag.area)
    return tuple(sorted(named & set(facts.areas)))


def _sort(
    sheet: Sheet, subject: Subject, best: Standing, published: Event | None, seen: bool, areas: tuple[int, ...],
    switches: Mapping[str, Any], when: tuple[Period, date, timedelta],
) -> None:  # fmt: skip
    times = published.times if published else None
    where = place_of(times, *when) if times else "nowhere"
    proven = best.state == "proven"

    def put(outcome: str, reason: str, **details: Any) -> None:
        day = times.valid_from if times else None
        traits = {**subject.traits, "role": best.claim.role}
        sheet.put(outcome, Entry(KIND, subject.pk, subject.text, day, areas, reason, {"claim": best.claim.pk} | details, traits))

    if where == "far" or (not proven and where in ("before", "after", "later")):
        return
    if subject.retracted_at is not None:
        put(NEAR, "retracted", day=subject.retracted_at)
    elif subject.traits["body"] not in switches["bodies"]:
        put(NEAR, "body", body=subject.traits["body"])
    elif where == "nowhere":
        if proven:
            put(*((UNKNOWN, "no_day") if seen else (NEAR, "not_published")))
    elif where in ("before", "after", "later"):
        put(NEAR, f"published_{where}")
    elif where in ("uncertain", "straddles"):
        put(UNKNOWN, f"day_{where}", precision=times.precision if times else "")
    elif proven:
        put(COUNTED, "proven")
    else:
        put(UNKNOWN if best.lacks == "proof_uncertain" else NEAR, best.lacks)
