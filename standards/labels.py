"""What a filter value is called on a page. Names are read from the database at most once a minute in each process."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from committees.models import Committee
from portal.base.models import Classification

from .models import Adoption, InternationalStandard, KeyArea, Standard
from .search.catalogue import STANDARDS, Kind

FRESH_SECONDS = 60.0
DOCUMENT_TYPES = {
    "international-standard": gettext_lazy("International Standard"),
    "technical-specification": gettext_lazy("Technical Specification"),
    "technical-report": gettext_lazy("Technical Report"),
    "technical-standard": gettext_lazy("technical standard"),
    "publicly-available-specification": gettext_lazy("Publicly Available Specification"),
    "international-workshop-agreement": gettext_lazy("International Workshop Agreement"),
    "guide": gettext_lazy("guide"),
    "recommendation": gettext_lazy("Recommendation"),
    "amendment": gettext_lazy("amendment"),
    "corrigendum": gettext_lazy("corrigendum"),
    "supplement": gettext_lazy("supplement"),
    "addendum": gettext_lazy("addendum"),
    "handbook": gettext_lazy("handbook"),
    "report": gettext_lazy("report"),
    "question": gettext_lazy("question"),
    "resolution": gettext_lazy("resolution"),
    "redline": gettext_lazy("redline version"),
    "consolidated-version": gettext_lazy("consolidated version"),
}
ANSWERS = {"yes": gettext_lazy("adopted"), "no": gettext_lazy("not adopted")}
NO_ADOPTION = gettext_lazy("adopts none")


@dataclass
class Names:
    """Names by key in both languages: (Chinese, English)."""

    classes: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    committees: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    areas: dict[str, tuple[str, str, int, int]] = field(default_factory=dict)
    several_years: bool = False
    said: dict[tuple[str | None, str, str, str], str] = field(default_factory=dict)
    read_at: float = -FRESH_SECONDS

    def read(self) -> None:
        classes = Classification.objects.values_list("scheme", "code", "title_zh", "title_en")
        self.classes = {(scheme, code.rstrip("/")): (zh, en) for scheme, code, zh, en in classes}
        committees = Committee.objects.values_list("slug", "code", "name_zh", "name_en")
        self.committees = {slug: (code, zh, en) for slug, code, zh, en in committees}
        areas = KeyArea.objects.values_list("year", "slug", "name_zh", "name_en", "position")
        self.areas = {f"{year}-{slug}": (zh, en, year, place) for year, slug, zh, en, place in areas}
        self.several_years = len({year for _zh, _en, year, _place in self.areas.values()}) > 1
        self.said = {}
        self.read_at = time.monotonic()


_names = Names()


def names() -> Names:
    if time.monotonic() - _names.read_at > FRESH_SECONDS:
        _names.read()
    return _names


def forget() -> None:
    """Read again at the next question."""
    _names.read_at = -FRESH_SECONDS


def own(zh: str, en: str) -> str:
    """The name in the language of the page, else in the other."""
    return (en or zh) if get_language() == "en" else (zh or en)


def label(kind: Kind, name: str, value: str) -> str:
    """The words for a value of a filter; a value that nobody knows is shown as it is."""
    said = names().said
    key = (get_language(), kind.name, name, value)
    if key not in said:
        find = _BY_FILTER.get(name)
        said[key] = (find(kind, value) if find else "") or value.replace("_", " ")
    return said[key]


def _status(kind: Kind, value: str) -> str:
    choices = Standard.Status if kind is STANDARDS else InternationalStandard.Status
    return str(choices(value).label) if value in choices.values else ""


def level(value: str) -> str:
    """`industry-recommended` as words."""
    scope, _dash, nature = value.partition("-")
    if scope not in Standard.Level.values:
        return ""
    words = str(Standard.Level(scope).label)
    if nature in Standard.Nature.values and nature:
        return _("%(level)s, %(nature)s") % {"level": words, "nature": Standard.Nature(nature).label}
    return words


def _area(kind: Kind, value: str) -> str:
    known = names().areas.get(value)
    if known is None:
        return ""
    return f"{own(known[0], known[1])} ({known[2]})" if names().several_years else own(known[0], known[1])


def class_title(scheme: str, code: str) -> str:
    found = names().classes.get((scheme, code))
    return own(*found) if found else ""


def _class(scheme: str, value: str) -> str:
    return f"{value} {class_title(scheme, value)}".strip()


def _committee(kind: Kind, value: str) -> str:
    known = names().committees.get(value)
    return f"{known[0]} {own(known[1], known[2])}".strip() if known else ""


def industry(value: str) -> str:
    """An industry by its name; catalogues that give only the code are shown by the code's name."""
    return class_title(Classification.Scheme.INDUSTRY, value) or class_title(Classification.Scheme.CODE, value) or value


def _adoption(kind: Kind, value: str) -> str:
    if value == "none":
        return str(NO_ADOPTION)
    return str(Adoption.Degree(value).label) if value in Adoption.Degree.values else ""


_BY_FILTER = {
    "status": _status,
    "level": lambda kind, value: level(value),
    "area": _area,
    "ics": lambda kind, value: _class("ics", value),
    "ccs": lambda kind, value: _class("ccs", value),
    "industry": lambda kind, value: industry(value.replace("_", " ")),
    "committee": _committee,
    "adoption": _adoption,
    "adopted": lambda kind, value: str(ANSWERS.get(value, "")),
    "type": lambda kind, value: str(DOCUMENT_TYPES.get(value, "")) or value.replace("-", " "),
}
