"""Deadlines of any record: what was decided about them as facts, and the one day that every page shows."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.base.audit import RecordedModel
from portal.base.facts import Fact
from portal.base.querysets import DeadlineQuerySet


class Party(models.TextChoices):
    """In whose hands a matter lies."""

    PROPOSER = "proposer", _("proposer")
    DRAFTING_GROUP = "drafting_group", _("drafting group")
    PUBLIC = "public", _("the public")
    COMMITTEE = "committee", _("committee")
    ASSOCIATION = "association", _("association")
    MINISTRY = "ministry", _("ministry")
    OTHER_MINISTRIES = "other_ministries", _("other ministries")


class Unit(models.TextChoices):
    DAYS = "days", _("days")
    WORKDAYS = "workdays", _("working days")
    MONTHS = "months", _("months")
    DAY = "day", _("up to a named day")


class Deadline(RecordedModel):
    """The last day on which something about a record may be done, reckoned once from its facts and stored."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("deadline", "running")
        PAUSED = "paused", _("standing still")
        MET = "met", _("met")
        DROPPED = "dropped", _("dropped")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    subject_type = models.TextField(_("kind of record"))
    subject_pk = models.BigIntegerField(_("record"))
    kind = models.SlugField(_("kind"), help_text=_("What the period is for: comments, project-period …"))
    title_zh = models.TextField(_("name"))
    title_en = models.TextField(_("English name"), blank=True)
    party = models.TextField(_("whose turn"), choices=Party, blank=True)
    rule = models.TextField(_("rule"), blank=True, help_text=_("Key of the parameter that gives the length."))
    lead_days = models.PositiveSmallIntegerField(_("lead time in days"), default=7)
    is_demo = models.BooleanField(_("demonstration record"), default=False)
    state = models.TextField(_("state"), choices=State, default=State.RUNNING)
    day = models.DateField(_("last day"), null=True)
    warn_on = models.DateField(_("reminder from"), null=True)
    is_provisional = models.BooleanField(_("provisional"), default=False)
    steps = models.JSONField(_("why this day"), default=list)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(null=True)

    unaudited = ("steps", "warn_on", "version", "updated_at")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ("day", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("subject_type", "subject_pk", "kind"),
                condition=Q(state__in=("running", "paused")),
                name="deadline_one_open_a_kind",
            ),
            models.CheckConstraint(name="deadline_runs_to_a_day", condition=~Q(state="running") | Q(day__isnull=False)),
        ]
        indexes = [
            models.Index(fields=("state", "day"), name="deadline_state_day"),
            models.Index(fields=("subject_type", "subject_pk"), name="deadline_subject"),
        ]

    def __str__(self) -> str:
        return self.title_zh

    def get_absolute_url(self) -> str:
        return reverse("base:deadline", args=(self.pk,))

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.RUNNING, self.State.PAUSED)


class DeadlineEvent(Fact):
    """Something decided about a deadline: set, stood still, extended, reckoned again, met, dropped."""

    class Kind(models.TextChoices):
        SET = "set", _("set")
        PAUSED = "paused", _("stands still")
        EXTENDED = "extended", _("extended")
        RECKONED = "reckoned", _("reckoned again")
        MET = "met", _("met")
        DROPPED = "dropped", _("dropped")

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="events", verbose_name=_("deadline"))
    kind = models.TextField(_("kind"), choices=Kind)
    unit = models.TextField(_("counted in"), choices=Unit, blank=True)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    to_day = models.DateField(_("up to"), null=True, blank=True)
    roll = models.BooleanField(_("a free last day moves on"), default=True)
    clause = models.TextField(_("clause"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("entry of a deadline")
        verbose_name_plural = _("entries of deadlines")
        ordering = ("pk",)
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="deadlineevent_length",
                condition=Q(unit="", number__isnull=True, to_day__isnull=True)
                | Q(unit="day", number__isnull=True, to_day__isnull=False)
                | Q(unit__in=("days", "workdays", "months"), number__isnull=False, to_day__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=("deadline", "kind"), name="deadlineevent_deadline")]

    def __str__(self) -> str:
        return f"{self.deadline} {self.get_kind_display()} {self.valid_from}"
