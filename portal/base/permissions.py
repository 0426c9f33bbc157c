"""Who may do what on the ground. User first, subject second."""

from typing import Any

from django.db.models import Q

from . import clock
from .models import Organisation, Role, RoleGrant, User


def has_role(user: Any, *roles: str) -> bool:
    """Whether the account holds one of these account-wide roles today."""
    return bool(user.is_authenticated and not user.roles_today.isdisjoint(roles))


def is_officer(user: Any) -> bool:
    return has_role(user, Role.OFFICER)


def is_leader(user: Any) -> bool:
    return has_role(user, Role.LEADER)


def is_administrator(user: Any) -> bool:
    return has_role(user, Role.ADMINISTRATOR)


def is_ministry(user: Any) -> bool:
    """Officers and leaders: they read everything of the programme."""
    return has_role(user, Role.OFFICER, Role.LEADER)


def works_for_ministry(user: Any) -> bool:
    """Officers, leaders and administrators."""
    return has_role(user, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR)


def is_contact(user: Any, organisation: Organisation) -> bool:
    """Whether the account speaks for this organisation today."""
    if not user.is_authenticated or Role.CONTACT not in user.roles_today:
        return False
    grants = RoleGrant.objects.open().held_on(clock.today())
    return grants.filter(user=user, role=Role.CONTACT, organisation=organisation).exists()


def can_see_accounts(user: Any) -> bool:
    return has_role(user, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR)


def can_manage_accounts(user: Any) -> bool:
    """Accounts and role grants are given by administrators and officers; only administrators make administrators."""
    return has_role(user, Role.OFFICER, Role.ADMINISTRATOR)


def can_edit_account(user: Any, account: User) -> bool:
    """Whoever sets an account's e-mail address can take it over: those of administrators and leaders are the administrators'."""
    if is_administrator(user):
        return True
    grants = RoleGrant.objects.open().filter(Q(until__isnull=True) | Q(until__gt=clock.today()), user=account)
    return can_manage_accounts(user) and not grants.filter(role__in=(Role.ADMINISTRATOR, Role.LEADER)).exists()


def can_grant(user: Any, role: str) -> bool:
    if role in (Role.ADMINISTRATOR, Role.LEADER):
        return is_administrator(user)
    return can_manage_accounts(user)


def can_see_organisations(user: Any) -> bool:
    return bool(user.is_authenticated)


def can_edit_organisations(user: Any) -> bool:
    return is_officer(user)


def can_edit_code_lists(user: Any) -> bool:
    return has_role(user, Role.OFFICER, Role.ADMINISTRATOR)


def can_see_jobs(user: Any) -> bool:
    return has_role(user, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR)


def can_run_jobs(user: Any) -> bool:
    return has_role(user, Role.OFFICER, Role.ADMINISTRATOR)


def can_see_deadlines(user: Any) -> bool:
    """The list is everybody's; which rows, their records say."""
    return bool(user.is_authenticated)


def can_decide_deadlines(user: Any) -> bool:
    """Stop the clock, extend, drop, confirm what moves."""
    return is_officer(user)


def can_see_audit(user: Any) -> bool:
    return has_role(user, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR)


def can_see_components(user: Any) -> bool:
    """The page of components is for those who build the portal; it shows no record."""
    return is_administrator(user) or bool(user.is_authenticated and user.is_staff)
