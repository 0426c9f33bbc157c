"""The scene of the leadership claims: real international standards of 2020, claimed by demonstration bodies."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle

from portal.base import clock
from portal.base.facts import last_possible
from programmes import actions_records, actions_undo
from programmes.models import LeadershipClaim
from standards.models import InternationalStandard, KeyArea

from .cast import Cast
from .conversion import candidates
from .timetable import working_day

PROVEN_BY_OCTOBER, PROVEN_BY_DECEMBER = 61, 94
"""Standards led, proven by 31 October and by 31 December 2020: the goal of 100 is nearly reached."""
UNPROVEN, DISPUTED, WITHDRAWN, EARLIER = 17, 5, 3, 4
ROLES = ("project_leader", "editor", "convenor", "proposer", "rapporteur", "project_leader", "editor")

Pick = tuple[InternationalStandard, KeyArea]


def play(cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> int:
    """Claims in all states. Returns how many; none where the catalogue is missing."""
    early = _mixed(candidates(date(2020, 1, 1), date(2020, 9, 15), bodies=("ISO", "IEC", "ITU", "3GPP")), areas, dice)
    late = _mixed(candidates(date(2020, 9, 16), date(2020, 11, 20), bodies=("ISO", "IEC", "ITU", "3GPP")), areas, dice)
    before = _mixed(candidates(date(2019, 12, 5), date(2019, 12, 28)), areas, dice)
    try:
        return _claims(iter(early), iter(late + early[-60:]), iter(before), cast, dice)
    except StopIteration:
        return LeadershipClaim.objects.filter(is_demo=True).count()


def _mixed(found: dict[str, list[InternationalStandard]], areas: dict[str, KeyArea], dice: random.Random) -> list[Pick]:
    """Turn by turn from the areas, so that no single one has all; each work once."""
    lists = {slug: dice.sample(rows, len(rows)) for slug, rows in sorted(found.items())}
    works: set[str] = set()
    picks: list[Pick] = []
    for slug in cycle(sorted(lists)):
        if not any(lists.values()):
            return picks
        if lists[slug]:
            record = lists[slug].pop()
            if (record.work or record.pk) not in works:
                works.add(record.work or record.pk)
                picks.append((record, areas[slug]))
    return picks


def _claims(early: Iterator[Pick], late: Iterator[Pick], before: Iterator[Pick], cast: Cast, dice: random.Random) -> int:
    used: set[int] = set()
    proven = [_proven(_next(early, used), date(2020, 10, 30), cast, dice) for _ in range(PROVEN_BY_OCTOBER)]
    for _ in range(PROVEN_BY_DECEMBER - PROVEN_BY_OCTOBER):
        _proven(_next(late, used), date(2020, 12, 28), cast, dice, not_before=date(2020, 11, 3))
    for number in range(UNPROVEN):
        _claim(_next(early, used), cast, dice, evidence="" if number % 2 else "示例：会议纪要")
    for state, number in (("disputed", DISPUTED), ("withdrawn", WITHDRAWN)):
        for _ in range(number):
            claim, day = _claim(_next(early, used), cast, dice)
            _decide(claim, state, working_day(day + timedelta(days=25)), cast)
    for _ in range(EARLIER):
        _proven(_next(before, used), date(2020, 3, 30), cast, dice)
    _second_claims(proven[:5], cast, dice)
    _taken_back(_next(early, used), cast, dice)
    return LeadershipClaim.objects.filter(is_demo=True).count()


def _next(picks: Iterator[Pick], used: set[int]) -> Pick:
    while True:
        pick = next(picks)
        if pick[0].pk not in used:
            used.add(pick[0].pk)
            return pick


def _claim(
    pick: Pick, cast: Cast, dice: random.Random, evidence: str = "示例：国际组织决议", latest: date = date(2020, 12, 10)
) -> tuple[LeadershipClaim, date]:
    """Claimed some weeks after the publication is certain."""
    record, area = pick
    certain = last_possible(record.published_on, record.published_precision)
    day = working_day(min(certain + timedelta(days=dice.randint(3, 30)), latest))
    person = dice.choice(cast.people)
    organisation = person.affiliations.open().order_by("-valid_from").first().organisation
    by = cast.officer if dice.random() < 0.5 else cast.accounts["contact"]
    with clock.at(clock.morning_of(day, 10)):
        claim = actions_records.claim_leadership(
            record,
            role=dice.choice(ROLES),
            person=person,
            organisation=organisation,
            area=area,
            evidence=evidence,
            on=day,
            is_demo=True,
            by=by,
        )
    return claim, day


def _proven(
    pick: Pick, cast_until: date, cast: Cast, dice: random.Random, not_before: date = date(2020, 1, 1)
) -> LeadershipClaim:
    """Claimed, and confirmed by a second person no later than a day."""
    claim, day = _claim(pick, cast, dice, latest=cast_until - timedelta(days=3))
    proven_on = min(max(working_day(day + timedelta(days=dice.randint(4, 28))), not_before), cast_until)
    _decide(claim, "proven", proven_on, cast)
    return claim


def _decide(claim: LeadershipClaim, state: str, day: date, cast: Cast) -> None:
    note = "" if state == "proven" else "示例：角色与证明材料不符。"
    with clock.at(clock.morning_of(day, 15)):
        actions_records.decide_claim(claim, state=state, on=day, note=note, by=cast.reviewer)


def _second_claims(claims: list[LeadershipClaim], cast: Cast, dice: random.Random) -> None:
    """Two people led the same standard: it still counts once."""
    for first in claims:
        day = date(2020, 10, 12)
        with clock.at(clock.morning_of(day, 11)):
            second = actions_records.claim_leadership(
                first.international,
                role="convenor" if first.role != "convenor" else "editor",
                person=dice.choice(cast.people),
                organisation=dice.choice(cast.organisations),
                area=first.area,
                evidence="示例：工作组名册",
                on=day,
                is_demo=True,
                by=cast.officer,
            )
        _decide(second, "proven", date(2020, 10, 20), cast)


def _taken_back(pick: Pick, cast: Cast, dice: random.Random) -> None:
    """A proof confirmed by mistake in summer and voided in autumn: it moves the figure as known in between."""
    claim = _proven(pick, date(2020, 10, 20), cast, dice)
    fact = claim.decisions.open().get(state="proven")
    with clock.at(clock.morning_of(date(2020, 10, 26), 16)):
        actions_undo.undo_fact(fact, reason="示例：证明材料属于另一标准。", by=cast.officer)
