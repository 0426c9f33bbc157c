"""National and industry standards: `GB/T 1.1-2020`, `YD/T 3956.1-2021`, `GB/T 19001-2016/ISO 9001:2015`."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Self

from standards.designation_families.codes import INDUSTRY, NATIONAL, PRINTED
from standards.designation_families.record import Designation, DesignationError, Supplement
from standards.designation_families.text import full_year

_CODE = re.compile(
    r"([A-Za-z]{2,4})(?:[/_]([A-Za-z]{2})(?=/[TZ]))?(?:[/_]([TZJCBN])|[ -]([TZ]))?(?=[ 0-9X_-]|[A-Za-z][0-9]|\Z)", re.IGNORECASE
)
_NUMBER = re.compile(r"[ _-]?([A-Z]?(?:[0-9]*X+|[0-9]+)[A-Z]?)((?:\.[0-9]{1,4}[A-Z]?)*)", re.IGNORECASE)
_YEAR = re.compile(r"(?:[-:]| (?=[0-9]{4}(?:\Z|\()))([0-9]{4}|[0-9]{2}(?:XX)?|[0-9]{3}X|XXXX)(?![0-9A-Za-z])", re.IGNORECASE)
AMENDMENT = re.compile(r"[-/ ]?XG([0-9]{1,2})(?:-([0-9]{4}))?", re.IGNORECASE)
AMENDMENT_IN_WORDS = re.compile(r"\s*,?\s*(?:([0-9]{4})年)?第([0-9一二三四五])号修改单(?:\(?([0-9]{4})年?\)?)?")
_BRACKET_FIRST = re.compile(r"\(([^()]+)\)(?=\s*第[0-9一二三四五]号修改单)")
_NOTE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_TITLE = re.compile(r"\s*《([^《》]*)》\Z")
_TITLE_BEFORE_SHEET = re.compile(r"《[^《》]*》(?:国家标准|行业标准)?(?=\s*第[0-9一二三四五]号修改单)")
_SAMPLE = re.compile(r" ?([0-9]{2}-[0-9]{3,5})()")
_INCLUDED = re.compile(r"含?(?:([0-9]{4})年)?第([0-9一二三四五])号修改单(?:\(?([0-9]{4})年?\)?)?")
_DUAL = re.compile(r"[/|](?=(?:ISO|IEC|CISPR|ITU|IEEE|IWA)\b)", re.IGNORECASE)
_ORDINALS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5"}
MAX_DIGITS = 6
"""A longer number is one whose dash before the year was lost (GB/T167331997)."""


class ChineseDesignation(Designation):
    """A number under GB or an industry code. Identity: code, number, part, year; the nature sign is an attribute."""

    family = "chinese"

    @property
    def level(self) -> str:  # type: ignore[override]
        """Which of the five kinds of standard the code belongs to."""
        return "national" if self.code.upper() in NATIONAL else "industry"

    def form(self) -> str:
        """Slash, one space, dot before the part, hyphen before the year; two-digit years filled up."""
        nature = f"/{self.nature}" if self.nature else ""
        gap = "" if self.code.startswith("CNAS") else " "
        text = f"{self.code}{nature}{gap}{self.number}" + (f".{self.part}" if self.part else "")
        if self.year or self.version:
            text += f"{self.separator}{self.year or self.version}"
        text += "".join(f"/XG{s.number}" + (f"-{s.year}" if s.year else "") for s in self.supplements)
        return f"{text}/{self.adopted}" if self.adopted else text

    @property
    def undated(self) -> bool:
        """A placeholder (20XX) is no year."""
        return self.year is None

    @property
    def separator(self) -> str:
        """The association for engineering construction prints a colon before the year, all others a dash."""
        return ":" if self.code.startswith(("CECS", "CNAS")) else "-"

    def without_year_marks(self) -> Self:
        """Nature sign, dual number and leading zeros are not identity."""
        return replace(self, nature="", adopted=None, number=self.number.lstrip("0") or "0")

    def long(self) -> str:
        """As printed on a cover: a long dash before the year."""
        alone = replace(self, adopted=None)
        text = f"{alone.undate()}—{self.year}" if self.year else str(alone)
        text += "".join(f"/XG{s.number}" + (f"—{s.year}" if s.year else "") for s in self.supplements)
        return f"{text}/{self.adopted}" if self.adopted else text


def split_code(text: str) -> tuple[str, str, bool, int]:
    """Code, nature sign, whether the code is in the list, and where the number begins. `GBT`, `GB T` and `GB_T` are GB/T."""
    found = _CODE.match(text)
    if found is None:
        raise DesignationError(text, "a code such as GB/T or YD/T")
    letters, second, nature = found[1].upper(), found[2], (found[3] or found[4] or "").upper()
    end = found.end()
    if second:
        return f"{letters}/{second.upper()}", nature, f"{letters}/{second.upper()}" in INDUSTRY, end
    if letters in NATIONAL or letters in INDUSTRY:
        return PRINTED.get(letters, letters), nature, True, end
    stem, last = letters[:-1], letters[-1]
    if not nature and last in "TZJ" and (stem in NATIONAL or stem in INDUSTRY):
        return PRINTED.get(stem, stem), last, True, end
    if len(letters) == 2 and nature in ("T", "Z"):
        return letters, nature, False, end
    raise DesignationError(text, "a known standard code")


def read_chinese(text: str, read_other: Callable[[str], Designation]) -> Designation:
    """One national or industry standard, with amendment sheets, dual number and bracketed note."""
    bracketed = _BRACKET_FIRST.match(text)
    if bracketed:
        text = bracketed[1] + text[bracketed.end() :]
    text = _TITLE_BEFORE_SHEET.sub("", text)
    code, nature, known, at = split_code(text)
    return read_rest(ChineseDesignation, text, at, read_other, code=code, nature=nature, known_code=known)


def read_rest(
    kind: type[ChineseDesignation],
    text: str,
    at: int,
    read_other: Callable[[str], Designation],
    *,
    code: str,
    nature: str,
    known_code: bool = True,
) -> Designation:
    """Number, part, year, amendments, dual number, note: the same for all Chinese kinds."""
    number, part, at = _read_number(text, at, _SAMPLE if code == "GSB" else _NUMBER)
    year, placeholder, at = _read_year(text, at)
    supplements, at = read_amendments(text, at)
    adopted = None
    dual = _DUAL.match(text, at)
    if dual:
        adopted = read_other(text[dual.end() :])
        at = len(text)
    note, included, at = _read_notes(text, at)
    if at != len(text):
        raise DesignationError(text, "the end of the number" if year else "a dash and the year", at)
    return kind(
        body="CN", code=code, number=number, part=part, year=year, nature=nature, version=placeholder,
        supplements=supplements, adopted=adopted, note=note, included=included, known_code=known_code,
    )  # fmt: skip


def _read_number(text: str, at: int, grammar: re.Pattern[str]) -> tuple[str, str, int]:
    """Reference samples (GSB) are numbered by class, with a hyphen; all others run through."""
    found = grammar.match(text, at)
    if found is None:
        raise DesignationError(text, "a number", at)
    digits = sum(c.isdigit() for c in found[1])
    if digits > MAX_DIGITS and grammar is _NUMBER:
        raise DesignationError(text, f"at most {MAX_DIGITS} digits, or a dash before the year", found.start(1) + MAX_DIGITS)
    return found[1].upper(), found[2][1:].upper(), found.end()


def _read_year(text: str, at: int) -> tuple[int | None, str, int]:
    found = _YEAR.match(text, at)
    if found is None:
        return None, "", at
    if found[1][-1] in "Xx":
        return None, found[1].upper(), found.end()
    return full_year(found[1], text, found.start(1)), "", found.end()


def read_amendments(text: str, at: int) -> tuple[tuple[Supplement, ...], int]:
    """`/XG1-2006`, `-XG1-2006`, 第1号修改单: amendment sheets in a row."""
    sheets = []
    while True:
        found = AMENDMENT.match(text, at)
        if found:
            sheets.append(Supplement("XG", found[1], int(found[2]) if found[2] else None))
        else:
            found = AMENDMENT_IN_WORDS.match(text, at)
            if not found:
                return tuple(sheets), at
            sheets.append(_sheet(found))
        at = found.end()


def _sheet(found: re.Match[str]) -> Supplement:
    year = found[1] or found[3]
    return Supplement("XG", _ORDINALS.get(found[2], found[2]), int(year) if year else None)


def _read_notes(text: str, at: int) -> tuple[str, tuple[Supplement, ...], int]:
    """Brackets after the year (reaffirmed, partly revised, amendment worked in) are notes for staff to confirm."""
    notes: list[str] = []
    included: list[Supplement] = []
    while at < len(text):
        found = _NOTE.match(text, at) or _TITLE.match(text, at)
        if not found:
            break
        notes.append(found[1])
        sheet = _INCLUDED.fullmatch(found[1])
        if sheet:
            included.append(_sheet(sheet))
        at = found.end()
    return "; ".join(notes), tuple(included), at
