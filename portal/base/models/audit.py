"""The audit trail: insert-only, without foreign keys to what it describes, so that it outlives everything."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One changed row in one act: who, when, what, from, to."""

    act = models.UUIDField(_("act"), db_index=True, help_text=_("Entries of one deed share it."))
    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    verb = models.TextField(_("what"))
    subject_type = models.TextField(help_text=_("Label of the record that the act was about."))
    subject_pk = models.TextField()
    subject_text = models.TextField(_("record"))
    row_type = models.TextField(blank=True, help_text=_("Label of the row that changed."))
    row_pk = models.TextField(blank=True)
    changes = models.JSONField(_("from and to"), default=dict)
    note = models.TextField(_("note"), blank=True)
    batch = models.ForeignKey("base.Batch", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ("-at", "-pk")
        indexes = [
            models.Index(fields=("subject_type", "subject_pk", "-at"), name="audit_subject"),
            models.Index(fields=("row_type", "row_pk"), name="audit_row"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_text}"
