"""One search: the question and the filters in, exact count, counted filters and one page of keys out.

Web pages, API and export all ask here. The index answers; while it is missing or being made anew the database does, and the
answer says so. Either way the caller reads the rows from the database among the records that the visitor may see.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tantivy import Occur, Order, Query

from portal.base.prepared import Many, Prepared
from standards.designations import MAX_LENGTH, lookup_keys
from standards.models import Alias

from . import facets, fallback, index
from .catalogue import INTERNATIONAL, STANDARDS, Kind
from .query import Asked, Builder
from .schema import ORDERS, TEXT_ORDERS
from .text import Question, read_question

DEEPEST = 10_000
DEEPEST_BY_TEXT = 2_000
"""Rows that can be reached page by page; the rest by narrowing the search or by the file. Text orders are dear to skip in."""
KEPT = 1000
"""Latest answers kept in each process, some ten kilobytes each."""
MOST_KEYS = 24
"""Normal forms that one typed number may have."""

Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Found:
    """What a search found. `pks` are one page in order; `exact` are records that bear the typed number itself."""

    total: int
    pks: list[int]
    counts: facets.Counts = field(default_factory=dict)
    exact: list[int] = field(default_factory=list)
    from_index: bool = True
    spoken: bool = False


class _Kept:
    """The latest answers, by what was asked and by the state of the index: a commit makes them all new."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: OrderedDict[Any, Any] = OrderedDict()

    def get(self, key: Any) -> Any:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: Any, answer: Any) -> Any:
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return answer


_kept = _Kept()


def _bearing(kind: Kind) -> Prepared:
    numbers = kind.model.objects.public().order_by()
    return Prepared(lambda keys: numbers.filter(designation__in=keys).values_list("designation", "pk"), Many(str, MOST_KEYS))


def _once_bearing(column: str) -> Prepared:
    known = Alias.objects.filter(**{f"{column}__isnull": False})
    return Prepared(lambda slugs: known.filter(slug__in=slugs).values_list(column)[:20], Many(str, MOST_KEYS))


BEARING = {kind.name: _bearing(kind) for kind in (STANDARDS, INTERNATIONAL)}
ONCE_BEARING = {STANDARDS.name: _once_bearing("standard_id"), INTERNATIONAL.name: _once_bearing("international_id")}


def exact_pks(kind: Kind, question: Question) -> list[int]:
    """Records that bear the number as typed, by normal form and other known forms; the database is asked, not the index."""
    if question.number is None or len(question.text) > MAX_LENGTH:
        return []
    keys = lookup_keys(" ".join(question.words))[:MOST_KEYS]
    if not keys:
        return []
    own = BEARING[kind.name].rows(keys)
    if own:
        best = min(keys.index(designation) for designation, _ in own)
        first = {keys[best]} if best < len(keys) else set()
        return [pk for designation, pk in own if designation in first]
    slugs = [key.replace("/", "-").replace(" ", "-").replace(":", "-") for key in keys]
    return [pk for (pk,) in ONCE_BEARING[kind.name].rows(slugs)]


def find(
    kind: Kind,
    text: str = "",
    filters: Filters | None = None,
    *,
    sort: str = "relevance",
    offset: int = 0,
    limit: int = 20,
    with_counts: bool = True,
) -> Found:
    """One page of a search. Never raises for what a visitor typed."""
    question = read_question(text)
    filters = {name: tuple(dict.fromkeys(values)) for name, values in (filters or {}).items() if values}
    offset = min(max(offset, 0), deepest(sort))
    exact = exact_pks(kind, question)
    reading = index.reader(kind).reading()
    if reading is None:
        return fallback.find(kind, question, exact, filters, sort=sort, offset=offset, limit=limit, with_counts=with_counts)
    key = (kind.name, reading.generation, text, tuple(sorted(filters.items())), tuple(exact))
    search = _Search(kind, reading, question, exact, filters)
    total, counts = _kept.get((*key, with_counts)) or _kept.put((*key, with_counts), search.count(with_counts))
    page_key = (*key, sort, offset, limit)
    pks, spoken = _kept.get(page_key) or _kept.put(page_key, (search.page(sort, offset, limit), search.asked.spoken))
    return Found(total, pks, counts, exact, spoken=spoken)


def how_many(kind: Kind) -> int:
    """All records that the finder knows."""
    reading = index.reader(kind).reading()
    return kind.model.objects.public().count() if reading is None else reading.searcher.num_docs


def deepest(sort: str) -> int:
    """How many rows of a list can be reached page by page in this order."""
    return DEEPEST_BY_TEXT if ORDERS[sort] in TEXT_ORDERS else DEEPEST


def every_pk(kind: Kind, text: str, filters: Filters, sort: str, cap: int) -> tuple[int, list[int]]:
    """(exact number, keys in the order of the list) for files: as many as the cap allows."""
    found = find(kind, text, filters, sort="relevance", limit=cap, with_counts=False)
    if ORDERS[sort] in TEXT_ORDERS and found.total <= cap and found.from_index:
        by_key = _text_order(kind, sort, found.pks)
        return found.total, sorted(found.pks, key=lambda pk: by_key.get(pk, ""))
    if sort != "relevance":
        found = find(kind, text, filters, sort=sort, limit=cap, with_counts=False)
    return found.total, found.pks


def _text_order(kind: Kind, sort: str, pks: list[int]) -> dict[int, str]:
    """Sort keys of a few thousand records: cheaper from the database than from the index."""
    columns = ("sort_key",) if sort == "number" else ("title_pinyin" if kind is STANDARDS else "title_en", "sort_key")
    found: dict[int, str] = {}
    for pack in batches(pks):
        for pk, *keys in kind.model.objects.filter(pk__in=pack).values_list("pk", *columns):
            found[pk] = "|".join(str(key).lower() for key in keys) if len(keys) > 1 else keys[0]
    return found


def few_pks(kind: Kind, text: str) -> list[int] | None:
    """The records that answer a question, for lists that the database orders; None without an index or with too many."""
    if index.reader(kind).reading() is None:
        return None
    found = find(kind, text, limit=DEEPEST, with_counts=False)
    return found.pks if found.total <= DEEPEST else None


class _Search:
    """One question on one state of the index."""

    def __init__(self, kind: Kind, reading: index.Reading, question: Question, exact: list[int], filters: Filters) -> None:
        self.kind, self.reading, self.question, self.exact, self.filters = kind, reading, question, exact, filters
        self._asked: dict[Any, Asked] = {}

    def ask(self, filters: Filters) -> Asked:
        key = tuple(sorted(filters.items()))
        if key not in self._asked:
            builder = Builder(self.kind, self.reading.schema, self.reading.searcher)
            self._asked[key] = builder.ask(self.question, self.exact, filters)
        return self._asked[key]

    @property
    def asked(self) -> Asked:
        return self.ask(self.filters)

    def count(self, with_counts: bool) -> tuple[int, facets.Counts]:
        searcher = self.reading.searcher
        if with_counts:
            return facets.count(self.kind, searcher, lambda filters: self.ask(filters).found, self.filters)
        return searcher.search(self.asked.found, 1, count=True).count, {}

    def page(self, sort: str, offset: int, limit: int) -> list[int]:
        if sort != "relevance":
            return self._keys(self.asked.found, ORDERS[sort], offset, limit)
        pks: list[int] = []
        before: list[Query] = []
        for tier in self.asked.tiers:
            query = tier
            if before:
                query = Query.boolean_query([(Occur.Must, tier), *((Occur.MustNot, one) for one in before)])
            last = len(before) == len(self.asked.tiers) - 1
            here = 0 if last or not offset else self.reading.searcher.search(query, 1, count=True).count
            if last or offset < here or not offset:
                pks += self._keys(query, ORDERS[sort], offset, limit - len(pks))
            offset = max(0, offset - here) if not pks else 0
            if len(pks) >= limit:
                break
            before.append(tier)
        return pks

    def _keys(self, query: Query, order: str, offset: int, limit: int) -> list[int]:
        searcher = self.reading.searcher
        hits = searcher.search(query, limit, count=False, order_by_field=order, offset=offset, order=Order.Asc).hits
        return [int(pk) for pk in searcher.fast_field_values("pk", [at for _, at in hits]) if pk is not None]


def batches(pks: Sequence[int], size: int = 2000) -> Iterator[list[int]]:
    """Keys in packs, for reading rows of a long list."""
    for start in range(0, len(pks), size):
        yield list(pks[start : start + size])
