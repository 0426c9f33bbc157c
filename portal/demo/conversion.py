"""The scene of the conversion lists: real editions of ISO, IEC and ITU, which demonstration standards adopt or do not."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from portal.base import clock
from programmes.models import SuitabilityDecision
from standards.actions_areas import rules_of
from standards.area_rules import Subject
from standards.models import InternationalStandard, KeyArea

from . import bulk
from .cast import Cast
from .industry import Industry, Made, moment
from .ledger import Ledger
from .timetable import LAST
from .words import Topic

LISTED = 1290
"""Entries on the lists of all areas together, when the whole catalogue is there."""
UNSUITABLE = 0.09
CONVERTED_BEFORE, CONVERTED_AT_END = 0.8404, 0.9070
"""The rate at the beginning and at the end of 2020."""
OUTDATED = 46
"""Conversions of an edition that has been replaced since: they count for any edition, not for the current one."""
LISTED_ON, WIDENED_ON, WIDENED_BY = date(2018, 7, 2), date(2020, 3, 16), 0.027
BODIES = ("ISO", "IEC", "ITU")
_SUPPLEMENT = re.compile(r"/ ?(?:Amd|Cor|AMD|COR|Add|Suppl|Sup|Err)|Amd|\bCor\.|:\d{4}[+/]")
REASONS = ("superseded", "no_industry", "conflict", "covered", "covered", "superseded")
SLOW_AREAS = frozenset({"virtual-reality", "iot-security", "5g", "smart-health-elderly-care", "ultra-hd-video", "drones"})
"""Where more of the list is still unconverted, so that the areas differ."""


class Edition(NamedTuple):
    """A listed edition with its area."""

    record: InternationalStandard
    topic: Topic
    widened: bool


@dataclass
class Lists:
    """What the scene leaves for the next ones."""

    suitable: list[Edition]
    unsuitable: list[Edition]
    unconverted: list[Edition]


def candidates(first: date, last: date, bodies: tuple[str, ...] = BODIES) -> dict[str, list[InternationalStandard]]:
    """Editions published in a time and still standing at the end of 2020, by the area that the rules suggest first."""
    compiled, _ = rules_of(2020)
    rows = InternationalStandard.objects.public().filter(body__in=bodies, published_on__range=(first, last))
    rows = rows.exclude(ended_on__lte=LAST).exclude(status__in=("draft", "cancelled")).select_related("committee")
    found: dict[str, list[InternationalStandard]] = defaultdict(list)
    seen: set[str] = set()
    for row in rows.order_by("sort_key", "pk"):
        code = row.committee.code if row.committee else row.committee_text
        if _SUPPLEMENT.search(row.designation) or not row.family or row.family in seen:
            continue
        suggested = compiled.suggest(Subject(row.title_zh, row.title_en, tuple(row.ics), (), code, row.designation))
        if suggested:
            seen.add(row.family)
            found[suggested[0].area].append(row)
    return found


def play(
    ledger: Ledger,
    industry: Industry,
    topics: list[Topic],
    cast: Cast,
    areas: dict[str, KeyArea],
    dice: random.Random,
) -> Lists | None:
    """Lists, decisions, adoptions. Without a catalogue there is nothing to list."""
    editions = _pick(topics, dice)
    if len(editions) < 50:
        return None
    dice.shuffle(editions)
    without = round(len(editions) * UNSUITABLE)
    unsuitable, suitable = editions[:without], editions[without:]
    for edition in editions:
        _list(ledger, edition, edition in unsuitable, cast, areas, dice)
    suitable.sort(key=lambda one: dice.random() * (0.35 if one.topic.slug in SLOW_AREAS else 1.0))
    early = [one for one in suitable if not one.widened]
    at_end = round(len(suitable) * CONVERTED_AT_END + 0.5)
    before = round(len(early) * CONVERTED_BEFORE)
    unconverted, converted = suitable[: len(suitable) - at_end], suitable[len(suitable) - at_end :]
    of_2020 = [one for one in converted if one.widened]
    rest = [one for one in converted if not one.widened]
    of_2020 += rest[: len(rest) - before]
    _adopt(ledger, rest[len(rest) - before :], of_2020, industry, cast, dice)
    _correspond(ledger, unconverted, industry, cast, dice)
    return Lists(suitable, unsuitable, unconverted)


def _pick(topics: list[Topic], dice: random.Random) -> list[Edition]:
    """Editions for each area by its weight; what a small area lacks the others bring."""
    found = candidates(date(2008, 1, 1), date(2019, 6, 30))
    keyed = [topic for topic in topics if topic.slug]
    wanted = min(LISTED, sum(len(rows) for rows in found.values()))
    chosen: list[Edition] = []
    missing = wanted
    weight = sum(topic.weight for topic in keyed)
    for topic in sorted(keyed, key=lambda one: len(found[one.slug])):
        rows = found[topic.slug]
        share = min(len(rows), round(missing * topic.weight / weight) if weight else 0)
        missing, weight = missing - share, weight - topic.weight
        drawn = sorted(dice.sample(rows, share), key=lambda one: one.sort_key)
        chosen += [Edition(row, topic, dice.random() < WIDENED_BY) for row in drawn]
    return chosen


def _list(ledger: Ledger, edition: Edition, excluded: bool, cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> None:
    on = WIDENED_ON if edition.widened else LISTED_ON
    at = moment(on, dice.choice((0, 0, 1, 2)), dice)
    area = areas[edition.topic.slug]
    planned_on = date(2020, dice.choice((3, 6, 9, 12)), 28)
    owner = str(cast.committees[edition.topic.slug][0])
    words = {"international": edition.record, "by": cast.officer}
    bulk.list_for_conversion(ledger, area, valid_from=on, planned_on=planned_on, owner=owner, at=at, **words)
    reason = dice.choice(REASONS) if excluded else SuitabilityDecision.Reason.SUITABLE.value
    bulk.decide_suitability(ledger, area, reason=reason, on=on, at=at + timedelta(minutes=10), **words)


def _adopt(
    ledger: Ledger, before: list[Edition], of_2020: list[Edition], industry: Industry, cast: Cast, dice: random.Random
) -> None:
    """A quarter of the older conversions came with the standards of 2018 and 2019, the rest were there before."""
    recent = _by_topic([made for made in industry.made if made.published_on.year < 2020])
    stock = _by_topic(industry.stock)
    of_year = _by_topic([made for made in industry.made if made.published_on.year == 2020])
    older = _older_editions(before, dice)
    for edition in before:
        source = recent if dice.random() < 0.24 else stock
        record = older.get(edition.record.pk, edition.record)
        _enter(ledger, record, _adopter(source, edition, dice), cast, dice)
    for edition in of_2020:
        _enter(ledger, edition.record, _adopter(of_year, edition, dice), cast, dice)


def _older_editions(editions: list[Edition], dice: random.Random) -> dict[int, InternationalStandard]:
    """For some listed editions the one before it, which a standard adopted and which was never followed up."""
    families = {edition.record.family: edition.record for edition in editions}
    found: dict[int, InternationalStandard] = {}
    rows = InternationalStandard.objects.public().filter(family__in=list(families), published_on__isnull=False)
    for row in rows.order_by("published_on", "sort_key", "pk"):
        listed = families[row.family]
        if row.published_on < listed.published_on and row.ended_on and not _SUPPLEMENT.search(row.designation):
            found[listed.pk] = row
    keys = [edition.record.pk for edition in editions if edition.record.pk in found]
    return {pk: found[pk] for pk in dice.sample(keys, min(OUTDATED, len(keys)))}


def _by_topic(made: list[Made]) -> dict[str, list[Made]]:
    found: dict[str, list[Made]] = defaultdict(list)
    for one in made:
        found[one.topic.slug].append(one)
    return found


def _adopter(source: dict[str, list[Made]], edition: Edition, dice: random.Random) -> Made:
    """A standard of the same area that is younger than the edition; else any that is."""
    published = edition.record.published_on
    same = [made for made in source.get(edition.topic.slug, ()) if made.published_on > published]
    if not same:
        same = [made for rows in source.values() for made in rows if made.published_on > published]
    return dice.choice(same or [made for rows in source.values() for made in rows])


def _enter(
    ledger: Ledger, record: InternationalStandard, adopter: Made, cast: Cast, dice: random.Random, degree: str = ""
) -> None:
    at: datetime = adopter.recorded_at + timedelta(minutes=30 + dice.randint(0, 200))
    bulk.adopt(
        ledger,
        adopter.standard,
        international=record,
        degree=degree or dice.choice(("IDT", "IDT", "MOD")),
        valid_from=adopter.published_on,
        evidence="示例：标准前言",
        by=cast.reviewer,
        at=min(at, clock.end_of(LAST)),
    )


def _correspond(ledger: Ledger, unconverted: list[Edition], industry: Industry, cast: Cast, dice: random.Random) -> None:
    """Some of what is not converted has a standard that is not equivalent: a near miss."""
    recent = _by_topic(industry.stock)
    for edition in dice.sample(unconverted, min(16, len(unconverted))):
        _enter(ledger, edition.record, _adopter(recent, edition, dice), cast, dice, degree="NEQ")
