"""Finding by a number typed any way: the keys to try, and the prefix of a number not yet typed to the end."""

import re
from dataclasses import replace

from standards.designation_families.chinese import ChineseDesignation, split_code
from standards.designation_families.ieee import IeeeDesignation
from standards.designation_families.iso import IsoDesignation
from standards.designation_families.reading import parse
from standards.designation_families.record import Designation, DesignationError
from standards.designation_families.text import tidy

_SLUG = re.compile(r"([A-Za-z]+(?:-[A-Za-z]+)*)-([0-9].*)\Z")
_BODY = r"(?:ISO|IEC|IEEE|ITU-[TRD]|ITU|ETSI|3GPP|GSM|RFC|JIS|W3C|CISPR|IWA|ASTM|ГОСТ|ПМГ|РМГ)"
_BODY_ALONE = re.compile(rf"{_BODY}(?:/{_BODY})*[/ -]?\Z", re.IGNORECASE)
_BROKEN_OFF = re.compile(
    rf"(?:{_BODY}(?:/{_BODY})*|EN|DIN|BS|[TQ]/[A-Z]*|DB[0-9]{{2,4}})(?:[/ -]?[A-Z]{{1,6}}){{0,2}}[ /-]?[0-9][0-9A-Z./:+ -]*\Z",
    re.IGNORECASE,
)
_ASSOCIATION = re.compile(r"(?:[TQ]/[A-Z]{0,10}|DB[0-9]{0,4}/?T?)\Z", re.IGNORECASE)
_NATURES = ("", "T", "Z")


def search_key(text: str) -> str:
    """What a prefix search compares: capitals without blanks (`GB/T19001-2016`)."""
    return text.upper().replace(" ", "")


def lookup_keys(text: str) -> list[str]:
    """Normal forms to try for a typed number, best first: as typed, other nature signs, then without the year.

    Empty when the text is no number. `gbt19001` gives GB/T 19001, GB 19001, GB/Z 19001.
    """
    read = _read_typed(text)
    if read is None:
        return []
    dated = _variants(read)
    undated = [] if read.year is None and not read.supplements else _variants(read.undate())
    return list(dict.fromkeys(str(one) for one in (*dated, *undated)))


def _read_typed(text: str) -> Designation | None:
    """As typed, or as an address (`GB-T-12345-2020`, `ISO-IEC-27001-2022`)."""
    try:
        return parse(text)
    except DesignationError:
        slug = _SLUG.match(text.strip())
    if slug is None:
        return None
    for joint in ("/", " "):
        try:
            return parse(f"{slug[1].replace('-', joint)} {slug[2]}")
        except DesignationError:
            continue
    return None


def _variants(read: Designation) -> list[Designation]:
    alone = replace(read, adopted=None) if read.adopted else read
    variants = [read, alone]
    if isinstance(alone, ChineseDesignation) and alone.level in ("national", "industry"):
        variants += [replace(alone, nature=sign) for sign in _NATURES]
    elif isinstance(alone, IeeeDesignation):
        variants += [replace(alone, kind=word) for word in ("Std", "")] if alone.kind in ("Std", "") else []
        if alone.code.startswith(("ISO", "IEC")) and not alone.version:
            number, _, part = alone.number.replace(".", "-").partition("-")
            body = alone.code.split("/")[0]
            variants.append(IsoDesignation(body, alone.code, number, part, alone.year))
    return variants


def prefix_key(text: str) -> str | None:
    """The beginning of a search key for a number typed in part (`GB/T 19`, `iso 90`, `ydt3956`); None for words."""
    try:
        plain = tidy(text)
    except DesignationError:
        return None
    try:
        read = parse(plain)
    except DesignationError:
        return _partial_key(plain)
    return search_key(str(replace(read, adopted=None) if read.adopted else read))


def _partial_key(text: str) -> str | None:
    """A code alone, or a number broken off after a dot or a dash."""
    if _BODY_ALONE.match(text) or _BROKEN_OFF.match(text) or _ASSOCIATION.match(text):
        return search_key(text)
    try:
        code, nature, known, at = split_code(text)
    except DesignationError:
        return None
    if not known:
        return None
    rest = text[at:].strip()
    if rest and not rest[0].isdigit():
        return None
    return search_key(f"{code}{f'/{nature}' if nature else ''} {rest}")
