"""Which moves a project offers to whom, and whose turn it is since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from committees.permissions import is_secretary
from portal.base.facts import Fact
from portal.base.models import User
from portal.base.permissions import is_officer

from . import needs
from .lifecycle import GRAPHS, Actor, Move, Party, Procedure, Stage, first_of, moves_from, turn_of
from .models import Project, StageEvent


def actors(user: User, project: Project) -> frozenset[Actor]:
    """As what an account may act on a project today."""
    found = set()
    if is_officer(user):
        found.add(Actor.OFFICER)
    if is_secretary(user, project.committee):
        found.add(Actor.SECRETARY)
    return frozenset(found)


def proposer_of(project: Project) -> int | None:
    """The account that entered the first event."""
    first = first_of(Procedure(project.procedure)).name
    return project.stage_events.open().filter(move=first).order_by("pk").values_list("recorded_by", flat=True).first()


def refusal(user: User, project: Project, move: Move) -> str:
    """Why this account may not make the move; empty when it may. The portal itself may make every move of the table."""
    if user.is_system:
        return ""
    if not actors(user, project) & move.who:
        return _("Your account has no right to take this step.")
    if move.second and user.pk == proposer_of(project):
        return _("Whoever made the proposal cannot decide on it. Ask a colleague.")
    return ""


def may_take_back(user: User, project: Project, fact: Fact) -> bool:
    """A step is taken back by those who may take it; an extension or a paper by whoever works on the project."""
    if isinstance(fact, StageEvent):
        move = GRAPHS[Procedure(project.procedure)].get(fact.move)
        return move is not None and bool(move.sources) and bool(actors(user, project) & move.who)
    return bool(actors(user, project))


@dataclass(frozen=True)
class Offer:
    """A move that the table allows now, what it lacks, and why this account may not make it."""

    move: Move
    lacks: list[needs.Lack]
    refusal: str

    @property
    def ready(self) -> bool:
        return not self.lacks and not self.refusal


def offers(user: User, dossier: needs.Dossier, on: date) -> list[Offer]:
    """Every move from the present stage: those this account may make first, in process order."""
    project = dossier.project
    moves = moves_from(Procedure(project.procedure), Stage(project.stage))
    found = [Offer(move, needs.lacking(dossier, move, on), refusal(user, project, move)) for move in moves]
    return sorted(found, key=lambda offer: bool(offer.refusal))


@dataclass(frozen=True)
class Turn:
    """In whose court a project lies, and since when."""

    party: Party
    since: date | None


def turn(dossier: needs.Dossier, on: date) -> Turn:
    """The public has its days; on the next day it is the turn of those who decide what it said."""
    stage, since = Stage(dossier.project.stage), dossier.project.stage_since
    wait = needs.wait_of(dossier)
    ends = dossier.days_end(*wait) if wait else None
    if ends is not None and on > ends:
        return Turn(turn_of(stage, waited=True), ends + timedelta(days=1))
    return Turn(turn_of(stage, waited=False), since)
