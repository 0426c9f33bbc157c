"""What every family's reader returns, and the one error they raise. Pure: no Django, no models."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, total_ordering
from typing import Self

_RUN = re.compile(r"([0-9]+)")
_SLUG_GAP = re.compile(r"[^0-9a-zA-Z.+]+")
_CYRILLIC = str.maketrans(
    dict(
        zip(
            "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
            [
                "A",
                "B",
                "V",
                "G",
                "D",
                "E",
                "Zh",
                "Z",
                "I",
                "J",
                "K",
                "L",
                "M",
                "N",
                "O",
                "P",
                "R",
                "S",
                "T",
                "U",
                "F",
                "Kh",
                "C",
                "Ch",
                "Sh",
                "Sch",
                "Y",
                "E",
                "Yu",
                "Ya",
            ],
            strict=True,
        )
    )
)
_LEVEL_RANK = {
    "national": "1", "industry": "2", "local": "3", "group": "4", "enterprise": "5", "plan": "6",
    "international": "7", "regional": "8", "foreign": "9",
}  # fmt: skip


class DesignationError(ValueError):
    """The text is not one designation. `expected` (a short English phrase) was missing at `position` of `text`.

    `position` counts from 0 in `text`, the tidied form that was read; `received` is what came in.
    """

    def __init__(self, text: str, expected: str, position: int = 0, received: str | None = None) -> None:
        """Keep the parts, so that a page can say the same in its own language."""
        self.text = text
        self.expected = expected
        self.position = position
        self.received = text if received is None else received
        super().__init__(text, expected, position)

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 80 else self.text[:77] + "..."
        return f"cannot read “{shown}”: expected {self.expected} at position {self.position + 1}"


@dataclass(frozen=True)
class Supplement:
    """An amendment, corrigendum, annex or product mark, in the order printed. `join` is the sign before it.

    `join` "/" means a document of its own; "+" one that is already worked in (IEC consolidated editions); " " a mark.
    """

    kind: str
    number: str = ""
    year: int | None = None
    month: int | None = None
    stage: str = ""
    iteration: str = ""
    join: str = "/"


@total_ordering
@dataclass(frozen=True, eq=True, order=False)
class Designation:
    """One standard number taken apart. Two are equal when their normal forms say the same.

    The fields after `adopted` do not count for equality: they describe the text received, not the document.
    """

    body: str
    code: str
    number: str = ""
    part: str = ""
    year: int | None = None
    month: int | None = None
    nature: str = ""
    kind: str = ""
    stage: str = ""
    version: str = ""
    supplements: tuple[Supplement, ...] = ()
    adopted: "Designation | None" = None
    note: str = ""
    languages: tuple[str, ...] = ()
    degree: str = ""
    included: tuple[Supplement, ...] = ()
    release: str = ""
    known_code: bool = True

    family = "other"
    level = "international"

    def form(self) -> str:
        """The normal form; each family says its own."""
        raise NotImplementedError

    @cached_property
    def normal(self) -> str:
        """The one spelling under which the document is stored and found."""
        return self.form()

    def __str__(self) -> str:
        return self.normal

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Designation) and self.family == other.family and self.normal == other.normal

    def __hash__(self) -> int:
        return hash(self.normal)

    def __lt__(self, other: "Designation") -> bool:
        return (self.sort_key, self.family) < (other.sort_key, other.family)

    @property
    def publishers(self) -> tuple[str, ...]:
        """All bodies that publish the document together, in the printed order."""
        return tuple(self.code.split("/")) if self.family in ("iso", "ieee") else (self.body,)

    @property
    def undated(self) -> bool:
        """An undated reference (不注日期引用) names no edition and means the latest; the year is never filled in."""
        return self.year is None and not self.version

    @property
    def draft(self) -> bool:
        """A document on its way: its designation will change with the stage."""
        return bool(self.stage)

    @property
    def identity(self) -> str:
        """What makes the edition: the normal form without the nature sign and without marks that do not change it."""
        return self.without_year_marks().normal.upper()

    def without_year_marks(self) -> Self:
        """The designation stripped of what is not identity; families that have such marks override this."""
        return replace(self, nature="", adopted=None) if self.nature or self.adopted else self

    def marked(self, degree: str) -> Self:
        """The same with the degree of adoption printed behind it (`…,MOD`)."""
        return replace(self, degree=degree)

    def noted(self, note: str) -> Self:
        """The same with words printed behind it (所有部分)."""
        return replace(self, note=note)

    def undate(self) -> Self:
        """The undated reference to the same document."""
        return replace(self, year=None, month=None, version="", supplements=(), adopted=None)

    def short(self) -> str:
        """For tables: without the dual number and without the bodies that publish along."""
        return replace(self, adopted=None).normal if self.adopted else self.normal

    def long(self) -> str:
        """For covers and citations: the dash of Chinese covers is written long."""
        return self.normal

    @cached_property
    def sort_key(self) -> str:
        """Text that sorts bytewise as people expect: every run of digits padded, year last, normal form as tie-break."""
        pieces = (
            _LEVEL_RANK.get(self.level, "9") + self.sort_body,
            natural(self.number),
            natural(self.part),
            str(self.year or "0000"),
            natural(self.version),
            " ".join(natural(f"{s.kind}{s.number} {s.year or ''}") for s in self.supplements),
        )
        return "|".join(pieces).lower() + "|" + self.normal

    @property
    def sort_body(self) -> str:
        """The first sort word: Chinese numbers by code, the rest by lead body."""
        return self.code if self.body == "CN" else f"{self.body} {self.kind}"

    @property
    def slug(self) -> str:
        """For addresses: `GB-T-12345-2020`. Read back with `lookup_keys`, never taken apart."""
        text = self.normal
        if not text.isascii():
            text = text.translate(_CYRILLIC)
            text = "".join(c if c.isascii() else f"-u{ord(c):x}-" for c in text)
        return _SLUG_GAP.sub("-", text).strip("-")


def natural(text: str) -> str:
    """Pad the digits: 9254.2 comes before 9254.10; leading zeros do not count."""
    if not text:
        return ""
    return _RUN.sub(lambda run: run[0].lstrip("0").rjust(8, "0"), text)
