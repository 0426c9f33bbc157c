"""Adoption statements as printed: `修改采用 ISO 9001:2015`, `GB/T 90.1-2002，idt ISO 3269：2000`, `≡ ISO 7-1:1994`.

Pure. Degrees after GB/T 1.2-2020: IDT identical, MOD modified, NEQ not equivalent. Before 2001 also EQV (等效, counts as
MOD today) and REF (参照, counts as NEQ today): kept as printed, with `today` for counting.
"""

import re
from dataclasses import dataclass

from standards.designation_families.record import Designation, DesignationError
from standards.designation_families.text import tidy_long
from standards.designations import MAX_LIST_LENGTH, parse, parse_many

TODAY = {"IDT": "IDT", "MOD": "MOD", "NEQ": "NEQ", "EQV": "MOD", "REF": "NEQ", "": ""}
"""Old degrees in today's terms; the old ones are flagged by `Adoption.old_degree`."""

_MARKS = {
    "IDT": ("等同采用", "等同", "idt", "identical", "≡"),
    "MOD": ("修改采用", "修改", "mod", "modified"),
    "NEQ": ("非等效采用", "非等效", "neq", "not equivalent", "≠", "≢"),
    "EQV": ("等效采用", "等效", "eqv", "equivalent", "≈", "="),
    "REF": ("参照采用", "参考采用", "参照", "参考", "ref"),
}
_DEGREE_OF = {word: degree for degree, words in _MARKS.items() for word in words}
_MARK = re.compile(
    "|".join(
        rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if word[0].isascii() and word[0].isalpha() else re.escape(word)
        for word in sorted(_DEGREE_OF, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_TITLE = re.compile(r"《[^《》]*》")
_EDGES = re.compile(r"\A[\u4e00-\u9fff\s,;:.()\[\]。]+|[\u4e00-\u9fff\s,;:([。]+\Z")
_SPLIT = re.compile(r"[;；\n]|,(?! ?Part\b)|、|\((?=[A-Z]{2})|和|与|及")
_LANGUAGE = re.compile(r"(?<=[0-9])\((?:[EFR]|en|fr|ru)(?:[,/](?:[EFR]|en|fr|ru))*\)")
_NOTHING = re.compile(r"\A[\s()\[\],;:./—-]*(?:无|没有|/)?[\s()\[\],;:./—-]*\Z")


@dataclass(frozen=True)
class Adoption:
    """One adopted document. `degree` as printed ("" when the statement gives none); `undated` when it names no edition."""

    designation: Designation
    degree: str

    @property
    def undated(self) -> bool:
        """No year and no version: the latest edition is meant, and the exact one must be asked for."""
        return self.designation.undated

    @property
    def today(self) -> str:
        """The degree in the terms of GB/T 1.2-2020."""
        return TODAY[self.degree]

    @property
    def old_degree(self) -> bool:
        """Printed with a degree that no longer exists; staff may wish to look."""
        return self.degree in ("EQV", "REF")


@dataclass(frozen=True)
class Statement:
    """`adopter` is the Chinese standard when the statement names it; `degree` is empty when the references differ."""

    adoptions: tuple[Adoption, ...]
    degree: str
    adopter: Designation | None = None
    unread: tuple[str, ...] = ()

    @property
    def designations(self) -> tuple[Designation, ...]:
        """The adopted documents, in the printed order."""
        return tuple(adoption.designation for adoption in self.adoptions)

    @property
    def undated(self) -> bool:
        """True when any reference names no edition."""
        return any(adoption.undated for adoption in self.adoptions)


def parse_statement(text: str) -> Statement:
    """Read a whole statement. Words around the numbers are skipped; a statement with neither number nor degree is an error."""
    plain = _LANGUAGE.sub("", _TITLE.sub(" ", tidy_long(text, MAX_LIST_LENGTH)))
    marks = [(found.start(), found.end(), _DEGREE_OF[found[0].lower()]) for found in _MARK.finditer(plain)]
    adopter, references, unread = _references(plain, marks)
    if not marks and not references and not (adopter and adopter.adopted):
        raise DesignationError(plain, "a degree such as IDT or the number of an adopted standard", 0, text)
    adoptions = [Adoption(one, _degree_for(at, marks, references[0][0])) for at, one in references]
    if adopter and adopter.adopted:
        adoptions.insert(0, Adoption(adopter.adopted, "IDT"))
    found = {adoption.degree for adoption in adoptions} or {degree for _, _, degree in marks}
    return Statement(tuple(adoptions), found.pop() if len(found) == 1 else "", adopter, tuple(unread))


def _references(
    text: str, marks: list[tuple[int, int, str]]
) -> tuple[Designation | None, list[tuple[int, Designation]], list[str]]:
    """The numbers between the degree marks, each with its place. A Chinese one in front is the adopter."""
    adopter: Designation | None = None
    references: list[tuple[int, Designation]] = []
    unread: list[str] = []
    for start, piece in _pieces(text, marks):
        try:
            numbers = _numbers(piece)
        except DesignationError:
            unread.append(piece)
            continue
        if numbers and numbers[0].body == "CN" and adopter is None and not references:
            adopter = numbers.pop(0)
        references += [(start, number) for number in numbers]
    return adopter, references, unread


def _pieces(text: str, marks: list[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """The stretches between marks, cut at list signs and brackets, without the Chinese words at their edges."""
    stretches, at = [], 0
    for start, end, _ in marks:
        stretches.append((at, text[at:start]))
        at = end
    stretches.append((at, text[at:]))
    pieces = []
    for offset, stretch in stretches:
        begin = 0
        for cut in [*_SPLIT.finditer(stretch), None]:
            piece = stretch[begin : cut.start() if cut else len(stretch)]
            bare = _balanced(_EDGES.sub("", piece))
            if bare and not _NOTHING.match(bare):
                pieces.append((offset + begin, bare))
            begin = cut.end() if cut else len(stretch)
    return pieces


def _balanced(piece: str) -> str:
    """Without the closing brackets whose opening one was cut off; those of a date stay."""
    while piece.count(")") > piece.count("("):
        before, _, after = piece.rpartition(")")
        piece = (before + after).strip()
    return piece


def _numbers(piece: str) -> list[Designation]:
    try:
        return [parse(piece)]
    except DesignationError:
        return parse_many(piece)


def _degree_for(at: int, marks: list[tuple[int, int, str]], first: int) -> str:
    """Marks stand before the numbers (`idt ISO 1`) or behind them (`ISO 1,MOD`); the first number tells which."""
    if not marks:
        return ""
    if marks[0][1] <= first:
        return [degree for _, end, degree in marks if end <= at][-1]
    behind = [degree for start, _, degree in marks if start >= at]
    return behind[0] if behind else marks[-1][2]
