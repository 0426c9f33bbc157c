"""What a record's page on the desk says of it, as pairs; and the steps of its life that are taken there."""

from __future__ import annotations

from collections.abc import Collection
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
        return _row("committee", _("Committee"), record.committee_text)
    name = f"{committee.code} {labels.own(committee.name_zh, committee.name_en)}"
    address = reverse("committees-desk:committee", args=(committee.pk,))
    return _row("committee", _("Committee"), name) | {"url": address}


def standard_rows(record: Standard) -> list[Row]:
    """Facts of a standard as the desk shows them; what is missing says so."""
    published = wording.day(record.published_on, record.published_precision) if record.published_on else ""
    rows = [
        _row("", _("Published"), published),
        _row("", _("In force from"), wording.day(record.in_force_on) if record.in_force_on else ""),
        _row("", _("Withdrawn or replaced from"), wording.day(record.ended_on) if record.ended_on else ""),
        _row("nature", _("Nature"), record.get_nature_display()),
        _committee(record),
        _row("ics", "ICS", _classes("ics", record.ics)),
        _row("ccs", "CCS", _classes("ccs", record.ccs)),
        _row("industry", _("Industry"), labels.industry(record.industry) if record.industry else ""),
        _row("department", _("Competent department"), record.department),
        _row("publisher", _("Publisher"), record.publisher),
        _row("notice_number", _("Announcement"), record.notice_number),
        _row("plan_number", _("Plan number as printed"), record.plan_number),
        _row("drafting_units", _("Drafting organisations as printed"), record.drafting_units),
        _row("content", _("Main content"), record.content),
        _row("note", _("Note"), record.note),
    ]
    return rows + _origin(record)


def international_rows(record: InternationalStandard) -> list[Row]:
    """The same for an international standard."""
    published = wording.day(record.published_on, record.published_precision) if record.published_on else ""
    rows = [
        _row("", _("Published"), published),
        _row("", _("Withdrawn or replaced from"), wording.day(record.ended_on) if record.ended_on else ""),
        _row("", _("Body"), record.body),
        _row("doc_type", _("Kind of document"), str(labels.DOCUMENT_TYPES.get(record.doc_type, record.doc_type))),
        _row("edition", _("Edition"), record.edition),
        _committee(record),
        _row("ics", "ICS", _classes("ics", record.ics)),
        _row("stage", _("Stage as in the source"), record.stage),
        _row("title_fr", _("French title"), record.title_fr) | {"lang": "fr"},
        _row("title_other", _("Title in another language"), record.title_other),
    ]
    return rows + _origin(record)


def _row(name: str, label: str, text: str) -> Row:
    return {"name": name, "label": label, "text": text or ""}


def _origin(record: Standard | InternationalStandard) -> list[Row]:
    """Where the record came from; nothing to say of one that was entered here."""
    rows = [_row("", _("Number as received"), record.designation_raw), _row("", _("Source"), str(record.source or ""))]
    return [row for row in rows if row["text"]]


def with_links(rows: list[Row], names: Collection[str], address: str) -> list[Row]:
    """A missing value that this account may give becomes a link to give it."""
    link = {"change": address, "missing": _("Fill in")}
    return [row | link if row["name"] in names and not row["text"] else row for row in rows]
