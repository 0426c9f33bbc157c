"""Who may do what with the records of the catalogue. User first, subject second."""

from typing import Any

from committees.permissions import is_any_secretary, is_secretary
from portal.base.models import Role
from portal.base.permissions import has_role, is_ministry, is_officer

from .actions_standards import CLASSES, EDITABLE, TEXTS
from .models import InternationalStandard, Project, Standard

SECRETARY_FIELDS = frozenset({*TEXTS, *CLASSES})


def can_edit_standard(user: Any, standard: Standard) -> bool:
    """Officers all; a secretary those of the own committees."""
    return is_officer(user) or is_secretary(user, standard.committee)


def editable_fields(user: Any, standard: Standard) -> frozenset[str]:
    """A secretary changes titles, texts and classification; moving a standard to another committee is the ministry's."""
    if is_officer(user):
        return frozenset(EDITABLE)
    return SECRETARY_FIELDS if is_secretary(user, standard.committee) else frozenset()


def can_enter_standard(user: Any) -> bool:
    return is_officer(user)


def can_record_status(user: Any, standard: Standard) -> bool:
    """Dates of the own committee's standards are corrected by its secretary too."""
    return can_edit_standard(user, standard)


def can_relate(user: Any, record: Standard | InternationalStandard) -> bool:
    if isinstance(record, Standard):
        return can_edit_standard(user, record)
    return is_officer(user)


def can_enter_adoption(user: Any, standard: Standard) -> bool:
    return can_edit_standard(user, standard)


def can_check_adoptions(user: Any) -> bool:
    """The queue of adoptions that a person must look at: the ministry reads all of it, a secretary the own part."""
    return is_ministry(user) or is_any_secretary(user)


def can_edit_international(user: Any, international: InternationalStandard | None = None) -> bool:
    return is_officer(user)


def can_confirm_areas(user: Any, subject: Standard | Project | InternationalStandard | None = None) -> bool:
    """Key areas move the goals: the ministry confirms them, and the secretary for the own committee's records."""
    if is_officer(user):
        return True
    return isinstance(subject, (Standard, Project)) and is_secretary(user, subject.committee)


def can_undo(user: Any, subject: Standard | InternationalStandard | Project) -> bool:
    """Whoever may enter a fact of a record may take one back, with a reason."""
    match subject:
        case Standard():
            return can_edit_standard(user, subject)
        case Project():
            return can_edit_project(user, subject)
    return can_edit_international(user, subject)


def can_see_history(user: Any, record: Any) -> bool:
    """Who changed what is for those who work here; the public sees the events, not the names."""
    return has_role(user, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR) or is_any_secretary(user)


def can_propose_project(user: Any) -> bool:
    return is_officer(user) or is_any_secretary(user)


def can_edit_project(user: Any, project: Project) -> bool:
    return is_officer(user) or is_secretary(user, project.committee)


def can_publish(user: Any, project: Project) -> bool:
    """Issuing plans and publishing are the ministry's."""
    return is_officer(user)


def can_import(user: Any) -> bool:
    return is_officer(user)
