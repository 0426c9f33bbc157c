"""What counts of a claim or a demonstration is kept as a fact: an edit moves the figures known from now on, none known before."""

from __future__ import annotations

from datetime import date

from portal.base import audit, facts, writing
from portal.base.models import User

from .models import ClaimContent, Demonstration, DemonstrationContent, LeadershipClaim

CLAIM = ("role", "person_id", "organisation_id", "evidence", "area_id")
DEMONSTRATION = ("field", "organisation_id", "area_id")


def keep_claim(claim: LeadershipClaim, *, on: date, by: User) -> None:
    """Record what the claim says now, beside its columns; `on` is the day on which it was first claimed."""
    said = {name: getattr(claim, name) for name in CLAIM}
    _keep(claim.contents.open().first(), ClaimContent(claim=claim, valid_from=on, **said), said, by=by)


def keep_demonstration(demonstration: Demonstration, *, on: date, by: User) -> None:
    """The same for a demonstration; `on` is the day on which it was applied for or entered."""
    said = {name: getattr(demonstration, name) for name in DEMONSTRATION}
    fresh = DemonstrationContent(demonstration=demonstration, valid_from=on, **said)
    _keep(demonstration.contents.open().first(), fresh, said, by=by)


def _keep(present: facts.Fact | None, fresh: facts.Fact, said: dict[str, object], *, by: User) -> None:
    """The row's own entries of the audit: the record's entry tells the change already."""
    if present is not None and all(getattr(present, name) == value for name, value in said.items()):
        return
    with audit.act("content.set", by=by):
        if present is None:
            writing.enter(fresh)
        else:
            facts.supersede(present, by=by, **said)
