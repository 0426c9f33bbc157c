"""Other bodies cited in Chinese standards: EN, DIN, BS, ASTM, SMPTE, OIML … kept as printed, with code and year told apart."""

import re
from dataclasses import replace

from standards.designation_families.record import Designation, DesignationError
from standards.designation_families.text import full_year, split_languages

_BODIES = {
    "EN": "CEN", "CEN": "CEN", "CENELEC": "CENELEC", "CLC": "CENELEC", "HD": "CENELEC", "ENV": "CEN", "CWA": "CEN",
    "PREN": "CEN", "FPREN": "CEN", "BS": "BSI", "PAS": "BSI", "PD": "BSI", "DIN": "DIN", "VDE": "VDE",
    "VDI": "VDI", "NF": "AFNOR", "UNE": "UNE", "UNI": "UNI", "NEN": "NEN", "SS": "SIS", "SIS": "SIS", "SN": "SNV",
    "NS": "NS", "DS": "DS", "ANSI": "ANSI", "ASTM": "ASTM", "ASME": "ASME", "SAE": "SAE", "UL": "UL",
    "NFPA": "NFPA", "API": "API", "MIL": "MIL", "SMPTE": "SMPTE", "EBU": "EBU", "AES": "AES", "KS": "KS",
    "AS": "AS", "NZS": "NZS", "AS/NZS": "AS/NZS", "CSA": "CSA", "CAN/CSA": "CSA", "TIA": "TIA", "EIA": "EIA",
    "TIA/EIA": "TIA", "ANSI/TIA": "TIA", "ECMA": "ECMA", "OIML": "OIML", "CIE": "CIE", "TCVN": "TCVN",
    "NIST": "NIST", "FIPS": "NIST", "JESD": "JEDEC", "JEDEC": "JEDEC", "IPC": "IPC", "SEMI": "SEMI",
    "NEMA": "NEMA", "AWS": "AWS", "AASHTO": "AASHTO", "CXS": "CAC", "CODEX STAN": "CAC", "CAC": "CAC",
    "CAC/GL": "CAC", "CAC/RCP": "CAC", "ANSI/ISA": "ISA", "ANSI/ASHRAE": "ASHRAE", "ATIS": "ATIS", "ANSI/UL": "UL",
    "ANSI/NEMA": "NEMA", "ANSI/ASME": "ASME", "ANSI/ESD": "ESDA", "ANSI/AAMI": "AAMI", "IPC/WHMA": "IPC",
    "ISPM": "IPPC", "JCGM": "JCGM", "GOST": "GOST R", "CNS": "CNS", "IS": "BIS", "AATCC": "AATCC",
    "TAPPI": "TAPPI", "FED-STD": "FED", "BIPM": "BIPM", "ICAO": "ICAO", "OASIS": "OASIS", "OMG": "OMG",
    "UIC": "UIC", "IDF": "IDF", "OIE": "WOAH", "ASHRAE": "ASHRAE", "ISA": "ISA", "MSS": "MSS", "ICRU": "ICRU",
    "DO": "RTCA", "ARINC": "ARINC", "JGS": "JGS", "VG": "VG", "ISDCF": "ISDCF", "SES": "SES",
}  # fmt: skip
_REGIONAL = frozenset(("CEN", "CENELEC"))
_WORLD = frozenset(("CAC", "IPPC", "JCGM", "OIML", "BIPM", "CIE", "ICAO", "UIC", "WOAH", "IDF", "ICRU"))
_LEAD = "|".join(sorted((re.escape(code) for code in _BODIES), key=len, reverse=True))
_AFTER = "EN|ISO|IEC|ISO/IEC|ETSI|CISPR|HD|CLC|SPEC|SPE|ANSI|ASTM|ASME|IEEE"
_HEAD = re.compile(
    rf"(?P<code>(?:{_LEAD})(?: [A-Z](?= (?:ISO|IEC)))?(?:(?:[ /-](?:{_AFTER})|-(?:STD|PRF|DTL|HDBK))(?=[ /-]|[0-9]))*)"
    r"(?P<type>(?:[ /](?:STD|TS|TR|PAS|ST|RP|EG|RDD|SP|PUB|TECH|DOC|GUIDE|STAN|MMA|TB|NFPA)\.?)?)(?=[ .-]|[0-9])",
    re.IGNORECASE,
)
_SHORT_YEARS = frozenset(("ASTM", "CSA", "CAN/CSA", "ANSI"))
"""Bodies that print two-digit years after a hyphen; with all others `-53` is a part (NIST SP 800-53)."""


def _number_grammar(two_digits: str) -> re.Pattern[str]:
    return re.compile(
        r"[ -]?(?P<number>(?:No\.? ?|C22\.[0-9] ?No\.? ?)?(?:[A-Z]{1,4}[ -]?)??"
        r"[0-9][0-9A-Z]*(?:[./][0-9A-Z]+)*(?:-[0-9A-Z.]+)*?(?: Rev\.? ?[0-9]{1,2})?)"
        rf"(?:\((?P<bracket>(?:19|20)[0-9]{{2}})\)|(?P<sign>[:-])(?P<year>(?:19|20)[0-9]{{2}}|{two_digits})"
        r"(?:-(?P<month>0[1-9]|1[0-2]))?(?:\((?P<again>(?:19|20)[0-9]{2})\))?|_(?P<sae>20[0-9]{2})(?P<sae_month>0[1-9]|1[0-2])(?=\Z))?"
        r"(?P<tail>(?:[+/](?:AMD|AC|AM|A|COR|C) ?[0-9]{0,2}(?::[0-9]{4})?)*)\Z",
        re.IGNORECASE,
    )


_NUMBER = _number_grammar(r"(?<=:)[0-9]{2}(?=\Z)")
_NUMBER_SHORT_YEAR = _number_grammar(r"[0-9]{2}(?:[a-e][0-9]?)?(?=\Z|\()")


class ForeignDesignation(Designation):
    """`code` is everything before the number (`BS EN ISO`), `version` the sign before the year as that body prints it."""

    family = "foreign"

    @property
    def level(self) -> str:  # type: ignore[override]
        """European bodies are regional, treaty bodies international, the rest foreign."""
        if self.body in _REGIONAL:
            return "regional"
        return "international" if self.body in _WORLD else "foreign"

    def form(self) -> str:
        """Code, number, year; two-digit years stay with the bodies that print them (ASTM)."""
        text = f"{self.code}{f' {self.kind}' if self.kind else ''}{'-' if self.nature else ' '}{self.number}"
        if self.year:
            short = self.version.startswith("'")
            year = f"{self.year % 100:02d}{self.version[2:]}" if short else str(self.year)
            text += f"{self.version[1] if short else self.version}{year}"
        if self.month:
            text += f"{'' if self.version == '_' else '-'}{self.month:02d}"
        return text + self.part

    def without_year_marks(self) -> "ForeignDesignation":
        """Everything printed counts."""
        return self

    def undate(self) -> "ForeignDesignation":
        """Amendments (`+A1:2019`) go with the edition."""
        return replace(self, year=None, month=None, version="", part="")


def read_foreign(received: str) -> Designation:
    """A known foreign or regional code, then a number with at least one figure."""
    text, languages = split_languages(received)
    head = _HEAD.match(text)
    if head is None:
        raise DesignationError(text, "the code of a standards body")
    code, kind = head["code"].upper(), _kind(head["type"])
    if head["type"].startswith("/"):
        code, kind = f"{code}/{kind}", ""
    lead = "CODEX STAN" if code.startswith("CODEX") else re.split(r"[ -]", head["code"].upper())[0]
    grammar = _NUMBER_SHORT_YEAR if lead in _SHORT_YEARS else _NUMBER
    found = grammar.match(text, head.end())
    if found is None:
        raise DesignationError(text, "a number", head.end())
    body = _BODIES.get(lead) or _BODIES.get(lead.split("/")[0]) or lead
    year, month, version = _date(found, text)
    return ForeignDesignation(
        body=body, code=_printed(code), kind=kind, nature=_joint(text, head.end()), number=_number(found),
        part=found["tail"].upper(), year=year, month=month, version=version, languages=languages,
        note=found["again"] or "",
    )  # fmt: skip


def _date(found: re.Match[str], text: str) -> tuple[int | None, int | None, str]:
    """Year, month and how they are printed: the sign, with an apostrophe before it for a two-digit year."""
    if found["bracket"]:
        return int(found["bracket"]), None, "-"
    if found["sae"]:
        return int(found["sae"]), int(found["sae_month"]), "_"
    digits, month = found["year"], int(found["month"]) if found["month"] else None
    if not digits:
        return None, None, ""
    if digits.isdecimal() and len(digits) == 4:
        return int(digits), month, found["sign"]
    if found["sign"] == ":":
        return full_year(digits, text, found.start("year")), None, ":"
    figures = int(digits[:2])
    return (1900 if figures >= 45 else 2000) + figures, None, f"'{found['sign']}{digits[2:].lower()}"


def _printed(code: str) -> str:
    return code.replace("PREN", "prEN").replace("FprEN", "FprEN").replace("FPREN", "FprEN")


def _kind(word: str) -> str:
    plain = word.strip(" /.").upper()
    return {"TECH": "Tech", "DOC": "Doc", "GUIDE": "Guide", "STD": "Std"}.get(plain, plain)


def _joint(text: str, at: int) -> str:
    return "-" if text[at : at + 1] == "-" else ""


def _number(found: re.Match[str]) -> str:
    number = found["number"].upper()
    number = re.sub(r" REV\.? ?", " Rev. ", number)
    return re.sub(r"^NO\.? ?", "No. ", number)
