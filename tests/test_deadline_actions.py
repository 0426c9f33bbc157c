"""Stored deadlines: each decision a fact, the day follows, nothing is overwritten, nothing running moves unasked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.base import actions_calendar, actions_deadlines, actions_reckoning, audit, clock, deadline_words, work_calendar
from portal.base.models import AuditEntry, CalendarDay, Deadline, DeadlineEvent
from portal.base.people import system_user
from portal.base.reckoning import Length, Unit
from portal.base.writing import StaleRecord
from portal.demo import removal
from tests import factories
from tests.test_deadlines import REAL

pytestmark = pytest.mark.django_db
START = date(2020, 6, 1)
ON = date(2020, 6, 30)


@pytest.fixture
def by(fixed_clock):
    officer = factories.officer()
    rows = [
        CalendarDay(day=day, kind="workday" if one.worked else "holiday", name_zh=one.name_zh, name_en=one.name_en, notice="示例")
        for day, one in REAL.days.items()
        if day.year in (2020, 2021)
    ]
    with audit.act("test.calendar", by=system_user()):
        CalendarDay.objects.bulk_create(rows)
    return officer


def put(by, **more):
    given = {"kind": "comments", "title_zh": "征求意见", "title_en": "Comments", "start": START, "unit": "days", "number": 60}
    subject = more.pop("subject", None) or factories.organisation()
    return actions_deadlines.set_deadline(subject, **(given | more), by=by)


def kept(row):
    return Deadline.objects.values_list("state", "day", "warn_on", "is_provisional").get(pk=row.pk)


def verbs(row):
    return list(
        AuditEntry.objects.filter(row_type="base.deadline", row_pk=str(row.pk)).order_by("pk").values_list("verb", flat=True)
    )


def test_set(by):
    row = put(by, lead_days=10)
    assert kept(row) == ("running", date(2020, 7, 31), date(2020, 7, 21), False)
    assert verbs(row) == ["deadline.set"]
    assert [(e.kind, e.valid_from, e.number, e.recorded_by) for e in row.events.all()] == [("set", START, 60, by)]


def test_pause_resume_extend_meet(by):
    row = put(by)
    row = actions_deadlines.pause(row, on=date(2020, 6, 10), note="等待试验结果", by=by)
    assert kept(row) == ("paused", None, None, False)
    row = actions_deadlines.resume(row, on=date(2020, 6, 20), by=by)
    assert kept(row)[:2] == ("running", date(2020, 8, 10))
    row = actions_deadlines.extend(row, on=ON, unit="days", number=10, note="意见较多", by=by)
    assert kept(row)[:2] == ("running", date(2020, 8, 20))
    row = actions_deadlines.meet(row, on=ON, by=by)
    assert kept(row)[:2] == ("met", date(2020, 8, 20))
    events = DeadlineEvent.objects.filter(deadline=row).order_by("pk")
    assert [(event.kind, event.until, event.is_open) for event in events] == [
        ("set", None, True),
        ("paused", None, False),
        ("paused", date(2020, 6, 20), True),
        ("extended", None, True),
        ("met", None, True),
    ]
    assert verbs(row) == ["deadline.set", "deadline.paused", "deadline.resume", "deadline.extended", "deadline.met"]


def test_extended_while_the_clock_stands_counts_when_it_runs_again(by):
    row = actions_deadlines.pause(put(by), on=date(2020, 6, 10), note="等待", by=by)
    row = actions_deadlines.extend(row, on=date(2020, 6, 15), unit="days", number=10, note="意见较多", by=by)
    assert (kept(row)[:2], Deadline.objects.get(pk=row.pk).steps[-1]["number"], row.version) == (("paused", None), 62, 3)
    assert kept(actions_deadlines.resume(row, on=date(2020, 6, 20), by=by))[:2] == ("running", date(2020, 8, 20))


@pytest.mark.parametrize("kind", ("extended", "met", "dropped", "paused"))
def test_a_decision_taken_back_leaves_the_day_as_without_it(by, kind):
    row = put(by)
    before = kept(row)
    decide = {
        "extended": lambda: actions_deadlines.extend(row, on=ON, unit="months", number=1, note="意见较多", by=by),
        "met": lambda: actions_deadlines.meet(row, on=ON, by=by),
        "dropped": lambda: actions_deadlines.drop(row, on=ON, note="项目终止", by=by),
        "paused": lambda: actions_deadlines.pause(row, on=ON, note="等待", by=by),
    }
    decide[kind]()
    assert kept(row) != before
    event = row.events.get(kind=kind)
    actions_deadlines.take_back(event, reason="误操作", by=by)
    assert (kept(row), DeadlineEvent.objects.get(pk=event.pk).void_reason) == (before, "误操作")


REFUSED = {
    "no-length": (lambda row, by: put(by, number=None), "number"),
    "no-day": (lambda row, by: put(by, unit="day", number=None), "to_day"),
    "day-before": (lambda row, by: put(by, unit="day", number=None, to_day=START), "to_day"),
    "pause-without-reason": (lambda row, by: actions_deadlines.pause(row, on=ON, note=" ", by=by), "note"),
    "pause-before": (lambda row, by: actions_deadlines.pause(row, on=date(2020, 5, 31), note="x", by=by), "on"),
    "pause-tomorrow": (lambda row, by: actions_deadlines.pause(row, on=date(2020, 7, 1), note="x", by=by), "on"),
    "resume-running": (lambda row, by: actions_deadlines.resume(row, on=ON, by=by), "__all__"),
    "extend-by-nothing": (lambda row, by: actions_deadlines.extend(row, on=ON, unit="days", number=0, note="x", by=by), "number"),
    "extend-backwards": (
        lambda row, by: actions_deadlines.extend(row, on=ON, unit="day", to_day=date(2020, 7, 31), note="x", by=by), "to_day"),
    "drop-without-reason": (lambda row, by: actions_deadlines.drop(row, on=ON, note="", by=by), "note"),
    "take-back-set": (lambda row, by: actions_deadlines.take_back(row.events.get(), reason="x", by=by), "__all__"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refusals_name_the_field_and_write_nothing(by, name):
    row = put(by)
    act, field = REFUSED[name]
    with pytest.raises(ValidationError) as refusal:
        act(row, by)
    found = refusal.value.message_dict if hasattr(refusal.value, "error_dict") else {"__all__": refusal.value.messages}
    assert (list(found), kept(row)[:2]) == ([field], ("running", date(2020, 7, 31)))
    assert (Deadline.objects.count(), DeadlineEvent.objects.count()) == (1, 1)


def test_one_kind_runs_once_at_a_time(by):
    subject = factories.organisation()
    row = put(by, subject=subject)
    with pytest.raises(ValidationError) as refusal:
        put(by, subject=subject)
    assert list(refusal.value.message_dict) == ["kind"]
    actions_deadlines.drop(row, on=ON, note="重新开始", by=by)
    put(by, subject=subject)
    with pytest.raises(ValidationError):
        actions_deadlines.take_back(row.events.get(kind="dropped"), reason="误操作", by=by)
    assert list(Deadline.objects.about(subject).values_list("state", flat=True).order_by("pk")) == ["dropped", "running"]


def test_a_pause_after_the_last_day_is_refused(by, clock_at):
    row = put(by, number=20)
    clock_at(date(2020, 7, 10))
    with pytest.raises(ValidationError) as refusal:
        actions_deadlines.pause(row, on=date(2020, 7, 2), note="等待", by=by)
    assert (list(refusal.value.message_dict), kept(row)[:2]) == (["on"], ("running", date(2020, 6, 22)))


def test_the_second_of_two_people_is_told(by):
    row = put(by)
    actions_deadlines.extend(row, on=ON, unit="days", number=10, note="意见较多", by=by, expected_version=1)
    with pytest.raises(StaleRecord):
        actions_deadlines.extend(row, on=ON, unit="days", number=10, note="意见较多", by=by, expected_version=1)
    assert kept(row)[1] == date(2020, 8, 10)


def test_lists_and_midnight(by):
    rows = {number: put(by, number=number, lead_days=7) for number in (20, 29, 30, 36, 45)}
    paused = actions_deadlines.pause(put(by, kind="review"), on=ON, note="等待", by=by)

    def found(name, on=ON):
        group = getattr(Deadline.objects, name)(on)
        return sorted(number for number, row in rows.items() if group.filter(pk=row.pk).exists())

    assert {name: found(name) for name in ("overdue", "this_week", "near", "later")} == {
        "overdue": [20], "this_week": [29, 30], "near": [29, 30, 36], "later": [36, 45],
    }  # fmt: skip
    assert Deadline.objects.later(ON).filter(pk=paused.pk).exists()
    last = datetime(2020, 6, 30, 15, 59, tzinfo=UTC)
    for moment, expected in ((last, [20]), (last + timedelta(minutes=1), [20, 29])):
        with clock.at(moment):
            assert found("overdue", clock.today()) == expected


def test_lead_time(by):
    row = actions_deadlines.set_lead(put(by), lead_days=31, by=by)
    assert (kept(row)[2], Deadline.objects.near(ON).count()) == (date(2020, 6, 30), 1)


# A running deadline moves only when its move was listed and confirmed


def close(day, by):
    actions_calendar.set_day(day, kind="holiday", name_zh="示例假日", name_en="Example holiday", notice="示例通知2", by=by)


def test_a_changed_calendar_moves_what_was_confirmed_and_nothing_else(by):
    moved, kept_back, other = put(by), put(by), put(by, number=30)
    close(date(2020, 7, 31), by)
    assert [kept(row)[1] for row in (moved, kept_back)] == [date(2020, 7, 31)] * 2
    listed = actions_reckoning.moves(Deadline.objects.all())
    assert [(m.deadline, m.old, m.new) for m in listed] == [(r, date(2020, 7, 31), date(2020, 8, 3)) for r in (moved, kept_back)]
    done, left = actions_reckoning.reckon_again([listed[0].mark, f"{other.pk}:2020-07-01:2020-07-02"], note="放假通知", by=by)
    assert ([m.deadline for m in done], left) == ([moved], [f"{other.pk}:2020-07-01:2020-07-02"])
    assert [kept(row)[1] for row in (moved, kept_back, other)] == [date(2020, 8, 3), date(2020, 7, 31), date(2020, 7, 1)]
    assert list(moved.events.values_list("kind", "note").order_by("pk"))[1:] == [("reckoned", "放假通知")]
    assert AuditEntry.objects.get(verb="deadline.reckoned", row_type="base.deadline").changes["day"] == [
        "2020-07-31",
        "2020-08-03",
    ]


def test_a_changed_rule_supersedes_the_length(by):
    row, other = put(by, rule="industry.comment_days"), put(by, kind="other")
    rows = Deadline.objects.filter(rule="industry.comment_days")
    longer = Length(Unit.DAYS, 30)
    (move,) = actions_reckoning.moves(rows, longer)
    assert (move.old, move.new, kept(row)[1]) == (date(2020, 7, 31), date(2020, 7, 1), date(2020, 7, 31))
    actions_reckoning.reckon_again([move.mark], note="新规定", by=by, rows=rows, length=longer)
    assert [kept(one)[1] for one in (row, other)] == [date(2020, 7, 1), date(2020, 7, 31)]
    numbers = row.events.filter(kind="set").order_by("pk")
    assert [(event.number, event.is_open) for event in numbers] == [(60, False), (30, True)]


def test_what_changed_since_the_list_was_shown_is_left(by):
    row = put(by)
    close(date(2020, 7, 31), by)
    (move,) = actions_reckoning.moves(Deadline.objects.all())
    actions_deadlines.extend(row, on=ON, unit="days", number=10, note="意见较多", by=by)
    assert actions_reckoning.reckon_again([move.mark], note="放假通知", by=by) == ([], [move.mark])
    assert kept(row)[1] == date(2020, 8, 10)


def test_a_provisional_day_is_settled_by_the_notice(by):
    row = put(by, unit="months", number=19)
    assert kept(row) == ("running", date(2022, 1, 3), date(2021, 12, 27), True)
    for day in (date(2022, 1, 1), date(2022, 1, 3)):
        close(day, by)
    (move,) = actions_reckoning.moves(Deadline.objects.all())
    actions_reckoning.reckon_again([move.mark], note="放假通知", by=by)
    assert kept(row) == ("running", date(2022, 1, 4), date(2021, 12, 28), False)


# Why this day, in words


def whole(by):
    row = put(by, start=date(2020, 3, 3), clause="示例办法第十四条", number=50)
    row = actions_deadlines.pause(row, on=date(2020, 3, 20), note="等待", by=by)
    row = actions_deadlines.resume(row, on=date(2020, 3, 25), by=by)
    row = actions_deadlines.extend(row, on=date(2020, 4, 20), unit="days", number=5, note="意见较多", by=by)
    return Deadline.objects.prefetch_related("events__recorded_by").get(pk=row.pk)


@pytest.mark.parametrize(
    ("language", "expected"),
    (
        ("en", [
            "Rule: 示例办法第十四条",
            "Begun on March 3, 2020; the day after is the first that counts (Civil Code, Article 201)",
            "March 3, 2020 + 50 days = April 22, 2020",
            "Stood still for 5 days from March 20, 2020, so April 27, 2020",
            "Extended on April 20, 2020 by WHO by 5 days = May 2, 2020",
            "May 2, 2020 is a holiday (Labour Day), so May 6, 2020",
            "The last day ends at midnight, Beijing time (UTC+8).",
        ]),
        ("zh-hans", [
            "依据：示例办法第十四条",
            "2020年3月3日起算，自次日开始计算（《民法典》第二百零一条）",
            "2020年3月3日＋50日＝2020年4月22日",
            "自2020年3月20日起中止5日，顺延至2020年4月27日",
            "2020年4月20日由WHO延长5日，至2020年5月2日",
            "2020年5月2日为节假日（劳动节），顺延至2020年5月6日",
            "最后一日于北京时间（UTC+8）24时届满。",
        ]),
    ),
)  # fmt: skip
def test_every_step_is_said(by, language, expected):
    row = whole(by)
    with translation.override(language):
        assert deadline_words.explain(row) == [step.replace("WHO", str(by)) for step in expected]


@pytest.mark.parametrize(
    ("on", "words"),
    (
        (date(2020, 7, 31), ("ends today", "risk")),
        (date(2020, 7, 30), ("1 day left", "risk")),
        (date(2020, 7, 20), ("11 days left", "info")),
        (date(2020, 8, 1), ("overdue by 1 day", "bad")),
    ),
)
def test_how_near(by, on, words):
    with translation.override("en"):
        assert deadline_words.state_in_words(put(by), on) == words


def test_the_stored_explanation_is_that_of_the_stored_day(by):
    row = put(by)
    before = deadline_words.explain(row)
    close(date(2020, 7, 31), by)
    assert deadline_words.explain(Deadline.objects.get(pk=row.pk)) == before
    assert work_calendar.current().is_workday(date(2020, 7, 31)) is False


def test_demonstration_deadlines_go_with_the_demonstration(by):
    actions_deadlines.extend(put(by, is_demo=True), on=ON, unit="days", number=10, note="示例", by=by)
    real = put(by)
    removal.remove(by=by)
    assert (list(Deadline.objects.all()), DeadlineEvent.objects.count()) == ([real], 1)
