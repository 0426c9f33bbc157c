"""Committees are founded and edited; secretaries are granted for a time."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, outbox, writing
from portal.base.models import User
from portal.base.names import pinyin

from .addresses import slug_of
from .models import Committee, SecretaryGrant

EDITABLE = (
    "name_zh",
    "name_en",
    "parent",
    "status",
    "founded_on",
    "scope_zh",
    "scope_en",
    "host",
    "host_text",
    "verified",
)


@transaction.atomic
def found_committee(*, code: str, body: str, by: User, is_demo: bool = False, **more: Any) -> Committee:
    """A new committee under its number; the address follows the number and stays."""
    committee = Committee(code=code.strip(), body=body.strip(), slug=slug_of(code), is_demo=is_demo)
    same = Committee.objects.filter(slug=committee.slug).first()
    if same:
        raise ValidationError({"code": _("%(number)s is entered already.") % {"number": same}})
    writing.set_fields(committee, more, EDITABLE)
    _check(committee)
    with audit.act("committee.found", committee, by=by):
        writing.save(committee)
        outbox.note(outbox.COMMITTEE, committee.pk)
    return committee


@transaction.atomic
def edit_committee(
    committee: Committee, *, by: User, expected_version: int | None = None, note: str = "", **changes: Any
) -> Committee:
    """Change anything but the number."""
    committee = writing.take(committee, expected_version)
    writing.set_fields(committee, changes, EDITABLE)
    _check(committee)
    with audit.act("committee.edit", committee, by=by, note=note):
        if writing.save(committee):
            outbox.note(outbox.COMMITTEE, committee.pk)
    return committee


def _check(committee: Committee) -> None:
    if not committee.name_zh and not committee.name_en:
        raise ValidationError({"name_zh": _("Give the name in Chinese or English.")})
    above = committee.parent
    while above is not None:
        if above.pk == committee.pk:
            raise ValidationError({"parent": _("That would be a circle: %(name)s stands below.") % {"name": committee.parent}})
        above = above.parent
    committee.name_pinyin = pinyin(committee.name_zh)


@transaction.atomic
def grant_secretary(
    committee: Committee, *, user: User, valid_from: date, by: User, until: date | None = None, note: str = ""
) -> SecretaryGrant:
    """The account acts as secretary of the committee from a day on. A committee may have several."""
    for grant in SecretaryGrant.objects.open().filter(user=user, committee=committee):
        if (grant.until is None or grant.until > valid_from) and (until is None or until > grant.valid_from):
            raise ValidationError({"user": _("The account is secretary of this committee in that time already.")})
    with audit.act("secretary.grant", committee, by=by, note=note):
        grant = writing.enter(SecretaryGrant(user=user, committee=committee, valid_from=valid_from, until=until))
    user.__dict__.pop("_committees_today", None)
    return grant


@transaction.atomic
def end_secretary(grant: SecretaryGrant, *, until: date, by: User, note: str = "") -> SecretaryGrant:
    """The account stops acting as secretary on a day."""
    with audit.act("secretary.end", grant.committee, by=by, note=note):
        ended = writing.end(grant, by=by, until=until)
    grant.user.__dict__.pop("_committees_today", None)
    return ended
