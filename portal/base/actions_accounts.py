"""Accounts and the roles they hold. Passwords are in `actions_passwords`."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from . import audit, writing
from .models import Organisation, Role, RoleGrant, User
from .names import pinyin

EDITABLE = ("name", "email", "organisation", "must_change_password")


@transaction.atomic
def create_account(
    *,
    username: str,
    name: str,
    by: User,
    email: str = "",
    organisation: Organisation | None = None,
    password: str = "",
    must_change_password: bool = True,
    is_demo: bool = False,
) -> User:
    """A new account without any role. Without a password nobody can sign in until a reset link is followed."""
    account = User(username=username.strip(), name=name.strip(), email=email.strip(), organisation=organisation, is_demo=is_demo)
    account.name_pinyin = pinyin(account.name)
    account.must_change_password = bool(password) and must_change_password
    if password:
        account.set_password(password)
    else:
        account.set_unusable_password()
    with audit.act("account.create", account, by=by):
        writing.save(account)
    return account


@transaction.atomic
def edit_account(account: User, *, by: User, **changes: Any) -> User:
    """Change name, e-mail, organisation."""
    account = User.objects.select_for_update().get(pk=account.pk)
    writing.set_fields(account, changes, EDITABLE)
    account.name_pinyin = pinyin(account.name)
    with audit.act("account.edit", account, by=by):
        writing.save(account, exclude=("password",))
    return account


@transaction.atomic
def deactivate(account: User, *, by: User, note: str = "") -> User:
    """Close the account: its sessions end with the next request, its roles rest, what it recorded stays."""
    account = User.objects.select_for_update().get(pk=account.pk)
    if account == by:
        raise ValidationError(_("Nobody closes the own account."))
    if account.is_system:
        raise ValidationError(_("The portal's own account stays open."))
    account.is_active = False
    with audit.act("account.deactivate", account, by=by, note=note):
        writing.save(account, exclude=("password",))
    return account


@transaction.atomic
def reactivate(account: User, *, by: User, note: str = "") -> User:
    """Open a closed account again; roles that have not ended hold again."""
    account = User.objects.select_for_update().get(pk=account.pk)
    account.is_active = True
    with audit.act("account.reactivate", account, by=by, note=note):
        writing.save(account, exclude=("password",))
    return account


@transaction.atomic
def grant_role(
    account: User,
    *,
    role: str,
    valid_from: date,
    by: User,
    until: date | None = None,
    organisation: Organisation | None = None,
    note: str = "",
) -> RoleGrant:
    """Give an account-wide role for a time. A contact speaks for one organisation, which must be named."""
    if role == Role.CONTACT and organisation is None:
        raise ValidationError({"organisation": _("Name the organisation that the contact speaks for.")})
    if role != Role.CONTACT and organisation is not None:
        raise ValidationError({"organisation": _("Only a contact speaks for an organisation.")})
    held = RoleGrant.objects.open().filter(user=account, role=role, organisation=organisation)
    for grant in held:
        if (grant.until is None or grant.until > valid_from) and (until is None or until > grant.valid_from):
            raise ValidationError({"role": _("The account holds this role in that time already.")})
    with audit.act("role.grant", account, by=by, note=note):
        grant = writing.enter(RoleGrant(user=account, role=role, organisation=organisation, valid_from=valid_from, until=until))
    account.__dict__.pop("roles_today", None)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, until: date, by: User, note: str = "") -> RoleGrant:
    """The role ends on a day. The last administrator keeps the role."""
    if grant.role == Role.ADMINISTRATOR and not _others_administer(grant, until):
        raise ValidationError(_("This is the last administrator. Name another one first."))
    with audit.act("role.end", grant.user, by=by, note=note):
        ended = writing.end(grant, by=by, until=until)
    grant.user.__dict__.pop("roles_today", None)
    return ended


def _others_administer(grant: RoleGrant, day: date) -> bool:
    held = RoleGrant.objects.open().held_on(day).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return held.exclude(pk=grant.pk).exists()
