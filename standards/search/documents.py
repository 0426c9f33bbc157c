"""Records as documents of the index, streamed as plain rows: a million pass without one model instance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import orjson
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from committees.models import Committee
from portal.base.models import Classification
from portal.base.names import pinyin
from standards.models import Adoption, AreaTag
from standards.querysets import ADOPTED

from . import text
from .catalogue import STANDARDS, Kind

CHUNK = 5000
NOTHING = "-"
"""Stands in a counted field that has no value; never shown."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), (1 << 17) - 1
RANKS = {"current": 0, "coming": 1, "unknown": 2, "draft": 3, "replaced": 4, "withdrawn": 5, "cancelled": 6}
"""What may be used stands before what was replaced; within a rank the newer stands first, then the sort key."""
COMMON = ("pk", "designation", "sort_key", "title_zh", "title_en", "status", "published_on", "year", "committee_id")
STANDARD = (*COMMON, "ics_text", "ccs_text", "title_pinyin", "level", "nature", "industry")
INTERNATIONAL = (*COMMON, "ics_text", "body", "doc_type", "title_fr", "title_other")


def newest(published_on: date | None, year: int | None) -> int:
    """A number that sorts the newest first; what has no date comes last. 17 bits."""
    if published_on:
        return LAST_DAY - published_on.toordinal() + FIRST_DAY
    return LAST_DAY - (year - 1900) * 365 if year else LAST_DAY


def place(sort_key: str) -> int:
    """The beginning of a sort key as 40 bits: level, two letters, number, part. Enough to order what appeared on one day."""
    code, _, rest = sort_key.partition("|")
    number, _, part = rest.partition("|")
    letters = [ord(letter) - 96 if "a" <= letter <= "z" else 0 for letter in f"{code[1:3]:2}"]
    level = int(code[0]) if code[:1].isdigit() else 9
    return (((level * 27 + letters[0]) * 27 + letters[1]) << 28) | (_digits(number, 18) << 10) | _digits(part[:8], 10)


def _digits(text: str, bits: int) -> int:
    return min(int(text), (1 << bits) - 1) if text.isascii() and text.isdigit() else 0


def one_word(value: str) -> str:
    """A filter value in one piece, since blanks part the values of a record."""
    return "_".join(value.split())


@lru_cache(maxsize=20_000)
def ics_keys(kept: str) -> dict[str, str]:
    """A list of codes with everything above them: 35.030.10 also counts as 35.030 and 35."""
    codes = _codes(kept)
    return {
        "f_ics": _set(code[:length] for code in codes for length in (2, 6, 9) if len(code) >= length),
        "g_ics": _set(code[:2] for code in codes),
        "g_ics_group": _set(code[:6] for code in codes if len(code) > 2),
    }


def _codes(kept: str | None) -> list[str]:
    return [str(code) for code in orjson.loads(kept)] if kept and kept != "[]" else []


def _set(values: Iterable[str]) -> str:
    """Several values as one text, always in the same order."""
    return " ".join(sorted(set(values)))


class Surroundings:
    """What the documents need from other tables, read once a pack or once a rebuild."""

    def __init__(self, kind: Kind, pks: list[int] | None = None) -> None:
        self.kind = kind
        owner = "standard_id" if kind is STANDARDS else "international_id"
        few = {} if pks is None else {f"{owner}__in": pks}
        self.areas: dict[int, set[str]] = defaultdict(set)
        tags = AreaTag.objects.open().confirmed().filter(**{f"{owner}__isnull": False}, **few)
        for pk, year, slug in tags.values_list(owner, "area__year", "area__slug").iterator(CHUNK):
            self.areas[pk].add(f"{year}-{slug}")
        self.adoptions: dict[int, list[tuple[str, str]]] = defaultdict(list)
        adoptions = Adoption.objects.open().filter(**{f"{owner}__isnull": False}, **few)
        if kind is not STANDARDS:
            adoptions = adoptions.filter(degree__in=ADOPTED, standard__retracted_at__isnull=True)
        for pk, degree, number in adoptions.values_list(owner, "degree", "cited").iterator(CHUNK):
            self.adoptions[pk].append((degree, number))
        self.committees = _committees()
        self.ranges = _ranges() if kind is STANDARDS else {}
        self._ccs: dict[str, dict[str, str]] = {}

    def ccs_keys(self, kept: str) -> dict[str, str]:
        """Codes with their letters and groups: L72 also counts as L70/84 and L."""
        if kept not in self._ccs:
            codes = _codes(kept)
            letters, ranges = {code[0] for code in codes if code}, {self.ranges[code] for code in codes if code in self.ranges}
            self._ccs[kept] = {"f_ccs": _set([*letters, *ranges, *codes]), "g_ccs": _set(letters), "g_ccs_group": _set(ranges)}
        return self._ccs[kept]


def _committees() -> dict[int, list[str]]:
    """A committee's address with those above it: a filter for a committee holds its subcommittees."""
    rows = {pk: (slug, parent) for pk, slug, parent in Committee.objects.values_list("pk", "slug", "parent_id")}
    lines: dict[int, list[str]] = {}
    for pk in rows:
        line: list[str] = []
        at: int | None = pk
        while at in rows and rows[at][0] not in line:
            line.append(rows[at][0])
            at = rows[at][1]
        lines[pk] = line
    return lines


def _ranges() -> dict[str, str]:
    """CCS code to its group: L72 belongs to L70/84."""
    codes = Classification.objects.filter(scheme=Classification.Scheme.CCS, level=3, parent__isnull=False)
    return dict(codes.values_list("code", "parent__code"))


def rows(kind: Kind, chosen: QuerySet[Any]) -> Iterator[dict[str, Any]]:
    """Plain rows of the records that the public may see: what is not written is not found."""
    names = STANDARD if kind is STANDARDS else INTERNATIONAL
    kept = {"ics_text": Cast("ics", TextField())} | ({"ccs_text": Cast("ccs", TextField())} if kind is STANDARDS else {})
    for values in chosen.public().order_by("pk").annotate(**kept).values_list(*names).iterator(CHUNK):
        yield dict(zip(names, values, strict=True))


def documents(kind: Kind, chosen: QuerySet[Any], around: Surroundings) -> Iterator[tuple[int, str]]:
    """(key, document as JSON)."""
    make = _standard if kind is STANDARDS else _international
    for row in rows(kind, chosen):
        yield row["pk"], orjson.dumps(filled(make(row, around))).decode()


def filled(document: dict[str, Any]) -> dict[str, Any]:
    """Empty fields are left out, but counted ones say so: a column without gaps is counted seven times faster."""
    return {name: value or NOTHING for name, value in document.items() if value or name.startswith("g_")}


def _common(row: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    zh, en, key = row["title_zh"], row["title_en"], row["sort_key"]
    spoken = row["title_pinyin"] if "title_pinyin" in row else (pinyin(zh) if zh else "")
    syllables = [syllable for syllable in spoken.lower().split() if syllable.isalnum()]
    heads, tail = text.number_keys(row["designation"])
    published = row["published_on"]
    new = (newest(published, row["year"]) << 43) | place(key)
    committees = " ".join(around.committees.get(row["committee_id"], ()))
    areas = _set(around.areas.get(row["pk"], ()))
    return {
        "pk": row["pk"],
        "grams": text.stream(zh) if zh else "",
        "words": " ".join(text.words(f"{en} {zh}" if zh and en else en or zh or row.get("title_fr", ""))),
        "pinyin": " ".join(text.neighbours(syllables)),
        "initials": "".join([syllable[0] for syllable in syllables]),
        "heads": heads,
        "tail": tail,
        "whole": text.whole(tail),
        "o_relevance": (RANKS.get(row["status"], 7) << 60) | new,
        "o_newest": new,
        "o_number": key,
        "o_title": f"{(spoken or en).lower()[:60]}|{key[:24]}",
        "g_status": row["status"],
        "f_area": areas,
        "g_area": areas,
        "g_year": str(published.year if published else row["year"] or ""),
        **ics_keys(row["ics_text"] or ""),
        "f_committee": committees,
        "g_committee": committees,
    }


def _standard(row: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    adoptions = around.adoptions.get(row["pk"], ())
    degrees = _set(degree for degree, _ in adoptions) if adoptions else "none"
    return {
        **_common(row, around),
        "cited": " ".join({key for _, number in adoptions for key in text.cited(number)}),
        "g_level": f"{row['level']}-{row['nature']}" if row["nature"] else row["level"],
        **around.ccs_keys(row["ccs_text"] or ""),
        "g_industry": one_word(row["industry"]),
        "f_adoption": degrees,
        "g_adoption": degrees,
    }


def _international(row: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    found = _common(row, around)
    return found | {
        "grams": found["grams"] + text.stream(row["title_other"]),
        "g_body": one_word(row["body"]),
        "g_type": one_word(row["doc_type"]),
        "g_adopted": "yes" if row["pk"] in around.adoptions else "no",
    }
