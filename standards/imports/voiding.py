"""Facts of an import are voided, what they had replaced holds again, and the status columns follow."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from portal.base import audit, clock, writing
from portal.base.models import Batch, User

from . import bulk
from .catalogues import Catalogue

VERB, KEPT = "import.take-back", "import.kept"


def void(model: Any, batch: Batch, chosen: dict[str, Any], *, by: User, reason: str) -> None:
    """Void the chosen open facts of an import; what they had superseded is said anew."""
    facts = list(model.objects.open().filter(batch=batch, **chosen).values_list("pk", "supersedes_id"))
    moment = clock.now()
    values = {"voided_at": moment, "voided_by_id": by.pk, "void_reason": reason}
    for pack in bulk.packs([pk for pk, _ in facts]):
        models.QuerySet.update(models.QuerySet(model).filter(pk__in=pack), **values)
    audit.current().count(model, "voided", len(facts))
    earlier = model.objects.filter(pk__in=[old for _, old in facts if old])
    model.objects.bulk_create([writing.copy_of(fact) for fact in earlier])


def project(pks: Sequence[int], catalogue: Catalogue) -> None:
    """Write the status columns of records anew from their open facts."""
    today = clock.today()
    facts: dict[int, list[Any]] = {pk: [] for pk in pks}
    open_facts = catalogue.facts.objects.open().filter(**{f"{catalogue.owner}__in": pks})
    for fact in open_facts.order_by("pk").only(catalogue.owner, "event", "valid_from", "certain_from", "precision", "note"):
        facts[getattr(fact, catalogue.owner)].append(fact)
    rows = [(*catalogue.project(events, today), pk) for pk, events in facts.items()]
    bulk.update(catalogue.model, catalogue.projected, rows)
