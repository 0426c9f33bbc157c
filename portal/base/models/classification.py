"""Code lists: ICS, CCS, industries, standard codes, regions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel


class Classification(RecordedModel):
    """One class of one scheme. Industry and code are different schemes: 19 industries share 18 codes."""

    class Scheme(models.TextChoices):
        ICS = "ics", "ICS"
        CCS = "ccs", "CCS"
        INDUSTRY = "industry", _("industry")
        CODE = "code", _("standard code")

    scheme = models.TextField(_("scheme"), choices=Scheme)
    code = models.TextField(_("class"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    title_zh = models.TextField(_("Chinese title"), blank=True)
    title_en = models.TextField(_("English title"), blank=True)
    note = models.TextField(_("note"), blank=True)
    verified = models.BooleanField(_("seen in a source"), default=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    source = models.ForeignKey("base.DataSource", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ("scheme", "code")
        constraints = [models.UniqueConstraint(fields=("scheme", "code"), name="classification_one_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title_zh or self.title_en}".strip()


class Region(RecordedModel):
    """A province-level region. Source: GB/T 2260, two-digit codes."""

    code = models.TextField(_("code"), unique=True)
    name_zh = models.TextField(_("name"))
    name_en = models.TextField(_("English name"))

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_zh
