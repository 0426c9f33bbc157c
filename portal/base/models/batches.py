"""Where rows came from: sources with their licence, and import batches that can be taken back as one (X2, X3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel


class DataSource(RecordedModel):
    """A catalogue or document that rows were taken from, with its licence and the attribution it asks for."""

    key = models.SlugField(_("key"), unique=True)
    name_zh = models.TextField(_("name"))
    name_en = models.TextField(_("English name"))
    licence = models.TextField(_("licence"))
    attribution = models.TextField(_("attribution"), blank=True)
    reference = models.TextField(_("where it is published"), blank=True)
    snapshot_on = models.DateField(_("state of"), null=True, blank=True)

    class Meta:
        verbose_name = _("data source")
        verbose_name_plural = _("data sources")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class Batch(RecordedModel):
    """One import, from upload to acceptance, and back as one if need be."""

    class State(models.TextChoices):
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, waiting for acceptance")
        ACCEPTING = "accepting", _("being accepted")
        ACCEPTED = "accepted", _("accepted")
        REVERTING = "reverting", _("being taken back")
        REVERTED = "reverted", _("taken back")
        DISCARDED = "discarded", _("discarded")
        FAILED = "failed", _("failed")

    kind = models.TextField(_("kind"), help_text=_("What the rows are: standards, international, reference …"))
    name = models.TextField(_("file"))
    digest = models.TextField(_("SHA-256 of the file"), blank=True)
    file = models.FileField(_("stored file"), upload_to="imports/%Y/", blank=True)
    rejects = models.FileField(_("rejected rows"), upload_to="imports/%Y/", blank=True)
    state = models.TextField(_("state"), choices=State, default=State.CHECKING)
    source = models.ForeignKey(DataSource, models.PROTECT, null=True, blank=True, verbose_name=_("source"))
    position = models.PositiveIntegerField(_("rows done"), default=0, help_text=_("Where a killed import resumes."))
    counts = models.JSONField(_("rows by outcome"), default=dict, help_text=_("new, same, changed, conflicting, rejected"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("started"))
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    reverted_at = models.DateTimeField(_("taken back"), null=True)
    revert_reason = models.TextField(_("reason"), blank=True)
    is_demo = models.BooleanField(default=False)

    unaudited = ("position", "counts")

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("standards-desk:import", args=(self.pk,))


class BatchRow(models.Model):
    """One row of a staged file that is not plainly the same: what it would do, or why it cannot."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        SAME = "same", _("same")
        CHANGED = "changed", _("changed")
        CONFLICTING = "conflicting", _("conflicting")
        REJECTED = "rejected", _("rejected")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    outcome = models.TextField(_("outcome"), choices=Outcome)
    key = models.TextField(_("record"), blank=True)
    cells = models.JSONField(_("cells as received"), default=dict)
    changes = models.JSONField(_("from and to"), default=dict)
    column = models.TextField(_("column"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    subject_pk = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ("batch", "number")
        constraints = [
            models.UniqueConstraint(fields=("batch", "number"), name="batchrow_one_number"),
            models.CheckConstraint(
                name="batchrow_rejected_says_why", condition=~Q(outcome__in=("rejected", "conflicting")) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=("batch", "outcome", "number"), name="batchrow_outcome")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number} {self.outcome}"
