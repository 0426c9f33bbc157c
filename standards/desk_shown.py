"""What a record's page on the desk says of it, as pairs; and the steps of its life that are taken there."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.base import wording

from . import labels
from .actions_status import ENDINGS
from .models import InternationalStandard, Standard

Row = dict[str, Any]
STANDARD_STEPS = (
    ("publish", gettext_lazy("Publish")),
    ("in-force", gettext_lazy("Come into force")),
    ("confirm", gettext_lazy("Confirm after review")),
    ("replace", gettext_lazy("Replace")),
    ("withdraw", gettext_lazy("Withdraw")),
)


HAPPENED = {"publish": {"published"}, "in-force": {"in_force"}, "replace": ENDINGS, "withdraw": ENDINGS}
"""A step is offered until one of these events is recorded."""


def open_steps(record: Standard) -> list[tuple[str, Any]]:
    """The steps that the facts leave open."""
    events = {fact.event for fact in record.status_facts.open()}
    return [(step, words) for step, words in STANDARD_STEPS if not HAPPENED.get(step, frozenset()) & events]


def _classes(scheme: str, codes: list[str]) -> str:
    return "; ".join(f"{code} {labels.class_title(scheme, code)}".strip() for code in codes)


def _committee(record: Standard | InternationalStandard) -> Row:
    """The committee leads to its own page on the desk."""
    committee = record.committee
    if committee is None:
        return {"label": _("Committee"), "text": record.committee_text}
    name = f"{committee.code} {labels.own(committee.name_zh, committee.name_en)}"
    return {"label": _("Committee"), "text": name, "url": reverse("committees-desk:committee", args=(committee.pk,))}


def standard_rows(record: Standard) -> list[Row]:
    """Facts of a standard as the desk shows them; what is missing says so."""
    pairs = [
        (_("Published"), wording.day(record.published_on, record.published_precision) if record.published_on else ""),
        (_("In force from"), wording.day(record.in_force_on) if record.in_force_on else ""),
        (_("Withdrawn or replaced from"), wording.day(record.ended_on) if record.ended_on else ""),
        (_("Nature"), record.get_nature_display()),
        ("ICS", _classes("ics", record.ics)),
        ("CCS", _classes("ccs", record.ccs)),
        (_("Industry"), labels.industry(record.industry) if record.industry else ""),
        (_("Competent department"), record.department),
        (_("Publisher"), record.publisher),
        (_("Announcement"), record.notice_number),
        (_("Plan number as printed"), record.plan_number),
        (_("Drafting organisations as printed"), record.drafting_units),
        (_("Main content"), record.content),
        (_("Note"), record.note),
        (_("Number as received"), record.designation_raw),
        (_("Source"), str(record.source or "")),
    ]
    rows: list[Row] = [{"label": label, "text": text or ""} for label, text in pairs]
    rows.insert(4, _committee(record))
    return rows


def international_rows(record: InternationalStandard) -> list[Row]:
    """The same for an international standard."""
    pairs = [
        (_("Published"), wording.day(record.published_on, record.published_precision) if record.published_on else ""),
        (_("Withdrawn or replaced from"), wording.day(record.ended_on) if record.ended_on else ""),
        (_("Body"), record.body),
        (_("Kind of document"), str(labels.DOCUMENT_TYPES.get(record.doc_type, record.doc_type))),
        (_("Edition"), record.edition),
        ("ICS", _classes("ics", record.ics)),
        (_("Stage as in the source"), record.stage),
        (_("French title"), record.title_fr),
        (_("Title in another language"), record.title_other),
        (_("Source"), str(record.source or "")),
    ]
    rows: list[Row] = [{"label": label, "text": text or ""} for label, text in pairs]
    rows.insert(5, _committee(record))
    return rows
