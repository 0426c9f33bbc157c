"""Two versions of a text side by side: which clauses were added, removed, changed or only renumbered, and which words. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .clauses import Clause

TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
"""A Latin word, a number, white space, or one character: Chinese is compared character by character."""
_BETWEEN_HAN = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])\s+(?=[\u2e80-\u9fff\uff00-\uffef])")
ALIKE, ALIKE_WITH_NUMBER = 0.5, 0.2
"""Share of common letter pairs from which two clauses count as one changed; less is asked where the number is the same."""
WORK_LIMIT = 4_000_000
"""Pairs of words compared in one clause; a longer one is shown as changed whole."""
PAIRS_LIMIT = 60_000
"""Pairs of clauses weighed between two that are the same; beyond it only numbers are matched."""


class State(StrEnum):
    SAME = "same"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether it is in this version only."""


@dataclass(frozen=True)
class Row:
    """One clause as it was and as it is; either may be missing."""

    state: State
    old: Clause | None
    new: Clause | None
    old_heading: Pieces
    new_heading: Pieces
    old_text: Pieces
    new_text: Pieces


def compare(old: Sequence[Clause], new: Sequence[Clause]) -> list[Row]:
    """Every clause of both once, in the order of the newer text, removed ones where they stood."""
    return [_row(one, other) for one, other in _pairs(old, new)]


def even(text: str) -> str:
    """The text without what only the layout brought: breaks of lines, blanks between Chinese characters."""
    return _BETWEEN_HAN.sub("", " ".join(text.split()))


def _signature(clause: Clause) -> tuple[str, str]:
    return even(clause.heading), even(clause.text)


Pair = tuple[Clause | None, Clause | None]


def _pairs(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[Pair]:
    """Clauses that say exactly the same hold the two texts together; between them the most alike are matched."""
    signatures = [_signature(one) for one in old], [_signature(one) for one in new]
    matcher = SequenceMatcher(None, *signatures, autojunk=False)
    for tag, begin, end, begin_new, end_new in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[begin:end], new[begin_new:end_new], strict=True)
        else:
            yield from _matched(old[begin:end], new[begin_new:end_new])


def _matched(old: Sequence[Clause], new: Sequence[Clause]) -> list[Pair]:
    """The best order-keeping matching by likeness, as in the alignment of sequences (Needleman and Wunsch)."""
    cheap = len(old) * len(new) > PAIRS_LIMIT
    bags = [_bag(one) for one in old], [_bag(one) for one in new]

    def worth(i: int, j: int) -> float:
        return float(old[i].key == new[j].key) if cheap else _likeness(old[i], new[j], bags[0][i], bags[1][j])

    best = [[0.0] * (len(new) + 1) for _each in range(len(old) + 1)]
    gains: dict[tuple[int, int], float] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            gain = worth(i, j)
            if gain:
                gains[i, j] = gain
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gain if gain else 0.0)
    return list(_traced(old, new, best, gains))


def _traced(
    old: Sequence[Clause], new: Sequence[Clause], best: list[list[float]], gains: dict[tuple[int, int], float]
) -> Iterator[Pair]:
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and (i, j) in gains and best[i][j] == best[i + 1][j + 1] + gains[i, j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


def _bag(clause: Clause) -> frozenset[str]:
    text = even(f"{clause.heading} {clause.text}").lower()
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def _likeness(one: Clause, other: Clause, bag: frozenset[str], other_bag: frozenset[str]) -> float:
    """0 for clauses that have nothing to do with each other; more for the same heading, number and words."""
    common = len(bag & other_bag) / max(1, len(bag | other_bag))
    same_number = one.key == other.key
    same_heading = bool(one.heading) and even(one.heading) == even(other.heading)
    if not (same_heading or common >= ALIKE or (same_number and (common >= ALIKE_WITH_NUMBER or not one.number))):
        return 0.0
    return 0.1 + common + same_number * 0.5 + same_heading * 1.0


def _row(old: Clause | None, new: Clause | None) -> Row:
    if old is None and new is not None:
        return Row(State.ADDED, None, new, [], _whole(even(new.heading)), [], _whole(even(new.text)))
    if new is None and old is not None:
        return Row(State.REMOVED, old, None, _whole(even(old.heading)), [], _whole(even(old.text)), [])
    assert old is not None
    assert new is not None
    if _signature(old) == _signature(new):
        state = State.SAME if old.key == new.key else State.RENUMBERED
    else:
        state = State.CHANGED
    headings, texts = words(old.heading, new.heading), words(old.text, new.text)
    return Row(state, old, new, headings[0], headings[1], texts[0], texts[1])


def _whole(text: str) -> Pieces:
    return [(text, True)] if text else []


def words(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, with what stands in one only. Joined, the pieces are the evened texts."""
    one, other = even(old), even(new)
    if one == other:
        return ([(one, False)] if one else []), ([(other, False)] if other else [])
    first, second = TOKEN.findall(one), TOKEN.findall(other)
    if len(first) * len(second) > WORK_LIMIT:
        return _whole(one), _whole(other)
    found: tuple[Pieces, Pieces] = ([], [])
    for same, before, after in _runs(first, second):
        for side, text in zip(found, (before, after), strict=True):
            if text and side and side[-1][1] is not same:
                side[-1] = (side[-1][0] + text, not same)
            elif text:
                side.append((text, not same))
    return found


def _runs(first: list[str], second: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Runs that are the same and runs that differ; a single sign or blank between two changes belongs to the change."""
    codes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    for place, (tag, begin, end, begin_new, end_new) in enumerate(codes):
        before, after = "".join(first[begin:end]), "".join(second[begin_new:end_new])
        inside = 0 < place < len(codes) - 1
        yield tag == "equal" and not (inside and end - begin == 1 and not before.isalnum()), before, after
