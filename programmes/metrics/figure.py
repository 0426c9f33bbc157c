"""A figure and every record behind it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

COUNTED, NEAR, UNKNOWN = "counted", "near_miss", "unknown"
Value = int | Decimal | None
NOTHING: Mapping[str, Any] = {}


class Entry(NamedTuple):
    """One record and why it stands where it stands."""

    kind: str
    """standard, demonstration, international"""
    pk: int
    text: str
    day: date | None
    areas: tuple[int, ...]
    reason: str
    details: Mapping[str, Any] = NOTHING
    traits: Mapping[str, Any] = NOTHING
    listed: bool = False
    """It is part of the denominator."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"


@dataclass(frozen=True)
class Figure:
    """A value with its records. None is not zero: it means that there is nothing to measure."""

    value: Value
    second_value: Value = None
    numerator: int | None = None
    denominator: int | None = None
    counted: tuple[Entry, ...] = ()
    near_misses: tuple[Entry, ...] = ()
    unknown: tuple[Entry, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest_of(entry.key for entry in self.counted)


Figures = dict[int | None, Figure]
"""Figures by area; None is the whole."""


def digest_of(keys: Iterable[str]) -> str:
    """SHA-256 of the keys of the counted records, sorted, one a line: a check that anybody can repeat."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()


def percent(part: int, whole: int) -> Decimal | None:
    """Per cent with four decimals, halves up; nothing of nothing is no rate."""
    if not whole:
        return None
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


class Sheet:
    """Collects entries for the whole and for each area."""

    def __init__(self, areas: Iterable[int]) -> None:
        self.lists: dict[int | None, dict[str, list[Entry]]] = {
            area: {COUNTED: [], NEAR: [], UNKNOWN: []} for area in (None, *areas)
        }

    def put(self, outcome: str, entry: Entry, *, whole: bool = True) -> None:
        """Into the list of every area the entry concerns, and of the whole unless told."""
        if whole:
            self.lists[None][outcome].append(entry)
        for area in entry.areas:
            if area in self.lists:
                self.lists[area][outcome].append(entry)

    def counts(self, *, measured: bool = True) -> Figures:
        """Figures whose value is the number of counted entries; none where there was nothing to look at."""
        return {area: self.figure(area, len(lists[COUNTED]) if measured else None) for area, lists in self.lists.items()}

    def figure(self, area: int | None, value: Value, **more: Any) -> Figure:
        lists = self.lists[area]
        return Figure(value, counted=tuple(lists[COUNTED]), near_misses=tuple(lists[NEAR]), unknown=tuple(lists[UNKNOWN]), **more)
