"""What a finder shows: rows, counted choices, the search in a sentence, the filters in force, the way to other pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.base import wording
from portal.base.templatetags.portal_tags import tone

from . import labels
from .filters import SORTS, CatalogueFilter
from .models import InternationalStandard, Standard
from .record_questions import IN_A_LIST, ROWS
from .record_relations import successors
from .record_words import listed
from .search import finder
from .search.catalogue import INTERNATIONAL, STANDARDS, Facet, Kind

RECORDS = {STANDARDS: "standards:standard", INTERNATIONAL: "standards:international-standard"}
MOST_CHOICES = 12
"""Values shown of one filter, the fullest ones; chosen ones are always shown."""
MORE_CHOICES = {"year": 20, "area": 30, "status": 9, "ics": 16}
LIFE = [*Standard.Status.values, *InternationalStandard.Status.values]
LEVELS = list(Standard.Level.values)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Chip:
    name: str
    value: str
    label: str


class FinderPage:
    """One answer of one finder. The database is asked for the twenty rows and for nothing that grows with them."""

    def __init__(self, asked: CatalogueFilter, number: int, user: Any) -> None:
        self.asked = asked
        self.kind: Kind = asked.kind
        self.user = user
        self.text = asked.text
        self.sort = asked.order
        self.chosen = asked.chosen()
        self.number = number
        offset = (number - 1) * ROWS
        self.found = finder.find(self.kind, self.text, self.chosen, sort=self.sort, offset=offset, limit=ROWS)
        if number > self.last:
            self.number = 1
            self.found = finder.find(self.kind, self.text, self.chosen, sort=self.sort, limit=ROWS)

    @property
    def total(self) -> int:
        return self.found.total

    @property
    def last(self) -> int:
        return max(1, -(-min(self.found.total, self.reach) // ROWS))

    @property
    def is_cut(self) -> bool:
        """More was found than can be reached page by page."""
        return self.found.total > self.reach

    @property
    def reach(self) -> int:
        return finder.deepest(self.sort)

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.chosen)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows among those that the visitor may see, in the order of the index, which may lag behind."""
        return rows_of(self.kind, self.found.pks, self.user)

    @property
    def demonstration(self) -> bool:
        return any(row["is_demo"] for row in self.rows)

    @cached_property
    def facets(self) -> list[dict[str, Any]]:
        return [self._facet(facet) for facet in self.kind.facets if self.found.counts.get(facet.name)]

    def _facet(self, facet: Facet) -> dict[str, Any]:
        counts = self.found.counts[facet.name]
        chosen = self.chosen.get(facet.name, [])
        return {
            "name": facet.name,
            "title": facet.title,
            "open": facet.is_open or bool(chosen),
            "choices": [
                Choice(value, labels.label(self.kind, facet.name, value), counts.get(value, 0), value in chosen)
                for value in shown_values(self.kind, facet.name, counts, chosen)
            ],
        }

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(name, value, labels.label(self.kind, name, value)) for name, values in self.chosen.items() for value in values
        ]

    @cached_property
    def sorts(self) -> list[tuple[str, str, bool]]:
        return [(value, str(words), value == self.sort) for value, words in SORTS]

    @cached_property
    def sentence(self) -> SafeString:
        """The search in words: 找到 402 项标准，含“车联网”；状态：现行。"""
        pieces = [self._counted()]
        for facet in self.kind.facets:
            if values := self.chosen.get(facet.name):
                said = pgettext("between alternatives", " or ").join(
                    str(escape(labels.label(self.kind, facet.name, value))) for value in values
                )
                pieces.append(format_html(_("{}: <b>{}</b>"), facet.title, mark_safe(said)))
        return mark_safe(pgettext("between parts of a sentence", "; ").join(str(piece) for piece in pieces))

    def _counted(self) -> SafeString:
        shown = wording.number(self.total)
        if self.kind is STANDARDS:
            words = ngettext("<b>{}</b> standard", "<b>{}</b> standards", self.total)
        else:
            words = ngettext("<b>{}</b> international standard", "<b>{}</b> international standards", self.total)
        counted = format_html(words, shown)
        return format_html(_("{} for “{}”"), counted, self.text) if self.text else counted

    @property
    def title_words(self) -> str:
        """The search for the page's title."""
        return ", ".join([*([self.text] if self.text else []), *(chip.label for chip in self.chips)])

    @property
    def query(self) -> str:
        """The search without the page, for files and for the other finder."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [("sort", self.sort)] if self.sort != "relevance" else []
        return urlencode(pairs)


def about(row: dict[str, Any]) -> Iterator[str]:
    """The small print of a hit; what is not known is left out."""
    if row["published_on"]:
        yield f"{_('Published')} {wording.day(row['published_on'], row['published_precision'])}"
    if row.get("in_force_on"):
        yield f"{_('In force from')} {wording.day(row['in_force_on'])}"
    if row["successors"]:
        ended = f", {wording.day(row['ended_on'])}" if row["ended_on"] else ""
        yield f"{_('Replaced by')} {listed(row['successors'])}{ended}"
    if row.get("edition"):
        yield _("edition %(edition)s") % {"edition": row["edition"]}
    if row["ics"]:
        yield f"ICS {', '.join(row['ics'])}"
    if row.get("ccs"):
        yield f"CCS {', '.join(row['ccs'])}"
    if row["committee__code"] or row["committee_text"]:
        yield row["committee__code"] or row["committee_text"]


def shown_values(kind: Kind, name: str, counts: dict[str, int], chosen: list[str]) -> list[str]:
    """The fullest values and the chosen ones, in the order people expect: life, list of areas, latest year, code, fullest."""
    most = MORE_CHOICES.get(name, MOST_CHOICES)
    fullest = sorted(counts, key=lambda value: (-counts[value], value))[:most]
    if name == "year":
        fullest = sorted(counts, reverse=True)[:most]
    values = list(dict.fromkeys([*fullest, *(value for value in chosen if value in counts)]))
    places = labels.names().areas
    orders: dict[str, Any] = {
        "status": lambda value: LIFE.index(value) if value in LIFE else 99,
        "level": lambda value: (LEVELS.index(value.split("-")[0]) if value.split("-")[0] in LEVELS else 99, value),
        "area": lambda value: (-places[value][2], places[value][3]) if value in places else (0, 0),
        "ics": lambda value: value,
        "ccs": lambda value: value,
        "year": lambda value: -int(value) if value.isdigit() else 0,
    }
    return sorted(values, key=orders[name]) if name in orders else values


def rows_of(kind: Kind, pks: list[int], user: Any) -> list[dict[str, Any]]:
    """Rows in the given order; what was taken back meanwhile is left out. Two queries, whatever the number of rows."""
    if not pks:
        return []
    found = {row["pk"]: row for row in IN_A_LIST[kind.name].dicts(pks)}
    old = [pk for pk, row in found.items() if row["status"] == "replaced"]
    after = successors(kind.name, old)
    rows = []
    for pk in pks:
        if pk in found:
            row = found[pk]
            row["status_label"] = labels.label(kind, "status", row["status"])
            row["tone"] = tone(row["status"])
            row["successors"] = after.get(pk, [])
            rows.append(row)
    return rows
