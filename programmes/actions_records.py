"""What the goals count beside the catalogue: demonstrations, leadership claims, the conversion list, deliverables, targets."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from experts.models import Person
from portal.base import audit, clock, outbox, writing
from portal.base.models import AuditEntry, Organisation, User
from standards.models import InternationalStandard, KeyArea

from . import actions_contents
from .models import (
    ClaimDecision,
    ConversionEntry,
    Deliverable,
    DeliverableState,
    Demonstration,
    DemonstrationDecision,
    Goal,
    GoalAreaTarget,
    LeadershipClaim,
    SuitabilityDecision,
)

DEMONSTRATION_FIELDS = ("title_zh", "title_en", "standard", "standard_text", "field", "organisation", "area")
CLAIM_FIELDS = ("role", "person", "organisation", "evidence", "area")


def _end_former(former: Any, *, on: date, by: User) -> None:
    """One state holds at a time: what held before ends on the day of the new one."""
    for fact in former.open().filter(until__isnull=True):
        if fact.valid_from > on:
            raise ValidationError({"on": _("A later entry of %(day)s is there already.") % {"day": fact.valid_from}})
        writing.end(fact, by=by, until=on)


@transaction.atomic
def enter_demonstration(
    *, title_zh: str, by: User, applied_on: date | None = None, is_demo: bool = False, note: str = "", **more: Any
) -> Demonstration:
    """An application demonstration of one group standard in one field, applied for on a day when that is known."""
    demonstration = Demonstration(is_demo=is_demo)
    writing.set_fields(demonstration, {"title_zh": title_zh, **more}, DEMONSTRATION_FIELDS)
    _check_demonstration(demonstration)
    with audit.act("demonstration.enter", demonstration, by=by, note=note):
        writing.save(demonstration)
        actions_contents.keep_demonstration(demonstration, on=applied_on or clock.today(), by=by)
        if applied_on:
            decide_demonstration(demonstration, state=DemonstrationDecision.State.APPLIED, on=applied_on, by=by)
        outbox.note(outbox.DEMONSTRATION, demonstration.pk)
    return demonstration


@transaction.atomic
def edit_demonstration(
    demonstration: Demonstration, *, by: User, expected_version: int | None = None, note: str = "", **changes: Any
) -> Demonstration:
    """Change title, standard, field, organisation, area."""
    demonstration = writing.take(demonstration, expected_version)
    writing.set_fields(demonstration, changes, DEMONSTRATION_FIELDS)
    _check_demonstration(demonstration)
    with audit.act("demonstration.edit", demonstration, by=by, note=note):
        if writing.save(demonstration):
            actions_contents.keep_demonstration(demonstration, on=clock.today(), by=by)
            outbox.note(outbox.DEMONSTRATION, demonstration.pk)
    return demonstration


def _check_demonstration(demonstration: Demonstration) -> None:
    standard = demonstration.standard
    if standard is not None and standard.level != standard.Level.GROUP:
        raise ValidationError({"standard": _("%(number)s is no group standard.") % {"number": standard.designation}})


@transaction.atomic
def decide_demonstration(
    demonstration: Demonstration, *, state: str, on: date, by: User, document: str = "", note: str = ""
) -> DemonstrationDecision:
    """Applied, selected, refused or withdrawn on a day. A selection names the circular that announced it."""
    writing.not_in_future(on, "on")
    writing.hold(demonstration)
    if state == DemonstrationDecision.State.SELECTED and not document.strip():
        raise ValidationError({"document": _("Name the circular that announced the selection.")})
    fact = DemonstrationDecision(demonstration=demonstration, state=state, valid_from=on, note=note.strip())
    fact.document = document.strip()
    with audit.act(f"demonstration.{state}", demonstration, by=by, note=note):
        _end_former(demonstration.decisions, on=on, by=by)
        writing.enter(fact)
        outbox.note(outbox.DEMONSTRATION, demonstration.pk)
    return fact


@transaction.atomic
def claim_leadership(
    international: InternationalStandard,
    *,
    role: str,
    on: date,
    by: User,
    person: Person | None = None,
    organisation: Organisation | None = None,
    evidence: str = "",
    area: KeyArea | None = None,
    is_demo: bool = False,
    note: str = "",
) -> LeadershipClaim:
    """Claim that the standard was led from China. The claim counts only when a second person has confirmed the proof."""
    writing.not_in_future(on, "on")
    if person is None and organisation is None:
        raise ValidationError({"person": _("Name the person or the organisation that led.")})
    same = LeadershipClaim.objects.filter(international=international, role=role, person=person, organisation=organisation)
    if same.exists():
        raise ValidationError({"role": _("This claim is entered already.")})
    claim = LeadershipClaim(international=international, role=role, person=person, organisation=organisation, area=area)
    claim.evidence, claim.is_demo = evidence.strip(), is_demo
    with audit.act("claim.enter", claim, by=by, note=note):
        writing.save(claim)
        actions_contents.keep_claim(claim, on=on, by=by)
        writing.enter(ClaimDecision(claim=claim, state=ClaimDecision.State.CLAIMED, valid_from=on, note=note.strip()))
        outbox.note(outbox.CLAIM, claim.pk)
    return claim


@transaction.atomic
def edit_claim(
    claim: LeadershipClaim, *, by: User, expected_version: int | None = None, note: str = "", **changes: Any
) -> LeadershipClaim:
    """Change role, person, organisation, evidence, area. A proven claim that is changed must be proven again."""
    claim = writing.take(claim, expected_version)
    writing.set_fields(claim, changes, CLAIM_FIELDS)
    with audit.act("claim.edit", claim, by=by, note=note):
        if not writing.save(claim):
            return claim
        actions_contents.keep_claim(claim, on=clock.today(), by=by)
        if _state_of(claim) == ClaimDecision.State.PROVEN:
            _end_former(claim.decisions, on=clock.today(), by=by)
            reopened = _("Changed after it was proven.")
            writing.enter(ClaimDecision(claim=claim, state=ClaimDecision.State.CLAIMED, valid_from=clock.today(), note=reopened))
        outbox.note(outbox.CLAIM, claim.pk)
    return claim


def _state_of(claim: LeadershipClaim) -> str:
    last = claim.decisions.open().order_by("-valid_from", "-pk").first()
    return last.state if last else ""


def claimers_of(claim: LeadershipClaim) -> frozenset[int]:
    """Keys of the accounts that brought the claim forward or wrote in it, whatever became of it."""
    claimed = claim.decisions.filter(state=ClaimDecision.State.CLAIMED)
    edited = AuditEntry.objects.filter(row_type=claim._meta.label_lower, row_pk=str(claim.pk), verb="claim.edit")
    return frozenset(claimed.values_list("recorded_by_id", flat=True)) | frozenset(edited.values_list("by_id", flat=True))


@transaction.atomic
def decide_claim(claim: LeadershipClaim, *, state: str, on: date, by: User, note: str = "") -> ClaimDecision:
    """Prove, dispute or withdraw a claim. The proof is confirmed by a second person, never by the claimer (S4)."""
    writing.not_in_future(on, "on")
    writing.hold(claim)
    if state == ClaimDecision.State.PROVEN:
        if by.pk in claimers_of(claim):
            raise ValidationError({"state": _("Whoever brought a claim forward cannot confirm its proof. Ask a colleague.")})
        if not claim.evidence.strip():
            raise ValidationError({"evidence": _("Without evidence the claim cannot be proven.")})
    elif not note.strip():
        raise ValidationError({"note": _("Give the reason.")})
    with audit.act(f"claim.{state}", claim, by=by, note=note):
        _end_former(claim.decisions, on=on, by=by)
        fact = writing.enter(ClaimDecision(claim=claim, state=state, valid_from=on, note=note.strip()))
        outbox.note(outbox.CLAIM, claim.pk)
    return fact


@transaction.atomic
def list_for_conversion(
    area: KeyArea,
    *,
    international: InternationalStandard,
    valid_from: date,
    by: User,
    planned_on: date | None = None,
    owner: str = "",
    note: str = "",
    is_demo: bool = False,
) -> ConversionEntry:
    """Put an international standard on the area's list of those to be converted."""
    entry = ConversionEntry(area=area, international=international, valid_from=valid_from, planned_on=planned_on)
    entry.owner, entry.note, entry.is_demo = owner.strip(), note.strip(), is_demo
    writing.hold(international)
    if ConversionEntry.objects.open().filter(area=area, international=international, until__isnull=True).exists():
        raise ValidationError({"international": _("It stands on this list already.")})
    with audit.act("conversion.list", international, by=by, note=note):
        writing.enter(entry)
        outbox.note(outbox.INTERNATIONAL, international.pk)
    return entry


@transaction.atomic
def unlist(entry: ConversionEntry, *, until: date, by: User, note: str) -> ConversionEntry:
    """Take it off the list from a day on, with the reason; earlier figures keep it."""
    if not note.strip():
        raise ValidationError({"note": _("Give the reason.")})
    with audit.act("conversion.unlist", entry.international, by=by, note=note):
        ended = writing.end(entry, by=by, until=until)
        outbox.note(outbox.INTERNATIONAL, entry.international_id)
    return ended


@transaction.atomic
def decide_suitability(
    area: KeyArea,
    *,
    international: InternationalStandard,
    reason: str,
    on: date,
    by: User,
    note: str = "",
    is_demo: bool = False,
) -> SuitabilityDecision:
    """Suitable for conversion, or not and why. Each exclusion has a reason, a person and a day (domain 4.3)."""
    suitable = reason == SuitabilityDecision.Reason.SUITABLE
    if reason == SuitabilityDecision.Reason.OTHER and not note.strip():
        raise ValidationError({"note": _("Explain the other reason.")})
    fact = SuitabilityDecision(area=area, international=international, suitable=suitable, reason=reason, valid_from=on)
    fact.note, fact.is_demo = note.strip(), is_demo
    writing.hold(international)
    before = SuitabilityDecision.objects.filter(area=area, international=international)
    with audit.act("conversion.decide", international, by=by, note=note):
        _end_former(before, on=on, by=by)
        writing.enter(fact)
        outbox.note(outbox.INTERNATIONAL, international.pk)
    return fact


@transaction.atomic
def set_deliverable_state(
    deliverable: Deliverable, *, state: str, on: date, by: User, evidence: str = "", note: str = ""
) -> DeliverableState:
    """Not begun, under way, done or dropped; done asks for the evidence."""
    if state == DeliverableState.State.DONE and not evidence.strip():
        raise ValidationError({"evidence": _("Name the document that shows that it is done.")})
    with audit.act("deliverable.state", deliverable, by=by, note=note):
        _end_former(deliverable.states, on=on, by=by)
        fact = writing.enter(DeliverableState(deliverable=deliverable, state=state, valid_from=on, evidence=evidence.strip()))
        outbox.note(outbox.PLAN, deliverable.item.plan_id)
    return fact


@transaction.atomic
def set_area_target(goal: Goal, *, area: KeyArea, threshold: Decimal, by: User, note: str = "") -> GoalAreaTarget:
    """The part of the goal that one key area is to bring."""
    if area.year != goal.plan.year:
        raise ValidationError({"area": _("This key area belongs to another year.")})
    if threshold < 0:
        raise ValidationError({"threshold": _("A target cannot lie below zero.")})
    target = GoalAreaTarget.objects.filter(goal=goal, area=area).first() or GoalAreaTarget(goal=goal, area=area)
    target.threshold = threshold
    with audit.act("goal.area-target", goal, by=by, note=note):
        if writing.save(target):
            outbox.note(outbox.PLAN, goal.plan_id)
    return target
