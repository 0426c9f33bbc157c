"""Who may do what with the people that the programme names. User first, subject second."""

from typing import Any

from portal.base.permissions import is_officer, works_for_ministry

from .models import Person


def can_see_people(user: Any) -> bool:
    """Names and employers of people are for those who keep them; a public entry is a matter of its own."""
    return works_for_ministry(user)


def can_edit_people(user: Any, person: Person | None = None) -> bool:
    return is_officer(user)
