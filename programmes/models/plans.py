"""The Key Points of a year: chapters, items, goals, deliverables (G1, G2)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact


class Certainty(models.TextChoices):
    """How sure a line of the Key Points is: read at the source, in a paraphrase, or not verified."""

    SEEN = "V", _("seen in the source text")
    PARAPHRASE = "P", _("read in a paraphrase")
    UNVERIFIED = "U", _("to be confirmed")


class Plan(RecordedModel):
    """One year's Key Points (工作要点) of the ministry."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    title_zh = models.TextField(_("title"))
    title_en = models.TextField(_("English title"), blank=True)
    issued_on = models.DateField(_("issued"), null=True, blank=True)
    source_note = models.TextField(_("source"), blank=True)
    certainty = models.TextField(_("how sure"), choices=Certainty, default=Certainty.UNVERIFIED)
    period_from = models.DateField(_("period from"))
    period_until = models.DateField(_("period until"), help_text=_("First day after the period."))
    is_demo = models.BooleanField(_("demonstration programme"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    unaudited = ("version",)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("-year",)
        constraints = [
            models.CheckConstraint(name="plan_period_runs", condition=Q(period_until__gt=models.F("period_from"))),
        ]

    def __str__(self) -> str:
        return self.title_zh

    def get_absolute_url(self) -> str:
        return reverse("programmes:progress", args=(self.year,))


class PlanItem(RecordedModel):
    """A numbered item of the Key Points, in its chapter. Chapter and number of most items are reconstructed and editable."""

    class Kind(models.TextChoices):
        QUANTIFIED = "quantified", _("with a number")
        DELIVERABLE = "deliverable", _("deliverable")
        MECHANISM = "mechanism", _("mechanism")
        OUTPUT = "output", _("output without a number")
        CONTINUING = "continuing", _("continuing work")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="items", verbose_name=_("plan"))
    number = models.PositiveSmallIntegerField(_("number"))
    chapter = models.PositiveSmallIntegerField(_("chapter"), null=True, blank=True)
    chapter_zh = models.TextField(_("chapter title"), blank=True)
    chapter_en = models.TextField(_("English chapter title"), blank=True)
    title_zh = models.TextField(_("title"), blank=True)
    title_en = models.TextField(_("English title"))
    kind = models.TextField(_("kind"), choices=Kind)
    measure_zh = models.TextField(_("what can be measured"), blank=True)
    measure_en = models.TextField(_("what can be measured, in English"), blank=True)
    certainty = models.TextField(_("how sure"), choices=Certainty, default=Certainty.UNVERIFIED)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ("plan", "number")
        constraints = [models.UniqueConstraint(fields=("plan", "number"), name="planitem_one_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title_zh or self.title_en}"


class Deliverable(RecordedModel):
    """Something an item promises that is done or not done, with an owner; never a made-up percentage."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="deliverables", verbose_name=_("item"))
    position = models.PositiveSmallIntegerField(_("place"), default=1)
    title_zh = models.TextField(_("deliverable"))
    title_en = models.TextField(_("deliverable in English"), blank=True)
    owner = models.TextField(_("owner"), blank=True, help_text=_("Leave empty when not known."))
    due_on = models.DateField(_("due"), null=True, blank=True)
    is_milestone = models.BooleanField(_("milestone"), default=False)

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ("item", "position")

    def __str__(self) -> str:
        return self.title_zh or self.title_en


class DeliverableState(Fact):
    """A deliverable was in a state from a day on."""

    class State(models.TextChoices):
        OPEN = "open", _("not begun")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="states")
    state = models.TextField(_("state"), choices=State)
    evidence = models.TextField(_("evidence"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("state of a deliverable")
        verbose_name_plural = _("states of deliverables")
        ordering = ("valid_from", "pk")

    def __str__(self) -> str:
        return f"{self.deliverable} {self.state}"


class Goal(RecordedModel):
    """A numeric goal as data: what is counted, in what unit, with which operator against which threshold (domain 1.5)."""

    class Operator(models.TextChoices):
        REACH = "reach", _("reach")
        EXCEED = "exceed", _("exceed")
        OR_MORE = "or_more", _("or more")
        ABOUT = "about", _("about")
        PLUS_POINTS = "plus_points", _("points more than the year before")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals", verbose_name=_("plan"))
    item = models.ForeignKey(PlanItem, models.PROTECT, null=True, blank=True, related_name="goals", verbose_name=_("item"))
    slug = models.SlugField(_("address"))
    position = models.PositiveSmallIntegerField(_("place"))
    label_zh = models.TextField(_("label"))
    label_en = models.TextField(_("English label"))
    unit_zh = models.TextField(_("unit"), blank=True)
    unit_en = models.TextField(_("English unit"), blank=True)
    metric = models.TextField(_("metric"), blank=True, help_text=_("Empty when nothing in the portal can measure it."))
    operator = models.TextField(_("operator"), choices=Operator)
    threshold = models.DecimalField(_("threshold"), max_digits=12, decimal_places=2, null=True, blank=True)
    second_threshold = models.DecimalField(_("second threshold"), max_digits=12, decimal_places=2, null=True, blank=True)
    second_operator = models.TextField(_("second operator"), choices=Operator, blank=True)
    second_label_zh = models.TextField(_("second unit"), blank=True)
    second_label_en = models.TextField(_("second English unit"), blank=True)
    scope = models.TextField(_("scope"), blank=True)
    event = models.TextField(_("counting event"), blank=True)
    horizon = models.DateField(_("by"))
    definition = models.ForeignKey(
        "programmes.Definition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="goals",
        verbose_name=_("definition"),
    )
    certainty = models.TextField(_("how sure"), choices=Certainty, default=Certainty.UNVERIFIED)
    source_note = models.TextField(_("source"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    unaudited = ("version",)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ("plan", "position")
        constraints = [models.UniqueConstraint(fields=("plan", "slug"), name="goal_one_slug_a_plan")]

    def __str__(self) -> str:
        return self.label_zh

    def get_absolute_url(self) -> str:
        return reverse("programmes:goal", args=(self.plan.year, self.slug))


class GoalAreaTarget(RecordedModel):
    """The part of a goal that one key area is to bring. Not published by the ministry; set by staff."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="area_targets")
    area = models.ForeignKey("standards.KeyArea", models.PROTECT, related_name="goal_targets")
    threshold = models.DecimalField(_("target"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("target of an area")
        verbose_name_plural = _("targets of areas")
        constraints = [models.UniqueConstraint(fields=("goal", "area"), name="goalareatarget_once")]

    def __str__(self) -> str:
        return f"{self.goal} {self.area} {self.threshold}"
