"""Deadlines on the desk: groups, filter, files, calendar; decisions by form; reckoning again; who sees which."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.base import calendar_files
from portal.base.models import Deadline
from tests import factories, house
from tests.desk import posted
from tests.test_deadline_actions import ON, by, close, put, whole  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, by):  # noqa: F811
    client.force_login(by)
    return client


def listed(client, query="", name="base:deadlines"):
    return client.get(reverse(name) + query)


def groups(response):
    return {group["name"]: [one.deadline.pk for one in group["rows"]] for group in response.context["groups"]}


def test_three_groups_and_one_whole(desk, by):  # noqa: F811
    late, week, later = (put(by, number=number).pk for number in (20, 30, 60))
    assert groups(listed(desk)) == {"overdue": [late], "week": [week], "later": [later]}
    assert groups(listed(desk, "?when=later")) == {"later": [later]}
    assert groups(listed(desk, "?when=near")) == {"near": [week]}


def test_filters(desk, by):  # noqa: F811
    one, two = put(by, party="public").pk, put(by, title_zh="项目周期", party="committee").pk
    assert groups(listed(desk, "?party=public"))["later"] == [one]
    assert groups(listed(desk, "?q=周期"))["later"] == [two]
    assert groups(listed(desk, "?party=nobody&when=never"))["later"] == [one, two]


def test_as_many_questions_for_three_as_for_one(desk, by):  # noqa: F811
    put(by)
    listed(desk)
    with CaptureQueriesContext(connection) as one:
        listed(desk)
    put(by)
    put(by)
    with CaptureQueriesContext(connection) as three:
        listed(desk)
    assert len(three) == len(one)


def test_page_shows_day_zone_and_reason(desk, by):  # noqa: F811
    row = whole(by)
    for url in (row.get_absolute_url(), reverse("base:deadlines")):
        page = desk.get(url, {"lang": "zh"}).content.decode()
        assert '<time datetime="2020-05-06">2020-05-06</time>' in page
        assert "<li>2020年5月2日为节假日（劳动节），顺延至2020年5月6日</li>" in page
        assert "北京时间（UTC+8）" in page


def test_export(desk, by):  # noqa: F811
    put(by, number=30, subject=factories.organisation("示例组织"), party="public")
    put(by, number=60)
    response = desk.get(reverse("base:deadlines-file", args=("json",)) + "?when=week&lang=en")
    rows = json.loads(b"".join(response.streaming_content))
    (row,) = next(value for value in rows.values() if isinstance(value, list) and value and "deadline" in value[0])
    assert (row["record"], row["day"], row["zone"], row["state"]) == (
        "示例组织",
        "2020-07-01",
        "Beijing time (UTC+8)",
        "1 day left",
    )
    assert desk.get(reverse("base:deadlines-file", args=("exe",))).status_code == 404


def unfolded(octets):
    assert octets.endswith(b"\r\n")
    lines = octets.split(b"\r\n")[:-1]
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)  # no character is cut in two
    return octets.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def test_calendar_file(desk, by):  # noqa: F811
    subject = factories.organisation("示例组织，一个名称很长很长的单位；名称须在折行时不被截断；反斜线\\亦然")
    row = put(by, subject=subject, lead_days=14)
    response = desk.get(reverse("base:deadline-file", args=(row.pk,)) + "?lang=en")
    lines = unfolded(response.content)
    told = dict(line.split(":", 1) for line in lines if line.split(":")[0] not in ("BEGIN", "END", "DESCRIPTION"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [line for line in lines if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    assert told == {
        "VERSION": "2.0",
        "PRODID": "-//Standards Programme Portal//Deadlines//EN",
        "CALSCALE": "GREGORIAN",
        "X-WR-CALNAME": "Deadlines",
        "UID": f"{row.key}@localhost",
        "DTSTAMP": "20200630T010000Z",
        "LAST-MODIFIED": "20200630T010000Z",
        "SEQUENCE": "1",
        "DTSTART;VALUE=DATE": "20200731",
        "DTEND;VALUE=DATE": "20200801",
        "SUMMARY": "Comments: 示例组织，一个名称很长很长的单位；名称须在折行时不被截断；反斜线\\\\亦然",
        "URL": f"http://localhost:8000/desk/deadlines/{row.pk}/",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "ACTION": "DISPLAY",
        "TRIGGER": "-P14D",
    }
    (said, _alarm) = (line for line in lines if line.startswith("DESCRIPTION"))
    assert said.split("\\n")[1] == "June 1\\, 2020 + 60 days = July 31\\, 2020"


def test_calendar_of_a_list(desk, by):  # noqa: F811
    kept = [put(by, number=number).key for number in (30, 60)]
    lines = unfolded(desk.get(reverse("base:deadlines-file", args=("ics",))).content)
    assert [line for line in lines if line.startswith("UID")] == [f"UID:{key}@localhost" for key in kept]


@pytest.mark.parametrize(
    ("given", "octets"),
    (
        ("a" * 75, b"a" * 75 + b"\r\n"),
        ("a" * 76, b"a" * 75 + b"\r\n a\r\n"),
        ("a" * 74 + "期", b"a" * 74 + b"\r\n \xe6\x9c\x9f\r\n"),
        ("a" * 72 + "期限", b"a" * 72 + "期".encode() + b"\r\n " + "限".encode() + b"\r\n"),
        ("a" * 150, b"a" * 75 + b"\r\n " + b"a" * 74 + b"\r\n a\r\n"),
    ),
)
def test_folding(given, octets):
    assert calendar_files.folded(given) == octets


def test_text_values_are_escaped():
    assert calendar_files.text("a;b,c\\d\r\ne\nf\x07") == "a\\;b\\,c\\\\d\\ne\\nf"


def test_decisions_by_form(desk, by):  # noqa: F811
    row = put(by)
    steps = (("pause", {"on": "2020-06-10", "note": "等待"}), ("resume", {"on": "2020-06-20"}))
    steps += (("extend", {"on": "2020-06-25", "unit": "days", "number": "10", "note": "意见较多"}), ("lead", {"lead_days": "3"}))
    for act, given in steps:
        assert posted(desk, reverse("base:deadline-act", args=(row.pk, act)), **given).status_code == 302
    row = Deadline.objects.get(pk=row.pk)
    assert (row.state, row.day, row.lead_days, row.version) == ("running", date(2020, 8, 20), 3, 5)
    event = row.events.get(kind="extended")
    posted(desk, reverse("base:undo-deadline-entry", args=(row.pk, event.pk)), reason="误操作")
    assert Deadline.objects.get(pk=row.pk).day == date(2020, 8, 10)


def test_a_stale_form_is_told_and_may_not_act_twice(desk, by):  # noqa: F811
    row = put(by)
    url = reverse("base:deadline-act", args=(row.pk, "extend"))
    sent = {"expected_version": 1, "on": "2020-06-30", "unit": "days", "number": "10", "note": "意见较多"}
    assert [desk.post(url, sent).status_code for _ in range(2)] == [302, 422]
    assert Deadline.objects.get(pk=row.pk).day == date(2020, 8, 10)


def test_reckoning_again_moves_the_ticked_only(desk, by):  # noqa: F811
    one, two = put(by), put(by)
    url = reverse("base:reckon-again")
    assert desk.get(url).context["moves"] == []
    close(date(2020, 7, 31), by)
    marks = [move.mark for move in desk.get(url).context["moves"]]
    assert desk.post(url, {"confirmed": marks}).status_code == 422
    assert desk.post(url, {"confirmed": marks[:1], "note": "放假通知"}).status_code == 302
    assert [Deadline.objects.get(pk=row.pk).day for row in (one, two)] == [date(2020, 8, 3), date(2020, 7, 31)]


def test_others_see_the_deadlines_of_what_they_may_see(client, by):  # noqa: F811
    committee, other = factories.committee(), factories.committee()
    secret = put(by, subject=factories.project(committee=other))
    mine, hidden = put(by, subject=factories.project(committee=committee)), put(by)
    client.force_login(factories.secretary(committee))
    assert groups(listed(client))["later"] == [mine.pk]
    found = [client.get(row.get_absolute_url()).status_code for row in (mine, secret, hidden)]
    assert found == [200, 404, 404]
    assert client.get(mine.get_absolute_url()).context["acts"] == []


def test_no_template_reckons_a_day_by_itself():
    marks = ("timeuntil", "timesince", "{% now ", "timedelta")
    assert [
        str(path) for path in house.tracked() if path.suffix == ".html" and any(mark in path.read_text() for mark in marks)
    ] == []
