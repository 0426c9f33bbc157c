"""Organisations: entered, renamed with the former name kept, hung under a parent, merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from . import audit, clock, facts, outbox, writing
from .models import AuditEntry, Organisation, OrganisationName, User
from .names import pinyin
from .relations import pointing_at

EDITABLE = ("name_en", "credit_code", "kind", "interest", "region", "small_firm")
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Signs and weights of the unified social credit code. Source: GB 32100-2015, 4.3."""
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code_is_sound(code: str) -> bool:
    """Whether 18 signs carry their own check sign. Source: GB 32100-2015, annex on the check sign."""
    if len(code) != 18 or any(sign not in CREDIT_SIGNS for sign in code):
        return False
    total = sum(CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(code[:17], CREDIT_WEIGHTS, strict=True))
    return CREDIT_SIGNS[(31 - total % 31) % 31] == code[17]


def _check(organisation: Organisation) -> None:
    organisation.credit_code = organisation.credit_code.upper()
    if organisation.credit_code and not credit_code_is_sound(organisation.credit_code):
        raise ValidationError(
            {"credit_code": _("This is no unified social credit code: 18 characters, the last one checks the rest.")}
        )
    twin = Organisation.objects.filter(name_zh=organisation.name_zh, merged_into__isnull=True).exclude(pk=organisation.pk).first()
    if twin:
        raise ValidationError({"name_zh": _("An organisation of this name is there already (number %(pk)s).") % {"pk": twin.pk}})


@transaction.atomic
def create_organisation(*, name_zh: str, kind: str, by: User, is_demo: bool = False, **more: Any) -> Organisation:
    """A new organisation under its present name."""
    organisation = Organisation(name_zh=name_zh.strip(), kind=kind, is_demo=is_demo, name_pinyin=pinyin(name_zh.strip()))
    writing.set_fields(organisation, more, EDITABLE)
    _check(organisation)
    with audit.act("organisation.create", organisation, by=by):
        writing.save(organisation)
        outbox.note(outbox.ORGANISATION, organisation.pk)
    return organisation


@transaction.atomic
def edit_organisation(
    organisation: Organisation, *, by: User, expected_version: int | None = None, note: str = "", **changes: Any
) -> Organisation:
    """Change anything but name and parent, which have actions of their own."""
    organisation = _take(organisation, expected_version)
    writing.set_fields(organisation, changes, EDITABLE)
    _check(organisation)
    with audit.act("organisation.edit", organisation, by=by, note=note):
        if writing.save(organisation):
            outbox.note(outbox.ORGANISATION, organisation.pk)
    return organisation


@transaction.atomic
def rename(
    organisation: Organisation,
    *,
    name_zh: str,
    on: date,
    by: User,
    name_en: str = "",
    borne_from: date | None = None,
    expected_version: int | None = None,
    note: str = "",
) -> Organisation:
    """Take a new name from a day on; the old one is kept as a fact.

    Since when the old name was borne is often not known: then since the rename before, or since the portal knows it.
    """
    organisation = _take(organisation, expected_version)
    if name_zh.strip() == organisation.name_zh:
        raise ValidationError({"name_zh": _("This is the present name.")})
    former = OrganisationName(organisation=organisation, name_zh=organisation.name_zh, name_en=organisation.name_en)
    former.valid_from, former.until = min(borne_from or _named_since(organisation), on), on
    organisation.name_zh, organisation.name_en = name_zh.strip(), name_en.strip()
    organisation.name_pinyin = pinyin(organisation.name_zh)
    _check(organisation)
    with audit.act("organisation.rename", organisation, by=by, note=note):
        writing.enter(former)
        writing.save(organisation)
        outbox.note(outbox.ORGANISATION, organisation.pk)
    return organisation


def _named_since(organisation: Organisation) -> date:
    last = organisation.names.open().aggregate(day=models.Max("until"))["day"]
    if last:
        return last
    entries = AuditEntry.objects.filter(row_type=organisation._meta.label_lower, row_pk=str(organisation.pk))
    first = entries.aggregate(at=models.Min("at"))["at"] or clock.now()
    return first.astimezone(clock.SHANGHAI).date()


@transaction.atomic
def set_parent(
    organisation: Organisation,
    *,
    parent: Organisation | None,
    by: User,
    tie: str = "",
    expected_version: int | None = None,
    note: str = "",
) -> Organisation:
    """Hang an organisation under another, or under none. A circle is refused."""
    organisation = _take(organisation, expected_version)
    if parent is not None and not tie:
        raise ValidationError({"tie": _("Say what ties it to the parent.")})
    if parent is not None and organisation.pk in {above.pk for above in line_above(parent)}:
        raise ValidationError({"parent": _("That would be a circle: %(name)s stands below.") % {"name": parent}})
    organisation.parent, organisation.tie = parent, tie if parent else ""
    with audit.act("organisation.set-parent", organisation, by=by, note=note):
        if writing.save(organisation):
            outbox.note(outbox.ORGANISATION, organisation.pk)
    return organisation


def line_above(organisation: Organisation | None) -> Iterator[Organisation]:
    """The organisation itself, its parent, and so on to the top."""
    while organisation is not None:
        yield organisation
        organisation = organisation.parent


@dataclass(frozen=True)
class MovedRow:
    """One row that a merge would hang on the other organisation."""

    row: models.Model
    column: str

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name)

    @property
    def label(self) -> str:
        return writing.label_of(self.row, self.column)


def preview_merge(keep: Organisation, gone: Organisation) -> list[MovedRow]:
    """Every row that names the organisation to go, in every app, by the foreign keys that the models declare."""
    moved = []
    for relation in pointing_at(Organisation):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: gone})
        if issubclass(relation.related_model, facts.Fact):
            rows = rows.filter(voided_at__isnull=True, superseded_at__isnull=True)
        moved += [MovedRow(row, relation.field.name) for row in rows.order_by("pk") if row != keep]
    return moved


@transaction.atomic
def merge_organisations(keep: Organisation, gone: Organisation, *, by: User, note: str = "") -> Organisation:
    """Two entries of one organisation become one: what named the second now names the first. Facts are superseded by copies."""
    if keep.pk == gone.pk:
        raise ValidationError({"gone": _("An organisation cannot be merged with itself.")})
    keep, gone = _take(keep), _take(gone)
    with audit.act("organisation.merge", keep, by=by, note=note):
        if gone.pk in {above.pk for above in line_above(keep)}:
            keep.parent, keep.tie = gone.parent, gone.tie
            writing.save(keep)
        for moved in preview_merge(keep, gone):
            if isinstance(moved.row, facts.Fact):
                facts.supersede(moved.row, by=by, **{f"{moved.column}_id": keep.pk})
            else:
                _hang_on(moved, keep)
        gone.merged_into, gone.merged_at = keep, clock.now()
        gone.parent, gone.tie = None, ""
        writing.save(gone)
        outbox.note(outbox.ORGANISATION, keep.pk, gone.pk)
    return keep


def _hang_on(moved: MovedRow, keep: Organisation) -> None:
    setattr(moved.row, moved.column, keep)
    if hasattr(moved.row, "version"):
        moved.row.version += 1
    moved.row.save()


def _take(organisation: Organisation, expected_version: int | None = None) -> Organisation:
    organisation = writing.take(organisation, expected_version)
    if organisation.merged_into_id:
        raise ValidationError(_("This entry was merged into another one. Change that one."))
    return organisation
