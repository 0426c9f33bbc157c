"""What a move still lacks: papers, days, what the record must say. Read by the page that offers moves and by `advance()`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from portal.base import clock
from portal.base.models import Document

from . import rules
from .lifecycle import GRAPHS, Move, Procedure, Stage
from .models import Project, StageEvent
from .procedure_parameters import ALIKE, Paper


@dataclass(frozen=True)
class Lack:
    """One thing that is missing. `kind`: paper, field, stage, days."""

    kind: str
    name: str
    days: int = 0
    ends: date | None = None
    """The last of the days that the public has."""


@dataclass
class Dossier:
    """Everything the needs of a project are judged by, read once: its life, its papers, the values it follows."""

    project: Project
    events: list[StageEvent] = field(init=False)
    papers: set[str] = field(init=False)
    values: rules.Values = field(init=False)

    def __post_init__(self) -> None:
        self.events = list(self.project.stage_events.open().select_related("recorded_by").order_by("valid_from", "pk"))
        self.papers = papers_on_file(self.project)
        self.version = rules.of(self.project)
        self.values = rules.values(self.version)

    def last_stay(self, stage: Stage, on: date) -> tuple[date, date] | None:
        """First and last day of the latest stay in a stage, up to a day."""
        for index in range(len(self.events) - 1, -1, -1):
            if self.events[index].stage == stage:
                later = self.events[index + 1 :]
                return self.events[index].valid_from, later[0].valid_from if later else on
        return None

    def days_end(self, stage: Stage, parameter: str) -> date | None:
        """The last of the days that the rule gives to a stage it stays in; day nought is the one on which it began."""
        days, stay = self.values.get(parameter), self.last_stay(stage, clock.today())
        return stay[0] + timedelta(days=days) if stay and days else None


def papers_on_file(project: Project) -> set[str]:
    """Kinds of paper that the dossier holds: put on file, or uploaded and not withdrawn."""
    uploaded = Document.objects.filter(subject_type=project._meta.label_lower, subject_pk=project.pk, withdrawn_at=None)
    kinds = uploaded.order_by().values_list("kind", flat=True)
    return set(project.papers.open().values_list("paper", flat=True)) | {ALIKE.get(kind, kind) for kind in kinds}


def lacking(dossier: Dossier, move: Move, on: date) -> list[Lack]:
    """What is missing for a move on a day, in the order in which it is mended."""
    lacks = [Lack("field", name) for name in move.fields if dossier.version and not getattr(dossier.project, name)]
    wanted = dossier.values.get(move.papers) or [] if move.papers else []
    lacks += [Lack("paper", paper) for paper in wanted if paper not in dossier.papers]
    if move.wait:
        lacks += _waiting(dossier, *move.wait, on)
    return lacks


def _waiting(dossier: Dossier, stage: Stage, parameter: str, on: date) -> list[Lack]:
    days = dossier.values.get(parameter)
    if not days:
        return []
    stay = dossier.last_stay(stage, on)
    if stay is None:
        return [Lack("stage", stage, days)]
    ends = stay[0] + timedelta(days=days)
    return [Lack("days", stage, days, ends)] if stay[1] <= ends else []


def wait_of(dossier: Dossier) -> tuple[Stage, str] | None:
    """The public's days that run in the present stage."""
    stage = Stage(dossier.project.stage)
    moves = GRAPHS[Procedure(dossier.project.procedure)].values()
    return next((move.wait for move in moves if move.wait and move.wait[0] == stage), None)


def label_of(paper: str) -> str:
    return Paper(paper).label
