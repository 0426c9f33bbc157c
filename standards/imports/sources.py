"""Which source a row comes from, and the day on which that source said so (X3)."""

from datetime import date

from django.db import transaction

from portal.base import audit
from portal.base.actions_reference import sources_as_printed
from portal.base.models import DataSource, User

BY_BODY = {"ISO": "iso", "IEC": "iec", "ITU": "itu", "3GPP": "3gpp"}
"""Bodies whose catalogue the repository ships; their sources come with the reference data."""

OTHERS: dict[str, tuple[str, str, str, str]] = {
    "ETSI": ("etsi", "ETSI出版物目录事实", "Facts of the ETSI catalogue", "2026-05-01"),
    "IEEE": ("ieee", "IEEE标准目录事实", "Facts of the IEEE catalogue", "2025-08-31"),
    "W3C": ("w3c", "W3C技术报告目录事实", "Facts of the W3C list of reports", "2026-05-20"),
    "IETF": ("ietf", "RFC索引事实", "Facts of the RFC index", "2016-07-26"),
    "JIS": ("jis", "日本工业标准目录事实", "Facts of the JIS catalogue", "2025-04-16"),
    "EASC": ("easc", "独联体标准目录事实", "Facts of the EASC catalogue", "2026-07-14"),
}
"""Bodies that are imported from a file when wanted: key, names, day of the snapshot."""


class Sources:
    """Sources by key, by body and by what a row says; missing ones of known bodies are entered when first met."""

    def __init__(self, given: DataSource | None, by: User, today: date) -> None:
        self.given, self.by, self.today = given, by, today
        self.by_key = {source.key: source for source in DataSource.objects.all()}
        self.printed = sources_as_printed()

    def of_body(self, body: str) -> DataSource | None:
        """The catalogue of a body, unless the import names its source."""
        if self.given is not None:
            return self.given
        key = BY_BODY.get(body) or (OTHERS[body][0] if body in OTHERS else "")
        if key and key not in self.by_key and body in OTHERS:
            self.by_key[key] = enter_source(body, by=self.by)
        return self.by_key.get(key)

    def day_of_body(self, body: str) -> date:
        """The day of a body's catalogue, also of one that is not entered yet."""
        if self.given is None and body in OTHERS and OTHERS[body][0] not in self.by_key:
            return date.fromisoformat(OTHERS[body][3])
        return self.day_of(self.of_body(body))

    def as_printed(self, text: str) -> DataSource | None:
        """The source that a row names in its own words, else that of the import."""
        return self.printed.get(text) or self.by_key.get(text) or self.given

    def day_of(self, source: DataSource | None) -> date:
        """The day on which the source said so; today for a file of no known source."""
        return source.snapshot_on if source is not None and source.snapshot_on else self.today


@transaction.atomic
def enter_source(body: str, *, by: User) -> DataSource:
    """The catalogue of a body that the repository does not ship."""
    key, name_zh, name_en, snapshot = OTHERS[body]
    found = DataSource.objects.filter(key=key).first()
    if found:
        return found
    source = DataSource(key=key, name_zh=name_zh, name_en=name_en, licence="no licence stated; bare facts")
    source.snapshot_on = date.fromisoformat(snapshot)
    with audit.act("source.enter", source, by=by):
        source.save()
    return source
