"""The two catalogues that files bring rows for: their tables, keys, and which columns are compared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from portal.base import outbox
from standards import status
from standards.models import InternationalStandard, InternationalStatus, Standard, StandardStatus

JSON = frozenset({"ics", "ccs", "extra"})
ONCE = frozenset({"published", "in_force", "replaced", "withdrawn", "cancelled", "corrected", "confirmed"})
"""Events of which a source tells one: another day is a correction, not a second event."""
SEEN = frozenset({"seen_current", "seen_ended", "seen_unclear"})


@dataclass(frozen=True)
class Catalogue:
    """`compared` columns make a row changed, `derived` follow the number, `soft` are no contradiction between sources."""

    kind: str
    model: type[models.Model]
    facts: type[models.Model]
    owner: str
    detail: str
    topic: str
    key: str
    compared: tuple[str, ...]
    derived: tuple[str, ...]
    soft: frozenset[str]
    state: Callable[[Iterable[Any], date], Any]
    projected: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that a row fills."""
        return tuple(dict.fromkeys((self.key, *self.compared, *self.derived)))

    def project(self, events: Iterable[Any], today: date) -> tuple[Any, ...]:
        """The status columns as the events say, in the order of `projected`."""
        state = self.state(events, today)
        values = {"published_precision": state.precision, "status": state.status, "published_on": state.published_on}
        values |= {"ended_on": state.ended_on, "in_force_on": getattr(state, "in_force_on", None)}
        return tuple(values[name] for name in self.projected)


INTERNATIONAL = Catalogue(
    kind="international",
    model=InternationalStandard,
    facts=InternationalStatus,
    owner="international_id",
    detail="stage",
    topic=outbox.INTERNATIONAL,
    key="uid",
    compared=tuple(
        """designation body doc_type edition title_zh title_en title_fr title_other stage ics committee_id committee_text
        extra""".split()
    ),
    derived=("designation_raw", "sort_key", "family", "work", "year"),
    soft=frozenset({"designation_raw", "extra", "committee_text", "doc_type", "edition"}),
    state=status.state_of_international,
    projected=("status", "published_on", "published_precision", "ended_on"),
)
STANDARDS = Catalogue(
    kind="standards",
    model=Standard,
    facts=StandardStatus,
    owner="standard_id",
    detail="notice_number",
    topic=outbox.STANDARD,
    key="identity",
    compared=tuple(
        """designation title_zh title_en ics ccs committee_id committee_text department publisher notice_number content
        plan_number drafting_units industry note""".split()
    ),
    derived=("designation_raw", "sort_key", "family", "level", "code", "number", "part", "year", "nature", "title_pinyin"),
    soft=frozenset({"designation_raw", "note", "drafting_units", "committee_text", "department"}),
    state=status.state_of_standard,
    projected=("status", "published_on", "published_precision", "in_force_on", "ended_on"),
)
BY_KIND = {catalogue.kind: catalogue for catalogue in (INTERNATIONAL, STANDARDS)}
