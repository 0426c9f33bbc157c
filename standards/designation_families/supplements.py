"""Amendments, corrigenda and product marks of ISO and IEC documents, of any depth."""

import re

from standards.designation_families.record import Supplement
from standards.designation_families.text import full_year

_KINDS = {
    "AMD": "Amd", "AMENDMENT": "Amd", "AM": "Amd", "DAMD": "DAM", "DAM": "DAM",
    "FDAMD": "FDAM", "FDAM": "FDAM", "PDAM": "PDAM", "FPDAM": "FPDAM", "PDAMD": "PDAM",
    "FPDAMD": "FPDAM", "COR": "Cor", "CORR": "Cor", "CORRIGENDUM": "Cor", "TC": "Cor",
    "DCOR": "DCOR", "PDCOR": "PDCOR", "FDCOR": "FDCOR", "FCOR": "FDCOR",
    "ADD": "Add", "ADDENDUM": "Add", "DAD": "DAD", "SUPPL": "Suppl", "SUPP": "Suppl",
    "EXT": "Ext", "ISH": "ISH", "FRAG": "FRAG", "ERR": "Err", "AC": "Cor", "A": "Amd",
}  # fmt: skip
_STAGES = "PWI|NP|AWI|WD|CDV|CD|PRF|DIS|FDIS|CDTS"
_WORDS = "|".join(word if len(word) > 2 else rf"{word}(?=[ .]?[0-9])" for word in sorted(_KINDS, key=len, reverse=True))
_ONE = re.compile(
    rf"(?P<join>[/+]| (?=(?:Amd|Cor)[. ]?[0-9]))(?:(?P<stage>{_STAGES}) )?(?:Tech(?:nical)?\.? )?(?P<kind>{_WORDS})\.? ?"
    r"(?P<number>[0-9]{1,3})?(?:\.(?P<iteration>[0-9]))?"
    r"(?:[:-](?P<year>[0-9]{4}|[0-9]{2})(?:-(?P<month>0[1-9]|1[0-2]))?|:(?=\Z))?(?: ED[0-9]*)?(?![0-9A-Z])",
    re.IGNORECASE,
)
_MARK = re.compile(r" (?P<mark>(?:CSV|RLV|EXV|CMV|SER|DB|PRV)(?:-(?:CSV|RLV|EXV|CMV|SER))?)(?=\Z|/)", re.IGNORECASE)
_LOUD = {"Amd": "AMD", "Cor": "COR"}


def read_supplements(text: str, at: int) -> tuple[tuple[Supplement, ...], int]:
    """All supplements and marks from `at` on, and where they end."""
    read: list[Supplement] = []
    while at < len(text):
        found = _ONE.match(text, at)
        if found:
            read.append(_supplement(found, text))
        else:
            found = _MARK.match(text, at)
            if not found:
                break
            read.append(Supplement(found["mark"].upper(), join=" "))
        at = found.end()
    return tuple(read), at


def _supplement(found: re.Match[str], text: str) -> Supplement:
    kind = _KINDS[found["kind"].upper()]
    year = full_year(found["year"], text, found.start("year")) if found["year"] else None
    month = int(found["month"]) if found["month"] else None
    join = "+" if found["join"] == "+" else "/"
    return Supplement(kind, found["number"] or "", year, month, (found["stage"] or "").upper(), found["iteration"] or "", join)


def print_supplement(supplement: Supplement, house: str) -> str:
    """ISO prints `/Amd 1:2019`, IEC `/AMD1:2019`; drafts look the same with both."""
    if supplement.join == " ":
        return f" {supplement.kind}"
    stage = f"{supplement.stage} " if supplement.stage else ""
    kind = supplement.kind
    gap = " " if supplement.number else ""
    if house == "IEC" and not stage and kind in ("Amd", "Cor", "ISH", "FRAG"):
        kind, gap = _LOUD.get(kind, kind), ""
    iteration = f".{supplement.iteration}" if supplement.iteration else ""
    year = f":{supplement.year}" if supplement.year else ""
    month = f"-{supplement.month:02d}" if supplement.month else ""
    return f"{supplement.join}{stage}{kind}{gap}{supplement.number}{iteration}{year}{month}"
