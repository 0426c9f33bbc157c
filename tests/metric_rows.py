"""Plain rows for tables of metrics: `event("published", "2020-05")`, recorded on its day unless told."""

from datetime import date

from portal.base.clock import end_of
from portal.base.facts import last_possible, read_date
from programmes.metrics import METRICS, Period
from programmes.metrics.rows import Event, Subject, Tag, Times
from programmes.metrics.switches import check

PERIOD = Period(date(2020, 1, 1), date(2021, 1, 1))
A, B = 1, 2
NOW = "2021-12-31"


def times(since, until=None, recorded=None, voided=None, superseded=None):
    day, precision = read_date(since)
    moment = {name: end_of(date.fromisoformat(text)) if text else None for name, text in
              (("recorded_at", recorded or day.isoformat()), ("voided_at", voided), ("superseded_at", superseded))}  # fmt: skip
    return Times(day, last_possible(day, precision), precision, date.fromisoformat(until) if until else None, **moment)


def event(name, since, **more):
    return Event(name, times(since, **more))


def tag(area=A, since="2020-01-01", decision="confirmed", **more):
    return Tag(area, decision, times(since, **more))


def subject(pk=1, work="", retracted_at=None, **traits):
    return Subject(pk, f"N {pk}", traits, retracted_at, work)


def figures(metric, facts, on="2020-12-31", known=NOW, period=PERIOD, **switches):
    return METRICS[metric](facts, check(metric, switches), period, date.fromisoformat(on), end_of(date.fromisoformat(known)))


def places(figure):
    """Every list a record stands in, with the reason: [("counted", "published")]."""
    lists = (("counted", figure.counted), ("near", figure.near_misses), ("unknown", figure.unknown))
    return [(name, entry.reason) for name, entries in lists for entry in entries]
