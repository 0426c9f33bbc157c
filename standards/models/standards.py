"""Chinese standards and the events of their life."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.base.facts import Fact
from standards.querysets import StandardQuerySet, StandardStatusQuerySet

from .records import CatalogueRecord


class Standard(CatalogueRecord):
    """A national, industry, local, group or enterprise standard: one edition, or an amendment sheet to one.

    Identity is (code, number, part, year) with the amendment; the nature sign is an attribute (domain: mandatory industry
    standards of 2017 kept number and year when they became recommended).
    """

    class Level(models.TextChoices):
        NATIONAL = "national", _("national standard")
        INDUSTRY = "industry", _("industry standard")
        LOCAL = "local", _("local standard")
        GROUP = "group", _("group standard")
        ENTERPRISE = "enterprise", _("enterprise standard")
        OTHER = "other", _("other")

    class Nature(models.TextChoices):
        MANDATORY = "mandatory", _("mandatory")
        RECOMMENDED = "recommended", _("recommended")
        GUIDANCE = "guidance", _("guidance")
        NONE = "", _("not stated")

    class Status(models.TextChoices):
        """In the order of a standard's life."""

        DRAFT = "draft", _("draft")
        COMING = "coming", _("not yet in force")
        CURRENT = "current", _("in force")
        REPLACED = "replaced", _("replaced")
        WITHDRAWN = "withdrawn", _("withdrawn")
        UNKNOWN = "unknown", _("status not known")

    identity = models.TextField(unique=True, editable=False)
    level = models.TextField(_("level"), choices=Level)
    code = models.TextField(_("code"), help_text=_("Letters before the number, for example GB, YD, T/CCSA."))
    number = models.TextField(_("sequence number"), blank=True)
    part = models.TextField(_("part"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    nature = models.TextField(_("nature"), choices=Nature, blank=True)
    title_pinyin = models.TextField(_("pinyin"), blank=True, editable=False)
    ccs = models.JSONField("CCS", default=list, blank=True, help_text=_("Codes such as L72."))
    industry = models.TextField(_("industry"), blank=True)
    department = models.TextField(_("competent department"), blank=True)
    publisher = models.TextField(_("publisher"), blank=True)
    notice_number = models.TextField(_("announcement"), blank=True)
    content = models.TextField(_("main content"), blank=True)
    project = models.ForeignKey(
        "standards.Project", models.PROTECT, null=True, blank=True, related_name="standards", verbose_name=_("project")
    )
    plan_number = models.TextField(_("plan number as printed"), blank=True)
    drafting_units = models.TextField(_("drafting organisations as printed"), blank=True)
    note = models.TextField(_("note"), blank=True)
    # Projections of StandardStatus facts, written by the same action and turned by the nightly job.
    status = models.TextField(_("status"), choices=Status, default=Status.UNKNOWN, editable=False)
    published_on = models.DateField(_("published"), null=True, editable=False)
    published_precision = models.TextField(default="day", editable=False)
    in_force_on = models.DateField(_("in force from"), null=True, editable=False)
    ended_on = models.DateField(_("withdrawn or replaced from"), null=True, editable=False)

    objects = StandardQuerySet.as_manager()
    unaudited = (
        *CatalogueRecord.unaudited,
        "title_pinyin",
        "status",
        "published_on",
        "published_precision",
        "in_force_on",
        "ended_on",
    )

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        ordering = ("sort_key", "pk")
        indexes = [
            models.Index(fields=("sort_key", "id"), name="standard_sort"),
            models.Index(fields=("designation",), name="standard_designation"),
            models.Index(fields=("family",), name="standard_family"),
            models.Index(fields=("committee",), name="standard_committee"),
            models.Index(fields=("-published_on", "-id"), name="standard_published"),
            models.Index(fields=("updated_at", "id"), name="standard_updated"),
            models.Index(fields=("batch",), name="standard_batch"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("standards:standard", args=(self.slug,))


class StandardStatus(Fact):
    """Something that happened to a standard on a day: published, in force, reviewed, replaced, withdrawn."""

    class Event(models.TextChoices):
        PUBLISHED = "published", _("published")
        IN_FORCE = "in_force", _("came into force")
        CONFIRMED = "confirmed", _("reviewed: continues valid")
        REPLACED = "replaced", _("replaced")
        WITHDRAWN = "withdrawn", _("withdrawn")
        #: The source says what holds but not since when.
        SEEN_CURRENT = "seen_current", _("seen in force")
        SEEN_ENDED = "seen_ended", _("seen withdrawn")
        SEEN_UNCLEAR = "seen_unclear", _("seen, status not stated")

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="status_facts", verbose_name=_("standard"))
    event = models.TextField(_("event"), choices=Event)
    notice_number = models.TextField(_("announcement"), blank=True)
    by_standard = models.ForeignKey(
        Standard, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("replaced by")
    )
    note = models.TextField(_("note"), blank=True)

    objects = StandardStatusQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("status of a standard")
        verbose_name_plural = _("statuses of standards")
        ordering = ("valid_from", "pk")
        indexes = [
            models.Index(fields=("standard", "event"), name="standardstatus_standard"),
            models.Index(fields=("event", "valid_from", "certain_from", "standard"), name="standardstatus_event_days"),
        ]

    def __str__(self) -> str:
        return f"{self.standard} {self.get_event_display()} {self.valid_from}"


class NumberCorrection(Fact):
    """A number was corrected: what it was before, so that figures known before keep the level that it gave.

    Level and number are columns of the standard; only the few that were ever corrected have rows here.
    """

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="number_corrections", verbose_name=_("standard"))
    designation = models.TextField(_("number before"))
    level = models.TextField(_("level before"), choices=Standard.Level)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("correction of a number")
        verbose_name_plural = _("corrections of numbers")
        ordering = ("recorded_at", "pk")

    def __str__(self) -> str:
        return f"{self.designation} → {self.standard}"
