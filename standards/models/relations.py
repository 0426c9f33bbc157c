"""Typed relations, adoptions, and the spellings that lead to a record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact
from standards.querysets import AdoptionQuerySet

FROM = Q(from_standard__isnull=False, from_international__isnull=True) | Q(
    from_standard__isnull=True, from_international__isnull=False
)
TO = (
    Q(to_standard__isnull=False, to_international__isnull=True)
    | Q(to_standard__isnull=True, to_international__isnull=False)
    | (Q(to_standard__isnull=True, to_international__isnull=True) & ~Q(to_text=""))
)


class Relation(Fact):
    """One record replaces, amends, corrects, cites or is the twin text of another (R10).

    What the target's number could not be found under stays as text, and is joined when the record appears.
    """

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("replaces")
        AMENDS = "amends", _("amends")
        CORRECTS = "corrects", _("corrects")
        REVISES = "revises", _("is a revision under way of")
        CITES = "cites", _("cites")
        TWIN = "twin", _("is the same text as")
        ADOPTS = "adopts", _("takes over")
        #: Told from the other side, about a number that no record has yet; turned round when the record appears.
        REPLACED_BY = "replaced_by", _("is replaced by")
        AMENDED_BY = "amended_by", _("is amended by")
        REVISED_BY = "revised_by", _("is being revised by")

    kind = models.TextField(_("relation"), choices=Kind)
    from_standard = models.ForeignKey("standards.Standard", models.PROTECT, null=True, blank=True, related_name="relations")
    from_international = models.ForeignKey(
        "standards.InternationalStandard", models.PROTECT, null=True, blank=True, related_name="relations"
    )
    to_standard = models.ForeignKey("standards.Standard", models.PROTECT, null=True, blank=True, related_name="relations_to")
    to_international = models.ForeignKey(
        "standards.InternationalStandard", models.PROTECT, null=True, blank=True, related_name="relations_to"
    )
    to_text = models.TextField(_("number as printed"), blank=True)
    partly = models.BooleanField(_("only in part"), default=False)

    class Meta(Fact.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(name="relation_one_from", condition=FROM),
            models.CheckConstraint(name="relation_one_to", condition=TO),
        ]

    def __str__(self) -> str:
        return f"{self.from_standard or self.from_international} {self.kind} {self.target or self.to_text}"

    @property
    def target(self) -> models.Model | None:
        return self.to_standard or self.to_international


class Adoption(Fact):
    """A Chinese standard adopts or corresponds to an exact edition of an international one (I3).

    IDT and MOD are adoption; NEQ is a correspondence only. Source: GB/T 1.2-2020, clause on degrees of consistency.
    """

    class Degree(models.TextChoices):
        IDT = "IDT", _("identical (IDT)")
        MOD = "MOD", _("modified (MOD)")
        NEQ = "NEQ", _("not equivalent (NEQ)")
        EQV = "EQV", _("equivalent (EQV, before 2001)")
        REF = "REF", _("with reference to (REF, old)")
        UNKNOWN = "unknown", _("degree not known")

    standard = models.ForeignKey("standards.Standard", models.PROTECT, related_name="adoptions", verbose_name=_("standard"))
    international = models.ForeignKey(
        "standards.InternationalStandard",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adoptions",
        verbose_name=_("international standard"),
    )
    cited = models.TextField(_("number as cited"), help_text=_("Normal form of the number in the statement."))
    statement = models.TextField(_("statement as printed"), blank=True)
    degree = models.TextField(_("degree"), choices=Degree)
    undated = models.BooleanField(_("no edition named"), default=False)
    to_check = models.BooleanField(_("to be checked by a person"), default=False)
    evidence = models.TextField(_("evidence"), blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        indexes = [
            models.Index(fields=("standard",), name="adoption_standard"),
            models.Index(fields=("international", "degree"), name="adoption_international"),
            models.Index(fields=("cited",), name="adoption_cited"),
        ]

    def __str__(self) -> str:
        return f"{self.standard} {self.degree} {self.international or self.cited}"


class Alias(RecordedModel):
    """A spelling or former form that leads to the one address of a record."""

    slug = models.TextField(unique=True)
    standard = models.ForeignKey("standards.Standard", models.PROTECT, null=True, blank=True, related_name="aliases")
    international = models.ForeignKey(
        "standards.InternationalStandard", models.PROTECT, null=True, blank=True, related_name="aliases"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("other form")
        verbose_name_plural = _("other forms")
        constraints = [
            models.CheckConstraint(
                name="alias_one_target",
                condition=Q(standard__isnull=False, international__isnull=True)
                | Q(standard__isnull=True, international__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.slug
