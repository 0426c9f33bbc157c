"""How many records each value of each filter would show, counted by the index in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tantivy import Query, Searcher

from .catalogue import Facet, Kind
from .documents import NOTHING

MOST = 20_000
"""More distinct values, or sets of values, than any filter has."""

Counts = dict[str, dict[str, int]]


def count(
    kind: Kind,
    searcher: Searcher,
    query_for: Callable[[Mapping[str, Sequence[str]]], Query],
    filters: Mapping[str, Sequence[str]],
) -> tuple[int, Counts]:
    """(exact number of records found, counts). A filter's own values are counted as if it were not set: they are alternatives.

    Chosen values that find nothing are counted as 0, so that they can be seen and taken back.
    """
    used = {facet.name for facet in kind.facets if filters.get(facet.name)}
    first = [facet for facet in kind.facets if facet.name not in used]
    answer = searcher.aggregate(query_for(filters), _asked([*_fields(first), "status"]))
    total = sum(_values(answer["status"], split=False).values())
    counts: Counts = {facet.name: _values(answer[facet.name]) for facet in first}
    for facet in kind.facets:
        if facet.name in used:
            others = {name: values for name, values in filters.items() if name != facet.name}
            alone = searcher.aggregate(query_for(others), _asked(_fields([facet], finer=True)))
            counts[facet.name] = _with_finer(facet, alone, filters[facet.name])
    return total, counts


def _fields(facets: Sequence[Facet], *, finer: bool = False) -> list[str]:
    return [name for facet in facets for name in (facet.name, facet.finer if finer else "") if name]


def _asked(fields: Sequence[str]) -> dict[str, Any]:
    return {name: {"terms": {"field": f"g_{name}", "size": MOST}} for name in fields}


def _values(answer: Mapping[str, Any], *, split: bool = True) -> dict[str, int]:
    """Sets of values taken apart; what has no value is not shown."""
    counted: Counter[str] = Counter()
    for bucket in answer["buckets"]:
        key, number = bucket["key"], int(bucket["doc_count"])
        for value in key.split(" ") if split else (key,):
            if value != NOTHING or not split:
                counted[value] += number
    return dict(counted)


def _with_finer(facet: Facet, answer: Mapping[str, Any], chosen: Sequence[str]) -> dict[str, int]:
    """Under a chosen field its groups appear; a chosen value of any depth stays visible."""
    counted = _values(answer[facet.name])
    if facet.finer:
        within = tuple({value[:2] if facet.name == "ics" else value[:1] for value in chosen})
        finer = _values(answer[facet.finer])
        counted |= {value: number for value, number in finer.items() if value.startswith(within)}
    return counted | {value: 0 for value in chosen if value not in counted}
