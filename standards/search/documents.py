"""Records as documents of the index, streamed as plain rows: a million pass without one model instance."""

from __future__ import annotations

import re
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
LAST = 99_999_999
RANKS = {"current": 0, "coming": 1, "unknown": 2, "draft": 3, "replaced": 4, "withdrawn": 5, "cancelled": 6}
"""What may be used stands before what was replaced; within a rank the newer stands first, then the sort key."""
COMMON = ("pk", "designation", "sort_key", "title_zh", "title_en", "status", "published_on", "year", "committee_id")
STANDARD = (*COMMON, "ics_text", "ccs_text", "title_pinyin", "level", "nature", "industry")
INTERNATIONAL = (*COMMON, "ics_text", "body", "doc_type", "title_fr", "title_other")
_BLANK = re.compile(r"\s+")


def newest(published_on: date | None, year: int | None) -> int:
    """A number that sorts the newest first; what has no date comes last."""
    if published_on:
        return LAST - published_on.year * 10_000 - published_on.month * 100 - published_on.day
    return LAST - year * 10_000 if year else LAST


def one_word(value: str) -> str:
    """A filter value in one piece, since blanks part the values of a record."""
    return _BLANK.sub("_", value.strip())


def ics_codes(codes: Iterable[str]) -> list[str]:
    """The codes with everything above them: 35.030.10 also counts as 35.030 and 35."""
    return sorted({code[:length] for code in codes for length in (2, 6, 9) if len(code) >= length})


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


@lru_cache(maxsize=20_000)
def _codes(kept: str | None) -> tuple[str, ...]:
    return tuple(str(code) for code in orjson.loads(kept)) if kept and kept != "[]" else ()


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
        yield row["pk"], orjson.dumps(make(row, around)).decode()


def _common(row: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    zh, en, number, key = row["title_zh"], row["title_en"], row["designation"], row["sort_key"]
    spoken = row["title_pinyin"] if "title_pinyin" in row else (pinyin(zh) if zh else "")
    syllables = spoken.lower().split()
    latin = text.words(f"{en} {zh}" if zh and en else en or zh or row.get("title_fr", ""))
    heads, tail = text.number_keys(number)
    new = newest(row["published_on"], row["year"])
    ics = _codes(row["ics_text"])
    committees = " ".join(around.committees.get(row["committee_id"], ()))
    areas = " ".join(sorted(around.areas.get(row["pk"], ())))
    year = str(row["published_on"].year if row["published_on"] else row["year"] or "")
    return {
        "pk": row["pk"],
        "grams": text.stream(zh),
        "words": " ".join(latin),
        "pairs": " ".join(text.neighbours(latin)),
        "pinyin": " ".join(text.neighbours(syllables)),
        "initials": "".join(syllable[0] for syllable in syllables),
        "heads": " ".join(heads),
        "tail": tail,
        "whole": text.whole(tail),
        "o_relevance": f"{RANKS.get(row['status'], 9)}{new:08}{key}",
        "o_number": key,
        "o_newest": f"{new:08}{key}",
        "o_title": f"{(spoken or en).lower()[:80]}|{key}",
        "f_status": row["status"],
        "g_status": row["status"],
        "f_area": areas,
        "g_area": areas,
        "f_year": year,
        "g_year": year,
        "f_ics": " ".join(ics_codes(ics)),
        "g_ics": " ".join(sorted({code[:2] for code in ics})),
        "g_ics_group": " ".join(sorted({code[:6] for code in ics if len(code) > 2})),
        "f_committee": committees,
        "g_committee": committees,
    }


def _standard(row: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    ccs = _codes(row["ccs_text"])
    letters = sorted({code[0] for code in ccs if code})
    ranges = sorted({around.ranges[code] for code in ccs if code in around.ranges})
    level = f"{row['level']}-{row['nature']}" if row["nature"] else row["level"]
    adoptions = around.adoptions.get(row["pk"], ())
    degrees = " ".join(sorted({degree for degree, _ in adoptions})) or "none"
    industry = one_word(row["industry"])
    return _common(row, around) | {
        "cited": " ".join({key for _, number in adoptions for key in text.cited(number)}),
        "f_level": f"{row['level']} {level}",
        "g_level": level,
        "f_ccs": " ".join({*letters, *ranges, *ccs}),
        "g_ccs": " ".join(letters),
        "g_ccs_group": " ".join(ranges),
        "f_industry": industry,
        "g_industry": industry,
        "f_adoption": degrees,
        "g_adoption": degrees,
    }


def _international(row: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    found = _common(row, around)
    adopted = "yes" if row["pk"] in around.adoptions else "no"
    body, kind_of_document = one_word(row["body"]), one_word(row["doc_type"])
    return found | {
        "grams": found["grams"] + text.stream(row["title_other"]),
        "f_body": body,
        "g_body": body,
        "f_type": kind_of_document,
        "g_type": kind_of_document,
        "f_adopted": adopted,
        "g_adopted": adopted,
    }
