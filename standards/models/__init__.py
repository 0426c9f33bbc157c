"""The core: standards, projects, international standards, relations, adoptions, key areas."""

from .areas import AreaMapping, AreaRule, AreaSuggestion, AreaTag, KeyArea
from .international import InternationalStandard, InternationalStatus
from .procedures import ProcedureParameter, ProcedureVersion, ProjectPaper, TermExtension
from .projects import Project, StageEvent
from .relations import Adoption, Alias, Relation
from .standards import NumberCorrection, Standard, StandardStatus

__all__ = [
    "Adoption",
    "Alias",
    "AreaMapping",
    "AreaRule",
    "AreaSuggestion",
    "AreaTag",
    "InternationalStandard",
    "InternationalStatus",
    "KeyArea",
    "NumberCorrection",
    "ProcedureParameter",
    "ProcedureVersion",
    "Project",
    "ProjectPaper",
    "Relation",
    "StageEvent",
    "Standard",
    "StandardStatus",
    "TermExtension",
]
