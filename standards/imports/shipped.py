"""What the repository ships, loaded through the same importers; and two lists that are facts about records already there."""

import csv
import lzma
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.base import audit, outbox, reference
from portal.base.facts import read_date
from portal.base.models import Batch, DataSource, User
from standards.designations import DesignationError, parse
from standards.models import InternationalStandard, InternationalStatus, Standard

from . import bulk, running
from .candidates import Taken
from .catalogues import INTERNATIONAL, STANDARDS
from .context import Context
from .links import Found
from .loading import begin, load, loaded_before, move
from .stages import Seen
from .storing import FACT
from .taking_over import Adopter, store_adoptions

CATALOGUES = (
    ("international", "international_iso.jsonl.xz"),
    ("international", "international_iec.jsonl.xz"),
    ("international", "international_itu.jsonl.xz"),
    ("international", "international_3gpp.jsonl.xz"),
    ("standards", "chinese_standards.csv"),
    ("standards", "chinese_wellknown.csv"),
    ("standards", "ministry_annex_sample.csv"),
)
HISTORIES, ADOPTIONS = "iso_stage_histories.csv.xz", "adoptions.csv"
WATCHED = {"observed": "observed", "first_observed": "first observed"}
"""Kinds of stage rows that the catalogue itself does not tell; `recorded` ones are in it."""
Say = Callable[[str], object]


def load_catalogues(*, by: User, say: Say = lambda text: None) -> int:
    """Load every shipped file that is not loaded yet. Returns how many records and facts are new."""
    fresh = 0
    for kind, name in CATALOGUES:
        path = reference.path(name)
        if loaded_before(path, kind):
            continue
        source = _source("ministry-annex") if name.startswith("ministry") else None
        result = load(path, kind, by=by, source=source)
        fresh += result.counts["new"] + result.counts["changed"]
        say(f"{name}: {', '.join(f'{number} {outcome}' for outcome, number in result.counts.items())} in {result.seconds:.1f} s")
    for name, kind, run in ((ADOPTIONS, "adoptions", _adoptions), (HISTORIES, "stages", _histories)):
        path = reference.path(name)
        if not loaded_before(path, kind):
            begun = time.monotonic()
            batch = begin(path, kind, by=by)
            number = run(path, batch, by)
            move(batch, Batch.State.ACCEPTED, by=by)
            fresh += number
            say(f"{name}: {number} facts in {time.monotonic() - begun:.1f} s")
    return fresh


def _source(key: str) -> Any:
    return DataSource.objects.filter(key=key).first()


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        yield from enumerate(csv.DictReader(lines), start=1)


def _context(batch: Batch, by: User, catalogue: Any) -> Context:
    """A context for a list that is no catalogue of its own."""
    kind, batch.kind = batch.kind, catalogue.kind
    context = Context.of(batch, by=by)
    batch.kind = kind
    return context


def _histories(path: Path, batch: Batch, by: User) -> int:
    """Stages of ISO projects as a daily watch saw them. The change lies after `not_before` and up to the day."""
    context = _context(batch, by, INTERNATIONAL)
    number = 0
    rows = ((place, row) for place, row in _rows(path) if place > batch.position and row["kind"] in WATCHED)
    while pack := list(islice(rows, running.PACK)):
        with transaction.atomic(), audit.act("import.rows", batch, by=by, batch=batch) as this:
            running.take_place(batch, pack[-1][0])
            wrote = _store_stages([row for _, row in pack], context)
            this.count(InternationalStatus, "created", wrote)
        number += wrote
    return number


def _store_stages(rows: list[dict[str, str]], context: Context) -> int:
    keys = {row["doc_id"] for row in rows}
    pks: dict[str, int] = {}
    for pack in bulk.packs(sorted(keys)):
        pks.update(InternationalStandard.objects.filter(uid__in=pack).values_list("uid", "pk"))
    present: set[tuple[int, str, date]] = set()
    for pks_of in bulk.packs(sorted(pks.values())):
        facts = InternationalStatus.objects.open().filter(event="stage", international_id__in=pks_of)
        present.update(facts.values_list("international_id", "stage", "valid_from"))
    source = context.sources.of_body("ISO")
    known_on = context.sources.day_of(source)
    moment = bulk.as_moment(context.now)
    stored, touched = [], set()
    for row in rows:
        pk = pks.get(row["doc_id"])
        seen = _seen(row)
        if pk is None or (pk, seen.stage, seen.valid_from) in present:
            continue
        present.add((pk, seen.stage, seen.valid_from))
        stamp = (seen.valid_from, seen.precision, seen.certain_from, moment, context.by.pk, "", True, known_on)
        stored.append((*stamp, context.batch.pk, None, pk, seen.event, seen.stage, seen.note))
        touched.add(pk)
    outbox.note_many(outbox.INTERNATIONAL, sorted(touched))
    return bulk.insert(InternationalStatus, (*FACT, "international_id", "event", "stage", "note"), stored)


def _seen(row: dict[str, str]) -> Seen:
    day, precision = read_date(row["date"])
    note = WATCHED[row["kind"]] + (f", not before {row['not_before']}" if row["not_before"] else "")
    return Seen("stage", day, day, precision, row["stage"], note)


def _adoptions(path: Path, batch: Batch, by: User) -> int:
    """Adoptions by Chinese standards; common texts of ITU and ISO/IEC come with the catalogue itself."""
    context = _context(batch, by, STANDARDS)
    told: dict[str, list[Taken]] = {}
    for _, row in _rows(path):
        if row["adopter_body"] != "CN":
            continue
        try:
            identity = parse(row["adopter"]).identity
        except DesignationError:
            continue
        told.setdefault(identity, []).append(_taken(row))
    names = ("identity", "pk", "designation", "published_on", "published_precision", "year", "source_id")
    with audit.act("import.rows", batch, by=by, batch=batch) as this:
        adopters = [
            Adopter(Found(("standard", row[1]), "CN", *row[2:5]), row[5], told[row[0]], context.today)
            for row in Standard.objects.public().filter(identity__in=list(told), year__isnull=False).values_list(*names)
        ]
        number = store_adoptions(adopters, context, this)
        outbox.note_many(outbox.STANDARD, [one.record.ref[1] for one in adopters])
    return number


def _taken(row: dict[str, str]) -> Taken:
    degree = row["degree"] or "unknown"
    try:
        number = parse(row["adopted"])
    except DesignationError:
        return Taken(row["adopted"], degree, True, row["adopted"], True)
    undated = number.year is None and not number.version
    return Taken(number.normal, degree, undated, row["adopted"], degree in ("EQV", "REF", "unknown"))
