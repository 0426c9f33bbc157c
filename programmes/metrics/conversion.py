"""Conversion rate: listed international standards that a standing Chinese standard adopts, of those suitable for conversion.

Unit: per cent. The denominator is the curated list of the day less those decided unsuitable, never the catalogue; an empty
list gives no rate. Two rates are always computed: any edition of the document adopted, and the edition current on the day
adopted. The switch `edition` says which one is the goal's. In the whole a standard on two areas' lists counts once.
Source: working definition (no official source defines numerator or denominator).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from .dating import AHEAD, ENDED, HELD, UNCERTAIN, Period, as_known, held, is_known, is_voided, known_events
from .figure import COUNTED, NEAR, UNKNOWN, Entry, Figures, Sheet, percent
from .rows import AdoptionRow, ConversionFacts, Event, ListEntry, Subject, Suitability

KIND = "international"
ENDS = ("replaced", "withdrawn", "cancelled", "seen_ended")
BEGINS = ("published", "in_force", "seen_current")


class Finding(NamedTuple):
    """What the adoptions say of one listed edition: does any edition count, does the current one, and what is in the way."""

    any_edition: str
    current: str
    reason: str
    details: Mapping[str, Any]


YES, NO, MAYBE = "yes", "no", "maybe"


def conversion_rate(facts: ConversionFacts, switches: Mapping[str, Any], period: Period, on: date, known: datetime) -> Figures:
    """The rate of every area and of the whole, with both editions' numerators in the parts."""
    sheet = Sheet(facts.areas)
    chooser = _Chooser(facts, switches, on, known)
    suitable = _suitable(facts.suitabilities, on, known)
    findings: dict[int, Finding] = {}
    tally = {area: _Tally() for area in sheet.lists}
    by_record = _by_record(facts.entries)
    for international, entries in by_record.items():
        standing, near = _listed(entries, suitable, on, known)
        if standing:
            finding = findings.setdefault(international, chooser.finding(international))
            _put(sheet, facts, international, standing, finding, switches["edition"])
            for area in (None, *standing):
                tally[area].add(finding)
        for place, one in enumerate(near):
            _near(sheet, facts.internationals[international], one, whole=not standing and place == 0)
    return {area: _figure(sheet, area, tally[area], switches["edition"]) for area in sheet.lists}


class _Tally:
    """Numerators of both editions over one denominator."""

    def __init__(self) -> None:
        self.listed = self.any_edition = self.current = 0

    def add(self, finding: Finding) -> None:
        self.listed += 1
        self.any_edition += finding.any_edition == YES
        self.current += finding.current == YES


def _figure(sheet: Sheet, area: int | None, tally: _Tally, edition: str) -> Any:
    rates = {"any": percent(tally.any_edition, tally.listed), "current": percent(tally.current, tally.listed)}
    numerator = tally.any_edition if edition == "any" else tally.current
    parts = {
        "any_edition": {"numerator": tally.any_edition, "value": rates["any"]},
        "current_edition": {"numerator": tally.current, "value": rates["current"]},
    }
    return sheet.figure(area, rates[edition], numerator=numerator, denominator=tally.listed, parts=parts)


def _by_record(entries: Sequence[ListEntry]) -> dict[int, list[ListEntry]]:
    found: dict[int, list[ListEntry]] = {}
    for entry in entries:
        found.setdefault(entry.international, []).append(entry)
    return found


def _suitable(rows: Sequence[Suitability], on: date, known: datetime) -> dict[tuple[int, int], Suitability]:
    """The decision that holds on the day for each area and standard; the latest of several."""
    chosen: dict[tuple[int, int], Suitability] = {}
    for row in rows:
        if is_known(row.times, known) and held(row.times, on) == HELD:
            before = chosen.get((row.area, row.international))
            if before is None or row.times.valid_from >= before.times.valid_from:
                chosen[row.area, row.international] = row
    return chosen


Near = tuple[str, tuple[int, ...], Mapping[str, Any]]


def _listed(
    entries: Sequence[ListEntry], suitable: Mapping[tuple[int, int], Suitability], on: date, known: datetime
) -> tuple[tuple[int, ...], list[Near]]:
    """Areas on whose list the standard stands and is suitable; and why not in the others."""
    standing: set[int] = set()
    near: dict[int, tuple[str, Mapping[str, Any]]] = {}
    for entry in entries:
        if is_known(entry.times, known):
            state = held(entry.times, on)
            if state == HELD:
                decision = suitable.get((entry.area, entry.international))
                if decision is None or decision.suitable:
                    standing.add(entry.area)
                else:
                    near[entry.area] = ("unsuitable", {"why": decision.reason, "day": decision.times.valid_from})
            elif state == ENDED:
                near.setdefault(entry.area, ("unlisted", {"day": entry.times.until}))
            elif state == UNCERTAIN:
                near.setdefault(entry.area, ("listing_uncertain", {}))
        elif entry.times.recorded_at > known and held(entry.times, on) == HELD:
            near.setdefault(entry.area, ("list_not_known_yet", {"day": entry.times.recorded_at}))
    return tuple(sorted(standing)), [(why, (area,), more) for area, (why, more) in sorted(near.items()) if area not in standing]


def _near(sheet: Sheet, subject: Subject, near: Near, *, whole: bool) -> None:
    """On no list of the day, or unsuitable: outside the rate. In the whole once, and only when no area lists it."""
    reason, areas, details = near
    outcome = UNKNOWN if reason == "listing_uncertain" else NEAR
    sheet.put(outcome, Entry(KIND, subject.pk, subject.text, None, areas, reason, details, subject.traits), whole=whole)


def _put(sheet: Sheet, facts: ConversionFacts, pk: int, areas: tuple[int, ...], finding: Finding, edition: str) -> None:
    """A record of the denominator: converted, not converted for a reason, or not to be told."""
    verdict = finding.any_edition if edition == "any" else finding.current
    outcome = {YES: COUNTED, NO: NEAR, MAYBE: UNKNOWN}[verdict]
    subject = facts.internationals[pk]
    details = {"current_edition": finding.current == YES, **finding.details}
    entry = Entry(KIND, pk, subject.text, details.get("since"), areas, finding.reason, details, subject.traits, listed=True)
    sheet.put(outcome, entry)


class _Chooser:
    """Finds the adoption that speaks best for a listed edition."""

    def __init__(self, facts: ConversionFacts, switches: Mapping[str, Any], on: date, known: datetime) -> None:
        self.facts, self.switches, self.on, self.known = facts, switches, on, known
        self.of_document: dict[str, list[AdoptionRow]] = {}
        for row in facts.adoptions:
            self.of_document.setdefault(row.document, []).append(row)
        self.standings: dict[int, tuple[str, str]] = {}
        self.editions: dict[int, str] = {}

    def finding(self, pk: int) -> Finding:
        """The best case over all adoptions of the document: converted, perhaps, or the reason that is nearest to it."""
        document = self.facts.internationals[pk].work
        cases = [self._case(row) for row in self.of_document.get(document, ())]
        cases = [case for case in cases if case is not None]
        if not cases:
            return Finding(NO, NO, "not_converted", {})
        best = min(cases, key=lambda case: (ORDER[case.any_edition], ORDER[case.current], case.details["standard"]))
        current = min((case.current for case in cases), key=ORDER.__getitem__)
        reason = best.reason
        if self.switches["edition"] == "current" and best.any_edition == YES and current != YES:
            reason = "edition_unknown" if current == MAYBE else "older_edition"
        return Finding(best.any_edition, current, reason, best.details)

    def _case(self, row: AdoptionRow) -> Finding | None:
        """One adoption: what it proves, and the first thing against it."""
        standard = as_known(self.facts.standards[row.standard], self.known)
        details = {"standard": standard.pk, "number": standard.text, "degree": row.degree, "since": row.times.valid_from}
        if not is_known(row.times, self.known):
            if row.times.recorded_at > self.known and row.times.valid_from <= self.on:
                return Finding(NO, NO, "not_known_yet", {**details, "day": row.times.recorded_at})
            return Finding(NO, NO, "voided", details) if is_voided(row.times, self.known) else None
        if standard.retracted_at is not None and standard.retracted_at <= self.known:
            return Finding(NO, NO, "retracted", details)
        if row.degree not in self.switches["degrees"]:
            return Finding(NO, NO, "degree", details)
        if standard.traits["level"] not in self.switches["levels"]:
            return Finding(NO, NO, "level", {**details, "level": standard.traits["level"]})
        state = held(row.times, self.on)
        if state in (AHEAD, ENDED):
            return Finding(NO, NO, f"adoption_{state}", details)
        standing, why = self._standing(row.standard)
        if standing == NO:
            return Finding(NO, NO, why, details)
        if row.to_check or state == UNCERTAIN or standing == MAYBE:
            return Finding(MAYBE, MAYBE, "to_check" if row.to_check else why or "day_uncertain", details)
        return Finding(YES, self._edition(row.international), "converted", details)

    def _standing(self, pk: int) -> tuple[str, str]:
        """Whether the Chinese standard was published and had not ended by the day."""
        if pk not in self.standings:
            self.standings[pk] = standing(known_events(self.facts.standard_events.get(pk, ()), self.known), self.on)
        return self.standings[pk]

    def _edition(self, pk: int | None) -> str:
        """Whether the adopted edition is the current one on the day; where no edition is named that cannot be told."""
        if pk is None:
            return MAYBE
        if pk not in self.editions:
            self.editions[pk] = standing(known_events(self.facts.international_events.get(pk, ()), self.known), self.on)[0]
        return self.editions[pk]


ORDER = {YES: 0, MAYBE: 1, NO: 2}


def standing(events: Sequence[Event], on: date) -> tuple[str, str]:
    """Published and not ended on the day: yes, maybe or no, and why not."""
    ends = [held(event.times, on) for event in events if event.name in ENDS]
    begins = [held(event.times, on) for event in events if event.name in BEGINS]
    if HELD in ends:
        return NO, "standard_ended"
    if HELD in begins:
        return (MAYBE, "end_uncertain") if UNCERTAIN in ends else (YES, "")
    if UNCERTAIN in begins:
        return MAYBE, "day_uncertain"
    return (NO, "standard_ahead") if AHEAD in begins else (MAYBE, "no_day")
