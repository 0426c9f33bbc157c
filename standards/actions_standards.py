"""Standards are entered and edited. Events of their life: `actions_status`; relations and adoptions: `actions_relations`."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, clock, outbox, writing
from portal.base.facts import Precision
from portal.base.models import Batch, Classification, DataSource, User
from portal.base.names import pinyin

from . import actions_relations, actions_status, naming
from .models import Alias, NumberCorrection, Standard

TEXTS = ("title_zh", "title_en", "content", "note", "drafting_units", "committee_text", "plan_number")
CLASSES = ("ics", "ccs", "industry")
EDITABLE = (*TEXTS, *CLASSES, "nature", "committee", "department", "publisher", "notice_number", "project")


@transaction.atomic
def enter_standard(
    designation: str,
    *,
    by: User,
    published_on: date | None = None,
    precision: str = Precision.DAY,
    in_force_on: date | None = None,
    source: DataSource | None = None,
    batch: Batch | None = None,
    is_demo: bool = False,
    note_of_change: str = "",
    **more: Any,
) -> Standard:
    """A new standard under its number as printed; with a dual number the identical adoption is entered too."""
    number = naming.read_chinese(designation)
    columns = naming.standard_columns(number, designation.strip())
    standard = Standard.objects.filter(identity=columns["identity"]).first()
    if standard and standard.retracted_at is None:
        raise ValidationError({"designation": _("%(number)s is in the catalogue already.") % {"number": standard.designation}})
    if standard is None:
        standard = Standard(slug=naming.free_slug(number, Standard.objects))
    for name, value in columns.items():
        setattr(standard, name, value)
    standard.source, standard.batch, standard.is_demo, standard.retracted_at = source, batch, is_demo, None
    writing.set_fields(standard, more, EDITABLE)
    check_standard(standard)
    with audit.act("standard.enter", standard, by=by, note=note_of_change, batch=batch):
        writing.save(standard)
        if published_on:
            actions_status.record_status(standard, event="published", on=published_on, precision=precision, by=by)
        if in_force_on:
            actions_status.record_status(standard, event="in_force", on=in_force_on, by=by)
        if number.adopted:
            actions_relations.adopt(standard, statement=designation, valid_from=published_on or date(number.year, 1, 1), by=by)
        outbox.note(outbox.STANDARD, standard.pk)
    return Standard.objects.get(pk=standard.pk)


@transaction.atomic
def edit_standard(
    standard: Standard, *, by: User, expected_version: int | None = None, note_of_change: str = "", **changes: Any
) -> Standard:
    """Change titles, texts, classification, committee. Which of them an account may change says `permissions.editable_fields`."""
    standard = writing.take(standard, expected_version)
    writing.set_fields(standard, changes, EDITABLE)
    check_standard(standard)
    with audit.act("standard.edit", standard, by=by, note=note_of_change):
        if writing.save(standard):
            outbox.note(outbox.STANDARD, standard.pk)
    return standard


@transaction.atomic
def correct_designation(
    standard: Standard, *, designation: str, by: User, reason: str, expected_version: int | None = None
) -> Standard:
    """The number was entered wrongly, or the nature sign changed. The address stays; the new form leads to it."""
    standard = writing.take(standard, expected_version)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the number is corrected.")})
    number = naming.read_chinese(designation)
    columns = naming.standard_columns(number, designation.strip())
    twin = Standard.objects.filter(identity=columns["identity"]).exclude(pk=standard.pk).first()
    if twin:
        raise ValidationError({"designation": _("%(number)s is in the catalogue already.") % {"number": twin.designation}})
    before = NumberCorrection(standard=standard, designation=standard.designation, level=standard.level, note=reason.strip())
    for name, value in columns.items():
        setattr(standard, name, value)
    slug = naming.free_slug(number, Standard.objects.exclude(pk=standard.pk))
    with audit.act("standard.correct-number", standard, by=by, note=reason):
        if slug != standard.slug and not Alias.objects.filter(slug=slug).exists():
            Alias(slug=slug, standard=standard, reason=reason).save()
        keep_number(before, standard, by=by)
        if writing.save(standard):
            outbox.note(outbox.STANDARD, standard.pk)
    return standard


def keep_number(before: NumberCorrection, standard: Standard, *, by: User) -> None:
    """What the number was, for figures known before; a correction that changes neither number nor level needs none."""
    if (before.designation, before.level) != (standard.designation, standard.level):
        before.valid_from = clock.today()
        with audit.act("number.keep", by=by):
            writing.enter(before)


def check_standard(standard: Standard) -> None:
    """What no single field can say: one title at least, classes that exist; and the sort key of the title."""
    if not standard.title_zh and not standard.title_en:
        raise ValidationError({"title_zh": _("Give the title in Chinese or English.")})
    standard.title_pinyin = pinyin(standard.title_zh) if standard.title_zh else ""
    check_classes("ics", standard.ics, Classification.Scheme.ICS)
    check_classes("ccs", standard.ccs, Classification.Scheme.CCS)


def check_classes(field: str, codes: list[str], scheme: str) -> None:
    """Refuse a class that the loaded scheme does not have; where no scheme is loaded, nothing is refused."""
    if not codes:
        return
    known = Classification.objects.filter(scheme=scheme)
    missing = set(codes) - set(known.filter(code__in=codes).values_list("code", flat=True))
    if missing and known.exists():
        raise ValidationError({field: _("There is no class %(codes)s.") % {"codes": ", ".join(sorted(missing))}})
