"""The list of a finder as a file: the same records in the same order, streamed in packs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.base import wording
from portal.base.exports import Column, Export

from . import labels
from .filters import CatalogueFilter
from .search import finder
from .search.catalogue import STANDARDS, Kind

MOST_PUBLIC = 20_000
MOST_SIGNED_IN = 200_000
PACK = 2000
COMMON = (
    "pk designation title_zh title_en status published_on published_precision ended_on ics committee__code committee_text "
    "is_demo slug source__key"
).split()
OWN = {"standard": "level nature in_force_on ccs industry".split(), "international": "body doc_type edition".split()}


def columns(kind: Kind) -> list[Column]:
    first = [
        Column("designation", _("Number"), 22),
        Column("title_zh", _("Chinese title"), 48),
        Column("title_en", _("English title"), 48),
        Column("status", _("Status"), 12),
        Column("published_on", _("Published"), 12),
    ]
    if kind is STANDARDS:
        first += [Column("in_force_on", _("In force from"), 12), Column("ended_on", _("Ended"), 12)]
        first += [Column("level", _("Kind"), 20), Column("ics", "ICS", 14), Column("ccs", "CCS", 10)]
        first += [Column("industry", _("Industry"), 14)]
    else:
        first += [Column("ended_on", _("Ended"), 12), Column("body", _("Body"), 10), Column("type", _("Kind of document"), 22)]
        first += [Column("edition", _("Edition"), 8), Column("ics", "ICS", 14)]
    last = [Column("committee", _("Committee"), 20), Column("source", _("Source"), 16), Column("address", _("Address"), 40)]
    return [*first, *last, Column("demonstration", _("Demonstration data"), 8)]


def export(kind: Kind, asked: CatalogueFilter, *, user: Any, address: str) -> Export:
    """The public gets as many rows as a person reads; whoever signs in more; the whole catalogue is under the API."""
    cap = MOST_SIGNED_IN if getattr(user, "is_authenticated", False) else MOST_PUBLIC
    total, pks = finder.every_pk(kind, asked.text, asked.chosen(), asked.order, cap)
    about = {_("List"): _("Standards") if kind is STANDARDS else _("International standards"), _("Address"): address}
    about |= {_("Records found"): wording.number(total)}
    if total > cap:
        shortened = _("Only the first %(cap)s of %(total)s records are in this file. Narrow the search or use the API.")
        about |= {_("Incomplete"): shortened % {"cap": wording.number(cap), "total": wording.number(total)}}
    about |= {_("Licence"): _("Bare bibliographic facts; the source of each row is named in it.")}
    name = "standards" if kind is STANDARDS else "international-standards"
    return Export(name=name, columns=columns(kind), rows=rows(kind, pks, user, address), about=about)


def rows(kind: Kind, pks: list[int], user: Any, address: str) -> Iterator[list[Any]]:
    site = address.split("/standards")[0].split("/international-standards")[0]
    path = "standard" if kind is STANDARDS else "international-standard"
    for pack in finder.batches(pks, PACK):
        found = kind.model.objects.visible_to(user).filter(pk__in=pack).values(*COMMON, *OWN[kind.name])
        by_pk = {row["pk"]: row for row in found}
        yield from (_cells(kind, by_pk[pk], f"{site}/{path}") for pk in pack if pk in by_pk)


def _day(row: dict[str, Any]) -> Any:
    """A day as a date; what is known only to the month or year as text, so that it does not look exact."""
    if row["published_on"] is None or row["published_precision"] == "day":
        return row["published_on"]
    return wording.day(row["published_on"], row["published_precision"])


def _cells(kind: Kind, row: dict[str, Any], address: str) -> list[Any]:
    committee = row["committee__code"] or row["committee_text"]
    status = labels.label(kind, "status", row["status"])
    first = [row["designation"], row["title_zh"], row["title_en"], status, _day(row)]
    if kind is STANDARDS:
        level = f"{row['level']}-{row['nature']}" if row["nature"] else row["level"]
        first += [row["in_force_on"], row["ended_on"], labels.level(level), row["ics"], row["ccs"], row["industry"]]
    else:
        kind_of_document = labels.label(kind, "type", row["doc_type"]) if row["doc_type"] else ""
        first += [row["ended_on"], row["body"], kind_of_document, row["edition"], row["ics"]]
    return [*first, committee, row["source__key"], f"{address}/{row['slug']}/", row["is_demo"]]
