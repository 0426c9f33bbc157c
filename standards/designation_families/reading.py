"""Which family reads a text, and `parse` itself. Import it from `standards.designations`, the door."""

import re
from collections.abc import Callable

from standards.designation_families.abroad import read_easc, read_jis, read_un
from standards.designation_families.chinese import read_chinese
from standards.designation_families.chinese_bodies import (
    read_enterprise,
    read_group,
    read_local,
    read_local_works,
    read_old_group,
    read_specialised,
)
from standards.designation_families.foreign import read_foreign
from standards.designation_families.ieee import read_ieee
from standards.designation_families.internet import read_ietf, read_w3c
from standards.designation_families.iso import read_iso, read_quick, translate
from standards.designation_families.itu import read_itu
from standards.designation_families.plans import read_committee, read_document, read_plan
from standards.designation_families.record import Designation, DesignationError
from standards.designation_families.special import read_directives, read_named
from standards.designation_families.telecoms import read_3gpp, read_etsi
from standards.designation_families.text import MAX_LENGTH, tidy

_EXPECTED = "a standard number such as GB/T 1.1-2020 or ISO 9001:2015"
_DEGREE = re.compile(r"[, ;(]+(IDT|MOD|NEQ|EQV|REF)\)?\Z", re.IGNORECASE)
_FAMILY = re.compile(
    r"(?P<plan>(?:19|20)[0-9]{2}-?[0-9]{4}|[A-Z][0-9]{5}-[TZ]\Z)"
    r"|(?P<committee>(?:SAC|MIIT|CCSA)/|(?:ISO|IEC|ISO/IEC|CEN)[/ ]J?(?:TC|PC) ?[0-9](?! DIR))"
    r"|(?P<group>T/)|(?P<enterprise>Q/)|(?P<local_works>D[BG]J[ /0-9]|DG/TJ)|(?P<local>DBS?[ ]?[0-9])"
    r"|(?P<directives>ISO/IEC (?:DIR|JTC 1 DIR|Directives))"
    r"|(?P<named>IEC (?:White|Tech|Trend)|(?:ISO|IEC|ISO/IEC) [A-Z-]{3,9}[0-9]?:)"
    r"|(?P<iso>(?:Guide |Fpr|(?:PWI|NP|AWI|WD|CD|CDV|DIS|FDIS|PRF|DTS|DTR)[ /](?=ISO|IEC|IWA))?(?:ISO|IEC|CISPR|IWA)[/| 0-9-])"
    r"|(?P<tgpp>(?:3GPP|GSM|DCS)|T[SR][ -]?[0-9]{2}\.[0-9])"
    r"|(?P<etsi>(?:(?:final )?draft )?ETSI|EN 3[0-9]{2} ?[0-9]{3}(?![0-9])|(?:I-)?ETS 300"
    r"|(?:TS|TR|ES|EG) 10[0-9] [0-9]{3}|G[SR] [A-Z])"
    r"|(?P<itu>(?:Rec(?:ommendations?|\.)? )?(?:ITU|CCITT|CCIR|UIT|МСЭ)|[A-VX-Z]\.[0-9]|[A-VX-Z] Suppl)"
    r"|(?P<ieee>IEEE|AIEE|IRE |ANSI/(?:IEEE|USEMCSC|ANS)|(?:ANSI|ASA|USAS)(?: Std)? P?[CN][0-9])"
    r"|(?P<ietf>(?:IETF )?(?:RFC|BCP|STD|FYI)[ -]?[0-9]|(?:IETF )?draft-)"
    r"|(?P<w3c>W3C)|(?P<jis>JIS ?[A-Z]|T[SR] [A-Z] [0-9])"
    r"|(?P<easc>ПМГ|РМГ|ГОСТ|СТ|PMG|RMG|GOST)|(?P<un>UN/?(?:ECE)?[ /](?:R|GTR)|UNECE|ECE[ -]|GTR)"
    r"|(?P<old_group>CECS|CNAS-)|(?P<specialised>ZB ?[A-Z])",
    re.IGNORECASE,
)  # fmt: skip
_ALL_PARTS = re.compile(r" ?[(,]? ?(all parts|所有部分|全部|系列标准|規格群|series)\)?\Z", re.IGNORECASE)
_IEEE_SIGN = re.compile(r" P[0-9]| Redline\Z", re.IGNORECASE)
_HYPHEN_YEAR = re.compile(r"-(?:19|20)[0-9]{2}\Z")
_FOREIGN_FIRST = re.compile(r"(?:BS|PD|DIN|EN|NF|SN|SS|DS|NS|AS|IS|CWA|HD)[ /-]", re.IGNORECASE)


def parse(text: str) -> Designation:
    """Read exactly one designation, in any spelling its family knows; `DesignationError` says what was expected where."""
    quick = read_quick(text)
    if quick is not None:
        return quick
    try:
        read = _read(tidy(text))
        if len(text) > MAX_LENGTH // 2 and len(str(read)) > MAX_LENGTH:
            raise DesignationError(str(read), "a shorter number", MAX_LENGTH)
        return read
    except DesignationError as error:
        error.received = text
        raise


def _read(text: str) -> Designation:
    text = translate(text)
    found = _FAMILY.match(text)
    family = found.lastgroup if found else None
    try:
        return _READERS[family](text) if family else _read_other(text)
    except DesignationError as error:
        whole = _ALL_PARTS.search(text)
        if whole and whole.start():
            return _read(text[: whole.start()]).noted(whole[1])
        degree = _DEGREE.search(text)
        if degree is None or degree.start() < 4:
            raise
        try:
            read = _read(text[: degree.start()])
        except DesignationError:
            raise error from None
        return read.marked(degree[1].upper())


def _read_other(text: str) -> Designation:
    """No family claims the first letters: an official document, a Chinese code, or a foreign body."""
    if not text:
        raise DesignationError(text, _EXPECTED)
    if "\u4e00" <= text[0] <= "\u9fff":
        return read_document(text)
    if text[0] == "(":
        return read_chinese(text, _read)
    first: Callable[[str], Designation] = _chinese
    second: Callable[[str], Designation] = read_foreign
    if _FOREIGN_FIRST.match(text):
        first, second = second, first
    try:
        return first(text)
    except DesignationError as error:
        try:
            return second(text)
        except DesignationError as other:
            if max(error.position, other.position) == 0:
                raise DesignationError(text, _EXPECTED) from None
            raise (error if error.position >= other.position else other) from None


def _chinese(text: str) -> Designation:
    return read_chinese(text, _read)


def _iso_or_ieee(text: str) -> Designation:
    """IEEE prints joint documents with dots and hyphens; those keep its form."""
    try:
        read = read_iso(text)
    except DesignationError:
        if "IEEE" not in text.upper() and "." not in text and not _IEEE_SIGN.search(text):
            raise
        try:
            return read_ieee(text)
        except DesignationError:
            pass
        raise
    if "IEEE" in read.code and ":" not in text and (read.year or _HYPHEN_YEAR.search(text) or read.version):
        return read_ieee(text)
    return read


_READERS: dict[str, Callable[[str], Designation]] = {
    "plan": read_plan,
    "committee": read_committee,
    "group": lambda text: read_group(text, _read),
    "enterprise": read_enterprise,
    "local_works": read_local_works,
    "local": lambda text: read_local(text, _read),
    "directives": read_directives,
    "named": read_named,
    "iso": _iso_or_ieee,
    "tgpp": read_3gpp,
    "etsi": read_etsi,
    "itu": read_itu,
    "ieee": read_ieee,
    "ietf": read_ietf,
    "w3c": read_w3c,
    "jis": read_jis,
    "easc": read_easc,
    "un": read_un,
    "old_group": lambda text: read_old_group(text, _read),
    "specialised": read_specialised,
}
