"""Lists that bring facts about records already there, and how they are taken back: adoptions, and histories of stages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from portal.base import audit, clock, outbox
from portal.base.facts import Fact
from portal.base.models import Batch, User
from standards.models import Adoption

from . import bulk
from .catalogues import INTERNATIONAL, STANDARDS, Catalogue
from .running import Progress
from .voiding import KEPT, VERB, project, void

PACK = 2000


@dataclass(frozen=True)
class FactList:
    """What its rows are, and whose."""

    facts: type[Fact]
    owner: str
    catalogue: Catalogue


BY_KIND = {
    "adoptions": FactList(Adoption, "standard_id", STANDARDS),
    "stages": FactList(INTERNATIONAL.facts, "international_id", INTERNATIONAL),  # type: ignore[arg-type]
}


def owners(batch: Batch) -> list[int]:
    """Records of which facts of this list hold."""
    this = BY_KIND[batch.kind]
    rows = this.facts.objects.open().filter(batch=batch).order_by(this.owner)
    return list(rows.values_list(this.owner, flat=True).distinct())


def settled(batch: Batch, reason: str = "") -> list[int]:
    """Records of which somebody has since corrected, ended or voided such a fact: what came after it stays."""
    this = BY_KIND[batch.kind]
    rows = this.facts.objects.filter(batch=batch).exclude(voided_at__isnull=True, superseded_at__isnull=True)
    if reason:
        rows = rows.exclude(void_reason=reason)
    return list(rows.order_by(this.owner).values_list(this.owner, flat=True).distinct())


def take_back(batch: Batch, *, by: User, reason: str, progress: Progress) -> Counter[str]:
    """Void the facts that still hold. No record was made by them, so none is hidden."""
    keys, kept = owners(batch), settled(batch, reason)
    catalogue = BY_KIND[batch.kind].catalogue
    for start in range(0, len(keys), PACK):
        with transaction.atomic():
            _take_back_pack(keys[start : start + PACK], batch, by=by, reason=reason)
        progress(min(start + PACK, len(keys)), min((start + PACK) / len(keys), 1.0), "")
    with audit.act(KEPT, by=by, note=reason, batch=batch) as this:
        for pk, designation in catalogue.model._base_manager.filter(pk__in=kept).values_list("pk", "designation"):
            this.saved(catalogue.model(pk=pk, designation=designation), {})
    return Counter(hidden=0, restored=len(keys), kept=len(kept))


def _take_back_pack(pks: Sequence[int], batch: Batch, *, by: User, reason: str) -> None:
    one = BY_KIND[batch.kind]
    with audit.act(VERB, batch, by=by, note=reason) as this:
        _touch(one.catalogue, pks, this)
        if one.facts is Adoption:
            adopted = Adoption.objects.open().filter(batch=batch, standard_id__in=pks, international__isnull=False)
            _touch(INTERNATIONAL, sorted(set(adopted.values_list("international_id", flat=True))), this)
        void(one.facts, batch, {f"{one.owner}__in": pks}, by=by, reason=reason)
        if one.facts is one.catalogue.facts:
            project(pks, one.catalogue)


def _touch(catalogue: Catalogue, pks: Sequence[int], this: audit.Act) -> None:
    """Mirrors and the search are told, as after a change of one record."""
    moment = bulk.as_moment(clock.now())
    this.count(catalogue.model, "updated", bulk.update(catalogue.model, ("updated_at",), [(moment, pk) for pk in pks]))
    outbox.note_many(catalogue.topic, pks)
