"""People and where they work, as far as leadership claims and committees need it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel
from portal.base.facts import Fact


class Person(RecordedModel):
    """A person whom the programme names. The Chinese name is one field; pinyin and English are separate."""

    name = models.TextField(_("name"))
    name_pinyin = models.TextField(_("pinyin"), blank=True)
    name_en = models.TextField(_("English name"), blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    is_demo = models.BooleanField(_("demonstration record"), default=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name_pinyin", "pk")

    def __str__(self) -> str:
        return self.name


class Affiliation(Fact):
    """A person works for an organisation from a day until a day (E3)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="affiliations", verbose_name=_("person"))
    organisation = models.ForeignKey(
        "base.Organisation", models.PROTECT, related_name="affiliations", verbose_name=_("organisation")
    )
    post = models.TextField(_("post"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"
