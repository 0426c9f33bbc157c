"""Facts as plain rows: what a metric is given. No models, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple


class Times(NamedTuple):
    """The two dates of a fact: true in the world, known to the portal."""

    valid_from: date
    certain_from: date
    precision: str
    until: date | None
    recorded_at: datetime
    voided_at: datetime | None
    superseded_at: datetime | None


class Event(NamedTuple):
    """Something that happened to a record: a status, a stage, a decision."""

    name: str
    times: Times


class Tag(NamedTuple):
    """A person's decision that a record belongs, or does not belong, to an area."""

    area: int
    decision: str
    times: Times


class Former(NamedTuple):
    """What a row said until a correction was recorded."""

    until: datetime
    row: Any


class Subject(NamedTuple):
    """A record: its key, its number or title, and what a break-down may group it by."""

    pk: int
    text: str
    traits: Mapping[str, Any]
    retracted_at: datetime | None = None
    work: str = ""
    former: tuple[Former, ...] = ()
    """What it said before each correction, the oldest first."""


Events = Mapping[int, Sequence[Event]]
Tags = Mapping[int, Sequence[Tag]]


@dataclass(frozen=True)
class FormulatedFacts:
    """Standards that were, or nearly were, published in the period; those seen in force without a day."""

    areas: tuple[int, ...]
    standards: Mapping[int, Subject]
    events: Events
    tags: Tags


@dataclass(frozen=True)
class DemonstratedFacts:
    """Demonstrations and what was decided about each. The area is a trait of the demonstration."""

    areas: tuple[int, ...]
    demonstrations: Mapping[int, Subject]
    decisions: Events


class ListEntry(NamedTuple):
    """An international standard stands on an area's list of those to be converted."""

    area: int
    international: int
    times: Times


class Suitability(NamedTuple):
    """Whether a listed standard is suitable for conversion, and why."""

    area: int
    international: int
    suitable: bool
    reason: str
    times: Times


class AdoptionRow(NamedTuple):
    """A Chinese standard takes over an edition. `international` is None when no edition is named; then the document is."""

    standard: int
    international: int | None
    document: str
    degree: str
    to_check: bool
    times: Times


@dataclass(frozen=True)
class ConversionFacts:
    """The lists of the areas, the decisions on them, and the adoptions of every edition of a listed document."""

    areas: tuple[int, ...]
    entries: Sequence[ListEntry]
    suitabilities: Sequence[Suitability]
    internationals: Mapping[int, Subject]
    """Listed editions and adopted editions of the same documents; `work` holds the document (number without year)."""
    adoptions: Sequence[AdoptionRow]
    standards: Mapping[int, Subject]
    standard_events: Events
    international_events: Events


class Claim(NamedTuple):
    """A claim that a standard was led from China."""

    pk: int
    international: int
    role: str
    has_evidence: bool
    has_organisation: bool
    area: int | None
    former: tuple[Former, ...] = ()


@dataclass(frozen=True)
class LedFacts:
    """Claims, the decisions on them, and the life of the international standards claimed."""

    areas: tuple[int, ...]
    claims: Sequence[Claim]
    decisions: Events
    internationals: Mapping[int, Subject]
    events: Events
    tags: Tags = field(default_factory=dict)
