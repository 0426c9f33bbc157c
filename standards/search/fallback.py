"""The finder while there is no index: the database counts and finds by itself. Slower and plainer; the page says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.http import QueryDict

from . import database
from .catalogue import STANDARDS, Kind
from .documents import RANKS
from .facets import Counts
from .text import Question

if TYPE_CHECKING:
    from .finder import Found

COLUMNS = {"status": "status", "level": "level", "industry": "industry", "body": "body", "type": "doc_type"}
"""Filters whose values are one column, so that the database counts them in one pass each."""


def find(
    kind: Kind,
    question: Question,
    exact: list[int],
    filters: Mapping[str, Sequence[str]],
    *,
    sort: str,
    offset: int,
    limit: int,
    with_counts: bool,
) -> Found:
    from .finder import Found

    rows = matching(kind, question, exact, filters)
    total = rows.count()
    counts = _counts(kind, question, exact, filters) if with_counts else {}
    pks = list(ordered(kind, rows, sort, exact).values_list("pk", flat=True)[offset : offset + limit])
    return Found(total, pks, counts, exact, from_index=False)


def matching(kind: Kind, question: Question, exact: list[int], filters: Mapping[str, Sequence[str]]) -> QuerySet[Any]:
    """The filters of the list, then the question."""
    from standards.filters import FILTERS

    query = QueryDict(mutable=True)
    for name, values in filters.items():
        query.setlist(name, list(values))
    chosen = FILTERS[kind](query, queryset=kind.model.objects.public())
    return database.narrow(chosen.filter_queryset(kind.model.objects.public()), question, exact)


def ordered(kind: Kind, rows: QuerySet[Any], sort: str, exact: list[int]) -> QuerySet[Any]:
    """The same order as that of the index: the number itself, what is current, the newer, the sort key."""
    if sort == "number":
        return rows.order_by("sort_key", "pk")
    if sort == "title":
        return rows.order_by("title_pinyin" if kind is STANDARDS else "title_en", "sort_key", "pk")
    newest = (Case(When(published_on__isnull=True, then=Value(1)), default=Value(0)), "-published_on", "-year", "sort_key", "pk")
    if sort == "newest":
        return rows.order_by(*newest)
    first = [Case(When(pk__in=exact, then=Value(0)), default=Value(1), output_field=IntegerField())] if exact else []
    fit = Case(
        *(When(status=status, then=Value(rank)) for status, rank in RANKS.items()),
        default=Value(9),
        output_field=IntegerField(),
    )
    return rows.order_by(*first, fit, *newest)


def _counts(kind: Kind, question: Question, exact: list[int], filters: Mapping[str, Sequence[str]]) -> Counts:
    counts: Counts = {}
    for name in kind.filters:
        chosen = filters.get(name, ())
        found: dict[str, int] = {}
        if name in COLUMNS:
            rows = matching(kind, question, exact, {key: values for key, values in filters.items() if key != name})
            column = COLUMNS[name]
            found = {str(v): n for v, n in rows.order_by().values_list(column).annotate(n=Count("pk")) if v}
            found = {value.replace(" ", "_"): number for value, number in found.items()}
        counts[name] = found | {value: 0 for value in chosen if value not in found}
    return counts
