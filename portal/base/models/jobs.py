"""Long work and the outbox. The job table, not the broker, is the truth about what is running."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.base.said import sentence


class Job(models.Model):
    """One run of long work: its progress can be watched and left, its failure is visible, it can be run again."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.TextField(_("work"), db_index=True)
    arguments = models.JSONField(_("with"), default=dict)
    key = models.TextField(_("one at a time by"), blank=True)
    state = models.TextField(_("state"), choices=State, default=State.QUEUED, db_index=True)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), null=True)
    message = models.TextField(_("message"), blank=True)
    message_values = models.JSONField(_("values in the message"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("asked at"))
    started_at = models.DateTimeField(_("started"), null=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="job_one_active_a_key",
                fields=("kind", "key"),
                condition=Q(state__in=("queued", "running")) & ~Q(key=""),
            )
        ]
        indexes = [models.Index(fields=("kind", "-finished_at"), name="job_kind_finished")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("base:job", args=(self.pk,))

    @property
    def said(self) -> str:
        """What it is doing, or why it was refused, in the reader's language."""
        return sentence(self.message, self.message_values)

    @property
    def is_active(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def seconds(self) -> float | None:
        """How long the run took, in seconds."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


class OutboxEntry(models.Model):
    """Something changed that others follow. Written in the change's own transaction; numbered after commit by one sequencer."""

    number = models.BigIntegerField(null=True, unique=True)
    topic = models.TextField()
    subject_pk = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox entries")
        ordering = ("number",)
        indexes = [models.Index(fields=("id",), name="outbox_unnumbered", condition=Q(number__isnull=True))]

    def __str__(self) -> str:
        return f"{self.number} {self.topic} {self.subject_pk}"


class OutboxFollower(models.Model):
    """Somebody who reads the outbox, and how far they have come at least. Nobody's place is lost while they are heard of."""

    name = models.TextField(unique=True)
    number = models.BigIntegerField(_("passed up to"))
    seen_at = models.DateTimeField(_("last sign of life"))

    class Meta:
        verbose_name = _("outbox follower")
        verbose_name_plural = _("outbox followers")
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
