"""Staff pages of accounts and organisations as officers use them."""

import re
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.actions import grant_secretary
from portal.base import actions_accounts
from portal.base.models import AuditEntry, Organisation, Region, RoleGrant, User
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]


@pytest.fixture
def officer(client):
    account = factories.officer()
    client.force_login(account)
    return account


def test_an_officer_opens_an_account_and_gives_it_a_role(client, officer):
    answer = client.post(
        reverse("base:new-account"), {"username": "li-ming", "name": "李明", "email": "", "password": "a long one 2020"}
    )
    made = User.objects.get(username="li-ming")
    assert answer["Location"] == reverse("base:grant-role", args=(made.pk,))
    client.post(answer["Location"], {"role": "expert", "valid_from": "2020-06-01", "until": "2020-12-31", "note": ""})
    assert (made.name, made.name_pinyin, made.must_change_password) == ("李明", "li ming", True)
    assert list(RoleGrant.objects.filter(user=made).values_list("role", "valid_from", "until", "recorded_by")) == [
        ("expert", date(2020, 6, 1), date(2020, 12, 31), officer.pk)
    ]


@pytest.mark.parametrize(
    ("password", "email", "sent"),
    (("", "li@example.org", [["li@example.org"]]), ("", "", []), ("a long one 2020", "li@example.org", [])),
)
def test_without_a_first_password_a_link_is_sent(client, officer, password, email, sent):
    client.post(reverse("base:new-account"), {"username": "li-ming", "name": "李明", "email": email, "password": password})
    assert [letter.to for letter in mail.outbox] == sent


def test_typed_text_survives_an_error(client, officer):
    answer = client.post(reverse("base:new-account"), {"username": officer.username, "name": "李明", "email": "not an address"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"username", "email"}
    assert 'value="李明"' in answer.content.decode()


@pytest.mark.parametrize(("role", "offered"), (("officer", False), ("administrator", True)))
def test_only_administrators_make_administrators(client, role, offered):
    client.force_login(factories.user(role))
    subject = factories.user()
    form = client.get(reverse("base:grant-role", args=(subject.pk,))).context["form"]
    assert ("administrator" in dict(form.fields["role"].choices)) == offered
    client.post(reverse("base:grant-role", args=(subject.pk,)), {"role": "administrator", "valid_from": "2020-06-01"})
    assert RoleGrant.objects.filter(user=subject, role="administrator").exists() == offered


@pytest.mark.parametrize(
    ("role", "holder", "may"),
    (
        ("officer", "administrator", False),
        ("officer", "leader", False),
        ("officer", "officer", True),
        ("administrator", "administrator", True),
        ("administrator", "leader", True),
    ),
)
def test_accounts_above_the_own_are_not_changed(client, role, holder, may):
    client.force_login(factories.user(role))
    subject = factories.user(holder, name="王小明", email="wang@example.org")
    given = {"name": "王小明", "email": "taken-over@example.org", "organisation": ""}
    changed = client.post(reverse("base:edit-account", args=(subject.pk,)), given)
    closed = client.post(reverse("base:close-account", args=(subject.pk,)), {"note": "离职"})
    subject = User.objects.get(pk=subject.pk)
    assert (changed.status_code, closed.status_code) == ((302, 302) if may else (403, 403))
    assert (subject.email == "taken-over@example.org", subject.is_active) == (may, not may)
    page = client.get(reverse("base:account", args=(subject.pk,)))
    assert page.context["can_edit"] is may


def subject_page(account):
    return reverse("base:account", args=(account.pk,))


def test_a_role_that_begins_tomorrow_protects_today(client, officer):
    subject = factories.user(email="wang@example.org")
    later = date(2020, 7, 1)
    url, given = reverse("base:edit-account", args=(subject.pk,)), {"name": "王小明", "email": "taken-over@example.org"}
    actions_accounts.grant_role(subject, role="administrator", valid_from=later, by=factories.administrator())
    written = AuditEntry.objects.count()
    assert [answer.status_code for answer in (client.get(url), client.post(url, given))] == [403, 403]
    assert User.objects.get(pk=subject.pk).email == "wang@example.org"
    assert (AuditEntry.objects.count(), client.get(subject_page(subject)).context["can_edit"]) == (written, False)


def test_what_the_action_refuses_stands_at_its_field(client, officer):
    subject = factories.user()
    answer = client.post(reverse("base:grant-role", args=(subject.pk,)), {"role": "contact", "valid_from": "2020-06-01"})
    assert list(answer.context["form"].errors) == ["organisation"]


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(client, officer):
    subject = factories.officer()
    other = type(client)()
    other.force_login(subject)
    page = reverse("base:accounts")
    assert other.get(page).status_code == 200
    client.post(reverse("base:close-account", args=(subject.pk,)), {"note": "left the ministry"})
    assert other.get(page)["Location"] == f"{reverse('login')}?next={page}"
    client.post(reverse("base:close-account", args=(subject.pk,)), {"note": "came back"})
    subject.refresh_from_db()
    notes = AuditEntry.objects.filter(verb__in=("account.deactivate", "account.reactivate")).order_by("pk")
    assert (subject.is_active, list(notes.values_list("note", flat=True))) == (True, ["left the ministry", "came back"])


def test_ending_a_role_takes_the_right_away_on_that_day(client, officer, clock_at):
    subject = factories.officer()
    grant = RoleGrant.objects.get(user=subject)
    client.post(reverse("base:end-role", args=(subject.pk, grant.pk)), {"until": "2020-07-15"})
    other = type(client)()
    seen = []
    for day in (date(2020, 7, 14), date(2020, 7, 15)):
        clock_at(day)
        other.force_login(subject)
        answer = other.get(reverse("base:accounts"))
        listed = {account.pk for account, _grants in answer.context["rows"]} if "rows" in answer.context else set()
        seen.append((answer.status_code, subject.pk in listed, User.objects.get(pk=subject.pk).roles_today))
    assert seen == [(200, True, {"officer"}), (403, False, set())]
    assert RoleGrant.objects.open().get(user=subject).until == date(2020, 7, 15)


def test_former_names_find_an_organisation(client, officer):
    subject = factories.organisation("示例电子研究院")
    client.post(reverse("base:rename-organisation", args=(subject.pk,)), {"name_zh": "示例智能研究院", "on": "2020-06-15"})
    found = client.get(reverse("base:organisations"), {"q": "电子"}).context["page"].object_list
    assert [str(row) for row in found] == ["示例智能研究院"]


def test_a_merge_shows_what_moves_before_it_moves(client, officer):
    keep, gone = factories.organisation("示例甲"), factories.organisation("示例乙")
    factories.user("contact", organisation=gone)
    address = reverse("base:merge-organisation", args=(keep.pk,))
    shown = client.post(address, {"gone": gone.pk, "note": "the same firm"})
    assert sorted(type(row.row).__name__ for row in shown.context["moved"]) == ["RoleGrant", "User"]
    assert Organisation.objects.get(pk=gone.pk).merged_into is None
    client.post(address, {"gone": gone.pk, "note": "the same firm", "confirmed": gone.pk})
    assert Organisation.objects.get(pk=gone.pk).merged_into == keep
    assert client.get(reverse("base:organisation", args=(gone.pk,)))["Location"] == keep.get_absolute_url()


def test_another_choice_than_the_one_previewed_is_previewed_first(client, officer):
    keep, gone, other = (factories.organisation(name) for name in ("示例甲", "示例乙", "示例丙"))
    client.post(reverse("base:merge-organisation", args=(keep.pk,)), {"gone": other.pk, "note": "the same", "confirmed": gone.pk})
    assert not Organisation.objects.filter(merged_into__isnull=False).exists()


def test_the_list_tells_body_and_term_of_every_role_held_today(client, officer, clock_at):
    clock_at(date(2020, 6, 30))
    committee, firm = factories.committee("示例/TC 7"), factories.organisation("示例甲")
    person = factories.user("contact", organisation=firm, name="李明")
    for held_in, begun, until in (
        (committee, date(2020, 6, 1), date(2021, 1, 1)),
        (committee, date(2019, 1, 1), date(2020, 1, 1)),
        (factories.committee(), date(2020, 7, 1), None),
    ):
        grant_secretary(held_in, user=person, valid_from=begun, until=until, by=officer)
    answer = client.get(reverse("base:accounts"), {"q": "李明", "lang": "en"})
    ((account, grants),) = answer.context["rows"]
    assert (account, [(str(one.role_words), one.body) for one in grants]) == (
        person,
        [("organisation contact", firm), ("secretary", committee)],
    )
    told = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    assert re.findall(r"secretary \([^)]*\) .{24}", told) == ["secretary (示例/TC 7) 2020-06-01 to 2021-01-01"]


@pytest.mark.parametrize("name", ("base:accounts", "base:organisations"))
def test_lists_run_a_constant_number_of_queries(client, officer, name):
    client.get(reverse(name))
    numbers = []
    for rows in (1, 3):
        for _step in range(rows):
            account = factories.officer(organisation=factories.organisation())
            grant_secretary(factories.committee(), user=account, valid_from=date(2020, 1, 1), by=officer)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_history_names_people_fields_and_values(client, officer):
    subject = factories.organisation("示例甲", by=officer)
    client.post(reverse("base:edit-organisation", args=(subject.pk,)), {"kind": "institute", "small_firm": "no"})
    last = client.get(subject.get_absolute_url(), {"lang": "en"}).context["history"][0]
    assert (last.by, last.verb) == (officer, "changed")
    assert [(change.label, change.before, change.after) for change in last.changes] == [
        ("kind", "enterprise", "research institute"),
        ("small or medium-sized firm", "", "no"),
    ]


def test_history_names_the_region_of_an_organisation(client, officer):
    """A region leads back to its organisations: that is no column to follow."""
    region = factories.saved(Region(code="11", name_zh="北京", name_en="Beijing"))
    subject = factories.organisation("示例甲", by=officer, region=region)
    entered = client.get(subject.get_absolute_url(), {"lang": "en"}).context["history"][-1]
    assert [(change.label, change.after) for change in entered.changes if change.column == "region_id"] == [
        ("region", str(region))
    ]
