"""Who may change the rules of a procedure. User first, subject second."""

from typing import Any

from portal.base.models import Role
from portal.base.permissions import has_role, is_ministry, is_officer

from .actions_procedures import drafter_of
from .models import ProcedureVersion


def can_see_procedures(user: Any) -> bool:
    """The ministry and its administrators."""
    return is_ministry(user) or has_role(user, Role.ADMINISTRATOR)


def can_draft_procedure(user: Any) -> bool:
    return is_officer(user)


def can_approve_procedure(user: Any, version: ProcedureVersion) -> bool:
    """Officers and leaders, a draft of somebody else."""
    return is_ministry(user) and version.approved_at is None and user.pk != drafter_of(version)
