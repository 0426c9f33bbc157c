"""When nothing was found: what was tried, the numbers nearest to the typed one, and fewer words that do find something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from .designations import Designation, DesignationError, lookup_keys, parse
from .search import finder
from .search.catalogue import Kind
from .search.text import read_question

NEIGHBOURS = 3
MOST_NUMBERS = 6
MOST_WORDS = 6


@dataclass
class Nearest:
    """Offers, best first. `numbers` are rows of records, `words` (text, hits, query)."""

    numbers: list[dict[str, Any]] = field(default_factory=list)
    words: list[tuple[str, int, str]] = field(default_factory=list)
    without_filters: int = 0
    read_as: str = ""


def nearest(kind: Kind, text: str, chosen: dict[str, list[str]]) -> Nearest:
    """Offers for a search without hits."""
    offers = Nearest()
    if chosen:
        offers.without_filters = finder.find(kind, text, {}, limit=1, with_counts=False).total if text else 0
    read = read_number(text)
    if read is not None:
        offers.read_as = str(read)
        offers.numbers = nearest_numbers(kind, read)
    offers.words = fewer_words(kind, text, chosen)
    return offers


def read_number(text: str) -> Designation | None:
    for key in lookup_keys(text):
        try:
            return parse(key)
        except DesignationError:
            continue
    return None


def nearest_numbers(kind: Kind, read: Designation) -> list[dict[str, Any]]:
    """Editions of the same document, numbers one slip away, then the neighbours in the order of numbers."""
    rows = kind.model.objects.public()
    family = str(read.undate())
    near = list(rows.filter(family__in=[family, *slips(read), *other_signs(read)]).order_by().values(*_ROW))
    near.sort(key=lambda row: (row["family"] != family, row["sort_key"]))
    near = near[:MOST_NUMBERS]
    start = read.sort_key.split("|")[0] + "|"
    after = rows.filter(sort_key__gt=read.sort_key, sort_key__startswith=start).order_by("sort_key").values(*_ROW)[:NEIGHBOURS]
    before = rows.filter(sort_key__lt=read.sort_key, sort_key__startswith=start).order_by("-sort_key").values(*_ROW)[:NEIGHBOURS]
    known = {row["pk"] for row in near}
    return near + [row for row in [*reversed(before), *after] if row["pk"] not in known]


_ROW = ("pk", "designation", "slug", "title_zh", "title_en", "status", "family", "sort_key")


def other_signs(read: Designation) -> list[str]:
    return [str(parse(key).undate()) for key in lookup_keys(str(read))]


def slips(read: Designation) -> list[str]:
    """The same code with a number one slip of the finger away: a digit more, less, another, or two exchanged."""
    if not read.number.isdigit() or len(read.number) > 8:
        return []
    family, number = str(read.undate()), read.number
    head, found, rest = family.partition(number)
    return [f"{head}{other}{rest}" for other in sorted(set(_edits(number))) if other] if found else []


def _edits(number: str) -> Iterator[str]:
    digits = "0123456789"
    for i in range(len(number) + 1):
        yield from (number[:i] + d + number[i:] for d in digits)
        if i < len(number):
            yield number[:i] + number[i + 1 :]
            yield from (number[:i] + d + number[i + 1 :] for d in digits if d != number[i])
        if i + 1 < len(number):
            yield number[:i] + number[i + 1] + number[i] + number[i + 2 :]


def fewer_words(kind: Kind, text: str, chosen: dict[str, list[str]]) -> list[tuple[str, int, str]]:
    """The most words that together find something; among equally many the rarest first."""
    question = read_question(text)
    if question.number is not None:
        return []
    pieces = list(question.words)[:MOST_WORDS]
    if question.phrases:
        pieces += list(question.phrases)
    if len(pieces) == 1 and len(pieces[0]) > 3:
        pieces = halves(pieces[0])
    for size in range(len(pieces) - 1, 0, -1):
        tried = [" ".join(part) for part in combinations(pieces, size)]
        hits = [(part, finder.find(kind, part, chosen, limit=1, with_counts=False).total) for part in tried]
        offers = sorted(((number, part) for part, number in hits if number), key=lambda offer: offer)
        if offers:
            several = [(name, value) for name, values in chosen.items() for value in values]
            return [(part, number, urlencode([("q", part), *several])) for number, part in offers[:4]]
    return []


def halves(word: str) -> list[str]:
    """A long Chinese word in two."""
    middle = (len(word) + 1) // 2
    return [word[:middle], word[middle:]] if not word.isascii() else [word]
