"""The records of a figure as a file: enough to count again by hand, without the site (U15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.base import exports
from standards.models import KeyArea

from . import goal_words, reasons
from .ledger import CHUNK, NOTHING, area_names, entries_of, records_of
from .metrics import Entry, Figure
from .models import Definition, Goal

COLUMNS = (
    exports.Column("list", _("List"), 12),
    exports.Column("kind", _("Kind of record"), 14),
    exports.Column("key", _("Key"), 20),
    exports.Column("number", _("Number or title"), 28),
    exports.Column("title_zh", _("Chinese title"), 40),
    exports.Column("title_en", _("English title"), 40),
    exports.Column("day", _("Day"), 12),
    exports.Column("areas", _("Key areas"), 30),
    exports.Column("reason", _("Reason"), 20),
    exports.Column("reason_words", _("Reason in words"), 50),
    exports.Column("in_denominator", _("In the denominator"), 10),
    exports.Column("traits", _("Properties"), 30),
    exports.Column("address", _("Address"), 40),
)
NAMES = ("counted", "near", "unknown")


def rows(figure: Figure, areas: Mapping[int, KeyArea], names: Iterable[str], site: str) -> Iterator[tuple[Any, ...]]:
    """Counted first, then what nearly counts, then what cannot be told. Titles come in packs."""
    for name in names:
        entries = entries_of(figure, name)
        for start in range(0, len(entries), CHUNK):
            pack = entries[start : start + CHUNK]
            records = records_of(pack)
            for entry in pack:
                yield _row(name, entry, records.get(entry.key, NOTHING), areas, site)


def _row(name: str, entry: Entry, record: Any, areas: Mapping[int, KeyArea], site: str) -> tuple[Any, ...]:
    slugs = [areas[pk].slug for pk in entry.areas if pk in areas]
    traits = "; ".join(f"{key}={value}" for key, value in entry.traits.items() if value not in (None, "", False))
    address = f"{site}{record.url}" if record.url else ""
    return (
        name, entry.kind, entry.key, entry.text, record.title_zh, record.title_en, entry.day, slugs, entry.reason,
        reasons.explained(entry), entry.listed, traits, address,
    )  # fmt: skip


def ledger_export(
    goal: Goal, figure: Figure, *, definition: Definition, about: Mapping[str, str], area: KeyArea | None,
    name: str, site: str, lists: Iterable[str] = NAMES,
) -> exports.Export:  # fmt: skip
    """The file of one figure. It says the figure, its definition, its dates and the digest of the counted keys."""
    said = {
        gettext("Programme"): goal_words.own(goal.plan.title_zh, goal.plan.title_en),
        gettext("Goal"): goal_words.label(goal),
        gettext("Key area"): goal_words.own(area.name_zh, area.name_en) if area else gettext("all key areas"),
        gettext("Value"): goal_words.value_words(goal, figure.value),
        gettext("Exact value"): "" if figure.value is None else str(figure.value),
        gettext("Target"): goal_words.target_words(goal),
        gettext("Definition"): f"{definition} {goal_words.definition_text(definition)}",
        gettext("Digest of the counted records"): figure.digest,
        gettext("How the digest is made"): gettext("SHA-256 of the keys of the counted rows, sorted, joined by line feeds."),
    }
    if goal.second_threshold is not None and figure.second_value is not None:
        said[gettext("Second value")] = goal_words.second_words(goal, figure.second_value)
    if figure.denominator is not None:
        said[gettext("Numerator and denominator")] = f"{figure.numerator} / {figure.denominator}"
    areas = area_names(goal.plan.year)
    return exports.Export(name, COLUMNS, rows(figure, areas, lists, site), said | about, is_demo=goal.plan.is_demo)
