"""Relations from rows: one direction is stored, the target joined to its record where there is one.

What names a record that is not there stays as text (`to_text`, the normal form). Told from the other side (replaced_by) it
stays as the passive kind, until the record appears and says it itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from portal.base.audit import Act
from portal.base.facts import last_possible
from standards.designations import DesignationError, parse
from standards.models import InternationalStandard, Relation, Standard

from . import bulk
from .candidates import Link
from .context import Context

_CORRECTS = re.compile(r"(?:/| )cor[^/]*\Z", re.IGNORECASE)
_YEAR = re.compile(r"[ (:/]((?:19|20)[0-9]{2})\)?\Z")
_SUPPLEMENT = re.compile(r"amd|cor|suppl", re.IGNORECASE)
PASSIVE = {"replaces": "replaced_by", "amends": "amended_by", "corrects": "amended_by", "revises": "revised_by"}
COLUMNS = tuple(
    """valid_from precision certain_from recorded_at recorded_by_id void_reason imported source_known_on batch_id kind
    from_standard_id from_international_id to_standard_id to_international_id to_text partly supersedes_id""".split()
)
Ref = tuple[str, int]
"""`standard` or `international`, and the key."""


class Found(NamedTuple):
    """A record that a number means."""

    ref: Ref
    body: str
    designation: str
    published_on: date | None
    precision: str
    work: str = ""


@dataclass
class Linked:
    """One record and the links its row tells."""

    record: Found
    links: list[Link]
    known_on: date


@dataclass
class Targets:
    """Records by number: editions by normal form, Chinese ones by identity, and the editions of a family by year."""

    editions: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    chinese: dict[str, Found] = field(default_factory=dict)
    families: dict[tuple[str, int], list[Found]] = field(default_factory=lambda: defaultdict(list))
    read: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def normal(self, text: str) -> str:
        return self.read[text][0]

    def one(self, text: str, near: Found, kind: str) -> Found | None:
        """The record of a number as printed; among several of the same number the one in the same catalogue."""
        normal, identity, undated = self.read[text]
        if identity:
            return self.chinese.get(identity)
        if kind == "twin" and normal == undated:
            return self._of_the_year(normal, undated, near, kind)
        several = self.editions.get(normal) or (self.editions.get(undated) if undated.startswith("3GPP") else None)
        if not several and kind in ("twin", "amends", "corrects"):
            return self._of_the_year(normal, undated, near, kind)
        others = [one for one in several or () if one.ref != near.ref]
        return next((one for one in others if one.body == near.body), others[0] if others else None)

    def _of_the_year(self, normal: str, undated: str, near: Found, kind: str) -> Found | None:
        """A twin named without its edition is the edition of the same year; an amended one named by its year the only one."""
        year = _YEAR.search(near.designation if kind == "twin" else normal)
        if year is None:
            return None
        editions = self.families.get((undated, int(year[1])), ())
        plain = [one for one in editions if not _SUPPLEMENT.search(one.designation)]
        return plain[0] if len(plain) == 1 and plain[0].ref != near.ref else None


def look_up(texts: Iterable[str], by_year: Iterable[str] = ()) -> Targets:
    """Read the numbers and find their records, in sets. Those `by_year` may name an edition by its year alone."""
    targets, named = Targets(), set(by_year)
    for text in set(texts):
        try:
            number = parse(text)
        except DesignationError:
            targets.read[text] = (text, "", "")
            continue
        undated = number.undate().normal if text in named or number.body == "3GPP" else ""
        targets.read[text] = (number.normal, number.identity if number.body == "CN" else "", undated)
    foreign = [one for one in targets.read.values() if not one[1]]
    names = ("pk", "body", "designation", "published_on", "published_precision", "work", "family", "year")
    public = InternationalStandard.objects.public().order_by("pk")
    numbers = sorted({one[0] for one in foreign} | {one[2] for one in foreign if one[2].startswith("3GPP")})
    for pack in bulk.packs(numbers):
        for row in public.filter(designation__in=pack).values_list(*names):
            targets.editions[row[2]].append(Found(("international", row[0]), *row[1:6]))
    by_family = [targets.read[text] for text in named if text in targets.read]
    families = sorted({one[2] for one in by_family if one[2] and (one[0] not in targets.editions or one[0] == one[2])})
    for pack in bulk.packs(families):
        for row in public.filter(family__in=pack, year__isnull=False).values_list(*names):
            targets.families[(row[6], row[7])].append(Found(("international", row[0]), *row[1:6]))
    identities = sorted({one[1] for one in targets.read.values() if one[1]})
    for pack in bulk.packs(identities):
        found = Standard.objects.public().filter(identity__in=pack)
        for pk, identity, designation, day, precision in found.values_list(
            "pk", "identity", "designation", "published_on", "published_precision"
        ):
            targets.chinese[identity] = Found(("standard", pk), "CN", designation, day, precision)
    return targets


class Edge(NamedTuple):
    """A relation to be stored."""

    kind: str
    start: Ref
    end: Ref | None
    text: str


def store_links(pack: Sequence[Linked], context: Context, this: Act) -> int:
    """Store the relations of a pack that are not there yet. Returns how many."""
    links = [link for one in pack for link in one.links]
    targets = look_up((link.text for link in links), (link.text for link in links if link.kind in ("twin", "amends")))
    edges: dict[Edge, tuple[Found, date, bool]] = {}
    works: dict[int, str] = {}
    for one in pack:
        for link in one.links:
            other = targets.one(link.text, one.record, link.kind)
            edge, first = _edge(one.record, link, other, targets.normal(link.text))
            edges.setdefault(edge, (first, one.known_on, link.partly))
            if link.kind == "twin" and other and other.work:
                works[one.record.ref[1]] = other.work
    present = _present(edges)
    fresh = {edge: more for edge, more in edges.items() if edge not in present and edge._replace(text="") not in present}
    moment = bulk.as_moment(context.now)
    rows = [_row(edge, *more, moment, context) for edge, more in fresh.items()]
    bulk.update(InternationalStandard, ("work",), [(work, pk) for pk, work in works.items()])
    this.count(Relation, "created", bulk.insert(Relation, COLUMNS, rows))
    return len(rows)


def _edge(record: Found, link: Link, other: Found | None, normal: str) -> tuple[Edge, Found]:
    """The edge in the active direction, and the record it starts from; the passive kind when that record is not there."""
    kind = link.kind
    if link.forward:
        if kind == "amends" and _CORRECTS.search(record.designation):
            kind = "corrects"
        return Edge(kind, record.ref, other.ref if other else None, other.designation if other else normal), record
    if other is None:
        return Edge(PASSIVE[kind], record.ref, None, normal), record
    if kind == "amends" and _CORRECTS.search(other.designation):
        kind = "corrects"
    return Edge(kind, other.ref, record.ref, record.designation), other


def _present(edges: Iterable[Edge]) -> set[Edge]:
    """Relations that are stored already; joined ones are compared without their text."""
    found: set[Edge] = set()
    for kind in ("standard", "international"):
        starts = sorted({edge.start[1] for edge in edges if edge.start[0] == kind})
        for pack in bulk.packs(starts):
            rows = Relation.objects.open().filter(**{f"from_{kind}_id__in": pack})
            names = ("kind", f"from_{kind}_id", "to_standard_id", "to_international_id", "to_text")
            for name, start, standard, international, text in rows.values_list(*names):
                if standard or international:
                    end = ("standard", standard) if standard else ("international", international)
                    found.add(Edge(name, (kind, start), end, ""))
                else:
                    found.add(Edge(name, (kind, start), None, text))
    return found


def _row(edge: Edge, first: Found, known_on: date, partly: bool, moment: str, context: Context) -> tuple[Any, ...]:
    """A relation holds from the publication of the record that it starts from; where that is unknown, it was seen so."""
    day, precision = (first.published_on, first.precision) if first.published_on else (known_on, "day")
    stamp = (day, precision, last_possible(day, precision), moment, context.by.pk, "", True, known_on, context.batch.pk)
    ends: list[int | None] = [None, None, None, None]
    ends[0 if edge.start[0] == "standard" else 1] = edge.start[1]
    if edge.end:
        ends[2 if edge.end[0] == "standard" else 3] = edge.end[1]
    return (*stamp, edge.kind, *ends, edge.text, partly, None)
