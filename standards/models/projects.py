"""Projects (plan items): the way of a standard from proposal to publication."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact
from standards.lifecycle import Procedure, Stage
from standards.models.procedures import PROCEDURES
from standards.querysets import ProjectQuerySet

STAGES = [(stage.value, _(stage.label)) for stage in Stage]


class Project(RecordedModel):
    """A plan item under its plan number. Published it yields one or several standards."""

    class Kind(models.TextChoices):
        NEW = "new", _("new standard")
        REVISION = "revision", _("revision")

    plan_number = models.TextField(_("plan number"))
    slug = models.TextField(_("address"), unique=True, editable=False)
    sort_key = models.TextField(editable=False)
    title_zh = models.TextField(_("Chinese title"))
    title_en = models.TextField(_("English title"), blank=True)
    kind = models.TextField(_("new or revision"), choices=Kind, default=Kind.NEW)
    procedure = models.TextField(_("procedure"), choices=PROCEDURES, default=Procedure.INDUSTRY)
    rules = models.ForeignKey(
        "standards.ProcedureVersion",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="projects",
        verbose_name=_("version of the procedure"),
        help_text=_("Empty: the version in force when the project began."),
    )
    level = models.TextField(_("level"))
    code = models.TextField(_("code"), blank=True)
    nature = models.TextField(_("nature"), blank=True)
    plan_year = models.PositiveSmallIntegerField(_("plan year"), null=True)
    special_project = models.TextField(_("special project"), blank=True, help_text=_("Leave empty when outside one."))
    months = models.PositiveSmallIntegerField(_("project period in months"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    committee = models.ForeignKey(
        "committees.Committee",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("committee"),
    )
    lead_organisation = models.ForeignKey(
        "base.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_projects",
        verbose_name=_("lead organisation"),
    )
    standard = models.ForeignKey(
        "standards.Standard",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_about",
        verbose_name=_("standard it is about"),
        help_text=_("The standard under review, to be amended or translated."),
    )
    is_demo = models.BooleanField(_("demonstration record"), default=False)
    source = models.ForeignKey("base.DataSource", models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.ForeignKey("base.Batch", models.PROTECT, null=True, editable=False, related_name="+")
    stage = models.TextField(_("stage"), choices=STAGES, default=Stage.PROPOSAL, editable=False)
    stage_since = models.DateField(_("in this stage since"), null=True, editable=False)
    updated_at = models.DateTimeField(_("last changed"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProjectQuerySet.as_manager()
    unaudited = ("version", "updated_at", "sort_key", "stage", "stage_since")

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ("sort_key", "pk")
        indexes = [
            models.Index(fields=("stage", "committee"), name="project_stage_committee"),
            models.Index(fields=("plan_number",), name="project_plan_number"),
            models.Index(fields=("procedure", "stage"), name="project_procedure_stage"),
        ]

    def __str__(self) -> str:
        return self.plan_number or self.title_zh


class StageEvent(Fact):
    """A project entered a stage on a day."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="stage_events", verbose_name=_("project"))
    stage = models.TextField(_("stage"), choices=STAGES)
    move = models.TextField(_("step"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("stage event")
        verbose_name_plural = _("stage events")
        ordering = ("valid_from", "pk")
        indexes = [
            models.Index(fields=("project", "valid_from"), name="stageevent_project"),
            models.Index(fields=("stage", "valid_from", "project"), name="stageevent_stage_day"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.stage} {self.valid_from}"
