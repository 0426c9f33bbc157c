"""Closed periods, corrections, and figures that can be cited (G15, G16, P4)."""

from datetime import UTC

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel


class Closing(RecordedModel):
    """A period of a plan closed by an officer and signed by a leader. What it holds never moves again."""

    plan = models.ForeignKey("programmes.Plan", models.PROTECT, related_name="closings", verbose_name=_("plan"))
    on = models.DateField(_("closed as of"), db_column="closed_as_of")
    known = models.DateTimeField(_("as known at"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("prepared at"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("signed at"), null=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("closed period")
        verbose_name_plural = _("closed periods")
        ordering = ("-on",)
        constraints = [
            models.UniqueConstraint(fields=("plan", "on"), name="closing_once_a_day"),
            models.CheckConstraint(
                name="closing_signature_pair",
                condition=models.Q(signed_at__isnull=True, signed_by__isnull=True)
                | models.Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.on}"

    @property
    def stamp(self) -> str:
        """Names this preparation: prepared anew, the figures bear another one."""
        return self.prepared_at.astimezone(UTC).isoformat()


class ClosedFigure(RecordedModel):
    """One figure of a closed period, with every record behind it as it was."""

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="figures")
    goal = models.ForeignKey("programmes.Goal", models.PROTECT, related_name="+")
    area = models.ForeignKey("standards.KeyArea", models.PROTECT, null=True, related_name="+")
    definition = models.ForeignKey("programmes.Definition", models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    second_value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    records = models.JSONField(default=dict, help_text="counted, near_misses, unknown as they stood")
    digest = models.TextField()

    class Meta:
        verbose_name = _("closed figure")
        verbose_name_plural = _("closed figures")
        constraints = [
            models.UniqueConstraint(fields=("closing", "goal", "area"), name="closedfigure_once"),
            models.UniqueConstraint(
                fields=("closing", "goal"), name="closedfigure_once_whole", condition=models.Q(area__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.closing} {self.goal} {self.area or ''}"


class Correction(RecordedModel):
    """A signed figure turned out wrong: the new value and why, beside the old one, which stays."""

    figure = models.ForeignKey(ClosedFigure, models.PROTECT, related_name="corrections")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    second_value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    records = models.JSONField(default=dict)
    digest = models.TextField()
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.figure} {self.at:%Y-%m-%d}"


class Citation(RecordedModel):
    """A figure somebody cites: fixed address, date and file. It is frozen at the first citing."""

    key = models.SlugField(unique=True)
    goal = models.ForeignKey("programmes.Goal", models.PROTECT, related_name="citations")
    area = models.ForeignKey("standards.KeyArea", models.PROTECT, null=True, related_name="+")
    on = models.DateField(db_column="cited_for")
    known = models.DateTimeField()
    definition = models.ForeignKey("programmes.Definition", models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    second_value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    records = models.JSONField(default=dict)
    digest = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("cited figure")
        verbose_name_plural = _("cited figures")

    def __str__(self) -> str:
        return self.key
