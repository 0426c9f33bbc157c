"""The lives of the demonstration's projects, drawn before anything is written: when each took which step, and what it became."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from standards.lifecycle import Stage

from .durations import Durations
from .timetable import FIRST, LAST, PLANS, PROPOSALS, in_force_after, next_announcement, working_day
from .words import Titles, Topic

CODE = "ZZ"
"""Reserved for the demonstration: in no list of standard codes, and no ministry has it."""
SHARE_OF_WATCHED_TIME = 0.75
"""The plan allows 24 months where ISO takes 36, so the drawn days are shortened."""

PUSH_FROM, PUSH_REACH = date(2020, 10, 29), timedelta(days=70)


@dataclass
class Step:
    """One move of a project on a day."""

    move: str
    on: date
    note: str = ""


@dataclass
class Life:
    """A project from proposal to the end of 2020."""

    topic: Topic
    title_zh: str
    title_en: str
    ics: list[str]
    ccs: list[str]
    kind: str
    nature: str
    months: int
    proposed_on: date
    planned_on: date | None = None
    plan_number: str = ""
    steps: list[Step] = field(default_factory=list)
    published_on: date | None = None
    in_force_on: date | None = None
    designations: list[str] = field(default_factory=list)
    lag: int = 0
    late: int = 0
    vague: bool = False

    @property
    def counts(self) -> bool:
        """Published in the year of the plan, in a key area."""
        return self.published_on is not None and self.published_on.year == 2020 and bool(self.topic.slug)


def draw_lives(topics: list[Topic], durations: Durations, titles: Titles, dice: random.Random) -> list[Life]:
    """All projects, by the day of their plan; those without a plan last."""
    weights = [topic.weight for topic in topics]
    lives = []
    for planned_on, number in PLANS.items():
        for _ in range(number):
            life = _begin(dice.choices(topics, weights)[0], planned_on, titles, dice)
            life.planned_on = planned_on
            life.plan_number = f"{planned_on.year}-{_serial(lives, planned_on.year):04d}{life.nature}-{CODE}"
            life.lag = dice.choice((0, 0, 0, 1, 1, 2, 3))
            _walk(life, durations, dice)
            lives.append(life)
    waiting = [_begin(dice.choices(topics, weights)[0], date(2021, 2, 19), titles, dice) for _ in range(PROPOSALS)]
    _number(lives, dice)
    return lives + waiting


def _serial(lives: list[Life], year: int) -> int:
    return sum(1 for life in lives if life.planned_on and life.planned_on.year == year) + 1


def _begin(topic: Topic, planned_on: date, titles: Titles, dice: random.Random) -> Life:
    title_zh, title_en = titles.draw(topic)
    ics, ccs = titles.classes(topic)
    proposed = working_day(max(FIRST, planned_on - timedelta(days=dice.randint(55, 150))))
    return Life(
        topic,
        title_zh,
        title_en,
        ics,
        ccs,
        kind="revision" if dice.random() < 0.22 else "new",
        nature="Z" if dice.random() < 0.03 else "T",
        months=dice.choice((12, 18, 24, 24, 24)),
        proposed_on=min(proposed, planned_on),
    )


def _walk(life: Life, durations: Durations, dice: random.Random) -> None:
    """Drafting, comments, review, approval, and now and then a way back or an early end."""
    day = life.planned_on + timedelta(days=dice.randint(10, 45))
    trouble = dice.random()
    for move, on in _way(day, trouble, durations, dice):
        day = working_day(on)
        if move == "ready":
            day = _pushed(life.steps[-1].on, day, dice)
        if day > LAST:
            return
        if move == "ready":
            _publish(life, day, dice)
        elif move in ENDINGS:
            life.steps.append(Step(move, day, ENDINGS[move]))
        else:
            life.steps.append(Step(move, day))


def _pushed(submitted: date, ready: date, dice: random.Random) -> date:
    """The year's end hurries the approvals that would be ready soon after it."""
    earliest = max(submitted + timedelta(days=20), PUSH_FROM)
    if LAST < ready <= LAST + PUSH_REACH and earliest < LAST - timedelta(days=3) and dice.random() < 0.9:
        return earliest + timedelta(days=dice.randint(0, (LAST - earliest).days - 3))
    return ready


ENDINGS = {
    "terminate": "示例：立项依据已变化，终止项目。",
    "suspend": "示例：等待相关国际标准发布，暂停。",
    "return": "示例：报批材料不全，退回补充。",
}


def _way(day: date, trouble: float, durations: Durations, dice: random.Random) -> Iterator[tuple[str, date]]:
    """Moves in order with their days; `trouble` decides which detour, if any."""

    def after(stage: Stage) -> timedelta:
        return timedelta(days=max(7, round(durations.draw(stage, dice) * SHARE_OF_WATCHED_TIME)))

    yield "start_drafting", day
    day += after(Stage.DRAFTING)
    if trouble < 0.03:
        yield "terminate", day
        return
    if trouble < 0.06:
        yield "suspend", day
        day += timedelta(days=dice.randint(90, 260))
        yield "resume", day
        day += timedelta(days=45)
    yield "open_consultation", day
    day += after(Stage.CONSULTATION)
    if 0.06 <= trouble < 0.13:
        yield "redraft", day
        day += timedelta(days=dice.randint(40, 110))
        yield "open_consultation", day
        day += after(Stage.CONSULTATION)
    yield "start_review", day
    day += after(Stage.REVIEW)
    yield "submit", day
    if 0.13 <= trouble < 0.17:
        day += timedelta(days=dice.randint(20, 50))
        yield "return", day
        day += timedelta(days=dice.randint(20, 50))
        yield "submit", day
    day += after(Stage.APPROVAL)
    yield "ready", day


def _publish(life: Life, ready: date, dice: random.Random) -> None:
    announced = next_announcement(ready)
    if announced is None:
        return
    life.published_on = announced
    life.in_force_on = in_force_after(announced, dice.choice((3, 3, 3, 6)))


def _number(lives: list[Life], dice: random.Random) -> None:
    """Numbers in the order of announcement; some projects yield two parts."""
    number = 3001
    for life in sorted((one for one in lives if one.published_on), key=lambda one: one.published_on):
        parts = (".1", ".2") if dice.random() < 0.05 else ("",)
        life.designations = [f"{CODE}/{life.nature} {number}{part}-{life.published_on.year}" for part in parts]
        number += 1
