"""What a whole import knows: who, when, from where; the committees; how a row becomes a candidate."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from committees.models import Committee
from portal.base import audit, clock
from portal.base.models import Batch, User
from portal.base.names import pinyin
from standards.models import Alias, InternationalStandard

from . import chinese_rows, international_rows
from .candidates import Candidate
from .catalogues import BY_KIND, Catalogue
from .sources import Sources
from .tables import Row

_CHINESE_TC = re.compile(r"(?:SAC\s*/?\s*)?TC\s*([0-9]+)(?:\s*/\s*SC\s*([0-9]+))?")


@dataclass
class Fresh:
    """A catalogue that was empty when this run began: what it holds is what the run has put there, so nothing need be asked."""

    keys: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)


@dataclass
class Context:
    """One import while it runs. `entered_here`: there are records that no source names. `writes`: more than a check."""

    batch: Batch
    catalogue: Catalogue
    by: User
    today: date
    sources: Sources
    overwrite: bool = False
    writes: bool = False
    entered_here: bool = False
    committees: dict[str, int] = field(default_factory=dict)
    fresh: Fresh | None = None
    snapshots: dict[str, date] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Batch, *, by: User, overwrite: bool = False) -> "Context":
        today = clock.today()
        sources = Sources(batch.source, by, today)
        committees = dict(Committee.objects.values_list("code", "pk"))
        entered = InternationalStandard.objects.filter(uid__startswith="portal:").exists()
        catalogue = BY_KIND[batch.kind]
        empty = batch.position == 0 and not catalogue.model._base_manager.exists() and not Alias.objects.exists()
        fresh = Fresh() if empty else None
        more = {"entered_here": entered, "committees": committees, "fresh": fresh}
        return cls(batch, catalogue, by, today, sources, overwrite, **more)

    @property
    def now(self) -> datetime:
        """The moment of the pack under way: what a long import writes at its end was not known at its beginning."""
        return audit.current().at

    def snapshot(self, body: str) -> date:
        """The day of a body's catalogue."""
        known = self.snapshots.get(body)
        if known is None:
            known = self.snapshots[body] = self.sources.day_of_body(body)
        return known

    def candidate(self, row: Row) -> Candidate:
        """Clean one row and fill in committee and pinyin. Asks no table, so that it can run beside the writing."""
        columns: dict[str, Any]
        if self.catalogue.kind == "international":
            body = str(row.fields.get("body") or "")
            found = international_rows.candidate(row, {body: self.snapshot(body)}, self.today)
            columns = found.columns
            columns["committee_id"] = self.committees.get(columns["committee_text"])
        else:
            source = self.sources.as_printed(str(row.fields.get("source") or ""))
            found = chinese_rows.candidate(row, self.sources.day_of(source))
            columns = found.columns
            columns["title_pinyin"] = pinyin(columns["title_zh"]) if columns["title_zh"] else ""
            columns["committee_id"] = self._committee(columns.get("committee_text", ""))
        return found

    def linking(self, row: Row) -> Candidate | None:
        """A candidate with no more than what its links need; None when it has none."""
        if self.catalogue.kind != "international":
            return self.sourced(self.candidate(row))
        if row.problem or international_rows.LINKED.isdisjoint(row.fields):
            return None
        return self.sourced(international_rows.linking(row))

    def sourced(self, found: Candidate) -> Candidate:
        """Say which source the row comes from; that of a known body is entered when it is met first."""
        if self.catalogue.kind == "international":
            source = self.sources.of_body(found.source)
        else:
            source = self.sources.as_printed(found.source)
        found.source_id = source.pk if source is not None else None
        return found

    def _committee(self, printed: str) -> int | None:
        """A committee is known by its number in brackets behind its name."""
        found = _CHINESE_TC.search(printed)
        if found is None:
            return self.committees.get(printed)
        code = f"SAC/TC {found[1]}" + (f"/SC {found[2]}" if found[2] else "")
        return self.committees.get(code)

    def known_on(self, found: Candidate) -> date:
        """The day on which the source of a row knew it."""
        for source in self.sources.by_key.values():
            if source.pk == found.source_id:
                return self.sources.day_of(source)
        return self.today
