"""Committees on the desk: founded, edited, secretaries for a time."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Committee, SecretaryGrant
from portal.base.models import AuditEntry
from standards.models import Standard
from tests import factories
from tests.desk import posted, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


@pytest.fixture
def officer(client):
    account = factories.officer()
    client.force_login(account)
    return account


def address(name, *args):
    return reverse(f"committees-desk:{name}", args=args)


def test_a_committee_is_entered_under_its_parent(client, officer):
    parent, host = factories.committee("示例/TC 1"), factories.organisation("示例研究院")
    sent = {"code": "示例/TC 1/SC 2", "body": "DEMO", "name_zh": "示例分委会", "parent": "示例/tc1", "host": "示例研究院"}
    answer = client.post(address("new-committee"), sent | {"status": "active"})
    made = Committee.objects.get(code="示例/TC 1/SC 2")
    assert (answer["Location"], made.parent, made.host) == (address("committee", made.pk), parent, host)
    assert AuditEntry.objects.get(verb="committee.found", subject_pk=str(made.pk)).by == officer


@pytest.mark.parametrize(
    ("sent", "field"),
    (
        ({"code": "示例/TC 1", "body": "DEMO", "name_zh": "二", "status": "active"}, "code"),
        ({"code": "示例/TC 2", "body": "DEMO", "name_zh": "", "status": "active"}, "name_zh"),
        ({"code": "示例/TC 2", "body": "DEMO", "name_zh": "二", "status": "active", "parent": "无此会"}, "parent"),
    ),
)
def test_what_is_refused_names_its_field(client, officer, sent, field):
    factories.committee("示例/TC 1")
    answer = client.post(address("new-committee"), sent)
    assert (answer.status_code, list(answer.context["form"].errors), Committee.objects.count()) == (422, [field], 1)
    assert f'value="{sent["code"]}"' in answer.content.decode()


def test_a_committee_is_changed_but_never_below_itself(client, officer):
    made = factories.committee("示例/TC 1")
    below = factories.committee("示例/TC 1/SC 1", parent=made)
    posted(client, address("edit-committee", made.pk), status="suspended", note="调整")
    made.refresh_from_db()
    assert (made.status, AuditEntry.objects.get(verb="committee.edit").note) == ("suspended", "调整")
    circle = posted(client, address("edit-committee", made.pk), parent=below.code)
    assert (circle.status_code, list(circle.context["form"].errors)) == (422, ["parent"])


def test_a_secretary_is_named_for_a_time_and_may_then_edit(client, officer):
    committee, person = factories.committee(), factories.user(username="li-ming", name="李明")
    standard = factories.standard(committee=committee)
    sent = {"user": "李明", "valid_from": "2020-06-01", "until": "2020-07-15", "note": "来函"}
    client.post(address("grant-secretary", committee.pk), sent)
    grants = SecretaryGrant.objects.values_list("user", "committee", "valid_from", "until", "recorded_by")
    assert list(grants) == [(person.pk, committee.pk, date(2020, 6, 1), date(2020, 7, 15), officer.pk)]
    page = client.get(address("committees")).context["rows"]
    assert page == [(committee, ["李明"])]
    client.force_login(person)
    assert client.get(reverse("standards-desk:edit-standard", args=(standard.pk,))).status_code == 200


def test_the_right_ends_on_its_day(client, officer, clock_at):
    committee = factories.committee()
    person = factories.secretary(committee)
    standard = factories.standard(committee=committee)
    grant = SecretaryGrant.objects.get()
    client.post(address("end-secretary", committee.pk, grant.pk), {"until": "2020-07-15", "note": ""})
    other, seen, url = type(client)(), [], reverse("standards-desk:edit-standard", args=(standard.pk,))
    other.force_login(person)
    sent = shown(other, url)
    for day in (date(2020, 7, 14), date(2020, 7, 15)):
        clock_at(day)
        other.force_login(person)
        answer = other.post(url, sent | {"title_zh": f"{day} 所改"})
        seen.append((answer.status_code, Standard.objects.get().title_zh))
    assert seen == [(302, "2020-07-14 所改"), (403, "2020-07-14 所改")]
    assert SecretaryGrant.objects.open().get().until == date(2020, 7, 15)


def test_one_account_is_not_named_twice_at_once(client, officer):
    committee = factories.committee()
    person = factories.secretary(committee, name="李明")
    answer = client.post(address("grant-secretary", committee.pk), {"user": person.username, "valid_from": "2020-06-01"})
    assert (answer.status_code, list(answer.context["form"].errors), SecretaryGrant.objects.count()) == (422, ["user"], 1)


@pytest.mark.parametrize(
    ("role", "founds", "edits", "names"), (("administrator", 403, 403, 200), ("leader", 403, 403, 403), ("expert", 403, 403, 403))
)
def test_who_may_do_what(client, role, founds, edits, names):
    committee = factories.committee()
    client.force_login(factories.user(role))
    forms = (("new-committee",), ("edit-committee", committee.pk), ("grant-secretary", committee.pk))
    assert [client.get(address(*form)).status_code for form in forms] == [founds, edits, names]
    person, written = factories.user(username="li-ming", name="李明"), AuditEntry.objects.count()
    sent = {
        "code": "示例/TC 9",
        "body": "DEMO",
        "name_zh": "九",
        "status": "suspended",
        "user": "li-ming",
        "valid_from": "2020-06-01",
    }
    for form in forms:
        client.post(address(*form), sent)
    named = [(person.pk, committee.pk)] if names == 200 else []
    assert list(SecretaryGrant.objects.values_list("user", "committee")) == named
    assert list(Committee.objects.values_list("code", "name_zh", "status")) == [
        (committee.code, committee.name_zh, committee.status)
    ]
    assert AuditEntry.objects.count() == written + len(named)


def test_committees_in_preparation_are_seen_by_the_ministry(client, officer):
    made = factories.committee(status="proposed")
    assert client.get(address("committee", made.pk)).status_code == 200
    client.force_login(factories.user("expert"))
    assert (client.get(address("committee", made.pk)).status_code, client.get(address("committees")).context["rows"]) == (404, [])


STATUS_COLUMN = '<th scope="col">Status</th>'


@pytest.mark.parametrize("url", ("/committees/", "/desk/committees/"))
@pytest.mark.parametrize(
    ("statuses", "column", "said", "unknown"),
    (
        (("unknown", "unknown"), False, [], 0),
        (("unknown", "active"), True, ["active"], 1),
        (("suspended", "active"), True, ["suspended", "active"], 0),
    ),
)
def test_lists_tell_a_status_only_where_one_is_known(client, officer, url, statuses, column, said, unknown):
    for number, status in enumerate(statuses):
        factories.committee(f"示例/TC {number}", status=status)
    page = client.get(url, {"lang": "en"}).content.decode()
    cells = page[page.index("<tbody>") : page.index("</tbody>")]
    assert (STATUS_COLUMN in page, re.findall(r'<span class="tag[^"]*">([^<]+)</span>', cells)) == (column, said)
    assert cells.count('<span class="muted">not known</span>') == unknown


@pytest.mark.parametrize(("status", "told"), (("unknown", []), ("dissolved", ["dissolved"])))
def test_a_public_page_leaves_an_unknown_status_out(client, status, told):
    made = factories.committee(status=status)
    lines = client.get(made.get_absolute_url(), {"lang": "en"}).context["lines"]
    assert [line["text"] for line in lines if line["label"] == "Status"] == told


def test_who_changed_what_is_for_those_who_work_here(client, officer):
    made = factories.committee()
    assert len(client.get(address("committee", made.pk)).context["history"]) == 1
    client.force_login(factories.user("expert"))
    assert client.get(address("committee", made.pk)).context["history"] == []


def test_the_list_runs_a_constant_number_of_queries(client, officer):
    client.get(address("committees"))
    numbers = []
    for rows in (1, 3):
        for _step in range(rows):
            factories.secretary(factories.committee(parent=factories.committee()))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address("committees")).context["page"]
        numbers.append((len(queries), page.paginator.count))
    assert (numbers[0][0], [shown for _queries, shown in numbers]) == (numbers[1][0], [2, 8])
