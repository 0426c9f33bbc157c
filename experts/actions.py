"""People and where they work."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, writing
from portal.base.models import Organisation, User
from portal.base.names import pinyin

from .models import Affiliation, Person

EDITABLE = ("name", "name_en", "account")


@transaction.atomic
def add_person(*, name: str, by: User, name_en: str = "", account: User | None = None, is_demo: bool = False) -> Person:
    """A person whom the programme names."""
    person = Person(name=name.strip(), name_en=name_en.strip(), account=account, is_demo=is_demo)
    person.name_pinyin = pinyin(person.name)
    with audit.act("person.add", person, by=by):
        writing.save(person)
    return person


@transaction.atomic
def edit_person(person: Person, *, by: User, note: str = "", **changes: Any) -> Person:
    """Change name or account; where the person works is a fact of its own."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    writing.set_fields(person, changes, EDITABLE)
    person.name_pinyin = pinyin(person.name)
    with audit.act("person.edit", person, by=by, note=note):
        writing.save(person)
    return person


@transaction.atomic
def set_affiliation(
    person: Person, *, organisation: Organisation, valid_from: date, by: User, post: str = "", note: str = ""
) -> Affiliation:
    """The person works for the organisation from a day on; the former affiliation ends on that day."""
    former = person.affiliations.open().filter(until__isnull=True)
    with audit.act("person.set-affiliation", person, by=by, note=note):
        for affiliation in former:
            if affiliation.valid_from > valid_from:
                raise ValidationError(
                    {"valid_from": _("The present affiliation began later, on %(day)s.") % {"day": affiliation.valid_from}}
                )
            writing.end(affiliation, by=by, until=valid_from)
        return writing.enter(Affiliation(person=person, organisation=organisation, post=post.strip(), valid_from=valid_from))
