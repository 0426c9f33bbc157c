"""Programmes: Key Points, goals, definitions, readings, closings, and the records only goals need."""

from .closings import Citation, ClosedFigure, Closing, Correction
from .conversion import ConversionEntry, SuitabilityDecision
from .demonstrations import Demonstration, DemonstrationContent, DemonstrationDecision
from .leadership import ClaimContent, ClaimDecision, LeadershipClaim
from .plans import Deliverable, DeliverableState, Goal, GoalAreaTarget, Plan, PlanItem
from .readings import Definition, DefinitionExample, Reading, Snapshot, Span

__all__ = [
    "Citation",
    "ClaimContent",
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
    "DemonstrationContent",
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
