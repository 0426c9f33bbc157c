"""What a figure means, and the figures the nightly job stored."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel


class Definition(RecordedModel):
    """A version of what a metric counts: words in both languages, switches, example records with the expected answer."""

    metric = models.TextField(_("metric"))
    number = models.PositiveSmallIntegerField(_("version"))
    text_zh = models.TextField(_("definition"))
    text_en = models.TextField(_("definition in English"))
    parameters = models.JSONField(_("switches"), default=dict)
    effective_from = models.PositiveSmallIntegerField(_("first year"))
    effective_to = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True)
    working = models.BooleanField(_("working definition, to be confirmed"), default=True)

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        ordering = ("metric", "-number")
        constraints = [
            models.UniqueConstraint(fields=("metric", "number"), name="definition_one_number"),
            models.CheckConstraint(
                name="definition_approval_pair",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric} v{self.number}"


class DefinitionExample(RecordedModel):
    """An example record with the expected answer, run before a definition can be approved."""

    definition = models.ForeignKey(Definition, models.PROTECT, related_name="examples")
    title_zh = models.TextField(_("example"))
    title_en = models.TextField(_("example in English"))
    given = models.JSONField(_("facts of the example"))
    expected = models.TextField(_("expected"), help_text=_("counted, near_miss or unknown"))
    reason = models.TextField(_("expected reason"), blank=True)

    class Meta:
        verbose_name = _("example")
        verbose_name_plural = _("examples")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title_zh


class Reading(models.Model):
    """A figure stored by the job for a goal, an area or none, and a day. A projection: any reading can be computed again."""

    goal = models.ForeignKey("programmes.Goal", models.CASCADE, related_name="readings")
    area = models.ForeignKey("standards.KeyArea", models.CASCADE, null=True, related_name="readings")
    on = models.DateField(_("as of"), db_column="read_for")
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4, null=True)
    second_value = models.DecimalField(_("second value"), max_digits=14, decimal_places=4, null=True)
    numerator = models.PositiveIntegerField(_("numerator"), null=True)
    denominator = models.PositiveIntegerField(_("denominator"), null=True)
    counted = models.PositiveIntegerField(_("counted"))
    near_misses = models.PositiveIntegerField(_("near misses"))
    unknown = models.PositiveIntegerField(_("unknown"))
    parts = models.JSONField(_("parts"), default=dict)
    digest = models.TextField(_("digest of the counted keys"))
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="+")
    outbox_position = models.BigIntegerField(_("position in the outbox"))
    computed_at = models.DateTimeField(_("computed at"))
    milliseconds = models.PositiveIntegerField(_("duration in milliseconds"))

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ("goal", "area", "-on")
        constraints = [
            models.UniqueConstraint(fields=("goal", "area", "on"), name="reading_one_a_day"),
            models.UniqueConstraint(fields=("goal", "on"), name="reading_one_whole", condition=Q(area__isnull=True)),
        ]
        indexes = [models.Index(fields=("goal", "on"), name="reading_goal_day")]

    def __str__(self) -> str:
        return f"{self.goal} {self.area or ''} {self.on}: {self.value}"


class Span(models.Model):
    """A projection for today's figures: a record counts for a goal (and area) from a day until a day."""

    goal = models.ForeignKey("programmes.Goal", models.CASCADE, related_name="spans")
    area = models.ForeignKey("standards.KeyArea", models.CASCADE, null=True, related_name="spans")
    kind = models.TextField(help_text="counted, near_miss, unknown, listed, suitable, converted …")
    subject_type = models.TextField()
    subject_pk = models.BigIntegerField()
    entered = models.DateField()
    left_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        indexes = [
            models.Index(fields=("goal", "area", "kind", "entered"), name="span_goal_area_kind"),
            models.Index(fields=("subject_type", "subject_pk"), name="span_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.area_id} {self.kind} {self.entered}"


class Snapshot(models.Model):
    """A projection for trends: what had entered and left by month."""

    goal = models.ForeignKey("programmes.Goal", models.CASCADE, related_name="snapshots")
    area = models.ForeignKey("standards.KeyArea", models.CASCADE, null=True, related_name="snapshots")
    kind = models.TextField()
    month = models.DateField(help_text="First day of the month.")
    entered = models.PositiveIntegerField()
    left_count = models.PositiveIntegerField()
    standing = models.PositiveIntegerField(help_text="Standing at the end of the month.")

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            models.UniqueConstraint(fields=("goal", "area", "kind", "month"), name="snapshot_once"),
            models.UniqueConstraint(fields=("goal", "kind", "month"), name="snapshot_once_whole", condition=Q(area__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.month} {self.standing}"
