"""The work calendar on the desk: everybody with an account reads, those of the code lists keep it, every change in the audit."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.base import actions_accounts, actions_calendar
from portal.base.models import AuditEntry, CalendarDay
from portal.base.people import system_user
from portal.base.work_calendar import is_workday

pytestmark = pytest.mark.django_db

NOTICE = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。2月14日（周日）上班。"""
HOLIDAY = {"kind": "holiday", "name_zh": "春节", "name_en": "Spring Festival", "notice": "国办发明电〔2026〕9号"}


@pytest.fixture
def system(fixed_clock):
    return system_user()


@pytest.fixture
def officer(system):
    user = actions_accounts.create_account(username="officer", name="示例官员", email="officer@example.org", by=system)
    actions_accounts.grant_role(user, role="officer", valid_from=date(2020, 1, 1), by=system)
    return user


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def test_set_day_replaces_and_leaves_both_in_the_audit(system):
    actions_calendar.set_day(date(2027, 2, 5), **HOLIDAY, by=system)
    actions_calendar.set_day(date(2027, 2, 5), **(HOLIDAY | {"notice": "国办发明电〔2026〕10号"}), by=system)
    row = CalendarDay.objects.get()
    assert row.notice == "国办发明电〔2026〕10号"
    entries = AuditEntry.objects.filter(verb="calendar.set", row_pk=str(row.pk)).order_by("pk")
    assert [entry.changes.get("notice") for entry in entries] == [
        [None, "国办发明电〔2026〕9号"],
        ["国办发明电〔2026〕9号", "国办发明电〔2026〕10号"],
    ]


def test_weekday_cannot_be_worked_in_exchange(system):
    with pytest.raises(ValidationError) as error:
        actions_calendar.set_day(date(2027, 2, 5), **(HOLIDAY | {"kind": "workday"}), by=system)
    assert list(error.value.message_dict) == ["kind"]
    assert CalendarDay.objects.count() == 0


def test_clear_day_needs_a_reason(system):
    row = actions_calendar.set_day(date(2027, 2, 6), **HOLIDAY, by=system)
    with pytest.raises(ValidationError):
        actions_calendar.clear_day(row, note=" ", by=system)
    actions_calendar.clear_day(row, note="录入有误", by=system)
    assert CalendarDay.objects.count() == 0
    assert AuditEntry.objects.get(verb="calendar.clear").note == "录入有误"


def test_notice_is_shown_then_entered(desk):
    said = {"year": 2027, "notice": "国办发明电〔2026〕9号", "text": NOTICE}
    preview = desk.post("/desk/work-calendar/notice/", said)
    assert (preview.status_code, CalendarDay.objects.count()) == (200, 0)
    assert preview.content.decode().count('<th scope="row">2027-') == 11
    done = desk.post("/desk/work-calendar/notice/", said | {"accepted": "on"})
    assert (done.status_code, done["Location"]) == (302, "/desk/work-calendar/2027/")
    assert (CalendarDay.objects.filter(kind="holiday").count(), CalendarDay.objects.filter(kind="workday").count()) == (10, 1)
    assert (is_workday(date(2027, 2, 14)), is_workday(date(2027, 2, 8))) == (True, False)


def test_same_notice_again_changes_nothing(desk):
    said = {"year": 2027, "notice": "国办发明电〔2026〕9号", "text": NOTICE, "accepted": "on"}
    desk.post("/desk/work-calendar/notice/", said)
    entries = AuditEntry.objects.count()
    desk.post("/desk/work-calendar/notice/", said)
    assert AuditEntry.objects.count() == entries


def test_unreadable_notice_names_the_line_and_keeps_the_text(desk):
    text = "一、元旦：2月30日放假。"
    page = desk.post("/desk/work-calendar/notice/", {"year": 2027, "notice": "x", "text": text}).content.decode()
    assert "第1行：不存在的日期：2月30日。" in page
    assert text in page


def test_year_without_a_notice_says_so(desk):
    page = desk.get("/desk/work-calendar/2027/").content.decode()
    assert "2027年的工作日尚不可知" in page


def test_day_is_changed_and_taken_out_by_form(desk, system):
    actions_calendar.set_day(date(2027, 1, 1), **HOLIDAY, by=system)
    changed = HOLIDAY | {"name_zh": "元旦", "name_en": "New Year's Day", "verified": "on"}
    assert desk.post("/desk/work-calendar/day/2027-01-01/", changed).status_code == 302
    assert CalendarDay.objects.get().name_zh == "元旦"
    assert desk.post("/desk/work-calendar/day/2027-01-01/clear/", {"note": ""}).status_code == 200
    assert desk.post("/desk/work-calendar/day/2027-01-01/clear/", {"note": "录入有误"}).status_code == 302
    assert CalendarDay.objects.count() == 0


def test_refused_day_keeps_what_was_typed(desk):
    typed = HOLIDAY | {"day": "2027-02-05", "kind": "workday", "name_zh": "春节（试）"}
    page = desk.post("/desk/work-calendar/day/", typed)
    assert page.status_code == 200
    assert "春节（试）" in page.content.decode()
    assert page.context["form"].errors.keys() == {"kind"}


@pytest.mark.parametrize("path", ("", "2027/", "notice/", "day/", "day/2027-01-01/", "day/2027-01-01/clear/"))
def test_strangers_sign_in_first(client, system, path):
    assert client.get(f"/desk/work-calendar/{path}").status_code == 302


@pytest.mark.parametrize(
    ("path", "status"), (("", 200), ("2027/", 200), ("notice/", 403), ("day/", 403), ("day/2027-01-01/", 403))
)
def test_an_account_without_the_right_reads_only(client, system, path, status):
    client.force_login(actions_accounts.create_account(username="a", name="示例", email="a@example.org", by=system))
    page = client.get(f"/desk/work-calendar/{path}")
    assert page.status_code == status
    assert "/desk/work-calendar/notice/" not in page.content.decode()


@pytest.mark.parametrize("path", ("day/2027-13-01/", "day/2027-01-02/", "day/x/clear/"))
def test_unknown_days_are_not_found(desk, path):
    assert desk.get(f"/desk/work-calendar/{path}").status_code == 404


def test_page_asks_a_constant_number_of_queries(desk, system):
    numbers = []
    desk.get("/desk/work-calendar/2027/")
    for day in (1, 3):
        for n in range(1, day + 1):
            actions_calendar.set_day(date(2027, 1, n), **HOLIDAY, by=system)
        with CaptureQueriesContext(connection) as seen:
            desk.get("/desk/work-calendar/2027/")
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]
