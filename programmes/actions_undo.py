"""Taking back a decision, an entry of the list or a state: voided with its reason; what it had ended holds again."""

from django.db import models, transaction

from portal.base import audit, facts, outbox, writing
from portal.base.models import User

from .models import ClaimDecision, ConversionEntry, DeliverableState, DemonstrationDecision, SuitabilityDecision

Undoable = DemonstrationDecision | ClaimDecision | ConversionEntry | SuitabilityDecision | DeliverableState


def _subject_of(fact: Undoable) -> tuple[models.Model, str, int]:
    """The record that the fact is about, and what to tell the followers."""
    match fact:
        case DemonstrationDecision():
            return fact.demonstration, outbox.DEMONSTRATION, fact.demonstration_id
        case ClaimDecision():
            return fact.claim, outbox.CLAIM, fact.claim_id
        case DeliverableState():
            return fact.deliverable, outbox.PLAN, fact.deliverable.item.plan_id
    return fact.international, outbox.INTERNATIONAL, fact.international_id


def _siblings(fact: Undoable) -> models.QuerySet:
    """Facts of the same line: one of them holds at a time."""
    match fact:
        case DemonstrationDecision():
            return fact.demonstration.decisions.open()
        case ClaimDecision():
            return fact.claim.decisions.open()
        case DeliverableState():
            return fact.deliverable.states.open()
    return type(fact).objects.open().filter(area=fact.area_id, international=fact.international_id)


@transaction.atomic
def undo_fact(fact: Undoable, *, by: User, reason: str) -> None:
    """Void a mistaken fact. The one that it had ended in the same act is open again, as a new row."""
    subject, topic, pk = _subject_of(fact)
    ended = _siblings(fact).filter(until=fact.valid_from, recorded_at=fact.recorded_at).exclude(pk=fact.pk)
    with audit.act("fact.undo", subject, by=by, note=reason):
        former = list(ended)
        writing.void(fact, by=by, reason=reason)
        if fact.supersedes_id:
            facts.enter(writing.copy_of(fact.supersedes, until=fact.supersedes.until))
        for one in former:
            writing.void(one, by=by, reason=reason)
            facts.enter(writing.copy_of(one, until=None))
        outbox.note(topic, pk)
