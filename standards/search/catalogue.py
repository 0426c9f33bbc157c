"""The two finders: which records, which filters, which of them are counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.base import outbox
from standards.models import InternationalStandard, Standard

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Facet:
    """One filter with its counts. `finer` is counted only once the filter is in use (ICS groups under a chosen field)."""

    name: str
    title: StrPromise
    finer: str = ""
    is_open: bool = False
    in_use_only: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of record with its own index and finder."""

    name: str
    topic: str
    model: Any
    facets: tuple[Facet, ...]

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def filters(self) -> tuple[str, ...]:
        return tuple(facet.name for facet in self.facets)


STATUS = Facet("status", _("Status"), is_open=True)
AREA = Facet("area", _("Key area"), is_open=True)
YEAR = Facet("year", _("Year of publication"))
ICS = Facet("ics", "ICS", finer="ics_group")
COMMITTEE = Facet("committee", _("Committee"))

STANDARDS = Kind(
    "standard",
    outbox.STANDARD,
    Standard,
    (
        STATUS,
        Facet("level", _("Kind"), is_open=True),
        AREA,
        YEAR,
        ICS,
        Facet("ccs", "CCS", finer="ccs_group"),
        Facet("industry", _("Industry")),
        COMMITTEE,
        Facet("adoption", _("Degree of adoption")),
    ),
)
INTERNATIONAL = Kind(
    "international",
    outbox.INTERNATIONAL,
    InternationalStandard,
    (
        STATUS,
        Facet("body", _("Body"), is_open=True),
        Facet("adopted", _("Adopted in China"), is_open=True),
        AREA,
        Facet("type", _("Kind of document")),
        YEAR,
        ICS,
        COMMITTEE,
    ),
)
KINDS = {kind.name: kind for kind in (STANDARDS, INTERNATIONAL)}
