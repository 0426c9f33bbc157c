"""Running the examples of a definition: a few facts written by hand, the metric's answer, and whether it is the expected one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.base.clock import end_of
from portal.base.facts import last_possible, read_date

from .metrics import COUNTED, METRICS, NEAR, UNKNOWN, Figure, Period
from .metrics import rows as r
from .metrics.switches import check

AREA = 1
PERIOD = Period(date(2020, 1, 1), date(2021, 1, 1))
ABSENT = "absent"
ENOUGH = 5


class ExampleError(ValueError):
    """An example that cannot be read. Says what was expected."""


@dataclass(frozen=True)
class Outcome:
    """What the metric says of an example: every list the record stands in, with the reason."""

    found: tuple[tuple[str, str], ...]
    passed: bool

    @property
    def first(self) -> tuple[str, str]:
        return self.found[0] if self.found else (ABSENT, "")


def run(metric: str, parameters: Mapping[str, Any], given: Mapping[str, Any], expected: str, reason: str = "") -> Outcome:
    """One example. Expected: counted, near_miss, unknown or absent; the reason is compared when it is given."""
    on = date.fromisoformat(given.get("on", "2020-12-31"))
    known = end_of(date.fromisoformat(given.get("known", "2021-12-31")))
    try:
        facts = BUILDERS[metric](given)
    except (KeyError, TypeError, ValueError, IndexError) as problem:
        raise ExampleError(str(problem)) from problem
    figure = METRICS[metric](facts, check(metric, parameters), PERIOD, on, known)[None]
    found = _found(figure)
    passed = not found if expected == ABSENT else any(o == expected and (not reason or w == reason) for o, w in found)
    return Outcome(found, passed)


def _found(figure: Figure) -> tuple[tuple[str, str], ...]:
    lists = ((COUNTED, figure.counted), (NEAR, figure.near_misses), (UNKNOWN, figure.unknown))
    return tuple((outcome, entry.reason) for outcome, entries in lists for entry in entries)


def _times(since: str, until: str | None = None, recorded: str | None = None) -> r.Times:
    day, precision = read_date(since)
    at = end_of(date.fromisoformat(recorded)) if recorded else end_of(day)
    return r.Times(day, last_possible(day, precision), precision, date.fromisoformat(until) if until else None, at, None, None)


def _events(given: Sequence[Sequence[Any]]) -> list[r.Event]:
    """`[["published", "2020-05"], ["selected", "2020-06-01", "2020-09-01"]]`: event, day, until, day of recording."""
    return [r.Event(name, _times(*when)) for name, *when in given]


def _formulated(given: Mapping[str, Any]) -> r.FormulatedFacts:
    traits = {"level": given["level"], "amendment": given.get("amendment", False), "committee": None}
    tags = [r.Tag(AREA, decision, _times(*when)) for decision, *when in given["areas"]]
    return r.FormulatedFacts((AREA,), {1: r.Subject(1, "", traits)}, {1: _events(given["events"])}, {1: tags})


def _demonstrated(given: Mapping[str, Any]) -> r.DemonstratedFacts:
    traits = {"field": given["field"], "organisation": None, "area": AREA}
    return r.DemonstratedFacts((AREA,), {1: r.Subject(1, "", traits)}, {1: _events(given["events"])})


def _conversion(given: Mapping[str, Any]) -> r.ConversionFacts:
    listed, older = r.Subject(1, "", {"body": "ISO"}, None, "document"), 2
    standards, events, adoptions = {}, {}, []
    for place, adoption in enumerate(given["adoptions"], start=1):
        standards[place] = r.Subject(place, "", {"level": adoption.get("level", "national")})
        events[place] = _events(adoption.get("events", [["published", "2015-01-01"]]))
        edition = {"same": 1, "older": older, "none": None}[adoption.get("edition", "same")]
        times = _times(adoption.get("from", "2015-01-01"))
        adoptions.append(r.AdoptionRow(place, edition, "document", adoption["degree"], adoption.get("to_check", False), times))
    unsuitable = given.get("unsuitable")
    decisions = [r.Suitability(AREA, 1, False, unsuitable[0], _times(unsuitable[1]))] if unsuitable else []
    lives = {1: _events([["published", "2010-01-01"]]), older: _events([["published", "2000-01-01"], ["replaced", "2010-01-01"]])}
    entry = r.ListEntry(AREA, 1, _times(given.get("listed", "2020-01-01")))
    return r.ConversionFacts((AREA,), [entry], decisions, {1: listed}, adoptions, standards, events, lives)


def _led(given: Mapping[str, Any]) -> r.LedFacts:
    subject = r.Subject(1, "", {"body": given.get("body", "ISO"), "committee": None})
    claims, decisions = [], {}
    for place, claim in enumerate(given["claims"], start=1):
        has_body = claim.get("organisation", True)
        claims.append(r.Claim(place, 1, claim.get("role", "editor"), claim.get("evidence", True), has_body, AREA))
        decisions[place] = _events(claim["decisions"])
    return r.LedFacts((AREA,), claims, decisions, {1: subject}, {1: _events(given["events"])})


BUILDERS = {"formulated": _formulated, "demonstrated": _demonstrated, "conversion_rate": _conversion, "led": _led}
