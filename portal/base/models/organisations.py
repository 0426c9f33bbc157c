"""Organisations: who drafts, hosts, employs, claims."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact


class Organisation(RecordedModel):
    """A legal person or a part of one, under its present name. Former names are facts."""

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("enterprise")
        INSTITUTE = "institute", _("research institute")
        UNIVERSITY = "university", _("university or college")
        ASSOCIATION = "association", _("social organisation")
        GOVERNMENT = "government", _("government body")
        LABORATORY = "laboratory", _("testing laboratory")
        OTHER = "other", _("other")

    class Interest(models.TextChoices):
        PRODUCER = "producer", _("producer")
        OPERATOR = "operator", _("operator")
        USER = "user", _("user")
        CONSUMER = "consumer", _("consumer")
        PUBLIC = "public", _("public interest")

    class Tie(models.TextChoices):
        GROUP = "group", _("member of the group")
        SUBSIDIARY = "subsidiary", _("subsidiary")
        JOINT_LABORATORY = "joint_laboratory", _("joint laboratory")
        DEPARTMENT = "department", _("department")

    name_zh = models.TextField(_("name"))
    name_en = models.TextField(_("English name"), blank=True)
    name_pinyin = models.TextField(_("pinyin"), blank=True)
    credit_code = models.TextField(
        _("unified social credit code"), blank=True, help_text=_("18 characters; leave empty when not known.")
    )
    kind = models.TextField(_("kind"), choices=Kind)
    interest = models.TextField(_("interest group"), choices=Interest, blank=True)
    region = models.ForeignKey("base.Region", models.PROTECT, null=True, blank=True, verbose_name=_("region"))
    small_firm = models.BooleanField(_("small or medium-sized firm"), null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent"))
    tie = models.TextField(_("tie to the parent"), choices=Tie, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="merged_from")
    merged_at = models.DateTimeField(null=True, editable=False)
    is_demo = models.BooleanField(_("demonstration record"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    unaudited = ("version",)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name_pinyin", "pk")
        indexes = [models.Index(fields=("name_pinyin",), name="organisation_pinyin")]
        constraints = [
            models.CheckConstraint(
                name="organisation_tie_needs_parent",
                condition=Q(parent__isnull=True, tie="") | (Q(parent__isnull=False) & ~Q(tie="")),
            ),
            models.CheckConstraint(
                name="organisation_merge_pair",
                condition=Q(merged_into__isnull=True, merged_at__isnull=True)
                | Q(merged_into__isnull=False, merged_at__isnull=False),
            ),
            models.UniqueConstraint(name="organisation_one_name", fields=("name_zh",), condition=Q(merged_into__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.name_zh or self.name_en

    def get_absolute_url(self) -> str:
        return reverse("base:organisation", args=(self.pk,))


class OrganisationName(Fact):
    """A name that an organisation bore from a day until a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="names", verbose_name=_("organisation"))
    name_zh = models.TextField(_("name"))
    name_en = models.TextField(_("English name"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("former name")
        verbose_name_plural = _("former names")

    def __str__(self) -> str:
        return self.name_zh
