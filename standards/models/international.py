"""International and foreign standards: records of their own, because goals count them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.base.facts import Fact
from standards.querysets import InternationalQuerySet

from .records import CatalogueRecord


class InternationalStandard(CatalogueRecord):
    """One edition of a document of ISO, IEC, ITU, 3GPP or another body."""

    class Status(models.TextChoices):
        """In the order of a document's life."""

        DRAFT = "draft", _("under development")
        CURRENT = "current", _("current")
        REPLACED = "replaced", _("replaced")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CANCELLED = "cancelled", _("abandoned")
        UNKNOWN = "unknown", _("status not known")

    uid = models.TextField(_("identifier of the source"), unique=True)
    body = models.TextField(_("body"))
    doc_type = models.TextField(_("kind of document"), blank=True)
    edition = models.TextField(_("edition"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    title_fr = models.TextField(_("French title"), blank=True)
    title_other = models.TextField(_("title in another language"), blank=True, help_text=_("Japanese or Russian, as printed."))
    stage = models.TextField(_("stage as in the source"), blank=True)
    work = models.TextField(
        _("one work"),
        blank=True,
        editable=False,
        help_text=_("Joint and twin texts share it, so that they count once (I10)."),
    )
    extra = models.JSONField(_("further facts of the source"), default=dict, blank=True)
    # Projections of InternationalStatus facts.
    status = models.TextField(_("status"), choices=Status, default=Status.UNKNOWN, editable=False)
    published_on = models.DateField(_("published"), null=True, editable=False)
    published_precision = models.TextField(default="day", editable=False)
    ended_on = models.DateField(_("withdrawn or replaced from"), null=True, editable=False)

    objects = InternationalQuerySet.as_manager()
    unaudited = (*CatalogueRecord.unaudited, "work", "status", "published_on", "published_precision", "ended_on")

    class Meta:
        verbose_name = _("international standard")
        verbose_name_plural = _("international standards")
        ordering = ("sort_key", "pk")
        indexes = [
            models.Index(fields=("sort_key", "id"), name="international_sort"),
            models.Index(fields=("designation",), name="international_designation"),
            models.Index(fields=("family",), name="international_family"),
            models.Index(fields=("committee",), name="international_committee"),
            models.Index(fields=("updated_at", "id"), name="international_updated"),
            models.Index(fields=("batch",), name="international_batch"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("standards:international-standard", args=(self.slug,))


class InternationalStatus(Fact):
    """Something that happened to an international standard on a day."""

    class Event(models.TextChoices):
        STAGE = "stage", _("stage reached")
        PROPOSED = "proposed", _("proposal accepted")
        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", _("corrected version published")
        CONFIRMED = "confirmed", _("confirmed")
        REPLACED = "replaced", _("replaced")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CANCELLED = "cancelled", _("abandoned")
        #: The source says what holds but not since when.
        SEEN_CURRENT = "seen_current", _("seen current")
        SEEN_ENDED = "seen_ended", _("seen withdrawn or replaced")
        SEEN_UNCLEAR = "seen_unclear", _("seen, status not stated")

    international = models.ForeignKey(
        InternationalStandard, models.PROTECT, related_name="status_facts", verbose_name=_("international standard")
    )
    event = models.TextField(_("event"), choices=Event)
    stage = models.TextField(_("stage as in the source"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("status of an international standard")
        verbose_name_plural = _("statuses of international standards")
        ordering = ("valid_from", "pk")
        indexes = [
            models.Index(fields=("international", "event"), name="internationalstatus_record"),
            models.Index(fields=("event", "valid_from", "international"), name="internationalstatus_day"),
        ]

    def __str__(self) -> str:
        return f"{self.international} {self.get_event_display()} {self.valid_from}"
