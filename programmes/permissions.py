"""Who may do what in the programme. User first, subject second."""

from typing import Any

from portal.base.models import Role
from portal.base.permissions import has_role, is_contact, is_leader, is_ministry, is_officer
from standards.models import KeyArea

from .actions_definitions import drafter_of
from .actions_records import claimers_of
from .models import Definition, Deliverable, Demonstration, Goal, LeadershipClaim, Plan


def can_see_programme(user: Any) -> bool:
    """The board: the ministry and its administrators."""
    return is_ministry(user) or has_role(user, Role.ADMINISTRATOR)


def can_edit_plan(user: Any, plan: Plan) -> bool:
    return is_officer(user)


def can_enter_demonstration(user: Any) -> bool:
    return is_officer(user)


def can_edit_demonstration(user: Any, demonstration: Demonstration) -> bool:
    return is_officer(user)


def can_decide_demonstration(user: Any, demonstration: Demonstration) -> bool:
    return is_officer(user)


def can_claim_leadership(user: Any) -> bool:
    """Officers, and contacts for their organisation."""
    return has_role(user, Role.OFFICER, Role.CONTACT)


def can_edit_claim(user: Any, claim: LeadershipClaim) -> bool:
    return is_officer(user) or (claim.organisation is not None and is_contact(user, claim.organisation))


def can_decide_claim(user: Any, claim: LeadershipClaim) -> bool:
    """A second person confirms the proof: an officer who did not bring the claim forward (S4)."""
    return is_officer(user) and user.pk not in claimers_of(claim)


def can_edit_conversion_list(user: Any, area: KeyArea | None = None) -> bool:
    return is_officer(user)


def can_decide_suitability(user: Any, area: KeyArea | None = None) -> bool:
    return is_officer(user)


def can_set_deliverable(user: Any, deliverable: Deliverable) -> bool:
    return is_officer(user)


def can_set_target(user: Any, goal: Goal) -> bool:
    return is_officer(user)


def can_recompute(user: Any) -> bool:
    """The button that asks for new readings."""
    return has_role(user, Role.OFFICER, Role.ADMINISTRATOR)


def can_close_period(user: Any, plan: Plan) -> bool:
    return is_officer(user)


def can_sign(user: Any, plan: Plan) -> bool:
    """Only a leader signs a closed period."""
    return is_leader(user)


def can_correct_figure(user: Any, plan: Plan) -> bool:
    return has_role(user, Role.OFFICER, Role.LEADER)


def can_draft_definition(user: Any) -> bool:
    return is_officer(user)


def can_approve_definition(user: Any, definition: Definition) -> bool:
    """A leader who did not draft it."""
    return is_leader(user) and definition.approved_at is None and drafter_of(definition) != user.pk
