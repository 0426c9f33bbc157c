"""The scene of the group standards: demonstrated in rounds, by field."""

import random
from datetime import date, timedelta

from portal.base import clock
from programmes import actions_records, actions_undo
from programmes.models import Demonstration
from standards.models import KeyArea, Standard

from . import bulk
from .cast import Cast
from .industry import moment
from .ledger import Ledger
from .timetable import working_day
from .words import Titles, Topic

FIELDS = (
    "通信业", "软件和信息技术服务业", "电子信息制造业", "装备制造业", "汽车工业", "化学工业", "建材工业",
    "有色金属工业", "钢铁工业", "轻工业", "纺织工业", "船舶工业", "节能与综合利用",
)  # fmt: skip
ROUNDS = (
    (date(2019, 8, 30), date(2019, 12, 18), 36, 9, "示例通告2019年第6号"),
    (date(2020, 3, 6), date(2020, 5, 20), 41, 6, "示例通告2020年第2号"),
    (date(2020, 6, 12), date(2020, 9, 10), 47, 11, "示例通告2020年第5号"),
    (date(2020, 9, 30), date(2020, 12, 10), 15, 12, "示例通告2020年第8号"),
)
"""Applied on, selected on, how many, from the first so many fields, by which circular: 88 in 11 fields in autumn."""
REFUSED = 24
ASSOCIATIONS = ("ZZSLA", "ZZSLB", "ZZSLC", "ZZSLD", "ZZSLE")
"""Codes of associations that do not exist."""


def group_standards(
    ledger: Ledger, topics: list[Topic], titles: Titles, cast: Cast, dice: random.Random
) -> list[tuple[Standard, Topic]]:
    """As many group standards as demonstrations, published in 2016 to 2019 by made-up associations."""
    number = sum(rounds[2] for rounds in ROUNDS) + REFUSED + 6
    made = []
    for place in range(number):
        topic = dice.choices(topics, [one.weight for one in topics])[0]
        title_zh, title_en = titles.draw(topic)
        ics, ccs = titles.classes(topic)
        published_on = working_day(date(dice.randint(2016, 2018), dice.randint(1, 12), dice.randint(1, 26)))
        standard = bulk.enter_standard(
            ledger,
            f"T/{ASSOCIATIONS[place % 5]} {place // 5 + 1:03d}-{published_on.year}",
            by=cast.officer,
            at=max(moment(published_on, 3, dice), moment(date(2018, 1, 22), place // 60, dice)),
            published_on=published_on,
            in_force_on=published_on + timedelta(days=30),
            title_zh=title_zh,
            title_en=title_en,
            ics=ics,
            ccs=ccs,
            publisher="示例行业协会",
            is_demo=True,
        )
        made.append((standard, topic))
    return made


def play(standards: list[tuple[Standard, Topic]], cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> int:
    """Rounds of applications and selections, refusals, a withdrawal, and a selection announced by mistake."""
    waiting = iter(standards)
    for applied_on, selected_on, number, fields, document in ROUNDS:
        for place in range(number):
            one = _apply(next(waiting), FIELDS[place % fields], applied_on, cast, areas, dice)
            _decide(one, "selected", selected_on, cast, document=document)
    for place in range(REFUSED):
        applied_on, decided_on, *_ = ROUNDS[1 + place % 3]
        one = _apply(next(waiting), FIELDS[place % len(FIELDS)], applied_on, cast, areas, dice)
        _decide(one, "refused", decided_on, cast, note="示例：实施效果证明不足。")
    _decide(one_of(2020), "withdrawn", date(2020, 12, 22), cast, note="示例：申报单位申请撤回。")
    _mistaken(next(waiting), cast, areas, dice)
    for standard in waiting:
        _apply(standard, FIELDS[12], date(2020, 11, 20), cast, areas, dice)
    return Demonstration.objects.filter(is_demo=True).count()


def one_of(year: int) -> Demonstration:
    """The first one selected in the year's first round."""
    selected_on = next(rounds[1] for rounds in ROUNDS if rounds[1].year == year)
    rows = Demonstration.objects.filter(is_demo=True, decisions__state="selected", decisions__valid_from=selected_on)
    return rows.order_by("pk").first()


def _apply(
    standard: tuple[Standard, Topic], field: str, applied_on: date, cast: Cast, areas: dict[str, KeyArea], dice: random.Random
) -> Demonstration:
    record, topic = standard
    day = working_day(applied_on + timedelta(days=dice.randint(0, 12)))
    with clock.at(moment(day, 0, dice)):
        return actions_records.enter_demonstration(
            title_zh=f"示例：《{record.title_zh}》应用示范",
            title_en=f"Example: {record.title_en} in use",
            standard=record,
            field=field,
            organisation=dice.choice(cast.organisations),
            area=areas.get(topic.slug),
            applied_on=day,
            is_demo=True,
            by=cast.officer,
        )


def _decide(one: Demonstration, state: str, day: date, cast: Cast, *, document: str = "", note: str = "") -> None:
    with clock.at(clock.morning_of(day, 11)):
        actions_records.decide_demonstration(one, state=state, on=day, document=document, note=note, by=cast.reviewer)


def _mistaken(standard: tuple[Standard, Topic], cast: Cast, areas: dict[str, KeyArea], dice: random.Random) -> None:
    """Announced in the second round by mistake, put right ten days later."""
    applied_on, selected_on, *_, document = ROUNDS[2]
    one = _apply(standard, FIELDS[0], applied_on, cast, areas, dice)
    _decide(one, "selected", selected_on, cast, document=document)
    with clock.at(clock.morning_of(selected_on + timedelta(days=11), 9)):
        fact = one.decisions.open().get(state="selected")
        actions_undo.undo_fact(fact, reason="示例：通告附件误列。", by=cast.reviewer)
