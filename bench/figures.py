"""Percentiles and the printed table. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that is not below the given part of all values (nearest rank); part is between 0 and 1."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


@dataclass
class Speed:
    """One way to answer: latencies of one client in milliseconds, answers a second for eight clients."""

    p50: float
    p95: float
    rps: float | None = None
    queries: int | None = None
    cpu: float | None = None

    @classmethod
    def of(
        cls, seconds: Sequence[float], rps: float | None = None, queries: int | None = None, cpu: float | None = None
    ) -> Speed:
        """From seconds; the processor time too is given in seconds an answer."""
        busy = None if cpu is None else cpu * 1000
        return cls(percentile(seconds, 0.5) * 1000, percentile(seconds, 0.95) * 1000, rps, queries, busy)


@dataclass
class Row:
    """One line of the table: the product at both sizes, and beside it the other two on the larger."""

    name: str
    product: dict[int, Speed] = field(default_factory=dict)
    bare: Speed | None = None
    datasette: Speed | None = None

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Row:
        product = {int(size): Speed(**speed) for size, speed in plain["product"].items()}
        others = (Speed(**plain[name]) if plain[name] else None for name in ("bare", "datasette"))
        return cls(plain["name"], product, *others)


HEADS = (
    ("", "p50 ms", "p95 ms", "CPU ms", "rps of 8", "queries", "growth", "CPU growth"),
    ("bare p50", "p95", "rps"),
    ("Datasette p50", "p95", "rps"),
)


def number(value: float | None) -> str:
    """Three figures that matter: 0.12, 4.6, 38, 1,240."""
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def growth(product: Mapping[int, Speed], what: str = "p50") -> str:
    """The larger size against the smaller, by the median or by processor time."""
    values = [getattr(product[size], what) for size in sorted(product)]
    return f"{values[-1] / values[0]:.2f}" if len(values) > 1 and all(values) else ""


def cells(row: Row) -> list[str]:
    here = row.product[max(row.product)] if row.product else None
    own = [""] * 5
    if here:
        queries = "" if here.queries is None else str(here.queries)
        own = [number(here.p50), number(here.p95), number(here.cpu), number(here.rps), queries]
    beside = [
        text
        for other in (row.bare, row.datasette)
        for text in ((number(other.p50), number(other.p95), number(other.rps)) if other else ("", "", ""))
    ]
    return [row.name, *own, growth(row.product), growth(row.product, "cpu"), *beside]


def table(rows: Sequence[Row]) -> str:
    """The table in Markdown, its columns in line."""
    lines = [[head for group in HEADS for head in group], *(cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    spelled = [
        "| "
        + " | ".join(text.ljust(width) if not place else text.rjust(width) for place, (text, width) in enumerate(pairs))
        + " |"
        for pairs in (list(zip(line, widths, strict=True)) for line in lines)
    ]
    rule = "| " + " | ".join("-" * width if not place else "-" * (width - 1) + ":" for place, width in enumerate(widths)) + " |"
    return "\n".join([spelled[0], rule, *spelled[1:]])
