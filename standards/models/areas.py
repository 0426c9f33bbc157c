"""Key areas of a year, the rules that suggest them, and the facts that confirm them (G1)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact
from standards.querysets import AreaTagQuerySet

ONE_SUBJECT = (
    Q(standard__isnull=False, project__isnull=True, international__isnull=True)
    | Q(standard__isnull=True, project__isnull=False, international__isnull=True)
    | Q(standard__isnull=True, project__isnull=True, international__isnull=False)
)


class KeyArea(RecordedModel):
    """A policy area of one year's Key Points. Not an industry, not a code; its list is renamed every year."""

    year = models.PositiveSmallIntegerField(_("year"))
    slug = models.SlugField(_("address"))
    position = models.PositiveSmallIntegerField(_("place in the list"))
    name_zh = models.TextField(_("name"))
    name_en = models.TextField(_("English name"))
    owner = models.TextField(_("owner"), blank=True)
    is_supplement = models.BooleanField(
        _("named beside the list"),
        default=False,
        help_text=_("For example needs related to epidemic prevention in 2020."),
    )
    certainty = models.TextField(_("how sure"), default="V")

    class Meta:
        verbose_name = _("key area")
        verbose_name_plural = _("key areas")
        ordering = ("year", "position")
        constraints = [models.UniqueConstraint(fields=("year", "slug"), name="area_one_slug_a_year")]

    def __str__(self) -> str:
        return self.name_zh

    def get_absolute_url(self) -> str:
        return reverse("standards:area", args=(self.year, self.slug))


class AreaMapping(RecordedModel):
    """An area of one year continues in an area of another, so that a trend can be drawn."""

    earlier = models.ForeignKey(KeyArea, models.PROTECT, related_name="continued_in")
    later = models.ForeignKey(KeyArea, models.PROTECT, related_name="continues")
    note = models.TextField(_("note"), blank=True)
    proposed = models.BooleanField(_("a proposal, not yet decided"), default=True)

    class Meta:
        verbose_name = _("mapping between years")
        verbose_name_plural = _("mappings between years")
        constraints = [models.UniqueConstraint(fields=("earlier", "later"), name="areamapping_once")]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"


class AreaRule(RecordedModel):
    """A rule that suggests an area; a person decides."""

    class Kind(models.TextChoices):
        ICS = "ics", _("ICS begins with")
        CCS = "ccs", _("CCS begins with")
        WORD_ZH = "word_zh", _("Chinese title contains")
        WORD_EN = "word_en", _("English title contains")
        COMMITTEE = "committee", _("committee is")
        NUMBER = "number", _("number begins with")

    area = models.ForeignKey(KeyArea, models.PROTECT, related_name="rules", verbose_name=_("key area"))
    kind = models.TextField(_("rule"), choices=Kind)
    value = models.TextField(_("value"), help_text=_("Words joined by + must all stand in one title."))
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=2, help_text=_("2 suffices alone; 1 is a hint that needs a hint of another kind.")
    )
    exclude = models.BooleanField(_("speaks against"), default=False)
    note = models.TextField(_("note"), blank=True)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("area rule")
        verbose_name_plural = _("area rules")
        ordering = ("area", "kind", "value")
        constraints = [
            models.UniqueConstraint(fields=("area", "kind", "value", "exclude"), name="arearule_once"),
            models.CheckConstraint(name="arearule_weight", condition=Q(weight__in=(1, 2))),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_kind_display()} {self.value}"


class AreaSubject(models.Model):
    """What an area can be said of: a standard, a project or an international standard."""

    standard = models.ForeignKey("standards.Standard", models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    project = models.ForeignKey("standards.Project", models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    international = models.ForeignKey(
        "standards.InternationalStandard", models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def subject(self) -> models.Model | None:
        return self.standard or self.project or self.international


class AreaTag(Fact, AreaSubject):
    """A person's decision that a record belongs, or does not belong, to a key area."""

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed", _("belongs to it")
        REJECTED = "rejected", _("does not belong to it")

    area = models.ForeignKey(KeyArea, models.PROTECT, related_name="tags", verbose_name=_("key area"))
    decision = models.TextField(_("decision"), choices=Decision, default=Decision.CONFIRMED)
    reason = models.TextField(_("reason"), blank=True)
    rule = models.ForeignKey(AreaRule, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AreaTagQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("key-area tag")
        verbose_name_plural = _("key-area tags")
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(name="areatag_one_subject", condition=ONE_SUBJECT),
        ]
        indexes = [
            models.Index(fields=("area", "standard"), name="areatag_area_standard"),
            models.Index(fields=("area", "international"), name="areatag_area_international"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.decision} {self.area}"


class AreaSuggestion(AreaSubject):
    """What the rules say today: a projection, rebuilt at will. Suggestions move no figure."""

    area = models.ForeignKey(KeyArea, models.CASCADE, related_name="suggestions")
    rule = models.ForeignKey(AreaRule, models.CASCADE, related_name="suggestions")
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("suggested key area")
        verbose_name_plural = _("suggested key areas")
        constraints = [models.CheckConstraint(name="areasuggestion_one_subject", condition=ONE_SUBJECT)]
        indexes = [models.Index(fields=("area", "standard", "international"), name="areasuggestion_area")]

    def __str__(self) -> str:
        return f"{self.subject} ? {self.area}"
