"""What every catalogue record has: address, sort key, source, batch, version."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel


class CatalogueRecord(RecordedModel):
    """A record with one permanent address, never reused; taken back it is hidden, not deleted."""

    designation = models.TextField(_("number"), help_text=_("Normal form."))
    designation_raw = models.TextField(_("number as received"), blank=True)
    slug = models.TextField(_("address"), unique=True, editable=False)
    sort_key = models.TextField(editable=False)
    family = models.TextField(
        _("number without year"), blank=True, editable=False, help_text=_("Editions of one document share it.")
    )
    title_zh = models.TextField(_("Chinese title"), blank=True)
    title_en = models.TextField(_("English title"), blank=True)
    ics = models.JSONField("ICS", default=list, blank=True, help_text=_("Codes such as 35.030."))
    committee = models.ForeignKey(
        "committees.Committee", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("committee")
    )
    committee_text = models.TextField(_("committee as printed"), blank=True)
    is_demo = models.BooleanField(_("demonstration record"), default=False)
    source = models.ForeignKey(
        "base.DataSource", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    batch = models.ForeignKey("base.Batch", models.PROTECT, null=True, editable=False, related_name="+")
    retracted_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    updated_at = models.DateTimeField(_("last changed"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    unaudited = ("version", "updated_at", "sort_key", "family")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.designation

    def title(self, language: str) -> tuple[str, str]:
        """The title in the asked language, else the other; with the language it is in."""
        first, second = ("title_en", "title_zh") if language == "en" else ("title_zh", "title_en")
        text = getattr(self, first) or getattr(self, second)
        return text, "en" if text and text == self.title_en and (language == "en" or not self.title_zh) else "zh-Hans"
