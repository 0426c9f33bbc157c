"""The scene of mistakes and their correction: replaced standards, wrong days, areas confirmed and taken back, second thoughts."""

import random
from datetime import date, timedelta

from portal.base import clock
from programmes import actions_records
from programmes.models import Deliverable, Goal, Plan
from standards import actions_areas, actions_status
from standards.models import KeyArea, Standard

from .cast import Cast
from .conversion import Lists
from .industry import Industry, Made
from .timetable import LAST
from .words import Topic

REPLACED, WITHDRAWN, WRONG_AREAS, WRONG_DAYS, SECOND_THOUGHTS = 80, 9, 6, 3, 10


def play(industry: Industry, lists: Lists | None, cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> None:
    """None of it moves the figure of a round day as it is known in the end; all of it moves what was known before."""
    _replace(industry, cast, dice)
    _withdraw(industry, cast, dice)
    _wrong_areas(industry, cast, areas, dice)
    _wrong_days(industry, cast, dice)
    if lists:
        _second_thoughts(lists, cast, areas, dice)


def _free_stock(industry: Industry) -> list[Made]:
    """Older standards that adopt nothing, so that their end moves no rate."""
    adopting = set(Standard.objects.filter(is_demo=True, adoptions__isnull=False).values_list("pk", flat=True))
    return [made for made in industry.stock if made.standard.pk not in adopting]


def _replace(industry: Industry, cast: Cast, dice: random.Random) -> None:
    """Revisions take the place of older standards of the same committee on the day they come into force."""
    old = _free_stock(industry)
    dice.shuffle(old)
    revisions = [made for made in industry.made if made.life.kind == "revision" and made.life.in_force_on <= LAST]
    for new in dice.sample(revisions, min(REPLACED, len(revisions))):
        former = next((made for made in old if made.topic == new.topic), None)
        if former is None:
            continue
        old.remove(former)
        with clock.at(max(new.recorded_at, clock.morning_of(new.life.in_force_on))):
            actions_status.replace_standard(former.standard, by_standard=new.standard, on=new.life.in_force_on, by=cast.officer)


def _withdraw(industry: Industry, cast: Cast, dice: random.Random) -> None:
    standing = [made for made in _free_stock(industry) if Standard.objects.get(pk=made.standard.pk).status == "current"]
    day = date(2020, 7, 15)
    for made in dice.sample(standing, min(WITHDRAWN, len(standing))):
        with clock.at(clock.morning_of(day, 10)):
            actions_status.withdraw_standard(made.standard, on=day, note="示例：复审结论为废止。", by=cast.officer)


def _wrong_areas(industry: Industry, cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> None:
    """Confirmed by mistake, taken back in August."""
    decided = Standard.objects.filter(is_demo=True, areatags__isnull=False).values_list("pk", flat=True)
    undecided = [made for made in industry.left_out if made.standard.pk not in set(decided)]
    summer = [made for made in undecided if date(2020, 4, 1) <= made.published_on <= date(2020, 7, 1)]
    for made in dice.sample(summer, min(WRONG_AREAS, len(summer))):
        with clock.at(made.recorded_at + timedelta(days=3)):
            tag = actions_areas.confirm_area(made.standard, areas[made.topic.slug], by=cast.reviewer)
        with clock.at(clock.morning_of(date(2020, 8, 20), 15)):
            actions_areas.remove_area_tag(tag, reason="示例：误选重点领域。", by=cast.officer)


def _wrong_days(industry: Industry, cast: Cast, dice: random.Random) -> None:
    """The day of publication was typed wrongly and is put right: one announcement earlier."""
    june = [made for made in industry.counted if made.published_on == date(2020, 6, 24) and not made.life.vague]
    for made in dice.sample(june, min(WRONG_DAYS, len(june))):
        fact = made.standard.status_facts.open().get(event="published")
        with clock.at(max(made.recorded_at + timedelta(days=2), clock.morning_of(date(2020, 7, 6), 14))):
            actions_status.correct_date(fact, on=date(2020, 6, 10), reason="示例：公告日期录入有误。", by=cast.reviewer)


def _second_thoughts(lists: Lists, cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> None:
    """Excluded editions were held suitable until the autumn of 2018 showed otherwise, and then once more."""
    for edition in dice.sample(lists.unsuitable, min(SECOND_THOUGHTS, len(lists.unsuitable))):
        if edition.widened:
            continue
        for day, reason in ((date(2018, 11, 19), "suitable"), (date(2019, 5, 20), "superseded")):
            with clock.at(clock.morning_of(day, 14)):
                actions_records.decide_suitability(
                    areas[edition.topic.slug],
                    international=edition.record,
                    reason=reason,
                    on=day,
                    is_demo=True,
                    by=cast.officer,
                )


#: Item, place, then states with their days.
DELIVERABLES = (
    (1, 1, (("running", date(2020, 2, 17)), ("done", date(2020, 11, 30)))),
    (2, 1, (("running", date(2020, 5, 18)),)),
    (3, 1, (("open", date(2020, 1, 6)), ("running", date(2020, 8, 3)))),
    (10, 1, (("running", date(2020, 1, 13)), ("done", date(2020, 6, 19)))),
    (10, 2, (("running", date(2020, 4, 7)),)),
    (11, 1, (("running", date(2020, 3, 2)),)),
    (11, 2, (("open", date(2020, 1, 6)),)),
    (15, 1, (("running", date(2020, 1, 6)),)),
    (15, 2, (("running", date(2020, 1, 6)), ("done", date(2020, 8, 18)))),
    (15, 3, (("running", date(2020, 3, 16)), ("done", date(2020, 12, 15)))),
)


def deliverables(plan: Plan, cast: Cast) -> None:
    """What is done, under way, not begun; one of them has no state yet."""
    for item, position, states in DELIVERABLES:
        deliverable = Deliverable.objects.filter(item__plan=plan, item__number=item, position=position).first()
        for state, day in states if deliverable else ():
            with clock.at(clock.morning_of(day, 16)):
                evidence = "示例：成果文件" if state == "done" else ""
                actions_records.set_deliverable_state(deliverable, state=state, on=day, evidence=evidence, by=cast.officer)


def targets(plan: Plan, topics: list[Topic], cast: Cast, areas: dict[str, KeyArea]) -> None:
    """The areas' parts of the 800, by weight."""
    goal = Goal.objects.filter(plan=plan, metric="formulated").first()
    keyed = [topic for topic in topics if topic.slug]
    whole = sum(topic.weight for topic in keyed)
    with clock.at(clock.morning_of(date(2020, 1, 8), 10)):
        for topic in keyed if goal else ():
            part = round(goal.threshold * topic.weight / whole)
            actions_records.set_area_target(goal, area=areas[topic.slug], threshold=part, by=cast.officer)
