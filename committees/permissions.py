"""Who may do what in a committee. A right in a body follows a dated grant in that body."""

from typing import Any

from portal.base import clock
from portal.base.models import Role
from portal.base.permissions import has_role, is_officer

from .models import Committee, SecretaryGrant


def committees_of(user: Any) -> frozenset[int]:
    """Keys of the committees whose secretary the account is today; asked once a request."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    known = getattr(user, "_committees_today", None)
    if known is None:
        grants = SecretaryGrant.objects.open().held_on(clock.today()).filter(user=user)
        known = user._committees_today = frozenset(grants.values_list("committee_id", flat=True))
    return known


def is_secretary(user: Any, committee: Committee | None) -> bool:
    """Secretary of this committee today."""
    return committee is not None and committee.pk in committees_of(user)


def is_any_secretary(user: Any) -> bool:
    return bool(committees_of(user))


def can_edit_committee(user: Any, committee: Committee) -> bool:
    return is_officer(user)


def can_grant_secretary(user: Any, committee: Committee) -> bool:
    return has_role(user, Role.OFFICER, Role.ADMINISTRATOR)
