"""Local, group and enterprise standards, and the old specialised standards (ZB)."""

import re
from collections.abc import Callable

from standards.designation_families.chinese import ChineseDesignation, read_rest
from standards.designation_families.codes import PROVINCES
from standards.designation_families.record import Designation, DesignationError

_LOCAL = re.compile(r"DB(S?)[ ]?([0-9]{4}|[0-9]{2})(\(J\))?(?:/|[ _-]?(?=T))?(T(?=[ 0-9_]))?(?=[ 0-9/_])", re.IGNORECASE)
_LOCAL_WORKS = re.compile(
    r"(?P<code>D[BG]J|DG)(?:/(?P<sign>TJ|T))? ?(?P<place>[0-9]{2})(?:/(?P<late>T))?[- ](?P<number>[0-9]{1,4})"
    r"(?:-(?P<year>(?:19|20)[0-9]{2}))?\Z",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"T/([0-9]{0,6}[A-Z][A-Z0-9]*?[A-Z]|[0-9]{0,6}[A-Z][A-Z0-9]+(?= )|[A-Z]+(?:[/-][A-Z]+)*)(?=[ 0-9]|-[0-9])", re.IGNORECASE
)
_OLD_GROUP = re.compile(r"(CECS|CNAS-[A-Z]+)", re.IGNORECASE)
_ENTERPRISE = re.compile(
    r"Q/([A-Z]+(?=[0-9]|-[A-Z]?[0-9])|[A-Z0-9]+(?:[-.][A-Z]+)*(?= ))[ -]?"
    r"([A-Z]{0,6}[ .]?[0-9][0-9A-Z]*(?:[ .][0-9A-Z]+)*(?:-[0-9A-Z]{1,3}(?=-))?)(?:-([0-9]{4}))?\Z",
    re.IGNORECASE,
)
_SPECIALISED = re.compile(r"ZB ?([A-Z](?: ?[0-9]{2})?) ([0-9]{1,6})(?:\.([0-9]+))?(?:-([0-9]{4}|[0-9]{2}))?\Z", re.IGNORECASE)


class LocalDesignation(ChineseDesignation):
    """`DB11/T 1234.5-2018`: two digits are a province, four a prefecture."""

    family = "local"
    level = "local"


class GroupDesignation(ChineseDesignation):
    """`T/CCSA 300-2021`: leading zeros are kept for display."""

    family = "group"
    level = "group"


class EnterpriseDesignation(ChineseDesignation):
    """`Q/CSG 411002-2012`."""

    family = "enterprise"
    level = "enterprise"


class SpecialisedDesignation(ChineseDesignation):
    """`ZB N40 005-1988`: 专业标准 of the 1980s, under a classification code."""

    family = "specialised"
    level = "industry"


def read_local(text: str, read_other: Callable[[str], Designation]) -> Designation:
    """DB with digits. Without digits DB is the earthquake industry, read elsewhere."""
    found = _LOCAL.match(text)
    if found is None:
        raise DesignationError(text, "DB, two or four digits and a number")
    if found[2][:2] not in PROVINCES:
        raise DesignationError(text, "the number of a province", found.start(2))
    code, nature = f"DB{found[1].upper()}{found[2]}{(found[3] or '').upper()}", (found[4] or "").upper()
    return read_rest(LocalDesignation, text, found.end(), read_other, code=code, nature=nature)


def read_local_works(text: str) -> Designation:
    """Local standards for construction works: `DBJ/T 13-123-2010`, `DG/TJ 08-2018-2017`; `DBJ50/T-047` is DBJ/T 50-047."""
    found = _LOCAL_WORKS.match(text)
    if found is None:
        raise DesignationError(text, "DBJ, the number of a province, a hyphen and a number")
    return LocalDesignation(
        body="CN", code=found["code"].upper(), number=f"{found['place']}-{found['number']}",
        nature=(found["sign"] or found["late"] or "").upper(), year=int(found["year"]) if found["year"] else None,
    )  # fmt: skip


def read_group(text: str, read_other: Callable[[str], Designation]) -> Designation:
    """T/ and the letters of the association, then as a national number."""
    found = _GROUP.match(text)
    if found is None:
        raise DesignationError(text, "T/, the letters of an association and a number")
    return read_rest(GroupDesignation, text, found.end(), read_other, code=f"T/{found[1].upper()}", nature="")


def read_old_group(text: str, read_other: Callable[[str], Designation]) -> Designation:
    """CECS and CNAS numbers, with a colon before the year."""
    found = _OLD_GROUP.match(text)
    if found is None:
        raise DesignationError(text, "CECS or CNAS and a number")
    return read_rest(GroupDesignation, text, found.end(), read_other, code=found[1].upper(), nature="")


def read_enterprise(text: str) -> Designation:
    """Q/ and the firm's letters. Firms number as they like, so the number is kept as printed."""
    found = _ENTERPRISE.match(text)
    if found is None:
        raise DesignationError(text, "Q/, the letters of a firm, a number and a year", 2)
    return EnterpriseDesignation(
        body="CN",
        code=f"Q/{found[1].upper()}",
        number=found[2].upper().strip(),
        year=int(found[3]) if found[3] else None,
    )


def read_specialised(text: str) -> Designation:
    """ZB, a classification code and a number."""
    found = _SPECIALISED.match(text)
    if found is None:
        raise DesignationError(text, "ZB, a classification code and a number")
    year = found[4] and (int(found[4]) if len(found[4]) == 4 else 1900 + int(found[4]))
    group = found[1].upper().replace(" ", "")
    return SpecialisedDesignation(body="CN", code=f"ZB {group}", number=found[2], part=found[3] or "", year=year or None)
