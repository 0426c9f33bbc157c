"""The stages of an industry standard and the moves between them. Pure: no models, no clock.

National stage numbers follow GB/T 16733-1997; the ISO code beside each is the one of the same *meaning*, unlike the one
of the same number (comments: China 30, ISO 40).
"""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """In process order."""

    PROPOSAL = "proposal"
    PLANNED = "planned"
    DRAFTING = "drafting"
    CONSULTATION = "consultation"
    REVIEW = "review"
    APPROVAL = "approval"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"

    @property
    def label(self) -> str:
        return LABELS[self][0]

    @property
    def national_code(self) -> str:
        """Stage code of GB/T 16733-1997; empty for suspension and termination."""
        return LABELS[self][1]

    @property
    def iso_code(self) -> str:
        """ISO harmonized stage code of the same meaning."""
        return LABELS[self][2]


LABELS = {
    Stage.PROPOSAL: ("proposal", "00", "00.00"),
    Stage.PLANNED: ("plan issued", "10", "10.99"),
    Stage.DRAFTING: ("drafting", "20", "20.20"),
    Stage.CONSULTATION: ("public comment", "30", "40.20"),
    Stage.REVIEW: ("technical review", "40", "40.99"),
    Stage.APPROVAL: ("submitted for approval", "50", "50.20"),
    Stage.PUBLISHED: ("published", "60", "60.60"),
    Stage.SUSPENDED: ("suspended", "", ""),
    Stage.TERMINATED: ("terminated", "", "98"),
}


class ForbiddenMove(ValueError):
    """The project is not in a stage from which this move may be made."""


@dataclass(frozen=True)
class Move:
    """A step between stages."""

    name: str
    sources: frozenset[Stage]
    target: Stage


_RUNNING = frozenset({Stage.PLANNED, Stage.DRAFTING, Stage.CONSULTATION, Stage.REVIEW, Stage.APPROVAL})

MOVES = {
    move.name: move
    for move in (
        Move("propose", frozenset(), Stage.PROPOSAL),
        Move("issue_plan", frozenset({Stage.PROPOSAL}), Stage.PLANNED),
        Move("start_drafting", frozenset({Stage.PLANNED}), Stage.DRAFTING),
        Move("open_consultation", frozenset({Stage.PLANNED, Stage.DRAFTING}), Stage.CONSULTATION),
        Move("redraft", frozenset({Stage.CONSULTATION, Stage.REVIEW}), Stage.DRAFTING),
        Move("start_review", frozenset({Stage.CONSULTATION}), Stage.REVIEW),
        Move("submit", frozenset({Stage.REVIEW}), Stage.APPROVAL),
        Move("return", frozenset({Stage.APPROVAL}), Stage.REVIEW),
        Move("publish", frozenset({Stage.APPROVAL}), Stage.PUBLISHED),
        Move("suspend", _RUNNING, Stage.SUSPENDED),
        Move("resume", frozenset({Stage.SUSPENDED}), Stage.DRAFTING),
        Move("terminate", _RUNNING | {Stage.SUSPENDED, Stage.PROPOSAL}, Stage.TERMINATED),
    )
}


def moves_from(stage: Stage | None) -> list[Move]:
    """The moves allowed from a stage, in process order; from nothing only a proposal."""
    return [move for move in MOVES.values() if (stage in move.sources if stage else not move.sources)]
