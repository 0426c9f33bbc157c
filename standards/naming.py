"""From a number to the columns of a record: identity, address, sort key. One place for forms, imports and demonstration."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .designations import Designation, DesignationError, parse
from .models import Alias, InternationalStandard, Standard

NATURES = {"T": Standard.Nature.RECOMMENDED, "Z": Standard.Nature.GUIDANCE}
LEVELS = frozenset({"national", "industry", "local", "group", "enterprise"})


def read(text: str, field: str = "designation") -> Designation:
    """Read one number; what was expected where is said at the form field."""
    try:
        return parse(text)
    except DesignationError as error:
        raise ValidationError({field: unreadable(error)}) from None


def unreadable(error: DesignationError) -> str:
    """Why a number cannot be read, as a sentence."""
    return _("Cannot read “%(text)s”: expected %(expected)s at character %(position)d.") % {
        "text": error.text[:80],
        "expected": _(error.expected),
        "position": error.position + 1,
    }


def read_chinese(text: str) -> Designation:
    """The number of a Chinese standard; another kind of number is refused with the place where it belongs."""
    read_as = read(text)
    if read_as.level == "plan":
        raise ValidationError({"designation": _("This is the plan number of a project, not the number of a standard.")})
    if read_as.body != "CN" or read_as.level not in LEVELS:
        raise ValidationError({"designation": _("This is not a Chinese number. Enter it as an international standard.")})
    if read_as.year is None:
        raise ValidationError({"designation": _("The year is missing: a record is one edition.")})
    return read_as


def read_international(text: str) -> Designation:
    """The number of an international or foreign document."""
    read_as = read(text)
    if read_as.body == "CN":
        raise ValidationError({"designation": _("This is a Chinese number. Enter it as a standard.")})
    return read_as


def standard_columns(designation: Designation, received: str = "") -> dict[str, Any]:
    """The columns of a standard that its number determines. The dual number is an adoption, not part of the number."""
    alone = replace(designation, adopted=None) if designation.adopted else designation
    return {
        "designation": alone.normal,
        "designation_raw": received,
        "identity": alone.identity,
        "sort_key": alone.sort_key,
        "family": str(alone.undate()),
        "level": alone.level if alone.level in LEVELS else Standard.Level.OTHER,
        "code": alone.code,
        "number": alone.number,
        "part": alone.part,
        "year": alone.year,
        "nature": nature_of(alone),
    }


def nature_of(designation: Designation) -> str:
    """T recommended, Z guidance, nothing mandatory; group and enterprise standards carry no nature."""
    if designation.nature in NATURES:
        return NATURES[designation.nature]
    bare = not designation.nature and designation.level in ("national", "industry", "local")
    return Standard.Nature.MANDATORY if bare else Standard.Nature.NONE


def international_columns(designation: Designation, received: str = "") -> dict[str, Any]:
    """The columns of an international standard that its number determines."""
    return {
        "designation": designation.normal,
        "designation_raw": received,
        "sort_key": designation.sort_key,
        "family": str(designation.undate()),
        "body": designation.body,
        "year": designation.year,
    }


def free_slug(designation: Designation, records: QuerySet[Any]) -> str:
    """The address of a new record: the number as it is; with a counter when an older record or spelling has it."""
    alone = replace(designation, adopted=None) if designation.adopted else designation
    slug, count = alone.slug, 1
    while records.filter(slug=slug).exists() or Alias.objects.filter(slug=slug).exists():
        count += 1
        slug = f"{alone.slug}-{count}"
    return slug


def find_standard(text: str) -> Standard | None:
    """The standard of exactly this number, whatever its nature sign; None when unreadable or not there."""
    try:
        identity = parse(text).identity
    except DesignationError:
        return None
    return Standard.objects.public().filter(identity=identity).first()


def find_international(designation: Designation) -> InternationalStandard | None:
    """The exact edition; for an undated reference nothing, since no edition is named. A draft of the same number stands back."""
    if designation.year is None and not designation.version:
        return None
    found = InternationalStandard.objects.public().filter(designation=designation.normal)
    return found.exclude(status=InternationalStandard.Status.DRAFT).first() or found.first()
