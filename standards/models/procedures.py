"""Procedures: versions of their parameters; what a project has on file; extensions of its term."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact
from standards.lifecycle import Procedure
from standards.procedure_parameters import Paper

PROCEDURES = [(procedure.value, _(procedure.label)) for procedure in Procedure]
PAPERS = [(paper.value, _(paper.label)) for paper in Paper]


class ProcedureVersion(RecordedModel):
    """The parameters of a procedure from a day on. Approved it is never edited; a change is a new version."""

    procedure = models.TextField(_("procedure"), choices=PROCEDURES)
    number = models.PositiveSmallIntegerField(_("version"))
    effective_from = models.DateField(_("effective from"))
    grounds = models.TextField(_("grounds"), blank=True, help_text=_("The order or decision that this version follows."))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)

    class Meta:
        verbose_name = _("version of a procedure")
        verbose_name_plural = _("versions of procedures")
        ordering = ("procedure", "-number")
        constraints = [
            models.UniqueConstraint(fields=("procedure", "number"), name="procedureversion_number"),
            models.CheckConstraint(
                name="procedureversion_approved_pair",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_procedure_display()} v{self.number}"


class ProcedureParameter(RecordedModel):
    """One value with the clause that it comes from and how sure that is."""

    class Certainty(models.TextChoices):
        VERIFIED = "verified", _("read at the source")
        SECONDARY = "secondary", _("secondary source")
        UNVERIFIED = "unverified", _("to be confirmed")

    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="parameters", verbose_name=_("version"))
    name = models.TextField(_("parameter"))
    value = models.JSONField(_("value"), null=True, blank=True)
    clause = models.TextField(_("clause"), blank=True)
    certainty = models.TextField(_("certainty"), choices=Certainty, default=Certainty.UNVERIFIED)

    class Meta:
        verbose_name = _("parameter")
        verbose_name_plural = _("parameters")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("version", "name"), name="procedureparameter_name")]

    def __str__(self) -> str:
        return f"{self.version} {self.name}"


class ProjectPaper(Fact):
    """A paper of the dossier is on file since a day, and where it lies."""

    project = models.ForeignKey("standards.Project", models.PROTECT, related_name="papers", verbose_name=_("project"))
    paper = models.TextField(_("paper"), choices=PAPERS)
    place = models.TextField(_("where it lies"), help_text=_("File number, shelf or address."))

    class Meta(Fact.Meta):
        verbose_name = _("paper on file")
        verbose_name_plural = _("papers on file")
        ordering = ("valid_from", "pk")
        indexes = [models.Index(fields=("project", "paper"), name="projectpaper_project")]

    def __str__(self) -> str:
        return f"{self.project} {self.get_paper_display()}"


class TermExtension(Fact):
    """The term of a project was extended on a day, from one last day to another."""

    project = models.ForeignKey("standards.Project", models.PROTECT, related_name="extensions", verbose_name=_("project"))
    months = models.PositiveSmallIntegerField(_("months"))
    due_before = models.DateField(_("due before"))
    due_after = models.DateField(_("due after"))
    reason = models.TextField(_("reason"))

    class Meta(Fact.Meta):
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("valid_from", "pk")

    def __str__(self) -> str:
        return f"{self.project} +{self.months}"
