"""The scene of the industry standards: projects live their lives, some become standards, people decide on their key areas."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from portal.base import clock
from portal.base.models import User
from standards.models import KeyArea, Project, Standard

from . import bulk
from .cast import Cast
from .ledger import Ledger
from .lives import CODE, Life
from .timetable import ANNOUNCEMENTS, LAST, working_day
from .words import Titles, Topic

FORMULATED = {date(2020, 6, 30): 394, date(2020, 10, 31): 648, date(2020, 12, 31): 806}
"""Counted standards by day: half of 800 at mid-year, on the way in autumn, just over it at the end."""
STOCK = 640
"""Older standards that were there before the programme began, without projects."""
DEPARTMENT = "示例主管部门"


@dataclass(eq=False)
class Made:
    """A standard with the life that it came from."""

    standard: Standard
    topic: Topic
    published_on: date
    recorded_at: datetime
    life: Life | None = None


@dataclass
class Industry:
    """What the scene leaves for the next ones."""

    made: list[Made] = field(default_factory=list)
    stock: list[Made] = field(default_factory=list)
    counted: list[Made] = field(default_factory=list)
    left_out: list[Made] = field(default_factory=list)


def moment(day: date, lag: int, dice: random.Random) -> datetime:
    """A working hour, so many days later; nothing is recorded after the end of 2020."""
    return clock.morning_of(min(working_day(day + timedelta(days=lag)), LAST), hour=dice.randint(9, 17))


def play(ledger: Ledger, lives: list[Life], cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> Industry:
    """All lives, the older standards, then the decisions on key areas."""
    industry = Industry()
    _mark_late_and_vague(lives, dice)
    for life in lives:
        industry.made += _live(ledger, life, cast, areas, dice)
    _choose(industry, dice)
    _decide(ledger, industry, cast, areas, dice)
    return industry


def _mark_late_and_vague(lives: list[Life], dice: random.Random) -> None:
    """Some publications reach the portal weeks late; of some only the month is known."""
    summer = [life for life in lives if life.counts and date(2020, 4, 1) <= life.published_on <= date(2020, 9, 30)]
    for life in dice.sample(summer, min(14, len(summer))):
        life.late = dice.randint(20, 45)
    on_time = [life for life in summer if not life.late]
    for life in dice.sample(on_time, min(8, len(on_time))):
        life.vague = True


def _live(ledger: Ledger, life: Life, cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> list[Made]:
    by = dice.choice((cast.officer, cast.officer, cast.reviewer))
    proposer = cast.reviewer if by == cast.officer else cast.officer
    project = _propose(ledger, life, cast, proposer, dice)
    if life.planned_on is None:
        return []
    due = life.planned_on + timedelta(days=life.months * 30)
    at = max(moment(life.planned_on, life.lag, dice), moment(life.proposed_on, 1, dice))
    bulk.issue_plan(ledger, project, plan_number=life.plan_number, on=life.planned_on, due_on=due, by=by, at=at)
    if life.topic.slug and dice.random() < 0.6:
        _tag(ledger, project, areas[life.topic.slug], "confirmed", cast, at + timedelta(hours=1), dice)
    for step in life.steps:
        at = max(at, moment(step.on, life.lag, dice))
        bulk.advance(ledger, project, move=step.move, on=step.on, by=by, at=at, note=step.note)
    if life.published_on is None:
        return []
    at = max(at, moment(life.published_on, life.late or life.lag, dice))
    published = _publish(ledger, project, life, cast, by, at, dice)
    return [Made(standard, life.topic, life.published_on, at, life) for standard in published]


def _propose(ledger: Ledger, life: Life, cast: Cast, by: User, dice: random.Random) -> Project:
    return bulk.propose_project(
        ledger,
        on=life.proposed_on,
        by=by,
        at=moment(life.proposed_on, 0, dice),
        title_zh=life.title_zh,
        title_en=life.title_en,
        kind=life.kind,
        level="industry",
        code=CODE,
        nature=life.nature,
        months=life.months,
        special_project=f"示例专项：{life.topic.name_zh}" if life.topic.slug else "",
        committee=dice.choice(cast.committees[life.topic.slug]),
        lead_organisation=dice.choice(cast.organisations),
        is_demo=True,
    )


def _publish(
    ledger: Ledger, project: Project, life: Life, cast: Cast, by: User, at: datetime, dice: random.Random
) -> list[Standard]:
    return bulk.publish_project(
        ledger,
        project,
        designations=life.designations,
        on=life.published_on,
        known_on=life.published_on.replace(day=1) if life.vague else None,
        in_force_on=life.in_force_on,
        notice_number=notice_of(life.published_on),
        by=by,
        at=at,
        ics=list(life.ics),
        ccs=list(life.ccs),
        department=DEPARTMENT,
        publisher=DEPARTMENT,
        drafting_units="、".join(one.name_zh for one in dice.sample(cast.organisations, 3)),
    )


def notice_of(day: date) -> str:
    """The number of an announcement: 示例公告2020年第3号."""
    number = [one for one in ANNOUNCEMENTS if one.year == day.year].index(day) + 1
    return f"示例公告{day.year}年第{number}号"


def _choose(industry: Industry, dice: random.Random) -> None:
    """Which standards of 2020 people confirm in a key area: exactly so many by each of the days."""
    of_year = [made for made in industry.made if made.life.counts]
    since, before = date(2020, 1, 1), 0
    wanted: set[int] = set()
    for day, number in FORMULATED.items():
        between = [made for made in of_year if since <= made.published_on <= day]
        wanted |= set(map(id, dice.sample(between, number - before)))
        since, before = day + timedelta(days=1), number
    industry.counted = [made for made in of_year if id(made) in wanted]
    industry.left_out = [made for made in of_year if id(made) not in wanted]


def _decide(ledger: Ledger, industry: Industry, cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> None:
    """Confirmations within days of publication, a few only months later; refusals; the rest is left as suggested."""
    slow = set(map(id, dice.sample(industry.counted, 12)))
    for made in industry.counted:
        days = dice.randint(60, 110) if id(made) in slow else dice.choice((0, 0, 1, 2, 5, 9))
        at = max(_after(made.recorded_at, days), made.recorded_at + timedelta(minutes=20))
        _tag(ledger, made.standard, areas[made.topic.slug], "confirmed", cast, at, dice)
        if dice.random() < 0.08:
            other = dice.choice([area for slug, area in areas.items() if slug != made.topic.slug])
            _tag(ledger, made.standard, other, "confirmed", cast, at + timedelta(minutes=5), dice)
    for made in industry.left_out:
        if dice.random() < 0.35:
            at = max(_after(made.recorded_at, dice.randint(1, 20)), made.recorded_at + timedelta(minutes=20))
            _tag(ledger, made.standard, areas[made.topic.slug], "rejected", cast, at, dice)
    for made in industry.made:
        if made.topic.slug and made.published_on.year == 2019 and made.published_on.month >= 11 and dice.random() < 0.5:
            at = max(made.recorded_at, clock.morning_of(date(2020, 1, 8), 10))
            _tag(ledger, made.standard, areas[made.topic.slug], "confirmed", cast, at, dice)


def _after(at: datetime, days: int) -> datetime:
    return moment(at.astimezone(clock.SHANGHAI).date(), days, random.Random(days))


def _tag(ledger: Ledger, subject: object, area: KeyArea, decision: str, cast: Cast, at: datetime, dice: random.Random) -> None:
    reason = "示例：与该领域无直接关系。" if decision == "rejected" else ""
    on = date(area.year, 1, 1)
    by = dice.choice((cast.officer, cast.reviewer))
    bulk.decide_area(ledger, subject, area=area, decision=decision, valid_from=on, by=by, at=at, reason=reason)


def stock(ledger: Ledger, topics: list[Topic], titles: Titles, cast: Cast, dice: random.Random) -> list[Made]:
    """The older standards, entered in January 2018 with the dates that they always had."""
    weights = [topic.weight for topic in topics]
    years = sorted(dice.randint(2008, 2017) for _ in range(STOCK))
    entered = []
    for place, year in enumerate(years):
        topic = dice.choices(topics, weights)[0]
        title_zh, title_en = titles.draw(topic)
        ics, ccs = titles.classes(topic)
        published_on = working_day(date(year, dice.randint(1, 12), dice.randint(1, 26)))
        at = moment(date(2018, 1, 3), place // 60, dice)
        standard = bulk.enter_standard(
            ledger,
            f"{CODE}/T {1001 + place}-{published_on.year}",
            by=cast.officer,
            at=at,
            published_on=published_on,
            in_force_on=published_on + timedelta(days=91),
            title_zh=title_zh,
            title_en=title_en,
            ics=ics,
            ccs=ccs,
            committee=cast.committees[topic.slug][0],
            department=DEPARTMENT,
            publisher=DEPARTMENT,
            is_demo=True,
        )
        entered.append(Made(standard, topic, published_on, at))
    return entered
