"""ISO and IEC numbers with their partners: `ISO/IEC 13818-1:2015/Amd 3:2016/Cor 1:2017`, `IEC 60335-2-24:2020`."""

import re
from dataclasses import replace
from typing import Self

from standards.designation_families.record import Designation, DesignationError, Supplement
from standards.designation_families.supplements import print_supplement, read_supplements
from standards.designation_families.text import full_year, split_languages

_PUBLISHER = (
    r"(?:ISO|IEC|IEEE|CISPR|ASTM|ASME|SAE|CIE|HL7|IDF|OECD|UNDP|CEN|ITU|IULTCS|OIML|ILAC|ANSI|IWA|TSP|COSPAR|EIA|UIC|"
    r"ICC|ICUMSA)"
)
_HEAD = re.compile(rf"(?P<fpr>Fpr)?(?P<pubs>(?:ISO|IEC|CISPR|IWA)(?:[/|]{_PUBLISHER})*)(?![A-Z]{{4}})", re.IGNORECASE)
_STAGE = (
    r"PWI|NWIP|NP|AWI|PDTS|PDTR|PDISP|PDPAS|FPDISP|WD[0-9]?|CDV|CD[0-9]?|DP|DIS|FCD|FDIS|ADIS|ACDV|RFDIS|PRVD|PRF|"
    r"FDTS|DTS|FDTR|DTR|DPAS|FDPAS|DISP|FDISP|DGuide|FDGuide|DIWA"
)
_KIND = r"TS|TR|PAS|ISP|Guide|TTA|IWA|DATA|SRD|WT|CA|ACEE|R"
_TOKEN = re.compile(rf"[/ ]?(?:(?P<stage>{_STAGE})|(?P<kind>{_KIND}))(?=[ /0-9])", re.IGNORECASE)
_STAGE_FIRST = re.compile(rf"(?P<stage>{_STAGE})[/ ](?=(?:ISO|IEC|IWA)\b)", re.IGNORECASE)
_GUIDE_FIRST = re.compile(r"Guide (?=ISO|IEC)", re.IGNORECASE)
_NUMBER = re.compile(
    r"[ -]?(?P<number>[0-9]{1,6}[A-Z]?(?![0-9]))(?P<part>(?:-[0-9A-Z]+)+)?(?:-?/(?P<sheet>[A-Z]?[0-9]{1,2}|[A-Z])(?=\Z|[:/(]))?"
    r"(?:\.(?P<iteration>[0-9]))?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r":(?P<year>[0-9]{4}|[0-9]{2})(?:-(?P<month>0[1-9]|1[0-2]))?(?![0-9])|:(?=\Z)| ?\((?P<bracket>(?:19|20)[0-9]{2})\)"
)
_EDITION = re.compile(r",? ?Ed(?:ition|\.)? ?(?P<edition>[0-9]{1,2})?(?:\.0)?(?=\Z|/)", re.IGNORECASE)
_YEAR_AS_PART = re.compile(r"-((?:19[4-9]|20[0-4])[0-9])\Z")
_STAGE_AS_PART = re.compile(r"-(?:CD|WD|DIS)([0-9])\Z", re.IGNORECASE)
_QUICK = re.compile(
    r"(ISO/IEC|ISO|IEC)(?:([/ ])(TS|TR|PAS))? ([0-9]{1,6})((?:-[0-9]{1,6})*):((?:19|20)[0-9]{2})"
    r"(?:/(Amd|Cor) ([0-9]{1,3}):((?:19|20)[0-9]{2}))?\Z"
)
_WORD_FORMS = {"GUIDE": "Guide", "DGUIDE": "DGuide", "FDGUIDE": "FDGuide", "NWIP": "NP"}
_RUSSIAN = {
    "РУКОВОДСТВО": "Guide", "РУКОВОДСТВА": "Guide", "ИСО": "ISO", "МЭК": "IEC", "ОПМС": "FDIS", "ПМС": "DIS",
    "ПК": "CD", "ТО": "TR", "ТС": "TS", "ОТУ": "PAS", "ТУ": "TS",
}  # fmt: skip
_RUSSIAN_WORD = re.compile("[А-Яа-яЁё]+")


class IsoDesignation(Designation):
    """`code` holds the publishers in their order; `kind` TS, TR, Guide …; `stage` the draft stage as printed."""

    family = "iso"

    def form(self) -> str:
        """ISO alone puts a slash before the kind, joint documents and IEC a space (as each prints it)."""
        words = [word for word in (self.stage, self.kind) if word]
        if self.code == "IWA":
            head = " ".join([*words, "IWA"])
        elif self.stage == "Fpr":
            head = f"Fpr{self.code}"
        elif words and self.code == "ISO" and words[0] != "Guide":
            head = f"ISO/{' '.join(words)}"
        else:
            head = " ".join([self.code, *words])
        text = f"{head} {self.number}" + (f"-{self.part}" if self.part else "") + self.version
        if self.year:
            text += f":{self.year}" + (f"-{self.month:02d}" if self.month else "")
        house = "IEC" if self.code.startswith(("IEC", "CISPR")) else "ISO"
        return text + "".join(print_supplement(s, house) for s in self.supplements)

    def short(self) -> str:
        """Without languages and product marks; the partners stay, they are part of the number."""
        marks = tuple(s for s in self.supplements if s.join != " ")
        return replace(self, supplements=marks).normal if len(marks) != len(self.supplements) else self.normal

    def without_year_marks(self) -> Self:
        """RLV, CSV and other products of one edition are records of their own with IEC, so they stay."""
        return self

    @property
    def sort_body(self) -> str:
        """Joint documents stand among those of the lead body; drafts beside what they will become."""
        return self.code.split("/")[0]


def lead_body(code: str) -> str:
    """ISO for IWA, IEC for CISPR, else the first publisher."""
    first = code.split("/")[0]
    return {"IWA": "ISO", "CISPR": "IEC"}.get(first, first)


def read_quick(text: str) -> Designation | None:
    """The nine in ten plain numbers, in one match; None sends the text to the full reader."""
    found = _QUICK.match(text)
    if found is None:
        return None
    code, sign, kind, number, part, year, supplement, ordinal, its_year = found.groups()
    if _YEAR_AS_PART.search(part):
        return None
    if kind and (sign == "/") != (code == "ISO"):
        return None
    supplements: tuple[Supplement, ...] = ()
    if supplement:
        if code == "IEC":
            return None
        supplements = (Supplement(supplement, ordinal, int(its_year)),)
    read = IsoDesignation(code.split("/")[0], code, number, part[1:], int(year), None, "", kind or "", "", "", supplements)
    if code != "IEC" or not kind:
        read.__dict__["normal"] = text
    return read


def translate(text: str) -> str:
    """French and Russian names of the bodies and of the kinds of document; unknown words stay."""
    if "CEI" in text.upper():
        text = re.sub(r"\bCEI\b", "IEC", text, flags=re.IGNORECASE)
    if not text.isascii():
        text = text.split(" #")[0]
        text = _RUSSIAN_WORD.sub(lambda word: _RUSSIAN.get(word[0].upper(), word[0]), text)
    return text


def read_iso(received: str) -> Designation:
    """Publishers, stage and kind, number, part, year, edition, supplements, languages: in this order."""
    text, languages = split_languages(received)
    code, stage, kind, at = _read_head(text)
    found = _NUMBER.match(text, at)
    if found is None:
        raise DesignationError(text, "a number", at)
    number, part = found["number"].upper(), (found["part"] or "").upper()
    if "IEC" in code and len(found["number"]) > 1 and found["number"][-1].islower():
        number = found["number"]
    if code.startswith("IEC"):
        part = found["part"] or ""
    part = _join_sheet(part, found["sheet"], code)
    version = f".{found['iteration']}" if found["iteration"] else ""
    again = _STAGE_AS_PART.search(part)
    if again and stage:
        part, version = part[: again.start()], f".{again[1]}"
    year, month, at = _read_year(text, found.end())
    if year is None:
        hidden = _YEAR_AS_PART.search(part)
        if hidden:
            year, part = int(hidden[1]), part[: hidden.start()]
    edition = _EDITION.match(text, at)
    if edition:
        at = edition.end()
        version += f" Ed {edition['edition']}" if edition["edition"] and year is None else ""
    supplements, at = read_supplements(text, at)
    if at != len(text):
        raise DesignationError(text, "a year, a supplement or the end", at)
    return IsoDesignation(
        body=lead_body(code), code=code, number=number, part=part[1:], year=year, month=month, kind=kind, stage=stage,
        version=version, supplements=supplements, languages=languages,
    )  # fmt: skip


def _read_head(text: str) -> tuple[str, str, str, int]:
    """Publishers, stage, kind and where the number begins. `Guide ISO/CEI 51` and `CD IWA 37` have the word in front."""
    at, stage, kind = 0, "", ""
    first = _GUIDE_FIRST.match(text)
    if first:
        kind, at = "Guide", first.end()
    first = _STAGE_FIRST.match(text)
    if first:
        stage, at = first["stage"].upper(), first.end()
    head = _HEAD.match(text, at)
    if head is None:
        raise DesignationError(text, "ISO, IEC or another body", at)
    code, at = head["pubs"].upper().replace("|", "/"), head.end()
    if head["fpr"]:
        stage = "Fpr"
    while True:
        token = _TOKEN.match(text, at)
        if token is None:
            break
        if token["stage"]:
            stage = _word(token["stage"])
        else:
            kind = _word(token["kind"])
        at = token.end()
    if kind == "IWA":
        code, kind = "IWA", ""
    return code, stage, kind, at


def _word(token: str) -> str:
    return _WORD_FORMS.get(token.upper(), token.upper())


def _join_sheet(part: str, sheet: str | None, code: str) -> str:
    """Before 1980 ISO wrote part numbers after a slash (`ISO 5843/6`); with IEC `60695-2-1/0` is a section."""
    if not sheet:
        return part
    return f"{part}/{sheet}" if part and code.startswith(("IEC", "CISPR")) else f"{part}-{sheet.upper()}"


def _read_year(text: str, at: int) -> tuple[int | None, int | None, int]:
    found = _YEAR.match(text, at)
    if found is None:
        return None, None, at
    if found["bracket"]:
        return int(found["bracket"]), None, found.end()
    if not found["year"]:
        return None, None, found.end()
    month = int(found["month"]) if found["month"] else None
    return full_year(found["year"], text, found.start("year")), month, found.end()
