"""What the pages of procedures show: stages in a sentence with their codes and how many projects stand there; moves; values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import get_language

from portal.base import glossary

from . import step_words
from .lifecycle import Move, Procedure, Stage, moves_from, stages_of, turn_of
from .models import ProcedureParameter, ProcedureVersion, Project
from .models.procedures import PROCEDURES
from .procedure_parameters import ALL

PROCEDURE_WORDS = {Procedure(value): label for value, label in PROCEDURES}
TONES = {"verified": "ok", "secondary": "info", "unverified": "risk"}


@dataclass(frozen=True)
class StageRow:
    """A stage of a procedure."""

    stage: Stage
    label: Any
    meaning: str
    party: Any
    next_moves: list[tuple[Any, Any]]
    number: int
    demo: int


def counts() -> dict[tuple[str, str], tuple[int, int]]:
    """(procedure, stage) to how many projects stand there, and how many of those belong to the demonstration. One query."""
    rows = Project.objects.order_by().values_list("procedure", "stage")
    counted = rows.annotate(number=Count("pk"), demo=Count("pk", filter=Q(is_demo=True)))
    return {(procedure, stage): (number, demo) for procedure, stage, number, demo in counted}


def meaning(stage: Stage) -> str:
    """The stage in one sentence, in the reader's language."""
    term = glossary.explain("stage", stage.value)
    assert term is not None, stage
    return term.meaning_en if (get_language() or "").startswith("en") else term.meaning_zh


def stage_rows(procedure: Procedure, counted: dict[tuple[str, str], tuple[int, int]]) -> list[StageRow]:
    return [_stage_row(procedure, stage, *counted.get((procedure.value, stage.value), (0, 0))) for stage in stages_of(procedure)]


def _stage_row(procedure: Procedure, stage: Stage, number: int, demo: int) -> StageRow:
    party = step_words.PARTIES[turn_of(stage, waited=False)]
    moves = [_move_words(move) for move in moves_from(procedure, stage)]
    return StageRow(stage, step_words.STAGE_WORDS[stage], meaning(stage), party, moves, number, demo)


def _move_words(move: Move) -> tuple[Any, Any]:
    """A move, and who makes it."""
    who = [step_words.ACTORS[actor.value] for actor in sorted(move.who, reverse=True)]
    return step_words.MOVES[move.name], who


def value_rows(version: ProcedureVersion | None) -> list[dict[str, Any]]:
    """Every value of a version in words, with its clause and how sure it is; in the order of the parameters."""
    order = {parameter.name: index for index, parameter in enumerate(ALL)}
    rows = sorted(version.parameters.all(), key=lambda row: order[row.name]) if version else []
    return [_value_row(row) for row in rows]


def _value_row(row: ProcedureParameter) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "label": step_words.PARAMETERS[row.name],
        "text": step_words.parameter_value(row.name, row.value),
        "known": row.value is not None,
        "clause": row.clause,
        "sure": row.certainty == ProcedureParameter.Certainty.VERIFIED,
        "certainty": row.get_certainty_display(),
        "tone": TONES[row.certainty],
    }
