"""Relations between records, and adoptions of exact international editions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.base import audit, writing
from portal.base.models import User

from . import naming, projections
from .adoptions import parse_statement
from .designations import Designation, DesignationError
from .models import Adoption, InternationalStandard, Relation, Standard

Record = Standard | InternationalStandard


def _tell(*records: models.Model | None) -> None:
    projections.touch(*(record for record in records if record is not None))


def _side(end: str, record: Record | None) -> dict[str, Record | None]:
    kind = "standard" if isinstance(record, Standard) else "international"
    return {f"{end}_{kind}": record} if record is not None else {}


@transaction.atomic
def relate(
    record: Record,
    *,
    kind: str,
    valid_from: date,
    by: User,
    target: Record | None = None,
    to_text: str = "",
    partly: bool = False,
    note: str = "",
) -> Relation:
    """Say that the record replaces, amends, corrects, cites … another, or a number that no record has yet."""
    if target is None and not to_text.strip():
        raise ValidationError({"to_text": _("Name the other record.")})
    if target == record:
        raise ValidationError({"target": _("A record cannot be related to itself.")})
    writing.hold(record)
    values = {"kind": kind, **_side("from", record), **_side("to", target)}
    text = to_text.strip() or target.designation
    same = Relation.objects.open().filter(until__isnull=True, **values)
    if (same if target else same.filter(to_text=text)).exists():
        raise ValidationError({"target": _("This relation is recorded already.")})
    with audit.act("relation.enter", record, by=by, note=note):
        relation = writing.enter(Relation(**values, to_text=text, partly=partly, valid_from=valid_from))
        _tell(record, target)
    return relation


@transaction.atomic
def unrelate(relation: Relation, *, by: User, reason: str = "", until: date | None = None) -> Relation:
    """End a relation on a day, or void a mistaken one with the reason."""
    record = relation.from_standard or relation.from_international
    with audit.act("relation.end" if until else "relation.void", record, by=by, note=reason):
        if until:
            relation = writing.end(relation, by=by, until=until)
        else:
            writing.void(relation, by=by, reason=reason)
        _tell(record, relation.target)
    return relation


@transaction.atomic
def adopt(
    standard: Standard,
    *,
    valid_from: date,
    by: User,
    statement: str = "",
    international: InternationalStandard | None = None,
    cited: str = "",
    degree: str = "",
    evidence: str = "",
    to_check: bool = False,
    note: str = "",
) -> list[Adoption]:
    """Enter what the standard adopts: from the statement as printed, or the exact record with its degree.

    Each reference of a statement becomes a fact; an undated one is marked so and points to no edition.
    """
    writing.hold(standard)
    rows = adoptions_meant(standard, statement=statement, international=international, cited=cited, degree=degree)
    with audit.act("adoption.enter", standard, by=by, note=note):
        for row in rows:
            row.valid_from, row.statement, row.evidence = valid_from, statement.strip(), evidence.strip()
            row.to_check = row.to_check or to_check
            writing.enter(row)
            _tell(row.international)
        _tell(standard)
    return rows


def adoptions_meant(
    standard: Standard,
    *,
    statement: str = "",
    international: InternationalStandard | None = None,
    cited: str = "",
    degree: str = "",
) -> list[Adoption]:
    """What would be entered, to be looked at before: each reference with the exact edition found, nothing written yet."""
    if international is not None or cited.strip():
        rows = [_given(standard, international, cited, degree)]
    else:
        rows = _stated(standard, statement, degree)
    for row in rows:
        _refuse_twin(row)
    return rows


def _given(standard: Standard, international: InternationalStandard | None, cited: str, degree: str) -> Adoption:
    if degree not in Adoption.Degree:
        raise ValidationError({"degree": _("Choose the degree of adoption.")})
    if international is None:
        return _row(standard, naming.read_international(cited), degree)
    return Adoption(standard=standard, international=international, cited=international.designation, degree=degree)


def _row(standard: Standard, number: Designation, degree: str) -> Adoption:
    undated = number.year is None and not number.version
    row = Adoption(standard=standard, cited=number.normal, degree=degree, undated=undated)
    row.international = naming.find_international(number)
    row.to_check = row.international is None
    return row


def _stated(standard: Standard, statement: str, degree: str) -> list[Adoption]:
    try:
        read = parse_statement(statement)
    except DesignationError as error:
        raise ValidationError({"statement": naming.unreadable(error)}) from None
    if read.unread:
        raise ValidationError({"statement": _("Cannot read this piece: %(piece)s") % {"piece": read.unread[0]}})
    if not read.adoptions:
        raise ValidationError({"statement": _("The statement names no international standard.")})
    return [
        _row(standard, adoption.designation, degree or adoption.degree or Adoption.Degree.UNKNOWN) for adoption in read.adoptions
    ]


def _refuse_twin(row: Adoption) -> None:
    same = Adoption.objects.open().filter(standard=row.standard, cited=row.cited, until__isnull=True).first()
    if same:
        raise ValidationError(
            {"international": _("%(number)s is adopted already, %(degree)s.") % {"number": row.cited, "degree": same.degree}}
        )


@transaction.atomic
def end_adoption(adoption: Adoption, *, until: date, by: User, note: str = "") -> Adoption:
    """The standard adopts this edition no longer, for example since it was replaced."""
    with audit.act("adoption.end", adoption.standard, by=by, note=note):
        ended = writing.end(adoption, by=by, until=until)
        _tell(ended.standard, ended.international)
    return ended


@transaction.atomic
def correct_adoption(
    adoption: Adoption,
    *,
    by: User,
    reason: str,
    international: InternationalStandard | None = None,
    cited: str = "",
    degree: str = "",
    valid_from: date | None = None,
) -> Adoption:
    """The adoption was entered wrongly: it is voided with the reason and entered again, checked by this person.

    Entered again under the same number it is confirmed as printed and needs no further check.
    """
    if international is None and not cited.strip():
        international, cited = adoption.international, adoption.cited
    with audit.act("adoption.correct", adoption.standard, by=by, note=reason):
        writing.void(adoption, by=by, reason=reason)
        row = _given(adoption.standard, international, cited, degree or adoption.degree)
        _refuse_twin(row)
        row.to_check = row.to_check and row.cited != adoption.cited
        row.statement, row.evidence = adoption.statement, adoption.evidence
        row.valid_from = valid_from or adoption.valid_from
        row.precision = adoption.precision if valid_from is None else row.precision
        writing.enter(row)
        _tell(row.standard, adoption.international, row.international)
    return row
