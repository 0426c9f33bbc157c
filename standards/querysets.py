"""Records in the trade's words."""

from typing import Any, Self

from django.db.models import Q

from portal.base.audit import RecordedQuerySet
from portal.base.facts import FactQuerySet

ADOPTED = ("IDT", "MOD", "EQV")


class CatalogueQuerySet(RecordedQuerySet):
    """Standards and international standards."""

    def public(self) -> Self:
        """Everything that was not taken back with its import."""
        return self.filter(retracted_at__isnull=True)

    def taken_back(self) -> Self:
        return self.filter(retracted_at__isnull=False)

    def visible_to(self, user: Any) -> Self:
        return self.public()

    def changed_since(self, moment: Any) -> Self:
        return self.filter(updated_at__gte=moment)


class StandardQuerySet(CatalogueQuerySet):
    """Chinese standards."""

    def current(self) -> Self:
        return self.filter(status="current")

    def of_committees(self, pks: Any) -> Self:
        return self.filter(committee_id__in=pks)


class InternationalQuerySet(CatalogueQuerySet):
    """International standards."""

    def current(self) -> Self:
        return self.filter(status="current")


class StandardStatusQuerySet(FactQuerySet):
    """Status events of standards."""

    def published(self) -> Self:
        return self.filter(event="published")


class AdoptionQuerySet(FactQuerySet):
    """Adoptions."""

    def adopting(self) -> Self:
        """IDT, MOD and the older EQV; NEQ is a correspondence, not an adoption (GB/T 1.2-2020)."""
        return self.filter(degree__in=ADOPTED)


class AreaTagQuerySet(FactQuerySet):
    """Key-area decisions."""

    def confirmed(self) -> Self:
        return self.filter(decision="confirmed")

    def about(self, subject: Any) -> Self:
        """Tags of one record."""
        return self.filter(**{subject._meta.model_name.replace("internationalstandard", "international"): subject})


class ProjectQuerySet(RecordedQuerySet):
    """Plan items."""

    def public(self) -> Self:
        return self.exclude(stage="proposal")

    def visible_to(self, user: Any) -> Self:
        """Proposals are seen by the ministry and by the committee's secretary; the rest by everybody."""
        from committees.permissions import committees_of
        from portal.base.permissions import is_ministry

        if is_ministry(user):
            return self
        return self.filter(~Q(stage="proposal") | Q(committee_id__in=committees_of(user)))

    def at(self, stage: str) -> Self:
        return self.filter(stage=stage)
