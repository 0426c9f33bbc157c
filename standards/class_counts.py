"""How many records stand in each class. A record counts once in a class, however many of its codes lie below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, QuerySet

from portal.base.models import Classification

from .models import InternationalStandard, Standard

Scheme = Classification.Scheme
FRESH_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Records:
    """Chinese and international records of a class."""

    standards: int = 0
    international: int = 0


def records_by_class(scheme: str) -> dict[str, Records]:
    """Counts of every class that has records, at most ten minutes old."""
    return cache.get_or_set(f"class-counts-{scheme}", lambda: count_records(scheme), FRESH_SECONDS)


def count_records(scheme: str) -> dict[str, Records]:
    """Counts of every class that has records, as of now."""
    if scheme in (Scheme.ICS, Scheme.CCS):
        parents = dict(Classification.objects.filter(scheme=scheme).values_list("code", "parent__code"))
        ours = _by_listed_code(Standard.objects.public(), scheme, parents)
        theirs = _by_listed_code(InternationalStandard.objects.public(), "ics", parents) if scheme == Scheme.ICS else Counter()
    else:
        ours, theirs = _by_number_code(scheme), Counter()
    return {code: Records(ours[code], theirs[code]) for code in ours.keys() | theirs.keys()}


def _by_listed_code(records: QuerySet, column: str, parents: dict[str, str | None]) -> Counter[str]:
    """Records share few lists of codes, so the database counts the lists and only those are read."""
    counted: Counter[str] = Counter()
    for codes, number in records.order_by().values_list(column).annotate(n=Count("pk")):
        for above in {one for code in codes or () for one in _upwards(code, parents)}:
            counted[above] += number
    return counted


def _upwards(code: str, parents: dict[str, str | None]) -> Iterator[str]:
    """The class and those above it. An ICS code of neither edition counts in the group or field it would lie in."""
    while code and code not in parents:
        code = code.rpartition(".")[0]
    while code:
        yield code
        code = parents.get(code) or ""


def _by_number_code(scheme: str) -> Counter[str]:
    """By the letters before the number: GB/T counts in GB and in GB/T, T/CSAE in T/, DB1101 in DB11."""
    classes = Classification.objects.filter(scheme=scheme)
    known = {code: _letters(scheme, code, extra) for code, extra in classes.values_list("code", "extra")}
    holders: dict[str, list[str]] = {}
    for code, letters in known.items():
        for one in letters:
            holders.setdefault(one, []).append(code)
    counted: Counter[str] = Counter()
    natures = Standard.objects.public().order_by().values_list("code", "nature").annotate(n=Count("pk"))
    for letters, nature, number in natures:
        for code in {holder for one in _forms(letters, nature) for holder in holders.get(one, ())}:
            counted[code] += number
    return counted


def _letters(scheme: str, code: str, extra: dict) -> Iterable[str]:
    return extra.get("codes", ()) if scheme == Scheme.INDUSTRY else (code,)


def _forms(letters: str, nature: str) -> Iterator[str]:
    yield letters
    if nature == Standard.Nature.RECOMMENDED:
        yield f"{letters}/T"
    if nature == Standard.Nature.GUIDANCE:
        yield f"{letters}/Z"
    if "/" in letters:
        yield letters[: letters.index("/") + 1]
    if letters.startswith("DB") and len(letters) > 2:
        yield letters[:4]
