"""Programmes: Key Points, goals, definitions, readings, closings, and the records only goals need."""

from .closings import Citation, ClosedFigure, Closing, Correction
from .conversion import ConversionEntry, SuitabilityDecision
from .demonstrations import Demonstration, DemonstrationDecision
from .leadership import ClaimDecision, LeadershipClaim
from .plans import Deliverable, DeliverableState, Goal, GoalAreaTarget, Plan, PlanItem
from .readings import Definition, DefinitionExample, Reading, Snapshot, Span

__all__ = [
    "Citation",
    "ClaimDecision",
    "ClosedFigure",
    "Closing",
    "ConversionEntry",
    "Correction",
    "Definition",
    "DefinitionExample",
    "Deliverable",
    "DeliverableState",
    "Demonstration",
    "DemonstrationDecision",
    "Goal",
    "GoalAreaTarget",
    "LeadershipClaim",
    "Plan",
    "PlanItem",
    "Reading",
    "Snapshot",
    "Span",
    "SuitabilityDecision",
]
