"""IEEE numbers and those it publishes with others in its own style: `IEEE Std 802.3-2018`, `IEEE P802.3/D-3.2-2022-03`."""

import re
from dataclasses import replace
from typing import Self

from standards.designation_families.record import Designation, DesignationError

_BODY = r"(?:IEEE|ANSI|AIEE|IRE|ASA|USAS|IEC|ISO|USEMCSC|NACE|AMPP|ASTM|ASHRAE|CSA|EIA|MPAI|ANS|NESC|EAB|SAE|NEMA|UL)"
_HEAD = re.compile(rf"(?P<bodies>{_BODY}(?:/{_BODY})*)/?(?![A-Z])", re.IGNORECASE)
_WORD = re.compile(
    r"[ /]?(?P<word>(?:(?:Unapproved|Approved|Active) )?(?:Draft )?(?:Std|Standard)\.?(?: No\.?)?|Unapproved|Approved|No\.?)"
    r"(?=[ 0-9A-Z])",
    re.IGNORECASE,
)
_STAGE = re.compile(r"[ /]?(?P<stage>FDIS|DIS|CDV|CD|FCD|PDTR|TS|Pub)(?P<round>[0-9]?)(?: Std)?(?= ?P?[0-9])", re.IGNORECASE)
_ITEM = (
    r"D[^/():]*?|R[^/():]*?|(?:Cor|Amd)\.? ?[0-9][^/():]*?|E-[^/():]*?|INT[^/():]*?|Conformance[^/():]*?|"
    r"(?:IEC |IEEE |ASHRAE |ISO/IEC )?P?[A-Z]{0,2}[0-9][0-9A-Z]*(?:[._-][0-9A-Z]+)*?"
)
"""What may follow a slash: a draft, a revision, a corrigendum, an edition, a second number. D is followed by anything."""
_NUMBER = re.compile(
    r"[ -]?(?P<number>(?:P ?)?(?:[A-Z]{1,3}[ .]?)?[0-9][0-9A-Z]*(?:[._+-][0-9A-Z]+)*?\.?)"
    rf"(?P<items>(?:/(?:{_ITEM}))*)"
    r"(?:-(?P<year>(?:18|19|20)[0-9]{2})(?:-(?P<month>0[1-9]|1[0-2]))?)?"
    r"(?P<mark> (?:Redline|Edition))?\Z",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ASIDE = re.compile(r" ?\((?:R[0-9]{4}|Reaff|Revision|Incorporat|Adoption|Amend|Supplement)[^()]*\)\Z", re.IGNORECASE)
_WRITTEN_DATE = re.compile(r",? ?(?P<month>[A-Z][a-z]{2,8})\.? (?P<year>(?:19|20)[0-9]{2})\Z", re.IGNORECASE)
_DRAFT_SIGN = re.compile(r"/D ?(?=[0-9])", re.IGNORECASE)
_DRAFT_APART = re.compile(r"(?<=[0-9a-z]) D(?=[0-9])", re.IGNORECASE)
_CORRIGENDUM = re.compile(r"/(Cor|Amd)\.? ?(?=[0-9])", re.IGNORECASE)
_LEAD_LETTERS = re.compile(r"(?:P ?)?[A-Z]{0,3}(?=[ .]?[0-9])", re.IGNORECASE)


class IeeeDesignation(Designation):
    """`kind` holds words such as Std and FDIS, `version` what follows the number (`/D-3.2`, `/Cor1`)."""

    family = "ieee"

    def form(self) -> str:
        """As IEEE prints it, without trade mark signs; hyphen before the year."""
        word = f"{self.kind}" if self.kind.endswith("No.") else (f"{self.kind} " if self.kind else "")
        text = f"{self.code} {word}{self.number}{self.version}"
        if self.year:
            text += f"-{self.year}" + (f"-{self.month:02d}" if self.month else "")
        return text + (f" {self.note}" if self.note else "")

    @property
    def draft(self) -> bool:
        """Projects have a P before the number."""
        return self.number.startswith("P") or "/D" in self.version

    @property
    def identity(self) -> str:
        """Capital letters tell 802.1AX from 802.1ax, so case counts; the word Std does not."""
        plain = self.without_year_marks()
        if self.joint and self.year and not (self.kind or self.version or self.note or self.month):
            return f"{self.code} {self.number}:{self.year}".upper()
        return plain.normal

    @property
    def undated(self) -> bool:
        """A corrigendum or draft without its year leaves the edition open."""
        return self.year is None

    @property
    def joint(self) -> bool:
        """A document of ISO or IEC in the IEEE catalogue: its identity is that of the original."""
        return self.code.startswith(("ISO", "IEC"))

    @property
    def slug(self) -> str:
        """Apart from the address of the original, which differs by a colon only."""
        return f"{super().slug}-IEEE" if self.joint else super().slug

    def without_year_marks(self) -> Self:
        """The words Std and No. come and go."""
        return replace(self, kind="") if self.kind in ("Std", "Std No.", "No.") else self

    @property
    def sort_body(self) -> str:
        """All under IEEE."""
        return "IEEE"


def read_ieee(received: str) -> Designation:
    """Bodies, the words Std or Unapproved, a draft stage, the number, drafts and corrigenda, the date."""
    aside = _ASIDE.search(received)
    text = _written_date(received[: aside.start()] if aside else received)
    text = _DRAFT_APART.sub("/D", text, count=1)
    head = _HEAD.match(text)
    if head is None:
        raise DesignationError(text, "IEEE and a number")
    at, words = head.end(), []
    word = _WORD.match(text, at)
    if word:
        words.append(_plain_word(word["word"]))
        at = word.end()
    stage = _STAGE.match(text, at)
    if stage:
        words.append(("Pub" if stage["stage"].lower() == "pub" else stage["stage"].upper()) + stage["round"])
        at = stage.end()
    found = _NUMBER.match(text, at)
    if found is None:
        raise DesignationError(text, "a number such as 802.3 or P802.3", at)
    code = head["bodies"].upper()
    items = _CORRIGENDUM.sub(lambda sign: f"/{sign[1].capitalize()}", _DRAFT_SIGN.sub("/D-", found["items"]))
    return IeeeDesignation(
        body="IEEE" if not code.startswith(("ISO", "IEC")) or "IEEE" in code else code.split("/")[0],
        code=code, kind=" ".join(words), number=_capital(found["number"]), version=items,
        year=int(found["year"]) if found["year"] else None, month=int(found["month"]) if found["month"] else None,
        note=found["mark"].strip().capitalize() if found["mark"] else "",
    )  # fmt: skip


def _plain_word(word: str) -> str:
    plain = " ".join(part.capitalize() for part in word.replace("Standard", "Std").replace("standard", "std").split(" "))
    return re.sub(r"\bStd\.", "Std", re.sub(r"\bNo\b\.?", "No.", plain))


def _capital(number: str) -> str:
    """P and the letters before the figures are capitals; letters after them are kept as written."""
    lead = _LEAD_LETTERS.match(number)
    return lead[0].upper().replace("P ", "P") + number[lead.end() :] if lead else number


def _written_date(text: str) -> str:
    """`/D3.2, March 2022` says the same as `/D-3.2-2022-03`."""
    found = _WRITTEN_DATE.search(text)
    if found and found["month"][:3].lower() in _MONTHS:
        return f"{text[: found.start()]}-{found['year']}-{_MONTHS.index(found['month'][:3].lower()) + 1:02d}"
    return text
