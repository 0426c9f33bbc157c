"""What taking an import back would do, before it is done: what is lost, and what stays because somebody built upon it."""

from dataclasses import dataclass, field

from portal.base.models import Batch
from standards.models import Adoption, Relation

from . import bulk, fact_lists
from .taking_back import catalogue_of, changed_by, created_by, kept_for

NAMED = 50
"""Records that are listed by their number; the rest are counted."""


@dataclass(frozen=True)
class Loss:
    """Records hidden, records that get earlier values or lose facts, facts voided; what stays, and some of it by number."""

    hidden: int
    restored: int
    facts: int
    kept: int
    named: list[str] = field(default_factory=list)


def loss_of(batch: Batch) -> Loss:
    """Counted as taking back will find it; an edit in between is found then."""
    catalogue = catalogue_of(batch)
    if batch.kind in fact_lists.BY_KIND:
        facts = fact_lists.BY_KIND[batch.kind].facts.objects.open().filter(batch=batch).count()
        kept = fact_lists.settled(batch)
        return Loss(0, len(fact_lists.owners(batch)), facts, len(kept), _names(batch, kept))
    created, changed = created_by(batch, catalogue), changed_by(batch, catalogue)
    kept = sorted({pk for pack in bulk.packs(created + changed) for pk in kept_for(pack, batch, catalogue)})
    facts = sum(model.objects.open().filter(batch=batch).count() for model in (catalogue.facts, Relation, Adoption))  # type: ignore[attr-defined]
    left = set(kept)
    hidden = sum(pk not in left for pk in created)
    return Loss(hidden, len(created) + len(changed) - hidden - len(kept), facts, len(kept), _names(batch, kept))


def _names(batch: Batch, pks: list[int]) -> list[str]:
    rows = catalogue_of(batch).model._base_manager.filter(pk__in=pks[:NAMED]).order_by("sort_key")
    return list(rows.values_list("designation", flat=True))
