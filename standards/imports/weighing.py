"""A candidate against the records: new, same, changed field by field, or conflicting. Reads in sets, writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from portal.base.models import AuditEntry
from standards.models import Adoption, Relation

from .bulk import packs
from .candidates import Candidate
from .catalogues import ONCE, SEEN, Catalogue
from .context import Context
from .said import RowConflicting
from .stages import Seen

BY_HAND = gettext_noop("A person has entered “%(now)s” here; the file says “%(file)s”.")
OTHER_SOURCE = gettext_noop("The record, taken from another source, says “%(now)s”; the file says “%(file)s”.")
TWICE = gettext_noop("Row %(row)d says something else of the same number.")
LOADERS = ("reference.load", "import.take-back")
"""Verbs of the portal's own loads: not edits by a person."""


@dataclass(slots=True)
class Known:
    """A record as it stands."""

    pk: int
    values: dict[str, Any]
    facts: list[dict[str, Any]] = field(default_factory=list)
    links: set[tuple[str, str]] = field(default_factory=set)
    adopted: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Weighed:
    """What a row would do. `changes` are columns, `added` and `corrected` events, `told` links that are new."""

    candidate: Candidate
    outcome: str
    known: Known | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    added: list[Seen] = field(default_factory=list)
    corrected: list[tuple[dict[str, Any], Seen]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    column: str = ""
    reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> dict[str, list[Any]]:
        """From and to, for the preview."""
        shown = dict(self.changes)
        shown |= {seen.event: [str(fact["valid_from"]), str(seen.valid_from)] for fact, seen in self.corrected}
        shown |= {seen.event: [None, str(seen.valid_from)] for seen in self.added} if self.known else {}
        return shown | ({"relations": [None, "; ".join(self.told)]} if self.told else {})


def weigh(found: Sequence[Candidate], context: Context) -> list[Weighed]:
    """Weigh a pack of candidates. Records, facts and edits are read once for all of them."""
    known = _known(found, context)
    weighed: list[Weighed] = []
    first: dict[str, Candidate] = {}
    for candidate in found:
        twin = first.setdefault(candidate.key, candidate)
        if twin is not candidate:
            weighed.append(_twice(candidate, twin, context.catalogue))
            continue
        record = known.get(candidate.key)
        if record is None or record.values["retracted_at"] is not None:
            weighed.append(Weighed(candidate, "new", record, added=candidate.events))
        else:
            weighed.append(_compare(candidate, record, context))
    _refuse_contradictions(weighed, context)
    return weighed


def _twice(candidate: Candidate, twin: Candidate, catalogue: Catalogue) -> Weighed:
    """The same number again in one file: harmless when it says the same."""
    names = set(catalogue.compared) - catalogue.soft
    if candidate.events == twin.events and all(candidate.columns.get(name) == twin.columns.get(name) for name in names):
        return Weighed(candidate, "same")
    return Weighed(candidate, "conflicting", reason=TWICE, column="designation", values={"row": twin.number})


def _known(found: Sequence[Candidate], context: Context) -> dict[str, Known]:
    """Records by the candidates' keys; those without an identifier of their own are found by their number.

    To be written they are locked until the pack is: an edit of that moment comes before or after it, never between.
    """
    catalogue = context.catalogue
    names = ("pk", "slug", "source_id", "batch_id", "retracted_at", "version", *catalogue.columns, *catalogue.projected)
    rows = catalogue.model._base_manager.order_by("pk")
    if context.writes:
        rows = rows.select_for_update()
    keys = [one.key for one in found]
    if context.fresh is not None:
        again = context.fresh.keys.intersection(keys)
        context.fresh.keys.update(keys)
        keys = sorted(again)
    known = {}
    for row in rows.filter(**{f"{catalogue.key}__in": keys}).values(*names):
        known[row[catalogue.key]] = Known(row["pk"], row)
    if catalogue.kind == "international":
        missing = {
            one.columns["designation"]: one
            for one in found
            if one.key not in known and (context.entered_here or not one.columns["uid"])
        }
        for row in rows.filter(designation__in=list(missing)).values(*names):
            one = missing[row["designation"]]
            if not one.columns["uid"] or row["uid"].startswith("portal:"):
                known.setdefault(one.key, Known(row["pk"], row))
    if known:
        _read_facts({record.pk: record for record in known.values()}, catalogue)
    return known


def _read_facts(by_pk: dict[int, Known], catalogue: Catalogue) -> None:
    names = ("pk", catalogue.owner, "event", "valid_from", "certain_from", "precision", catalogue.detail, "note", "imported")
    facts = catalogue.facts.objects.open().filter(**{f"{catalogue.owner}__in": list(by_pk)})
    for fact in facts.order_by("pk").values(*names):
        by_pk[fact[catalogue.owner]].facts.append(fact)
    end = "from_standard_id" if catalogue.kind == "standards" else "from_international_id"
    links = Relation.objects.open().filter(**{f"{end}__in": list(by_pk)})
    for pk, kind, text in links.values_list(end, "kind", "to_text"):
        by_pk[pk].links.add((kind, text))
    if catalogue.kind == "standards":
        taken = Adoption.objects.open().filter(standard_id__in=list(by_pk))
        for pk, cited, degree in taken.values_list("standard_id", "cited", "degree"):
            by_pk[pk].adopted[cited] = degree


def _compare(candidate: Candidate, record: Known, context: Context) -> Weighed:
    """Field by field and event by event. A blank cell never takes a value away."""
    catalogue, columns, now = context.catalogue, candidate.columns, record.values
    weighed = Weighed(candidate, "same", record)
    other = now["source_id"] != candidate.source_id and now["source_id"] is not None
    for name in catalogue.compared:
        value = columns.get(name)
        if value in (None, "", [], {}) or value == now[name]:
            continue
        if other and now[name] not in (None, "", [], {}) and name in catalogue.soft:
            continue
        weighed.changes[name] = [now[name], value]
    weighed.told = [one.cited for one in candidate.taken if record.adopted.get(one.cited) is None]
    try:
        _compare_events(candidate.events, record.facts, weighed)
    except RowConflicting as conflict:
        weighed.outcome, weighed.column = "conflicting", conflict.column
        weighed.reason, weighed.values = conflict.template, conflict.values
        return weighed
    if weighed.changes or weighed.added or weighed.corrected or weighed.told:
        weighed.outcome = "changed"
    return weighed


def _compare_events(events: Iterable[Seen], facts: list[dict[str, Any]], weighed: Weighed) -> None:
    """Which events are new, which correct an imported one; an event entered by a person is not overruled."""
    by_event = defaultdict(list)
    for fact in facts:
        by_event[fact["event"]].append(fact)
    for seen in events:
        same = by_event[seen.event]
        if seen.event in SEEN:
            if not same and not (seen.event == "seen_unclear" and facts):
                weighed.added.append(seen)
        elif any(_agrees(fact, seen) for fact in same):
            continue
        elif seen.event in ONCE and same:
            fact = same[-1]
            if not fact["imported"]:
                raise RowConflicting(seen.event, BY_HAND, now=str(fact["valid_from"]), file=str(seen.valid_from))
            weighed.corrected.append((fact, seen))
        else:
            weighed.added.append(seen)


def _agrees(fact: dict[str, Any], seen: Seen) -> bool:
    if seen.note == "seen":
        return bool(fact.get("stage") == seen.stage)
    return bool(fact["valid_from"] == seen.valid_from and fact["precision"] == seen.precision)


def _refuse_contradictions(weighed: list[Weighed], context: Context) -> None:
    """What a person has entered, and what another source says, is not overwritten unless that was asked for."""
    if context.overwrite:
        return
    changed = [one for one in weighed if one.outcome == "changed" and one.changes and one.known]
    edited = edits_by_hand(context.catalogue.label, [one.known.pk for one in changed if one.known])
    for one in changed:
        record = one.known
        if record is None:
            continue
        other = record.values["source_id"] not in (None, one.candidate.source_id)
        mine = record.values["batch_id"] == context.batch.pk
        for name, (now, file) in one.changes.items():
            by_hand = name in edited.get(record.pk, ())
            blank = now in (None, "", [], {})
            if by_hand or (not blank and (other or mine)):
                one.outcome, one.column = "conflicting", name
                one.reason = BY_HAND if by_hand else OTHER_SOURCE
                one.values = {"now": _short(now), "file": _short(file)}
                break


def edits_by_hand(label: str, pks: Sequence[int]) -> dict[int, set[str]]:
    """Which columns of these records a person has changed."""
    found: dict[int, set[str]] = defaultdict(set)
    for pack in packs(pks, 5000):
        entries = AuditEntry.objects.filter(row_type=label, row_pk__in=[str(pk) for pk in pack], batch__isnull=True)
        for row_pk, changes in entries.exclude(verb__in=LOADERS).values_list("row_pk", "changes"):
            found[int(row_pk)].update(changes)
    return found


def _short(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(one) for one in value)
    return str("" if value is None else value)[:120]


def dated(fact: dict[str, Any]) -> Seen:
    """A stored fact in the shape from which the status is worked out."""
    day: date = fact["valid_from"]
    return Seen(fact["event"], day, fact["certain_from"], fact["precision"], "", fact["note"])
