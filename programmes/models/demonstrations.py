"""Group-standard application demonstrations, as far as the goal needs them; a later issue completes the round."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact


class Demonstration(RecordedModel):
    """An application demonstration project of one group standard in one field (领域)."""

    title_zh = models.TextField(_("title"))
    title_en = models.TextField(_("English title"), blank=True)
    standard = models.ForeignKey(
        "standards.Standard",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="demonstrations",
        verbose_name=_("group standard"),
    )
    standard_text = models.TextField(_("number as printed"), blank=True)
    field = models.TextField(
        _("field"), blank=True, help_text=_("Announcements group projects by field; it is counted distinctly.")
    )
    organisation = models.ForeignKey(
        "base.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="demonstrations",
        verbose_name=_("organisation"),
    )
    area = models.ForeignKey("standards.KeyArea", models.PROTECT, null=True, blank=True, related_name="demonstrations")
    is_demo = models.BooleanField(_("demonstration record"), default=False)
    updated_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    unaudited = ("version", "updated_at")

    class Meta:
        verbose_name = _("application demonstration")
        verbose_name_plural = _("application demonstrations")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title_zh or self.title_en


class DemonstrationContent(Fact):
    """What counts of a demonstration, as a fact: a correction is known from its recording on and holds for every day."""

    demonstration = models.ForeignKey(Demonstration, models.PROTECT, related_name="contents")
    field = models.TextField(_("field"), blank=True)
    organisation = models.ForeignKey(
        "base.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    area = models.ForeignKey(
        "standards.KeyArea", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("key area")
    )

    class Meta(Fact.Meta):
        verbose_name = _("content of a demonstration")
        verbose_name_plural = _("contents of demonstrations")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.demonstration} {self.field}".strip()


class DemonstrationDecision(Fact):
    """What was decided about a demonstration on a day, by which circular."""

    class State(models.TextChoices):
        APPLIED = "applied", _("applied")
        SELECTED = "selected", _("selected")
        REFUSED = "refused", _("not selected")
        WITHDRAWN = "withdrawn", _("taken back")

    demonstration = models.ForeignKey(Demonstration, models.PROTECT, related_name="decisions")
    state = models.TextField(_("decision"), choices=State)
    document = models.TextField(_("document"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("decision on a demonstration")
        verbose_name_plural = _("decisions on demonstrations")
        ordering = ("valid_from", "pk")
        indexes = [models.Index(fields=("state", "valid_from"), name="demonstrationdecision_day")]

    def __str__(self) -> str:
        return f"{self.demonstration} {self.state}"
