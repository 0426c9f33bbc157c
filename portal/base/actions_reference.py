"""Load the shipped reference data of the ground: sources, classifications, regions, the work calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from . import audit, reference
from .models import CalendarDay, Classification, DataSource, Region, User
from .settling import Settled, settle

VERB = "reference.load"
Scheme = Classification.Scheme
_COMPARED = ("parent_id", "level", "title_zh", "title_en", "note", "verified", "extra", "source_id")


@transaction.atomic
def load_sources(*, by: User) -> Settled:
    """Where rows come from, with licence and attribution."""
    columns = ("name_zh", "name_en", "licence", "attribution", "reference")
    rows = [
        DataSource(key=row["key"], snapshot_on=date.fromisoformat(row["snapshot_on"]), **{c: row[c] for c in columns})
        for row in reference.rows("data_sources.csv")
    ]
    with audit.act(VERB, by=by, note="data_sources.csv"):
        return settle(rows, DataSource.objects.all(), key=("key",), compared=(*columns, "snapshot_on"))


def sources() -> dict[str, DataSource]:
    """Sources by key."""
    return {source.key: source for source in DataSource.objects.all()}


def sources_as_printed() -> dict[str, DataSource]:
    """Sources by what the rows of a shipped file say in their column `source`."""
    by_key = sources()
    return {
        text: by_key[row["key"]]
        for row in reference.rows("data_sources.csv")
        for text in row["printed_as"].split("|")
        if text and row["key"] in by_key
    }


@transaction.atomic
def load_classifications(*, by: User) -> Settled:
    """ICS, CCS, industries and standard codes."""
    with audit.act(VERB, by=by, note="ics.csv, ccs.csv, industries.csv, industry_codes.csv"):
        settled = _settle_tree(Scheme.ICS, list(_ics()))
        settled += _settle_tree(Scheme.CCS, list(_ccs()))
        settled += _settle_tree(Scheme.INDUSTRY, list(_industries()))
        return settled + _settle_tree(Scheme.CODE, list(_codes()))


@transaction.atomic
def load_regions(*, by: User) -> Settled:
    """Province-level regions of GB/T 2260."""
    rows = [Region(**row) for row in reference.rows("regions.csv")]
    with audit.act(VERB, by=by, note="regions.csv"):
        return settle(rows, Region.objects.all(), key=("code",), compared=("name_zh", "name_en"))


@transaction.atomic
def load_calendar(*, by: User) -> Settled:
    """Holidays and make-up working days, as far as the notices are known."""
    rows = [
        CalendarDay(
            day=date.fromisoformat(row["date"]),
            kind=row["kind"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            notice=row["source"],
            verified=row["checked"] == "verified",
        )
        for row in reference.rows("work_calendar.csv")
    ]
    with audit.act(VERB, by=by, note="work_calendar.csv"):
        compared = ("kind", "name_zh", "name_en", "notice", "verified")
        return settle(rows, CalendarDay.objects.all(), key=("day",), compared=compared)


def _settle_tree(scheme: str, rows: list[tuple[Classification, str]]) -> Settled:
    """Level by level, since a class needs its parent's row."""
    settled = Settled()
    among = Classification.objects.filter(scheme=scheme)
    for level in sorted({row.level for row, _ in rows}):
        parents = dict(among.filter(level__lt=level).values_list("code", "pk"))
        this_level = []
        for row, parent in rows:
            if row.level == level:
                row.scheme, row.parent_id = scheme, parents[parent] if parent else None
                this_level.append(row)
        settled += settle(this_level, among.filter(level=level), key=("code",), compared=_COMPARED)
    return settled


Classes = Iterator[tuple[Classification, str]]


def _ics() -> Classes:
    source = sources().get("iso")
    for row in reference.rows("ics.csv"):
        yield (
            Classification(
                code=row["code"],
                level=int(row["level"]),
                title_zh=row["title_zh"],
                title_en=row["title_en"].rstrip("."),
                note=re.sub(r",?\s*see \{ics-code\}", "", row["notes_en"]),
                verified="unverified" not in row["title_zh_basis"],
                extra=_filled({"title_en_ed6": row["title_en_ed6"], "editions": _editions(row)}),
                source=source,
            ),
            row["parent"],
        )


def _editions(row: dict[str, str]) -> list[int]:
    return [number for number, column in ((6, "in_ed6"), (7, "in_ed7")) if row[column] == "1"]


def _ccs() -> Classes:
    source = sources().get("ribose")
    for row in reference.rows("ccs.csv"):
        extra = _filled({"code_note": row["code_note"]})
        yield (
            Classification(
                code=row["code"],
                level=int(row["level"]),
                title_zh=row["title_zh"],
                title_en=row["title_en"],
                note=row["notes_zh"],
                extra=extra,
                source=source,
            ),
            row["parent"],
        )


def _industries() -> Classes:
    """19 industries of the ministry share 18 codes (gold and non-ferrous metals: YS); the others have one each."""
    source = sources().get("ribose")
    for row in reference.rows("industries.csv"):
        extra = {"codes": row["codes"].split(), "miit": row["miit"] == "1"}
        yield Classification(code=row["key"], title_zh=row["name_zh"], title_en=row["name_en"], extra=extra, source=source), ""


def _codes() -> Classes:
    printed = sources_as_printed()
    for row in reference.rows("industry_codes.csv"):
        kept = ("scope", "admin_zh_now", "admin_zh_source", "admin_en_source")
        extra = _filled({column: row[column] for column in kept}) | ({"miit": True} if row["miit"] == "1" else {})
        yield (
            Classification(
                code=row["code"],
                title_zh=row["name_zh"],
                title_en=row["name_en"],
                verified="unverified" not in row["source"],
                extra=extra,
                source=printed.get(row["source"]),
            ),
            "",
        )


def _filled(pairs: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in pairs.items() if value}
