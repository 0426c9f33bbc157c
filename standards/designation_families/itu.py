"""ITU recommendations, questions and supplements: `ITU-T G.984.3 (01/2014)`, `ITU-T X.413 (1995) Amd. 1 (08/1997)`."""

import re
from dataclasses import replace
from typing import Self

from standards.designation_families.record import Designation, DesignationError, Supplement

_SECTOR = re.compile(
    r"(?:Rec(?:ommendations?|\.)? )?(?:(?P<sector>ITU-[TRD])|(?P<ccitt>CCITT)|(?P<ccir>CCIR))"
    r"(?: Rec(?:ommendations?|\.)?| Report| Question)?[ /]",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:Rec(?:ommendations?|\.)? )?(?=[A-VX-Z](?:\.[0-9]{1,4}[^0-9]| Suppl\. ?[0-9]).*\([0-9]|[A-VX-Z]\.[0-9]{3,4})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<number>[A-Z]{2,4}-[A-Z]{2,4}"
    r"|[A-Z]{1,4}[.-][0-9]+(?:\.[0-9]+)*(?:[A-Z](?![A-Za-z]))?(?:-[A-Z]?\.?[0-9]+)*"
    r"|[A-Z][0-9]{0,3}(?:-[0-9]+)*(?= (?:series )?Suppl)"
    r"|[0-9]{1,3}(?:-[0-9]{1,2})?(?:/[0-9]{1,2})?|[0-9]{2}\.[A-Z]{3})"
    r"(?P<rest>(?: ?(?:bis|ter|quater|quarter|quinquies|series)(?![a-z])|(?: (?:R|[A-F])(?![A-Za-z.])))*)",
    re.IGNORECASE,
)
_RADIO = re.compile(
    r"(?P<number>[A-Z]{1,3}[0-9]{0,2}(?:[.-][0-9A-Z\[\]/.-]+)?|[IVX]+(?:\.[IVX]+)?|[0-9][0-9A-Z./-]*):?(?=\Z| ?\()", re.IGNORECASE
)
_TWIN = re.compile(
    r"/(?P<number>[A-Z]{1,2}\.[0-9]+(?:\.[0-9]+)*(?:[a-z](?![a-z]))?(?:-[0-9]+)?(?: ?(?:bis|ter|quater|quarter|R)\b)?)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[ /](?P<kind>Technical Cor|Amd|Amendment|Cor(?:rigendum)?|Err(?:atum)?|Suppl?(?:ement)?|Add|App(?:endix)?|Annex|"
    r"attachment)\.?(?: ?(?P<number>[0-9]+(?:\.[0-9]+)?|[IVX]+(?![A-Za-z])|[A-Z][0-9]?\+?(?![A-Za-z])))?"
    r"(?P<words>(?: (?:test vectors|software))?)",
    re.IGNORECASE,
)
_DATE = re.compile(r" ?\((?:(?P<month>0?[1-9]|1[0-2])[/-])?(?P<year>(?:19|20)[0-9]{2})(?:[-/](?P<month2>0[1-9]|1[0-2]))?\)")
_ISO_DATE = re.compile(r"[:-](?P<year>(?:19|20)[0-9]{2})(?:-(?P<month>0[1-9]|1[0-2]))?(?![0-9])")
_EDITION = re.compile(r" (?:\(V(?P<bracket>[0-9]{1,2})\)|v\.?(?P<plain>[0-9]{1,2}))", re.IGNORECASE)
_KINDS = {
    "technical cor": "Technical Cor.", "amd": "Amd.", "amendment": "Amd.", "cor": "Cor.", "corrigendum": "Cor.",
    "err": "Err.", "erratum": "Err.", "sup": "Suppl.", "supp": "Suppl.", "suppl": "Suppl.", "supplement": "Suppl.",
    "add": "Add.", "app": "App.", "appendix": "App.", "annex": "Annex", "attachment": "attachment",
}  # fmt: skip
_SERIES = re.compile(r"(?:Series )?(?P<letter>[A-Z])(?:[. ]|-series )Sup(?:pl?(?:ement)?)?\.? ?(?=[0-9])", re.IGNORECASE)
_REVISION = re.compile(r"[0-9]-[0-9]+\Z")
_OWN_DOCUMENTS = frozenset(("Suppl.", "App.", "Annex", "attachment"))
_ABROAD = {"МСЭ-Т": "ITU-T", "МСЭ-Р": "ITU-R", "UIT-T": "ITU-T", "UIT-R": "ITU-R"}


class ItuDesignation(Designation):
    """`number` holds series and number, with the second number of a double-numbered text after a slash."""

    family = "itu"

    def form(self) -> str:
        """Month and year in brackets; an amendment follows the year of the edition it changes."""
        return f"{self.code} {self.number}{self.version}{_date(self.year, self.month)}" + "".join(
            f"{s.join}{s.kind}{' ' if s.number else ''}{s.number}{_date(s.year, s.month)}" for s in self.supplements
        )

    def without_year_marks(self) -> "ItuDesignation":
        """Everything printed counts."""
        return self

    def undate(self) -> Self:
        """Amendments and corrigenda go with the edition; supplements, annexes and appendices are documents of their own."""
        own = [s for s in self.supplements if s.kind in _OWN_DOCUMENTS][:1]
        kept = tuple(replace(s, year=None, month=None) for s in own)
        return replace(self, year=None, month=None, version="", supplements=kept)

    @property
    def undated(self) -> bool:
        """With ITU-R the figure after the hyphen is the revision (`BT.2020-2`), so it names the edition."""
        return super().undated and not (self.code == "ITU-R" and _REVISION.search(self.number))

    @property
    def sort_body(self) -> str:
        """ITU-T and ITU-R apart."""
        return self.code


def _date(year: int | None, month: int | None) -> str:
    if year is None:
        return ""
    return f" ({month:02d}/{year})" if month else f" ({year})"


def read_itu(received: str) -> Designation:
    """Sector, series and number, second number, edition, date, then amendments with their dates."""
    text = received
    for foreign, plain in _ABROAD.items():
        text = text.replace(foreign, plain)
    sector = _SECTOR.match(text) or _BARE.match(text)
    if sector is None:
        raise DesignationError(text, "ITU-T or ITU-R, a series letter and a number")
    named = sector.groupdict()
    series = _SERIES.match(text, sector.end())
    if series:
        text = f"{text[: sector.end()]}{series['letter']} Suppl. {text[series.end() :]}"
    code = (named.get("sector") or ("ITU-R" if named.get("ccir") else "ITU-T")).upper()
    number, at = _read_number(text, sector.end(), code)
    edition = _EDITION.match(text, at)
    version = ""
    if edition:
        version = f" (V{edition['bracket']})" if edition["bracket"] else f" v.{edition['plain']}"
        at = edition.end()
    year, month, at = _read_date(text, at)
    supplements, at = _read_items(text, at)
    if at != len(text):
        raise DesignationError(text, "a date in brackets, an amendment or the end", at)
    return ItuDesignation("ITU", code, number, version=version, year=year, month=month, supplements=supplements)


def _read_number(text: str, at: int, code: str) -> tuple[str, int]:
    if code == "ITU-R":
        radio = _RADIO.match(text, at)
        if radio:
            return radio["number"].upper(), radio.end()
    found = _NUMBER.match(text, at)
    if found is None:
        raise DesignationError(text, "a series letter, a dot and a number", at)
    number, at = _upper_series(found["number"]) + _suffix(found["rest"]), found.end()
    while True:
        twin = _TWIN.match(text, at)
        if twin is None:
            return number, at
        second = re.sub(r"(?<=[0-9]) ?(bis|ter|quater|quarter|R)$", r" \1", twin["number"])
        number, at = f"{number}/{_upper_series(second)}", twin.end()


def _upper_series(number: str) -> str:
    """Series letters are capitals; the small letters after a number (I.256.2a, Q.11 bis) stay."""
    letters = re.match(r"[A-Za-z]+(?:-[A-Za-z]+)?", number)
    return letters[0].upper() + number[letters.end() :] if letters else number


def _suffix(rest: str) -> str:
    return "".join(f" {word.upper() if len(word) == 1 else word.lower()}" for word in rest.split())


def _read_date(text: str, at: int) -> tuple[int | None, int | None, int]:
    found = _DATE.match(text, at)
    if found:
        month = found["month"] or found["month2"]
        return int(found["year"]), int(month) if month else None, found.end()
    found = _ISO_DATE.match(text, at)
    if found:
        return int(found["year"]), int(found["month"]) if found["month"] else None, found.end()
    return None, None, at


def _read_items(text: str, at: int) -> tuple[tuple[Supplement, ...], int]:
    items: list[Supplement] = []
    while True:
        found = _ITEM.match(text, at)
        if found is None:
            return tuple(items), at
        year, month, at = _read_date(text, found.end())
        number = f"{(found['number'] or '').upper()}{found['words']}"
        items.append(Supplement(_KINDS[found["kind"].lower()], number, year, month, join=text[found.start()]))
