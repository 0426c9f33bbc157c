"""The stages of every procedure and the moves between them. Pure: no models, no clock.

National stage numbers follow GB/T 16733-1997; the ISO code beside each is the one of the same *meaning*, unlike the one
of the same number (comments: China 30, ISO 40). How many days, which papers and who decides are parameters of the procedure
(`procedure_parameters.py`): a move names the parameter, staff version its value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Stage(StrEnum):
    """In process order; those of the periodic review follow those of a project, the ends come last."""

    PROPOSAL = "proposal"
    RETURNED = "returned"
    PLAN_NOTICE = "plan_notice"
    PLANNED = "planned"
    DRAFTING = "drafting"
    CONSULTATION = "consultation"
    REVIEW = "review"
    APPROVAL = "approval"
    APPROVAL_NOTICE = "approval_notice"
    PUBLISHED = "published"
    REVIEWING = "reviewing"
    CONTINUED = "continued"
    TO_CHANGE = "to_change"
    TO_WITHDRAW = "to_withdraw"
    WITHDRAWN = "withdrawn"
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
    Stage.RETURNED: ("proposal returned", "10", "10.92"),
    Stage.PLAN_NOTICE: ("proposal on public notice", "10", "10.20"),
    Stage.PLANNED: ("plan issued", "10", "10.99"),
    Stage.DRAFTING: ("drafting", "20", "20.20"),
    Stage.CONSULTATION: ("public comment", "30", "40.20"),
    Stage.REVIEW: ("technical review", "40", "40.99"),
    Stage.APPROVAL: ("submitted for approval", "50", "50.20"),
    Stage.APPROVAL_NOTICE: ("public notice before approval", "50", "50.60"),
    Stage.PUBLISHED: ("published", "60", "60.60"),
    Stage.REVIEWING: ("under periodic review", "90", "90.20"),
    Stage.CONTINUED: ("review closed: continues valid", "90", "90.93"),
    Stage.TO_CHANGE: ("review closed: to be amended or revised", "90", "90.92"),
    Stage.TO_WITHDRAW: ("withdrawal on public notice", "90", "90.99"),
    Stage.WITHDRAWN: ("withdrawal announced", "95", "95.99"),
    Stage.SUSPENDED: ("suspended", "", ""),
    Stage.TERMINATED: ("terminated", "", "98"),
}

ENDS = frozenset({Stage.PUBLISHED, Stage.CONTINUED, Stage.TO_CHANGE, Stage.WITHDRAWN, Stage.TERMINATED})
"""From here no move leads on; only an undo with its reason leads back."""


class Procedure(StrEnum):
    """The ways on which the ministry's work runs."""

    INDUSTRY = "industry"
    INDUSTRY_B = "industry-b"
    INDUSTRY_C = "industry-c"
    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"
    GROUP = "group"
    FOREIGN = "foreign"
    AMENDMENT = "amendment"
    REVIEW = "review"

    @property
    def label(self) -> str:
        return PROCEDURES[self]


PROCEDURES = {
    Procedure.INDUSTRY: "industry standard, normal procedure",
    Procedure.INDUSTRY_B: "industry standard, fast track B",
    Procedure.INDUSTRY_C: "industry standard, fast track C",
    Procedure.MANDATORY: "mandatory national standard",
    Procedure.RECOMMENDED: "recommended national standard",
    Procedure.GROUP: "group standard",
    Procedure.FOREIGN: "foreign-language version",
    Procedure.AMENDMENT: "amendment sheet",
    Procedure.REVIEW: "periodic review of a standard",
}


class Actor(StrEnum):
    """Who makes a move in the portal, for the body that decides."""

    SECRETARY = "secretary"
    OFFICER = "officer"


class Party(StrEnum):
    """In whose court a project lies."""

    PROPOSER = "proposer"
    DRAFTERS = "drafters"
    PUBLIC = "public"
    COMMITTEE = "committee"
    AUTHORITY = "authority"
    NOBODY = ""


class ForbiddenMove(ValueError):
    """The project is not in a stage from which this move may be made."""


@dataclass(frozen=True)
class Move:
    """A step between stages: from where, to where, by whom, and what it needs."""

    name: str
    sources: frozenset[Stage]
    target: Stage
    who: frozenset[Actor]
    papers: str = ""
    """Parameter that lists the papers which must be on file."""
    wait: tuple[Stage, str] | None = None
    """A stage that must have lasted as many days as the parameter says."""
    fields: tuple[str, ...] = ()
    """What the record must say."""
    reason: bool = False
    """A reason must be given."""
    second: bool = False
    """Whoever made the proposal may not make this move (S4)."""
    back: bool = False
    """Leads back to the stage from which the project was suspended; `target` only where that is not known."""


OFFICER = frozenset({Actor.OFFICER})
BOTH = frozenset({Actor.SECRETARY, Actor.OFFICER})
S = Stage


def _from(*stages: Stage) -> frozenset[Stage]:
    return frozenset(stages)


PLANNING = (
    Move("propose", _from(), S.PROPOSAL, BOTH),
    Move("return_proposal", _from(S.PROPOSAL, S.PLAN_NOTICE), S.RETURNED, OFFICER, reason=True),
    Move("propose_again", _from(S.RETURNED), S.PROPOSAL, BOTH),
    Move("open_objections", _from(S.PROPOSAL), S.PLAN_NOTICE, OFFICER, papers="papers_plan", fields=("committee",), second=True),
    Move(
        "issue_plan",
        _from(S.PROPOSAL, S.PLAN_NOTICE),
        S.PLANNED,
        OFFICER,
        papers="papers_plan",
        wait=(S.PLAN_NOTICE, "plan_notice_days"),
        fields=("committee",),
        second=True,
    ),
)
DRAFTING = Move("start_drafting", _from(S.PLANNED), S.DRAFTING, BOTH)
APPROVING = (
    Move("submit", _from(S.REVIEW), S.APPROVAL, BOTH, papers="papers_submit"),
    Move("return", _from(S.APPROVAL, S.APPROVAL_NOTICE), S.REVIEW, OFFICER, reason=True),
    Move("open_approval_notice", _from(S.APPROVAL), S.APPROVAL_NOTICE, OFFICER),
    Move(
        "publish",
        _from(S.APPROVAL, S.APPROVAL_NOTICE),
        S.PUBLISHED,
        OFFICER,
        papers="papers_publish",
        wait=(S.APPROVAL_NOTICE, "approval_notice_days"),
        second=True,
    ),
)


def _consulting(*sources: Stage) -> Move:
    return Move("open_consultation", _from(*sources), S.CONSULTATION, BOTH, papers="papers_comments")


def _reviewing(*sources: Stage, wait: bool = True) -> Move:
    waited = (S.CONSULTATION, "comment_days") if wait else None
    return Move("start_review", _from(*sources), S.REVIEW, BOTH, papers="papers_review", wait=waited)


def _redrafting(*sources: Stage) -> Move:
    return Move("redraft", _from(*sources), S.DRAFTING, BOTH)


def _halting(moves: tuple[Move, ...], resume_at: Stage) -> tuple[Move, ...]:
    """Suspension and termination from every running stage of a procedure."""
    known = {stage for move in moves for stage in (*move.sources, move.target)} - ENDS
    running = frozenset(known - {S.PROPOSAL, S.RETURNED, S.PLAN_NOTICE})
    return (
        *moves,
        Move("suspend", running, S.SUSPENDED, BOTH, reason=True),
        Move("resume", _from(S.SUSPENDED), resume_at, BOTH, back=True),
        Move("terminate", frozenset(known | {S.SUSPENDED}), S.TERMINATED, OFFICER, reason=True),
    )


NORMAL = (
    *PLANNING,
    DRAFTING,
    _consulting(S.DRAFTING),
    _redrafting(S.CONSULTATION, S.REVIEW),
    _reviewing(S.CONSULTATION),
    *APPROVING,
)
ASSOCIATION = tuple(replace(move, who=BOTH) for move in NORMAL)
"""A group standard is decided by its association: its secretary records it, an officer may."""
STRAIGHT_TO_COMMENTS = (
    *PLANNING,
    _consulting(S.PLANNED, S.DRAFTING),
    _redrafting(S.CONSULTATION, S.REVIEW),
    _reviewing(S.CONSULTATION),
    *APPROVING,
)
STRAIGHT_TO_REVIEW = (*PLANNING, _reviewing(S.PLANNED, wait=False), *APPROVING)
TRANSLATION = (
    *PLANNING,
    DRAFTING,
    _redrafting(S.REVIEW),
    _reviewing(S.DRAFTING, wait=False),
    *APPROVING,
)
AMENDMENT = (
    Move("propose", _from(), S.PROPOSAL, BOTH),
    Move("start_drafting", _from(S.PROPOSAL), S.DRAFTING, OFFICER, second=True),
    _consulting(S.DRAFTING),
    _redrafting(S.CONSULTATION, S.REVIEW),
    _reviewing(S.CONSULTATION),
    *APPROVING,
)
PERIODIC = (
    Move("start_periodic_review", _from(), S.REVIEWING, BOTH),
    Move("conclude_continue", _from(S.REVIEWING), S.CONTINUED, OFFICER, papers="papers_conclude", second=True),
    Move("conclude_change", _from(S.REVIEWING), S.TO_CHANGE, OFFICER, papers="papers_conclude", reason=True, second=True),
    Move("conclude_withdraw", _from(S.REVIEWING), S.TO_WITHDRAW, OFFICER, papers="papers_conclude", reason=True, second=True),
    Move("review_again", _from(S.TO_WITHDRAW), S.REVIEWING, OFFICER, reason=True),
    Move("withdraw", _from(S.TO_WITHDRAW), S.WITHDRAWN, OFFICER, wait=(S.TO_WITHDRAW, "approval_notice_days"), second=True),
)
GRAPHS: Mapping[Procedure, Mapping[str, Move]] = {
    procedure: {move.name: move for move in _halting(moves, resume_at)}
    for procedure, moves, resume_at in (
        (Procedure.INDUSTRY, NORMAL, S.DRAFTING),
        (Procedure.INDUSTRY_B, STRAIGHT_TO_COMMENTS, S.PLANNED),
        (Procedure.INDUSTRY_C, STRAIGHT_TO_REVIEW, S.PLANNED),
        (Procedure.MANDATORY, NORMAL, S.DRAFTING),
        (Procedure.RECOMMENDED, NORMAL, S.DRAFTING),
        (Procedure.GROUP, ASSOCIATION, S.DRAFTING),
        (Procedure.FOREIGN, TRANSLATION, S.DRAFTING),
        (Procedure.AMENDMENT, AMENDMENT, S.DRAFTING),
        (Procedure.REVIEW, PERIODIC, S.REVIEWING),
    )
}
MOVES = GRAPHS[Procedure.INDUSTRY]
"""The normal procedure."""

TURNS = {
    S.PROPOSAL: Party.AUTHORITY,
    S.RETURNED: Party.PROPOSER,
    S.PLAN_NOTICE: Party.PUBLIC,
    S.PLANNED: Party.DRAFTERS,
    S.DRAFTING: Party.DRAFTERS,
    S.CONSULTATION: Party.PUBLIC,
    S.REVIEW: Party.COMMITTEE,
    S.APPROVAL: Party.AUTHORITY,
    S.APPROVAL_NOTICE: Party.PUBLIC,
    S.REVIEWING: Party.COMMITTEE,
    S.TO_WITHDRAW: Party.PUBLIC,
}
AFTER_PUBLIC = {
    S.PLAN_NOTICE: Party.AUTHORITY,
    S.CONSULTATION: Party.DRAFTERS,
    S.APPROVAL_NOTICE: Party.AUTHORITY,
    S.TO_WITHDRAW: Party.AUTHORITY,
}


def turn_of(stage: Stage, *, waited: bool) -> Party:
    """Whose turn it is in a stage; once the public's days are over, of those who must decide what it said."""
    return AFTER_PUBLIC[stage] if waited and stage in AFTER_PUBLIC else TURNS.get(stage, Party.NOBODY)


def moves_from(procedure: Procedure, stage: Stage | None) -> list[Move]:
    """The moves that the table knows from a stage, in process order; from nothing only the first."""
    return [move for move in GRAPHS[procedure].values() if (stage in move.sources if stage else not move.sources)]


def first_of(procedure: Procedure) -> Move:
    """The move with which every project of the procedure begins."""
    (first,) = moves_from(procedure, None)
    return first


def stages_of(procedure: Procedure) -> list[Stage]:
    """The stages that the procedure can reach, in process order."""
    reached = {move.target for move in GRAPHS[procedure].values()}
    return [stage for stage in Stage if stage in reached]


def usual(level: str, nature: str) -> Procedure:
    """The procedure that a proposal takes when nothing else is said."""
    if level == "national":
        return Procedure.RECOMMENDED if nature in ("T", "Z") else Procedure.MANDATORY
    return Procedure.GROUP if level == "group" else Procedure.INDUSTRY
