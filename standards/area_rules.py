"""Which key areas a record may belong to, by rules that staff can edit (pure: no models, no settings).

A rule looks at one thing: an ICS or CCS prefix, a Chinese or English word of the title, a committee, the start of the number.
Weight 2 suffices alone. Weight 1 is a hint: a hint of another kind must join it, so that `security` in a title says nothing but
`security` in a title of a security committee does. `a + b` asks for both words in one title. A rule that excludes is a veto.

English words match whole, a plural s and hyphens apart; Chinese words match anywhere in the Chinese title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, NamedTuple, Protocol

Kind = Literal["ics", "ccs", "word_zh", "word_en", "committee", "number"]
KINDS: tuple[Kind, ...] = ("ics", "ccs", "word_zh", "word_en", "committee", "number")
ENOUGH = 2
JOIN = "+"

_LATIN = re.compile(r"[a-z0-9]+")
_CODE = {
    "ics": re.compile(r"\d{2}(\.\d{3}(\.\d{2})?)?"),
    "ccs": re.compile(r"[A-Z]\d{0,2}"),
}


class RuleError(ValueError):
    """A rule that cannot be used. Says which, and what was expected."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to put a record into an area, or to keep it out."""

    area: str
    kind: Kind
    value: str
    weight: int = ENOUGH
    exclude: bool = False


class Record(Protocol):
    """What the rules look at. Missing texts are empty, never None."""

    title_zh: str
    title_en: str
    ics: Iterable[str]
    ccs: Iterable[str]
    committee: str
    number: str


class Subject(NamedTuple):
    """A record as plain values, for callers that read `values()`."""

    title_zh: str = ""
    title_en: str = ""
    ics: tuple[str, ...] = ()
    ccs: tuple[str, ...] = ()
    committee: str = ""
    number: str = ""


class Reason(NamedTuple):
    """What matched, in two parts, so that a page can word it: ("word_zh", "车联网")."""

    kind: str
    value: str


class Suggestion(NamedTuple):
    """An area proposed for a record: the strongest rule, and every reason in the order of the rules."""

    area: str
    rule: Rule
    reasons: tuple[Reason, ...]

    @property
    def reason(self) -> Reason:
        return Reason(self.rule.kind, self.rule.value)


@dataclass
class _Words:
    """Phrases by their first key, so that a title is read once, whatever the number of phrases."""

    first: dict[str, list[tuple[tuple[str, ...] | str, int]]] = field(default_factory=dict)

    def add(self, key: str, rest: tuple[str, ...] | str, number: int) -> None:
        self.first.setdefault(key, []).append((rest, number))


@dataclass
class AreaRules:
    """Rules compiled once, then asked for each record."""

    rules: tuple[Rule, ...]
    _english: _Words = field(default_factory=_Words)
    _chinese: _Words = field(default_factory=_Words)
    _codes: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _numbers: list[tuple[str, int]] = field(default_factory=list)
    _parts: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, rule in enumerate(self.rules):
            self._compile(number, rule)
        self._number_starts = tuple({start for start, _ in self._numbers})

    def suggest(self, record: Record) -> list[Suggestion]:
        """The areas proposed for one record, in the order in which the rules name them."""
        matched = sorted(self._matched(record))
        if not matched:
            return []
        found = []
        chosen = sorted((self.rules[number] for number in matched), key=_area)
        for area, group in groupby(chosen, key=_area):
            rules = tuple(group)
            if _suffices(rules):
                strongest = max(rules, key=lambda rule: rule.weight)
                found.append(Suggestion(area, strongest, tuple(Reason(rule.kind, rule.value) for rule in rules)))
        return found

    def _matched(self, record: Record) -> set[int]:
        hits: set[tuple[int, int]] = set()
        _read_english(self._english, record.title_en, hits)
        if record.title_zh:
            _read_chinese(self._chinese, record.title_zh.lower(), hits)
            _read_english(self._english, record.title_zh, hits)
        parts: dict[int, int] = {}
        for number, _ in hits:
            parts[number] = parts.get(number, 0) + 1
        matched = {number for number, count in parts.items() if count == self._parts[number]}
        for key in _code_keys(record):
            matched.update(self._codes.get(key, ()))
        if self._number_starts and record.number.startswith(self._number_starts):
            matched.update(number for start, number in self._numbers if record.number.startswith(start))
        return matched

    def _compile(self, number: int, rule: Rule) -> None:
        check(rule)
        if rule.kind == "number":
            self._numbers.append((rule.value, number))
        elif rule.kind in ("word_zh", "word_en"):
            pieces = [piece.strip() for piece in rule.value.split(JOIN)]
            self._parts[number] = len(pieces)
            for part, piece in enumerate(pieces):
                self._add_word(rule.kind, piece, number, part)
        else:
            value = committee_key(rule.value) if rule.kind == "committee" else rule.value
            self._codes.setdefault((rule.kind, value), []).append(number)

    def _add_word(self, kind: str, piece: str, number: int, part: int) -> None:
        place = number * 16 + part
        if kind == "word_en":
            first, *rest = words_of(piece)
            self._english.add(first, tuple(rest), place)
        else:
            piece = piece.lower()
            self._chinese.add(piece[:2], piece[2:], place)


def check(rule: Rule) -> None:
    """Raise RuleError with the reason when a rule can never be right."""
    said = f"{rule.area}: {rule.kind} {rule.value!r}"
    if rule.kind not in KINDS:
        raise RuleError(f"{said}: the kind must be one of {', '.join(KINDS)}")
    if not rule.value.strip():
        raise RuleError(f"{said}: the value is empty")
    if rule.weight not in (1, ENOUGH):
        raise RuleError(f"{said}: the weight must be 1 (a hint) or 2 (enough alone), not {rule.weight}")
    if rule.kind in _CODE and not _CODE[rule.kind].fullmatch(rule.value):
        raise RuleError(f"{said}: expected {'33, 33.070 or 33.070.10' if rule.kind == 'ics' else 'L, L7 or L72'}")
    for piece in rule.value.split(JOIN):
        if rule.kind == "word_en" and not words_of(piece):
            raise RuleError(f"{said}: no English word in {piece.strip()!r}")
        if rule.kind == "word_zh" and len(piece.strip()) < 2:
            raise RuleError(f"{said}: a Chinese word needs two characters at least")


def words_of(text: str) -> list[str]:
    """Latin words in lower case without a plural s: `Ultra-high-definition displays` gives ultra high definition display."""
    return [word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word for word in _LATIN.findall(text.lower())]


def committee_key(code: str) -> str:
    """Spelling apart: `SAC/TC 28/SC 42` and `sac/tc28/sc42` are one committee."""
    return code.upper().replace(" ", "")


def _area(rule: Rule) -> str:
    return rule.area


def _suffices(rules: tuple[Rule, ...]) -> bool:
    if any(rule.exclude for rule in rules):
        return False
    if any(rule.weight >= ENOUGH for rule in rules):
        return True
    return len({rule.kind.partition("_")[0] for rule in rules}) >= ENOUGH


def _read_english(words: _Words, title: str, hits: set[tuple[int, int]]) -> None:
    tokens = words_of(title)
    first = words.first
    for place, token in enumerate(tokens):
        for rest, spot in first.get(token, ()):
            if not rest or tokens[place + 1 : place + 1 + len(rest)] == list(rest):
                hits.add(divmod(spot, 16))


def _read_chinese(words: _Words, title: str, hits: set[tuple[int, int]]) -> None:
    first = words.first
    for place in range(len(title) - 1):
        for rest, spot in first.get(title[place : place + 2], ()):
            if title.startswith(rest, place + 2):
                hits.add(divmod(spot, 16))


def _code_keys(record: Record) -> Iterator[tuple[str, str]]:
    """Every prefix under which a code rule may stand."""
    for code in record.ics:
        yield "ics", code[:2]
        if len(code) > 2:
            yield "ics", code[:6]
        if len(code) > 6:
            yield "ics", code
    for code in record.ccs:
        for length in range(1, len(code) + 1):
            yield "ccs", code[:length]
    if record.committee:
        key = committee_key(record.committee)
        while key:
            yield "committee", key
            key = key.rpartition("/")[0]
