"""Accounts and roles: the write, its audit line, its refusal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.base import actions_accounts
from portal.base.models import AuditEntry, RoleGrant, User
from portal.base.people import system_user
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_clock")]
MARCH, MAY, JULY = date(2020, 3, 1), date(2020, 5, 1), date(2020, 7, 1)


def verbs(record):
    entries = AuditEntry.objects.filter(subject_type=record._meta.label_lower, subject_pk=str(record.pk))
    return list(entries.order_by("pk").values_list("verb", flat=True))


def test_a_new_account_has_a_sortable_name_and_no_role():
    account = factories.user(username="wang", name="王小明", password="a long password 20")
    assert (account.name_pinyin, account.check_password("a long password 20"), account.roles_today) == (
        "wang xiao ming",
        True,
        frozenset(),
    )
    assert verbs(account) == ["account.create"]


def test_without_a_password_nobody_can_sign_in():
    assert not factories.user(username="li").has_usable_password()


def test_a_name_given_twice_is_refused():
    factories.user(username="wang")
    with pytest.raises(ValidationError) as refused:
        factories.user(username="wang")
    assert list(refused.value.message_dict) == ["username"]


def test_editing_keeps_from_and_to():
    account = factories.user(username="wang", name="王小明")
    actions_accounts.edit_account(account, name="王大明", by=system_user())
    entry = AuditEntry.objects.get(verb="account.edit")
    assert entry.changes == {"name": ["王小明", "王大明"], "name_pinyin": ["wang xiao ming", "wang da ming"]}


def test_an_edit_that_changes_nothing_leaves_no_entry():
    account = factories.user(username="wang", name="王小明")
    actions_accounts.edit_account(account, name="王小明 ", by=system_user())
    assert verbs(account) == ["account.create"]


def test_the_password_is_no_field_of_the_edit():
    with pytest.raises(ValidationError) as refused:
        actions_accounts.edit_account(factories.user(), password="x", by=system_user())
    assert list(refused.value.message_dict) == ["password"]


def test_a_closed_account_has_no_role_until_it_is_opened_again():
    account = factories.officer()
    closed = actions_accounts.deactivate(account, by=system_user())
    assert (closed.is_active, closed.roles_today) == (False, frozenset())
    opened = actions_accounts.reactivate(account, by=system_user())
    assert opened.roles_today == frozenset({"officer"})
    assert verbs(account) == ["account.create", "role.grant", "account.deactivate", "account.reactivate"]


def test_nobody_closes_the_own_account():
    account = factories.administrator()
    with pytest.raises(ValidationError):
        actions_accounts.deactivate(account, by=account)
    assert User.objects.get(pk=account.pk).is_active


def test_the_portals_own_account_stays_open():
    with pytest.raises(ValidationError):
        actions_accounts.deactivate(system_user(), by=factories.administrator())


@pytest.mark.parametrize(
    ("valid_from", "until", "roles"),
    (
        (MARCH, None, {"officer"}),
        (MARCH, JULY, {"officer"}),
        (MARCH, MAY, set()),
        (JULY, None, set()),
    ),
)
def test_a_role_is_held_for_its_time(valid_from, until, roles):
    account = factories.user()
    actions_accounts.grant_role(account, role="officer", valid_from=valid_from, until=until, by=system_user())
    assert account.roles_today == frozenset(roles)


@pytest.mark.parametrize(
    ("grant", "field"),
    (
        ({"role": "contact"}, "organisation"),
        ({"role": "officer", "valid_from": MAY}, "role"),
        ({"role": "queen"}, "role"),
        ({"role": "leader", "until": MARCH, "valid_from": MAY}, "until"),
    ),
)
def test_grants_that_are_refused(grant, field):
    account = factories.officer()
    with pytest.raises(ValidationError) as refused:
        actions_accounts.grant_role(account, **({"valid_from": MARCH} | grant), by=system_user())
    assert list(refused.value.message_dict) == [field]
    assert RoleGrant.objects.count() == 1


def test_only_a_contact_speaks_for_an_organisation():
    with pytest.raises(ValidationError) as refused:
        actions_accounts.grant_role(
            factories.user(), role="officer", organisation=factories.organisation(), valid_from=MARCH, by=system_user()
        )
    assert list(refused.value.message_dict) == ["organisation"]


def test_an_ended_role_is_kept_with_its_end():
    account = factories.officer()
    ended = actions_accounts.end_role(account.role_grants.get(), until=MAY, by=system_user())
    assert (ended.until, account.roles_today, account.role_grants.count()) == (MAY, frozenset(), 2)
    assert verbs(account)[-2:] == ["role.end", "role.end"]


def test_a_role_cannot_end_before_it_began():
    account = factories.officer()
    with pytest.raises(ValidationError) as refused:
        actions_accounts.end_role(account.role_grants.get(), until=date(2014, 1, 1), by=system_user())
    assert list(refused.value.message_dict) == ["until"]


def test_the_last_administrator_keeps_the_role():
    first = factories.administrator()
    with pytest.raises(ValidationError):
        actions_accounts.end_role(first.role_grants.get(), until=MAY, by=system_user())
    factories.administrator()
    assert actions_accounts.end_role(first.role_grants.get(), until=MAY, by=system_user()).until == MAY
