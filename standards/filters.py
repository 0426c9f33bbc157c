"""The filters of the two finders: one set a list, for page, API, export and feed. Several values of one filter are alternatives.

`.chosen()` gives the values for the search index; `.qs` is the same choice made by the database.
"""

from __future__ import annotations

import re
from typing import Any, cast

import django_filters as filters
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from .models import Adoption, AreaTag, InternationalStandard, Standard
from .querysets import ADOPTED
from .search import finder
from .search.catalogue import INTERNATIONAL, STANDARDS, Kind
from .search.database import narrow
from .search.text import read_question

SORTS = (
    ("relevance", _("best first")),
    ("number", _("by number")),
    ("newest", _("newest first")),
    ("title", _("by title, in pinyin order")),
)
CCS_GROUP = re.compile(r"(?P<letter>[A-Z])(?P<first>[0-9]{2})/(?P<last>[0-9]{2})")
"""A group of CCS codes as the classification writes it: L70/84."""
MOST_VALUES = 50
"""Values of one filter that are looked at; more are no choice but an attack."""


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class SeveralValues(filters.Filter):
    """`status=current&status=coming`: any of the values. Unknown values find nothing and can be taken back."""

    def values(self, query: QueryDict) -> list[str]:
        """Without blanks at the ends, empty ones, and the zero byte that PostgreSQL refuses."""
        given = [kept for value in query.getlist(cast(str, self.field_name)) if (kept := value.replace("\x00", "").strip()[:200])]
        return list(dict.fromkeys(given))[:MOST_VALUES]

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs


class CatalogueFilter(filters.FilterSet):
    """What both finders share."""

    kind: Kind
    q = filters.CharFilter(label=_("Number or words"), method="by_question")
    sort = filters.ChoiceFilter(label=_("Order"), choices=SORTS, method="untouched")
    status = SeveralValues(label=_("Status"))
    area = SeveralValues(label=_("Key area"))
    year = SeveralValues(label=_("Year of publication"))
    ics = SeveralValues(label="ICS")
    committee = SeveralValues(label=_("Committee"))

    def by_question(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the index where there is one and the answer is not half the catalogue; else by the database."""
        pks = finder.few_pks(self.kind, value)
        return narrow(rows, read_question(value)) if pks is None else rows.filter(pk__in=pks)

    def untouched(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows

    @property
    def text(self) -> str:
        return " ".join(self.given.get("q", "").replace("\x00", "").split())[:200]

    @property
    def order(self) -> str:
        """A word in the list of orders; anything else means best first."""
        asked = self.given.get("sort", "")
        return asked if asked in dict(SORTS) else "relevance"

    @property
    def given(self) -> QueryDict:
        data = self.data
        if isinstance(data, QueryDict):
            return data
        query = QueryDict(mutable=True)
        for name, value in (data or {}).items():
            query.setlist(name, value if isinstance(value, (list, tuple)) else [value])
        return query

    def chosen(self) -> dict[str, list[str]]:
        """Filter name to its values, in the order of the page."""
        found = {name: cast(SeveralValues, self.filters[name]).values(self.given) for name in self.kind.filters}
        return {name: values for name, values in found.items() if values}

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """All filters by the database, the question last."""
        for name, values in self.chosen().items():
            queryset = queryset.filter(getattr(self, f"by_{name}")(values))
        return self.by_question(queryset, "q", self.text) if self.text else queryset

    def by_status(self, values: list[str]) -> Q:
        return Q(status__in=values)

    def by_year(self, values: list[str]) -> Q:
        years = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) == 4]
        return Q(published_on__year__in=years) | Q(published_on__isnull=True, year__in=years)

    def by_area(self, values: list[str]) -> Q:
        """`2020-5g-networks`: confirmed by a person, in the list of that year."""
        column = "standard_id" if self.kind is STANDARDS else "international_id"
        found = Q(pk__in=[])
        for value in values:
            year, _dash, slug = value.partition("-")
            if year.isascii() and year.isdigit():
                tags = AreaTag.objects.open().confirmed().filter(area__year=int(year[:4]), area__slug=slug)
                found |= Q(pk__in=tags.filter(**{f"{column}__isnull": False}).values(column))
        return found

    def by_ics(self, values: list[str]) -> Q:
        return _in_list("ics", values)

    def by_committee(self, values: list[str]) -> Q:
        """A committee holds its subcommittees, four levels deep."""
        found = Q()
        for level in ("", "parent__", "parent__parent__", "parent__parent__parent__"):
            found |= Q(**{f"committee__{level}slug__in": values})
        return found


def _in_list(column: str, values: list[str]) -> Q:
    """Codes that begin with one of the values, in a column that holds a JSON list."""
    found = Q(pk__in=[])
    for value in values:
        found |= Q(**{f"{column}_text__contains": f'"{value}'})
    return found


def with_lists(rows: QuerySet[Any], kind: Kind) -> QuerySet[Any]:
    """The JSON lists as text, so that both databases compare them alike."""
    columns = ("ics", "ccs") if kind is STANDARDS else ("ics",)
    return rows.annotate(**{f"{column}_text": Cast(column, TextField()) for column in columns})


class StandardFilter(CatalogueFilter):
    """Chinese standards."""

    kind = STANDARDS
    level = SeveralValues(label=_("Kind"))
    ccs = SeveralValues(label="CCS")
    industry = SeveralValues(label=_("Industry"))
    adoption = SeveralValues(label=_("Degree of adoption"))

    class Meta:
        model = Standard
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return super().filter_queryset(with_lists(queryset, self.kind))

    def by_level(self, values: list[str]) -> Q:
        """`industry` or, with the nature, `industry-recommended`."""
        found = Q(pk__in=[])
        for value in values:
            level, _dash, nature = value.partition("-")
            found |= Q(level=level, nature=nature) if nature else Q(level=level)
        return found

    def by_ccs(self, values: list[str]) -> Q:
        """A letter, a code, or a group written as a range (`L70/84`)."""
        codes = list(values)
        for value in values:
            if group := CCS_GROUP.fullmatch(value):
                codes += [f"{group['letter']}{number:02}" for number in range(int(group["first"]), int(group["last"]) + 1)]
        return _in_list("ccs", codes)

    def by_industry(self, values: list[str]) -> Q:
        return Q(industry__in=[value.replace("_", " ") for value in values])

    def by_adoption(self, values: list[str]) -> Q:
        adopting = Adoption.objects.open()
        found = Q(pk__in=adopting.filter(degree__in=values).values("standard_id"))
        return found | ~Q(pk__in=adopting.values("standard_id")) if "none" in values else found


class InternationalFilter(CatalogueFilter):
    """International and foreign standards."""

    kind = INTERNATIONAL
    body = SeveralValues(label=_("Body"))
    type = SeveralValues(label=_("Kind of document"))
    adopted = SeveralValues(label=_("Adopted in China"))

    class Meta:
        model = InternationalStandard
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return super().filter_queryset(with_lists(queryset, self.kind))

    def by_body(self, values: list[str]) -> Q:
        return Q(body__in=[value.replace("_", " ") for value in values])

    def by_type(self, values: list[str]) -> Q:
        return Q(doc_type__in=[value.replace("_", " ") for value in values])

    def by_adopted(self, values: list[str]) -> Q:
        """By at least one Chinese standard, identically or modified."""
        adopted = Adoption.objects.open().filter(degree__in=ADOPTED, international__isnull=False)
        within = Q(pk__in=adopted.filter(standard__retracted_at__isnull=True).values("international_id"))
        found = Q(pk__in=[])
        found |= within if "yes" in values else Q(pk__in=[])
        return found | ~within if "no" in values else found


FILTERS = {STANDARDS: StandardFilter, INTERNATIONAL: InternationalFilter}
