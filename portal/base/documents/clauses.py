"""The clauses of a standard's text by GB/T 1.1: chapters 1, clauses 1.1, annexes A with A.1, foreword, references. Pure.

A number at the beginning of a line makes a clause only where the order of clauses lets it stand, so that quantities, dates, lists
and quoted clauses of other standards make none. Nothing of the text is lost: what belongs to no clause belongs to the one before.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

HEADING_LENGTH = 60
GAP = 3
"""Clauses that may be missing between two, as drafts with struck clauses have it."""
FRONT, TABLE_OF_CONTENTS = "front", "contents"
NAMED = {
    "前言": "foreword",
    "foreword": "foreword",
    "引言": "introduction",
    "introduction": "introduction",
    "参考文献": "bibliography",
    "bibliography": "bibliography",
    "索引": "index",
    "index": "index",
    "目次": TABLE_OF_CONTENTS,
    "目录": TABLE_OF_CONTENTS,
    "contents": TABLE_OF_CONTENTS,
}
ORDER = {FRONT: 0, TABLE_OF_CONTENTS: 1, "foreword": 2, "introduction": 3, "bibliography": 6, "index": 7}
NUMBER = re.compile(
    r"([1-9][0-9]?|[A-Z](?=[.．]))((?:\s?[.．]\s?[1-9][0-9]{0,2}){0,5})(?![.．]?\d)(?=[\s\u3000]|[^\d\s.．)）%:：、/-]|$)"
)
ANNEX = re.compile(r"(?:附\s*录|Annex|ANNEX)[\s\u3000]*([A-Z])(?![A-Za-z0-9.．])[\s\u3000]*")
ANNEX_KIND = re.compile(r"[（(](?:规范性|资料性|normative|informative)(?:附录)?[）)]", re.IGNORECASE)
LEADERS = re.compile(r"(?:[.…·・]{3,}|[.…·・\s]*\t|(?:\s[.…·・]){3,})\s*(?:\d{1,3}|[IVXivx]{1,5})\s*$")
ENDS_A_SENTENCE = tuple("。；;：:，,！!？?")
_WIDE = str.maketrans("０１２３４５６７８９．ＡＢＣＤＥＦＧＨ", "0123456789.ABCDEFGH")


@dataclass
class Clause:
    """One clause. `key` is its number, or the name of an unnumbered part; `level` is 1 for chapters and annexes."""

    key: str
    heading: str = ""
    level: int = 1
    lines: list[str] = field(default_factory=list)

    @property
    def number(self) -> str:
        return "" if self.key in ORDER else self.key

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def clauses_of(text: str) -> list[Clause]:
    """The clauses in order; what stands before the first is the front. A text without any clause is one front."""
    lines = [line.strip() for line in text.replace("\f", "\n").splitlines()]
    lines = [line for line in lines if line]
    reader = _Reader()
    place = 0
    while place < len(lines):
        place += reader.take(lines, place)
    return [clause for clause in reader.clauses if clause.heading or clause.lines or clause.number]


class _Reader:
    """Walks through the lines; `at` is the number of the clause last begun, as a tuple of its parts."""

    def __init__(self) -> None:
        self.clauses = [Clause(FRONT)]
        self.at: tuple[str, ...] = ()
        self.part = 0

    def take(self, lines: list[str], place: int) -> int:
        """Take the line at the place, with what belongs to its heading. Returns how many lines were taken."""
        line = lines[place]
        if LEADERS.search(line):
            self.clauses[-1].lines.append(line)
            return 1
        if name := NAMED.get(re.sub(r"\s", "", line).lower()):
            if self._may_begin(name):
                return self._begin_named(name, line)
        elif found := ANNEX.match(line):
            if self._follows_annex(found[1]) and _is_annex_heading(line[found.end() :], lines[place + 1 : place + 4]):
                return self._begin_annex(found[1], line[found.end() :], lines, place)
        elif (numbered := NUMBER.match(line.translate(_WIDE))) and self._may_follow(parts := _parts(numbered[0])):
            return self._begin(parts, line[numbered.end() :].strip(" \t\u3000"), lines, place)
        self.clauses[-1].lines.append(line)
        return 1

    def _may_begin(self, name: str) -> bool:
        """What stands before the chapters can begin only there, references and index only behind them."""
        behind = ORDER[name] >= ORDER["bibliography"]
        return ORDER[name] > self.part and behind == bool(self.at)

    def _begin_named(self, name: str, line: str) -> int:
        self.part = ORDER[name]
        self.clauses.append(Clause(name, line))
        return 1

    def _follows_annex(self, letter: str) -> bool:
        begun = self.at[0] if self.at and self.at[0].isalpha() else "@"
        return 0 < ord(letter) - ord(begun) <= 2 and self.part < ORDER["bibliography"]

    def _begin_annex(self, letter: str, rest: str, lines: list[str], place: int) -> int:
        """Kind and title of an annex often stand in lines of their own below its letter."""
        words, taken = [rest.strip()] if rest.strip() else [], 1
        while taken < 3 and place + taken < len(lines) and (not words or ANNEX_KIND.fullmatch(words[-1])):
            following = lines[place + taken]
            if not _is_heading(following) or self._starts_something(following):
                break
            words.append(following)
            taken += 1
        self.at = (letter,)
        self.clauses.append(Clause(letter, " ".join(words), 1))
        return taken

    def _may_follow(self, parts: tuple[str, ...]) -> bool:
        """Whether a clause of this number can stand here, after the one last begun."""
        if self.part >= ORDER["bibliography"]:
            return False
        if len(parts) == 1:
            last = int(self.at[0]) if self.at and self.at[0].isdigit() else 0
            return parts[0].isdigit() and (not self.at or self.at[0].isdigit()) and 0 < int(parts[0]) - last <= (2 if last else 1)
        if parts[: len(parts) - 1] == self.at:
            return int(parts[-1]) == 1
        depth = len(parts) - 1
        if len(self.at) <= depth or parts[:depth] != self.at[:depth]:
            return False
        return 0 < int(parts[-1]) - int(self.at[depth]) <= GAP

    def _begin(self, parts: tuple[str, ...], rest: str, lines: list[str], place: int) -> int:
        """A short line without a full stop is the heading; anything else is the text of a clause without one (GB/T 1.1, 7.4)."""
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if len(parts) == 1 and (not _is_heading(rest or following) or (rest or following)[0].islower()):
            self.clauses[-1].lines.append(lines[place])
            return 1
        clause = Clause(".".join(parts), level=len(parts))
        taken = 1
        if not rest and _is_heading(following) and not self._starts_something(following):
            clause.heading, taken = following, 2
        elif _is_heading(rest):
            clause.heading = rest
        elif rest:
            clause.lines.append(rest)
        self.at = parts
        self.clauses.append(clause)
        return taken

    def _starts_something(self, line: str) -> bool:
        return bool(
            NUMBER.match(line.translate(_WIDE)) or ANNEX.match(line) or NAMED.get(re.sub(r"\s", "", line).lower())
        ) or bool(LEADERS.search(line))


def _parts(number: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\s", "", number).replace("．", ".").split("."))


def _is_heading(text: str) -> bool:
    return 0 < len(text) <= HEADING_LENGTH and not text.endswith(ENDS_A_SENTENCE) and any(letter.isalpha() for letter in text)


def _is_annex_heading(rest: str, following: Iterable[str]) -> bool:
    """`附录 A` alone, with its kind, or with a title under which the kind or the first clause stands; no sentence about it."""
    if not rest.strip() or ANNEX_KIND.match(rest.strip()):
        return True
    return _is_heading(rest.strip()) and any(
        ANNEX_KIND.match(line) or re.match(r"[A-Z]\s?[.．]\s?1\b", line) for line in following
    )
