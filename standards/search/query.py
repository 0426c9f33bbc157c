"""A question as queries of the index: what is found at all, and in which order of fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query, Schema, Searcher

from standards.models import Standard

from . import text
from .catalogue import STANDARDS, Kind
from .schema import filter_field
from .text import Number, Question

SHORTEST_PREFIX = 3
"""Latin words shorter than this are found only whole: two letters begin too many words."""
SHORTEST_INITIALS = 3
NATURES = ("", *(f"-{nature}" for nature in Standard.Nature.values if nature))
_LETTERS_ONLY = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Asked:
    """`found`: everything that answers. `tiers`: the same, best fit first; each tier is shown less what stood before."""

    found: Query
    tiers: tuple[Query, ...]
    spoken: bool = False
    """Some letters were read as pinyin, since no word begins with them."""


class Builder:
    """Makes the queries for one index as it stands: whether letters are a word or pinyin depends on what there is."""

    def __init__(self, kind: Kind, schema: Schema, searcher: Searcher) -> None:
        self.kind = kind
        self.schema = schema
        self.searcher = searcher
        self.spoken = False

    def term(self, field: str, value: str) -> Query:
        return Query.term_query(self.schema, field, value, "basic")

    def ask(self, question: Question, exact: Sequence[int], filters: Mapping[str, Sequence[str]]) -> Asked:
        """`exact`: keys of the records that bear exactly the typed number, from the database."""
        limits = self.limits(filters)
        left_out = [(Occur.MustNot, self.word(piece)) for piece in question.excluded]
        if not question.words and not question.phrases:
            whole = self.limited([(Occur.Must, Query.all_query()), *left_out] if left_out else [], limits)
            return Asked(whole, (whole,))
        clauses = [self.word(piece) for piece in question.words] + [self.phrase(piece) for piece in question.phrases]
        if question.designated:
            clauses = [self.whole_words(question)]
        every = all_of(clauses)
        tiers = [*self.numbered(question.number, exact), *self.contiguous(question), every]
        spoken = self.spoken_whole(question)
        tiers += [spoken] if spoken is not None else []
        limited = [self.limited([(Occur.Must, tier), *left_out], limits) for tier in tiers]
        found = limited[0] if len(tiers) == 1 else self.limited([(Occur.Must, any_of(tiers)), *left_out], limits)
        return Asked(found, tuple(limited), self.spoken)

    def limits(self, filters: Mapping[str, Sequence[str]]) -> list[tuple[Occur, Query]]:
        """Values of one filter are alternatives; filters add up."""
        return [
            (Occur.Must, any_of([self.term(filter_field(name), value) for value in spelled(name, values)]))
            for name, values in filters.items()
            if values and name in self.kind.filters
        ]

    @staticmethod
    def limited(clauses: list[tuple[Occur, Query]], limits: list[tuple[Occur, Query]]) -> Query:
        both = clauses + limits
        if not both:
            return Query.all_query()
        return both[0][1] if len(both) == 1 and both[0][0] == Occur.Must else Query.boolean_query(both)

    def word(self, piece: str) -> Query:
        """One typed word: Chinese by its characters, Latin by its beginning, either also as a number or a code."""
        if text.has_cjk(piece):
            return all_of([self.term("grams", gram) for gram in text.grams(text.stream(piece))])
        pieces = text.words(piece)
        if not pieces:
            return all_of([self.term("grams", gram) for gram in text.grams(text.stream(piece))])
        readings = [all_of([self.latin(one) for one in pieces])]
        number = text.read_number(piece)
        if number is not None:
            readings.append(self.number(number, number.tail))
        elif len(head := "".join(pieces)) <= 12:
            readings.append(self.term("heads", head))
        if 2 <= len(run := text.stream(piece)) <= 12:
            readings.append(all_of([self.term("grams", gram) for gram in text.grams(run)]))
        return any_of(readings)

    def whole_words(self, question: Question) -> Query:
        """A number with its code is looked for in titles only as it stands: `ISO 9001` is no word that begins with iso."""
        return all_of([self.term("words", word) for piece in question.words for word in text.words(piece)])

    def latin(self, word: str) -> Query:
        """A word by its beginning; letters that begin no word here are read as pinyin or its initials."""
        whole = self.term("words", word)
        if len(word) < SHORTEST_PREFIX:
            return whole
        if not self.searcher.terms_with_prefix("words", word, limit=1):
            return self.spoken_word(word) or whole
        return any_of([whole, Query.regex_query(self.schema, "words", f"{word}.+")])

    def spoken_word(self, letters: str) -> Query | None:
        """Syllables when they can be read as such, else initials: `anquan`, `xxaq`."""
        if not _LETTERS_ONLY.fullmatch(letters):
            return None
        self.spoken = True
        readings = self.by_syllables(letters)
        if len(letters) >= SHORTEST_INITIALS:
            readings.append(all_of([self.term("initials", letters[i : i + 3]) for i in range(len(letters) - 2)]))
        return any_of(readings)

    def by_syllables(self, letters: str) -> list[Query]:
        return [
            all_of([self.term("pinyin", pair) for pair in text.neighbours(list(read))])
            for read in text.syllables(letters)
            if len(read) > 1
        ]

    def spoken_whole(self, question: Question) -> Query | None:
        """`xin xi an quan`, `xinxi anquan`, `machine`: the whole question as pinyin, behind everything else."""
        letters = "".join(question.words).lower()
        if question.phrases or not 5 <= len(letters) <= 60 or not _LETTERS_ONLY.fullmatch(letters):
            return None
        readings = self.by_syllables(letters)
        return any_of(readings) if readings else None

    def phrase(self, piece: str) -> Query:
        """Words in a row. Chinese: the characters without blanks."""
        if text.has_cjk(piece):
            return all_of([self.term("grams", gram) for gram in text.grams(text.stream(piece))])
        pieces = text.words(piece)
        if len(pieces) < 2:
            return self.term("words", pieces[0]) if pieces else Query.empty_query()
        return Query.phrase_query(self.schema, "words", list(pieces))

    def contiguous(self, question: Question) -> list[Query]:
        """Several words as they stand, in a row, fit better than scattered ones."""
        if len(question.words) < 2 or question.phrases:
            return []
        return [self.phrase(" ".join(question.words))]

    def numbered(self, number: Number | None, exact: Sequence[int]) -> list[Query]:
        """The very number; the standards that adopt it; the numbers that begin so."""
        tiers: list[Query] = []
        if exact:
            tiers.append(any_of([Query.term_query(self.schema, "pk", pk, "basic") for pk in exact]))
        if number is not None:
            if number.tail.rstrip("-.") == number.whole:
                tiers.append(self.coded(number, self.term("whole", number.whole)))
            tiers.append(self.number(number, number.closed))
            if self.kind is STANDARDS and number.head:
                tiers.append(self.term("cited", f"{number.head}|{number.closed}"))
            tiers.append(self.number(number, number.tail))
        return tiers

    def number(self, number: Number, tail: str) -> Query:
        return self.coded(number, self.term("tail", tail[: text.TAIL]))

    def coded(self, number: Number, rest: Query) -> Query:
        return all_of([self.term("heads", number.head), rest]) if number.head else rest


def spelled(name: str, values: Sequence[str]) -> list[str]:
    """A level without a nature means all its natures."""
    if name != "level":
        return list(values)
    return [f"{value}{nature}" for value in values for nature in (NATURES if "-" not in value else ("",))]


def _joined(occur: Occur) -> Callable[[Iterable[Query]], Query]:
    def join(queries: Iterable[Query]) -> Query:
        several = list(queries)
        if not several:
            return Query.empty_query()
        return several[0] if len(several) == 1 else Query.boolean_query([(occur, query) for query in several])

    return join


all_of = _joined(Occur.Must)
any_of = _joined(Occur.Should)
