"""An import is taken back as one: its facts are voided, its new records hidden, its changes undone.

What somebody has changed or built upon since stays as it is and is listed. Nothing is deleted: addresses are kept for good.
Packs of records, one short transaction each, so that it goes on where it was stopped.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.base import audit, clock, outbox
from portal.base.models import AuditEntry, Batch, User
from standards import naming
from standards.designations import parse
from standards.models import Adoption, AreaTag, Relation

from . import bulk, fact_lists
from .catalogues import BY_KIND, JSON, Catalogue
from .running import Progress, silent
from .voiding import KEPT, VERB, project, void

PACK = 2000
KINDS = frozenset((*BY_KIND, *fact_lists.BY_KIND))
"""What can be taken back as one: files of records, and lists of facts about records."""


def catalogue_of(batch: Batch) -> Catalogue:
    """The catalogue whose records an import concerns."""
    return BY_KIND[batch.kind] if batch.kind in BY_KIND else fact_lists.BY_KIND[batch.kind].catalogue


def take_back(batch: Batch, *, by: User, reason: str, progress: Progress = silent) -> Counter[str]:
    """Undo all packs. Returns how many records were hidden, restored and kept."""
    if batch.kind in fact_lists.BY_KIND:
        return fact_lists.take_back(batch, by=by, reason=reason, progress=progress)
    catalogue = BY_KIND[batch.kind]
    done = Counter(hidden=0, restored=0, kept=0)
    keys = created_by(batch, catalogue) + changed_by(batch, catalogue)
    for start in range(0, len(keys), PACK):
        with transaction.atomic():
            done.update(_take_back_pack(keys[start : start + PACK], batch, catalogue, by=by, reason=reason))
        progress(min(start + PACK, len(keys)), min((start + PACK) / len(keys), 1.0), "")
    with transaction.atomic():
        _void_rest(batch, by=by, reason=reason)
    return done


def created_by(batch: Batch, catalogue: Catalogue) -> list[int]:
    rows = catalogue.model._base_manager.filter(batch=batch, retracted_at__isnull=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def changed_by(batch: Batch, catalogue: Catalogue) -> list[int]:
    """Records of earlier imports that this one changed, or told something new about."""
    entries = AuditEntry.objects.filter(batch=batch, row_type=catalogue.label, verb="import.rows")
    pks = {int(pk) for pk in entries.values_list("row_pk", flat=True)}
    facts = catalogue.facts.objects.open().filter(batch=batch).values_list(catalogue.owner, flat=True)
    pks.update(facts.distinct())
    if catalogue.kind == "standards":
        pks.update(Adoption.objects.open().filter(batch=batch).values_list("standard_id", flat=True))
    created = set(created_by(batch, catalogue))
    return sorted(pk for pk in pks if pk not in created)


def _take_back_pack(pks: Sequence[int], batch: Batch, catalogue: Catalogue, *, by: User, reason: str) -> Counter[str]:
    kept = kept_for(pks, batch, catalogue)
    free = [pk for pk in pks if pk not in kept]
    rows = catalogue.model._base_manager
    created = set(rows.filter(pk__in=free, batch=batch, retracted_at__isnull=True).values_list("pk", flat=True))
    with audit.act(VERB, batch, by=by, note=reason) as this:
        _void_of(free, batch, catalogue, by=by, reason=reason)
        values = {"retracted_at": clock.now(), "updated_at": clock.now(), "version": F("version") + 1}
        this.count(catalogue.model, "retracted", rows.filter(pk__in=created).update(**values))
        _restore([pk for pk in free if pk not in created], batch, catalogue, this)
        project(free, catalogue)
        outbox.note_many(catalogue.topic, free)
    if kept:
        with audit.act(KEPT, by=by, note=reason, batch=batch) as this:
            for pk, designation in rows.filter(pk__in=kept).values_list("pk", "designation"):
                this.saved(catalogue.model(pk=pk, designation=designation), {})
    return Counter(hidden=len(created), restored=len(free) - len(created), kept=len(kept))


def kept_for(pks: Sequence[int], batch: Batch, catalogue: Catalogue) -> set[int]:
    """Records that a person has edited since, that a later import has changed, or that later facts build upon."""
    texts = [str(pk) for pk in pks]
    later = AuditEntry.objects.exclude(batch=batch).exclude(verb__in=(VERB, KEPT)).filter(at__gte=batch.started_at)
    kept = {int(pk) for pk in later.filter(row_type=catalogue.label, row_pk__in=texts).values_list("row_pk", flat=True)}
    about = later.filter(subject_type=catalogue.label, subject_pk__in=texts).values_list("subject_pk", flat=True)
    kept.update(int(pk) for pk in about)
    side = "standard" if catalogue.kind == "standards" else "international"
    tags = AreaTag.objects.open().exclude(batch=batch).filter(**{f"{side}_id__in": pks}, recorded_at__gte=batch.started_at)
    kept.update(tags.values_list(f"{side}_id", flat=True))
    adopted = Adoption.objects.open().exclude(batch=batch).filter(**{f"{side}_id__in": pks}, recorded_at__gte=batch.started_at)
    kept.update(adopted.values_list(f"{side}_id", flat=True))
    return kept


def _void_of(pks: Sequence[int], batch: Batch, catalogue: Catalogue, *, by: User, reason: str) -> None:
    """Facts of this import about these records; what they had corrected or joined holds again."""
    side = "standard" if catalogue.kind == "standards" else "international"
    void(catalogue.facts, batch, {f"{catalogue.owner}__in": pks}, by=by, reason=reason)
    void(Relation, batch, {f"from_{side}_id__in": pks}, by=by, reason=reason)
    void(Relation, batch, {f"to_{side}_id__in": pks}, by=by, reason=reason)
    void(Adoption, batch, {f"{side}_id__in": pks}, by=by, reason=reason)


def _void_rest(batch: Batch, *, by: User, reason: str) -> None:
    """Relations and adoptions of this import between records that are none of its own, unless an end of them was kept."""
    entries = AuditEntry.objects.filter(batch=batch, verb=KEPT)
    kept = {int(pk) for pk in entries.values_list("row_pk", flat=True)}
    side = "standard" if batch.kind == "standards" else "international"
    with audit.act(VERB, batch, by=by, note=reason):
        for model, owner in ((Relation, f"from_{side}_id"), (Adoption, "standard_id")):
            rest = model.objects.open().filter(batch=batch).exclude(**{f"{owner}__in": kept})
            void(model, batch, {"pk__in": list(rest.values_list("pk", flat=True))}, by=by, reason=reason)


def _restore(pks: Sequence[int], batch: Batch, catalogue: Catalogue, this: audit.Act) -> None:
    """Give changed columns their earlier values back, last change first."""
    texts = [str(pk) for pk in pks]
    entries = AuditEntry.objects.filter(batch=batch, row_type=catalogue.label, verb="import.rows", row_pk__in=texts)
    records = catalogue.model._base_manager.in_bulk(pks)
    before: dict[int, dict[str, Any]] = {}
    for entry in entries.order_by("-pk"):
        values = before.setdefault(int(entry.row_pk), {})
        values |= {name: pair[0] for name, pair in entry.changes.items() if name != "version"}
    moment = bulk.as_moment(clock.now())
    for pk, values in before.items():
        record = records[pk]
        noted = {name: [audit.plain(getattr(record, name)), value] for name, value in values.items()}
        if "designation" in values:
            values |= _derived(values["designation"], catalogue)
        row = [bulk.as_json(value) if name in JSON else value for name, value in values.items()]
        columns = (*values, "version", "updated_at")
        bulk.update(catalogue.model, columns, [(*row, record.version + 1, moment, pk)])
        this.saved(record, noted | {"version": [record.version, record.version + 1]})


def _derived(designation: str, catalogue: Catalogue) -> dict[str, Any]:
    """Columns that follow the number that comes back."""
    if catalogue.kind == "standards":
        columns = naming.standard_columns(parse(designation))
        return {name: columns[name] for name in ("sort_key", "family", "nature", "code", "number", "part", "year")}
    number = parse(designation)
    return {"sort_key": number.sort_key, "family": number.undate().normal, "work": number.identity, "year": number.year}
