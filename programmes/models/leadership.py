"""Claims that an international standard was led from China: a claim counts only when proven (I9, I10)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact


class LeadershipClaim(RecordedModel):
    """Role, person and employer, and the document that shows it, for one international standard."""

    class LeadRole(models.TextChoices):
        PROPOSER = "proposer", _("proposer")
        PROJECT_LEADER = "project_leader", _("project leader")
        EDITOR = "editor", _("editor")
        RAPPORTEUR = "rapporteur", _("rapporteur")
        CONVENOR = "convenor", _("convenor")

    international = models.ForeignKey(
        "standards.InternationalStandard",
        models.PROTECT,
        related_name="leadership_claims",
        verbose_name=_("international standard"),
    )
    role = models.TextField(_("role"), choices=LeadRole)
    person = models.ForeignKey(
        "experts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leadership_claims",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        "base.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leadership_claims",
        verbose_name=_("organisation at the time"),
    )
    evidence = models.TextField(_("evidence"), blank=True, help_text=_("Document or decision that shows the role."))
    area = models.ForeignKey("standards.KeyArea", models.PROTECT, null=True, blank=True, related_name="leadership_claims")
    is_demo = models.BooleanField(_("demonstration record"), default=False)
    updated_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    unaudited = ("version", "updated_at")

    class Meta:
        verbose_name = _("leadership claim")
        verbose_name_plural = _("leadership claims")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.international} {self.role}"


class ClaimContent(Fact):
    """What counts of a claim, as a fact: a correction is known from its recording on and holds for every day.

    The columns of the claim say the same as its open row; figures of an earlier state of knowledge read the earlier rows.
    """

    claim = models.ForeignKey(LeadershipClaim, models.PROTECT, related_name="contents")
    role = models.TextField(_("role"), choices=LeadershipClaim.LeadRole)
    person = models.ForeignKey(
        "experts.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        "base.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation at the time"),
    )
    evidence = models.TextField(_("evidence"), blank=True)
    area = models.ForeignKey(
        "standards.KeyArea", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("key area")
    )

    class Meta(Fact.Meta):
        verbose_name = _("content of a claim")
        verbose_name_plural = _("contents of claims")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.claim} {self.get_role_display()}"


class ClaimDecision(Fact):
    """A claim was claimed, proven, disputed or withdrawn on a day. Proof is confirmed by a second person."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("claimed")
        PROVEN = "proven", _("proven")
        DISPUTED = "disputed", _("disputed")
        WITHDRAWN = "withdrawn", _("taken back")

    claim = models.ForeignKey(LeadershipClaim, models.PROTECT, related_name="decisions")
    state = models.TextField(_("state"), choices=State)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("decision on a claim")
        verbose_name_plural = _("decisions on claims")
        ordering = ("valid_from", "pk")
        indexes = [models.Index(fields=("state", "valid_from"), name="claimdecision_day")]

    def __str__(self) -> str:
        return f"{self.claim} {self.state}"
