"""JIS, the CIS council, UN regulations, and the foreign and regional bodies found in Chinese lists of references."""

import re
from typing import Self

from standards.designation_families.record import Designation, DesignationError, Supplement
from standards.designation_families.text import full_year, split_languages

_JIS = re.compile(
    r"(?P<code>JIS|TS|TR) ?(?P<letter>[A-HK-MP-TW-Z]) ?(?P<number>[0-9]{4,5})(?P<part>(?:-[0-9]{1,4})*?)"
    r"(?:(?::|-(?=(?:19|20)[0-9]{2}(?:R?\Z|[/ (])))(?P<year>[0-9]{4}|[0-9]{2})(?P<again>R?))?(?=[/ (]|\Z)",
    re.IGNORECASE,
)
_JIS_ITEM = re.compile(
    r"[/ ](?P<kind>AMENDMENT|AMD|CORRIGENDUM|COR|EXPLANATION|EXPL|ERRATUM) ?(?P<number>[0-9]{1,2})?"
    r"(?::(?P<year>[0-9]{4})(?P<again>R?))?(?=[/ (]|\Z)",
    re.IGNORECASE,
)
_JIS_SYMBOL = re.compile(r" SYMBOL (?P<symbol>[A-Za-z0-9 ]{1,40})\Z")
_JIS_KINDS = {"AMD": "AMENDMENT", "COR": "CORRIGENDUM"}
_EASC = re.compile(
    r"(?P<code>ПМГ|РМГ|ГОСТ Р|ГОСТ|СТ СЭВ|СТ РК|СТБ|PMG|RMG|GOST R|GOST)(?: (?P<other>ИСО/МЭК|ИСО|МЭК|ISO/IEC|ISO|IEC|EN|В))?"
    r" ?(?P<number>[0-9]{1,6}(?:\.[0-9]+)*(?:-[0-9]{1,3}(?=-))*)(?:-(?P<year>[0-9]{4}|[0-9]{2}))?(?![0-9])",
    re.IGNORECASE,
)
_CYRILLIC = {"PMG": "ПМГ", "RMG": "РМГ", "GOST": "ГОСТ", "GOST R": "ГОСТ Р", "ИСО": "ISO", "МЭК": "IEC", "ИСО/МЭК": "ISO/IEC"}
_UN = re.compile(
    r"(?:(?:UN(?:/?ECE)?|ECE)[ /-]?(?:R|Regulation|Reg\.?)(?: ?No\.?)?[ .]?(?P<regulation>[0-9]{1,3}(?:-?H\b)?)"
    r"|(?:UN(?:/?ECE)? )?GTR(?: ?No\.?)? ?(?P<technical>[0-9]{1,3}))"
    r"(?:[-. ](?P<series>[0-9]{2}))?\Z",
    re.IGNORECASE,
)


class JisDesignation(Designation):
    """Letter and number: `JIS A 0001:1999`; TR and TS of the Japanese committee have no JIS in front."""

    family = "jis"
    level = "foreign"

    def form(self) -> str:
        """Colon before the year; supplements in capitals, as the Japanese catalogue has them."""
        text = f"{self.code} {self.nature} {self.number}" + (f"-{self.part}" if self.part else "")
        if self.year:
            text += f":{self.year}{self.version}"
        for item in self.supplements:
            text += " SYMBOL " + item.number if item.kind == "SYMBOL" else f"/{item.kind}"
            if item.kind != "SYMBOL":
                text += (f" {item.number}" if item.number else "") + (f":{item.year}{item.stage}" if item.year else "")
        return text

    def without_year_marks(self) -> Self:
        """The letter is part of the number here."""
        return self

    @property
    def sort_body(self) -> str:
        """By letter."""
        return f"JIS {self.nature} {self.code}"


class EascDesignation(Designation):
    """`ПМГ 02-2008`, `ГОСТ 12.1.004-91`: years before 2000 are printed with two digits, so that is the normal form."""

    family = "easc"
    level = "regional"

    def form(self) -> str:
        """In Cyrillic letters, as published."""
        text = f"{self.code}{f' {self.kind}' if self.kind else ''} {self.number}"
        if self.year:
            text += f"-{self.year % 100:02d}" if self.year < 2000 else f"-{self.year}"
        return text


class UnDesignation(Designation):
    """UN regulations under the agreements of 1958 (`UN R155`) and 1998 (`GTR No. 13`)."""

    family = "un"

    def form(self) -> str:
        """`UN R155`, with the series of amendments after a dot."""
        series = f".{self.version}" if self.version else ""
        return f"UN R{self.number}{series}" if self.code == "UN R" else f"UN GTR No. {self.number}{series}"


def read_jis(received: str) -> Designation:
    """JIS, TR or TS with a letter."""
    text, languages = split_languages(received)
    found = _JIS.match(text)
    if found is None:
        raise DesignationError(text, "JIS, a letter and a number of four or five digits")
    items, at = [], found.end()
    while True:
        item = _JIS_ITEM.match(text, at)
        if item is None:
            break
        kind, at = item["kind"].upper(), item.end()
        year = int(item["year"]) if item["year"] else None
        again = (item["again"] or "").upper()
        items.append(Supplement(_JIS_KINDS.get(kind, kind), item["number"] or "", year, stage=again))
    symbol = _JIS_SYMBOL.match(text, at)
    if symbol:
        items.append(Supplement("SYMBOL", symbol["symbol"], join=" "))
        at = symbol.end()
    if at != len(text):
        raise DesignationError(text, "a colon and the year", at)
    return JisDesignation(
        body="JIS", code=found["code"].upper(), nature=found["letter"].upper(), number=found["number"],
        part=found["part"][1:], year=full_year(found["year"], text, found.start("year")) if found["year"] else None,
        version=(found["again"] or "").upper(), supplements=tuple(items), languages=languages,
    )  # fmt: skip


def read_easc(text: str) -> Designation:
    """Documents of the council for standardization of the CIS, in Cyrillic or Latin letters."""
    found = _EASC.match(text)
    if found is None:
        raise DesignationError(text, "ПМГ, РМГ or ГОСТ and a number")
    if found.end() != len(text):
        raise DesignationError(text, "a hyphen and the year", found.end())
    code, other = found["code"].upper(), (found["other"] or "").upper()
    code = _CYRILLIC.get(code, code)
    body = "EASC" if code in ("ПМГ", "РМГ", "ГОСТ") else "GOST R"
    year = full_year(found["year"], text, found.start("year")) if found["year"] else None
    return EascDesignation(body=body, code=code, kind=_CYRILLIC.get(other, other), number=found["number"], year=year)


def read_un(text: str) -> Designation:
    """`UN R155`, `UN Regulation No. 155`, `ECE R100.03`, `GTR No. 13`."""
    found = _UN.match(text)
    if found is None:
        raise DesignationError(text, "UN R or GTR and a number")
    code = "UN R" if found["regulation"] else "UN GTR"
    number = found["regulation"] or found["technical"]
    return UnDesignation("UN", code, number.upper().replace("-", "").lstrip("0") or "0", version=found["series"] or "")
