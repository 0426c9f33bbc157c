"""The list of international standards to be converted, area by area: entries and suitability decisions are facts (I5, I6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.facts import Fact


class ConversionEntry(Fact):
    """An international standard stands on an area's list from a day until a day."""

    area = models.ForeignKey("standards.KeyArea", models.PROTECT, related_name="conversion_entries", verbose_name=_("key area"))
    international = models.ForeignKey(
        "standards.InternationalStandard",
        models.PROTECT,
        related_name="conversion_entries",
        verbose_name=_("international standard"),
    )
    planned_on = models.DateField(_("conversion planned by"), null=True, blank=True)
    owner = models.TextField(_("owner"), blank=True)
    note = models.TextField(_("note"), blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        verbose_name = _("entry of the conversion list")
        verbose_name_plural = _("entries of the conversion list")
        indexes = [models.Index(fields=("area", "international"), name="conversionentry_area")]

    def __str__(self) -> str:
        return f"{self.area}: {self.international}"


class SuitabilityDecision(Fact):
    """Whether a listed international standard is suitable for conversion, with the reason, decided by a person on a day."""

    class Reason(models.TextChoices):
        SUITABLE = "suitable", _("suitable")
        SUPERSEDED = "superseded", _("soon to be superseded")
        NO_INDUSTRY = "no_industry", _("no such industry in China")
        CONFLICT = "conflict", _("conflicts with law or climate")
        COVERED = "covered", _("covered otherwise")
        OTHER = "other", _("other reason")

    area = models.ForeignKey("standards.KeyArea", models.PROTECT, related_name="suitability_decisions")
    international = models.ForeignKey("standards.InternationalStandard", models.PROTECT, related_name="suitability_decisions")
    suitable = models.BooleanField(_("suitable"))
    reason = models.TextField(_("reason"), choices=Reason)
    note = models.TextField(_("explanation"), blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        verbose_name = _("suitability decision")
        verbose_name_plural = _("suitability decisions")
        indexes = [models.Index(fields=("area", "international"), name="suitability_area")]

    def __str__(self) -> str:
        return f"{self.area}: {self.international} {self.reason}"
