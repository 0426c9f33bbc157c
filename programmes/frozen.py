"""Figures frozen with their records as JSON: closed periods, corrections, citations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from .actions_readings import plain
from .metrics import COUNTED, NEAR, UNKNOWN, Entry, Figure

LISTS = ((COUNTED, "counted"), (NEAR, "near_misses"), (UNKNOWN, "unknown"))


def frozen(figure: Figure) -> dict[str, Any]:
    """The columns of a frozen figure: values, digest and every record as it stood."""
    return {
        "value": None if figure.value is None else Decimal(figure.value),
        "second_value": None if figure.second_value is None else Decimal(figure.second_value),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "records": {name: [_pack(entry) for entry in getattr(figure, name)] for _outcome, name in LISTS}
        | {"parts": plain(figure.parts)},
        "digest": figure.digest,
    }


def _pack(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "pk": entry.pk,
        "text": entry.text,
        "day": entry.day.isoformat() if entry.day else None,
        "areas": list(entry.areas),
        "reason": entry.reason,
        "details": plain(entry.details),
        "traits": plain(entry.traits),
        "listed": entry.listed,
    }


def thawed(row: Any) -> Figure:
    """A frozen row as a figure again, to be shown and exported like any other."""
    lists = {name: tuple(_unpack(one) for one in row.records.get(name, ())) for _outcome, name in LISTS}
    parts = row.records.get("parts", {})
    return Figure(row.value, row.second_value, row.numerator, row.denominator, parts=parts, **lists)


def _unpack(packed: Mapping[str, Any]) -> Entry:
    day = date.fromisoformat(packed["day"]) if packed["day"] else None
    return Entry(
        packed["kind"], packed["pk"], packed["text"], day, tuple(packed["areas"]), packed["reason"], packed["details"],
        packed["traits"], packed["listed"],
    )  # fmt: skip
