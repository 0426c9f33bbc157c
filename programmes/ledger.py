"""What stands behind a figure: its records with titles and addresses, break-downs, and the difference between two figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.urls import NoReverseMatch
from django.utils.translation import gettext

from committees.models import Committee
from standards.models import InternationalStandard, KeyArea, Standard

from . import goal_words, reasons
from .metrics import COUNTED, NEAR, UNKNOWN, Entry, Figure
from .models import Demonstration

CHUNK = 5000
LISTS = {"counted": COUNTED, "near": NEAR, "unknown": UNKNOWN}


def entries_of(figure: Figure, name: str) -> tuple[Entry, ...]:
    """One of the three lists: counted, near, unknown."""
    return {"counted": figure.counted, "near": figure.near_misses, "unknown": figure.unknown}[name]


class Record(NamedTuple):
    """What a page needs of the record behind an entry."""

    title_zh: str
    title_en: str
    url: str


@dataclass(frozen=True)
class Line:
    """One entry as shown."""

    entry: Entry
    record: Record
    why: str
    areas: tuple[str, ...]


MODELS: dict[str, type] = {"standard": Standard, "international": InternationalStandard}


def records_of(entries: Iterable[Entry]) -> dict[str, Record]:
    """Titles and addresses by entry key, one query a kind for every few thousand."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.kind, set()).add(entry.pk)
    found: dict[str, Record] = {}
    for kind, pks in wanted.items():
        ordered = sorted(pks)
        for start in range(0, len(ordered), CHUNK):
            found |= _records(kind, ordered[start : start + CHUNK])
    return found


def _records(kind: str, pks: list[int]) -> dict[str, Record]:
    if kind == "demonstration":
        rows = Demonstration.objects.filter(pk__in=pks).select_related("standard")
        return {f"{kind}:{d.pk}": Record(d.title_zh, d.title_en, _url(d.standard)) for d in rows}
    model = MODELS[kind]
    found = model.objects.filter(pk__in=pks).only("pk", "slug", "title_zh", "title_en")
    return {f"{kind}:{one.pk}": Record(one.title_zh, one.title_en, _url(one)) for one in found}


def _url(record: Any) -> str:
    """The record's address; empty while its page does not exist."""
    try:
        return record.get_absolute_url() if record is not None else ""
    except NoReverseMatch:
        return ""


NOTHING = Record("", "", "")


def area_names(year: int) -> dict[int, KeyArea]:
    return {area.pk: area for area in KeyArea.objects.filter(year=year)}


def lines(entries: Sequence[Entry], areas: Mapping[int, KeyArea]) -> list[Line]:
    """Entries with their records, in the order given."""
    records = records_of(entries)
    return [
        Line(
            entry,
            records.get(entry.key, NOTHING),
            reasons.explained(entry),
            tuple(goal_words.own(areas[pk].name_zh, areas[pk].name_en) for pk in entry.areas if pk in areas),
        )
        for entry in entries
    ]


def by_reason(entries: Iterable[Entry]) -> list[tuple[str, str, int]]:
    """Reasons of a list with how many records each has, the most frequent first."""
    counts = Counter(entry.reason for entry in entries)
    return [(code, reasons.reason_words(code), number) for code, number in counts.most_common()]


class Part(NamedTuple):
    """One line of a break-down."""

    label: str
    number: int
    url: str


@dataclass(frozen=True)
class BreakDown:
    """Counted records by one property. Areas overlap, so their numbers may add up to more than the whole."""

    title: str
    parts: tuple[Part, ...]


def break_downs(figure: Figure, areas: Mapping[int, KeyArea], area_url: Any) -> list[BreakDown]:
    """By area, committee, level or field or body, and month."""
    counted = figure.counted
    by_area = Counter(pk for entry in counted for pk in entry.areas if pk in areas)
    area_parts = [
        Part(goal_words.own(area.name_zh, area.name_en), by_area[pk], area_url(area)) for pk, area in areas.items() if by_area[pk]
    ]
    found = [BreakDown(gettext("By key area"), tuple(area_parts)), BreakDown(gettext("By committee"), _by_committee(counted))]
    for trait, title, words in TRAITS:
        parts = _by_trait(counted, trait, words)
        if parts:
            found.append(BreakDown(gettext(title), parts))
    months = Counter(f"{entry.day:%Y-%m}" for entry in counted if isinstance(entry.day, date))
    found.append(BreakDown(gettext("By month"), tuple(Part(month, months[month], "") for month in sorted(months))))
    return [one for one in found if one.parts]


def _level(value: str) -> str:
    return str(dict(Standard.Level.choices).get(value, value))


def _same(value: str) -> str:
    return value


TRAITS = (("level", "By level", _level), ("field", "By field", _same), ("body", "By body", _same))


def _by_trait(entries: Iterable[Entry], trait: str, words: Any) -> tuple[Part, ...]:
    counts = Counter(entry.traits[trait] for entry in entries if entry.traits.get(trait))
    return tuple(Part(words(value), number, "") for value, number in counts.most_common())


def _by_committee(entries: Iterable[Entry]) -> tuple[Part, ...]:
    counts = Counter(entry.traits.get("committee") for entry in entries if "committee" in entry.traits)
    if not counts:
        return ()
    codes = dict(Committee.objects.filter(pk__in=[pk for pk in counts if pk]).values_list("pk", "code"))
    return tuple(Part(codes.get(pk, gettext("no committee")), number, "") for pk, number in counts.most_common())


class Change(NamedTuple):
    """A record whose place changed from one figure to the other."""

    entry: Entry
    was: str
    was_reason: str
    now: str
    now_reason: str


@dataclass(frozen=True)
class Difference:
    """What entered, what left, and what changed its reason."""

    entered: tuple[Change, ...]
    left: tuple[Change, ...]
    moved: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.entered or self.left or self.moved)


def places(figure: Figure) -> dict[str, tuple[str, Entry]]:
    """By record, the list it stands in and why; a record counted and unknown in part is counted."""
    found: dict[str, tuple[str, Entry]] = {}
    for outcome, entries in ((UNKNOWN, figure.unknown), (NEAR, figure.near_misses), (COUNTED, figure.counted)):
        for entry in entries:
            found[entry.key] = (outcome, entry)
    return found


def difference(before: Figure, after: Figure) -> Difference:
    """From one figure to the other, in the order of the numbers."""
    old, new = places(before), places(after)
    entered, left, moved = [], [], []
    for key in sorted(old.keys() | new.keys(), key=lambda key: (new.get(key) or old[key])[1].text):
        was, was_entry = old.get(key, ("absent", None))
        now, now_entry = new.get(key, ("absent", None))
        change = Change(
            now_entry or was_entry,  # type: ignore[arg-type]
            was, was_entry.reason if was_entry else "", now, now_entry.reason if now_entry else "",
        )  # fmt: skip
        if was != COUNTED and now == COUNTED:
            entered.append(change)
        elif was == COUNTED and now != COUNTED:
            left.append(change)
        elif was != now or change.was_reason != change.now_reason:
            moved.append(change)
    return Difference(tuple(entered), tuple(left), tuple(moved))
