"""International standards entered and edited by form; their events are in `actions_status`."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, outbox, writing
from portal.base.facts import Precision
from portal.base.models import Classification, DataSource, User

from . import actions_status, naming
from .actions_standards import check_classes
from .models import InternationalStandard

EDITABLE = (
    "doc_type",
    "edition",
    "title_zh",
    "title_en",
    "title_fr",
    "title_other",
    "ics",
    "committee",
    "committee_text",
    "stage",
)


@transaction.atomic
def enter_international(
    designation: str,
    *,
    by: User,
    published_on: date | None = None,
    precision: str = Precision.DAY,
    uid: str = "",
    source: DataSource | None = None,
    is_demo: bool = False,
    note_of_change: str = "",
    **more: Any,
) -> InternationalStandard:
    """A new international or foreign standard under its number."""
    number = naming.read_international(designation)
    columns = naming.international_columns(number, designation.strip())
    if InternationalStandard.objects.public().filter(designation=columns["designation"]).exists():
        raise ValidationError({"designation": _("%(number)s is in the catalogue already.") % {"number": columns["designation"]}})
    slug = naming.free_slug(number, InternationalStandard.objects)
    record = InternationalStandard(slug=slug, uid=uid or f"portal:{slug}", is_demo=is_demo, source=source, **columns)
    writing.set_fields(record, more, EDITABLE)
    _check(record)
    with audit.act("international.enter", record, by=by, note=note_of_change):
        writing.save(record)
        if published_on:
            actions_status.record_international_status(record, event="published", on=published_on, precision=precision, by=by)
        outbox.note(outbox.INTERNATIONAL, record.pk)
    return record


@transaction.atomic
def edit_international(
    international: InternationalStandard,
    *,
    by: User,
    expected_version: int | None = None,
    note_of_change: str = "",
    **changes: Any,
) -> InternationalStandard:
    """Change titles, classification, committee. The number is the record's identity and stays."""
    record = writing.take(international, expected_version)
    writing.set_fields(record, changes, EDITABLE)
    _check(record)
    with audit.act("international.edit", record, by=by, note=note_of_change):
        if writing.save(record):
            outbox.note(outbox.INTERNATIONAL, record.pk)
    return record


def _check(record: InternationalStandard) -> None:
    if not any((record.title_en, record.title_zh, record.title_fr, record.title_other)):
        raise ValidationError({"title_en": _("Give the title in one language at least.")})
    check_classes("ics", record.ics, Classification.Scheme.ICS)
