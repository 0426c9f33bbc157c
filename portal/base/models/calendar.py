"""The work calendar: what the State Council's yearly notice says about single days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.audit import RecordedModel


class CalendarDay(RecordedModel):
    """A public holiday, or a weekend day worked in exchange. Days not listed follow the weekday."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("holiday")
        WORKDAY = "workday", _("make-up working day")

    day = models.DateField(_("day"), unique=True)
    kind = models.TextField(_("kind"), choices=Kind)
    name_zh = models.TextField(_("name"))
    name_en = models.TextField(_("English name"), blank=True)
    notice = models.TextField(_("notice"), help_text=_("Number of the notice that sets it."))
    verified = models.BooleanField(_("seen in a source"), default=True)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name_zh}"
