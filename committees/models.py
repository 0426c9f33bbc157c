"""Technical committees and the secretaries who act for them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel, RecordedQuerySet
from portal.base.models import Grant


class CommitteeQuerySet(RecordedQuerySet):
    """Committees in the trade's words."""

    def public(self) -> "CommitteeQuerySet":
        return self.exclude(status=Committee.Status.PROPOSED)

    def chinese(self) -> "CommitteeQuerySet":
        return self.filter(body__in=("SAC", "MIIT", "CCSA", "DEMO"))


class Committee(RecordedModel):
    """A technical committee, subcommittee, working group or focal unit, national or international."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("in preparation")
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        DISSOLVED = "dissolved", _("dissolved")
        UNKNOWN = "unknown", _("not known")

    code = models.TextField(_("number"), unique=True, help_text=_("For example SAC/TC 485 or ISO/IEC JTC 1/SC 42."))
    slug = models.TextField(unique=True, editable=False)
    body = models.TextField(_("body"), help_text=_("Who keeps it: SAC, MIIT, CCSA, ISO, IEC …"))
    name_zh = models.TextField(_("name"), blank=True)
    name_en = models.TextField(_("English name"), blank=True)
    name_pinyin = models.TextField(_("pinyin"), blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent"))
    status = models.TextField(_("status"), choices=Status, default=Status.ACTIVE)
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    scope_zh = models.TextField(_("scope"), blank=True)
    scope_en = models.TextField(_("scope in English"), blank=True)
    host = models.ForeignKey(
        "base.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_committees",
        verbose_name=_("secretariat host"),
    )
    host_text = models.TextField(_("secretariat as printed"), blank=True)
    verified = models.BooleanField(_("seen in a source"), default=True)
    is_demo = models.BooleanField(_("demonstration record"), default=False)
    source = models.ForeignKey("base.DataSource", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommitteeQuerySet.as_manager()
    unaudited = ("version",)

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ("code",)
        indexes = [models.Index(fields=("body", "status"), name="committee_body_status")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("committees:committee", args=(self.slug,))

    @property
    def known_status(self) -> str:
        """The status where a source or a person has told it; most international committees come without one."""
        return "" if self.status == self.Status.UNKNOWN else str(self.status)


class SecretaryGrant(Grant):
    """An account acts as secretary of a committee from a day until a day (S1)."""

    body_column = "committee"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="secretary_grants", verbose_name=_("account"))
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="secretary_grants", verbose_name=_("committee"))

    class Meta(Grant.Meta):
        verbose_name = _("secretary")
        verbose_name_plural = _("secretaries")
        indexes = [models.Index(fields=("user", "committee"), name="secretary_user_committee")]

    def __str__(self) -> str:
        return f"{self.user}: {self.committee}"

    @property
    def role_words(self) -> str:
        return _now("secretary")
