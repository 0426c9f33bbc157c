"""The classifications, from the scheme down to the class, with the records of each (R12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from portal.base.access import public
from portal.base.models import Classification

from .class_counts import Records, records_by_class

Scheme = Classification.Scheme
SCHEMES = {
    Scheme.ICS: (
        _("International Classification for Standards (ICS)"),
        _("Fields, groups and subgroups by subject, used by ISO and IEC and printed on Chinese standards."),
    ),
    Scheme.CCS: (
        _("Chinese Classification for Standards (CCS)"),
        _("A letter and two digits, printed on the cover of Chinese standards."),
    ),
    Scheme.INDUSTRY: (
        _("Industries"),
        _("An industry is not a code: the ministry's 19 industries share 18 codes."),
    ),
    Scheme.CODE: (
        _("Standard codes"),
        _("The letters before the number of a national, industry, local, group or enterprise standard."),
    ),
}


@public
def classifications(request: HttpRequest) -> HttpResponse:
    sizes = dict(Classification.objects.order_by().values_list("scheme").annotate(Count("pk")))
    rows = [
        {"name": name, "text": text, "url": reverse("standards:classification-scheme", args=(key,)), "size": sizes.get(key, 0)}
        for key, (name, text) in SCHEMES.items()
    ]
    return render(request, "standards/classifications.html", {"schemes": rows})


@public
def classification_scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    if scheme not in SCHEMES:
        raise Http404
    classes = Classification.objects.filter(scheme=scheme, parent=None)
    name, text = SCHEMES[Scheme(scheme)]
    crumbs = [(_("Classifications"), reverse("standards:classifications"))]
    found = {"scheme": scheme, "name": name, "text": text, "rows": _rows(classes, scheme), "crumbs": crumbs}
    return render(request, "standards/classification_scheme.html", found)


@public
def classification(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    found = Classification.objects.filter(scheme=scheme, code__in=(code, f"{code}/")).select_related("parent__parent", "source")
    one = found.first()
    if scheme not in SCHEMES or one is None:
        raise Http404
    counts = records_by_class(scheme).get(one.code, Records())
    page = {
        "scheme": scheme,
        "one": one,
        "counts": counts,
        "links": _finders(scheme, one.code, counts),
        "rows": _rows(one.children.all(), scheme),
        "crumbs": list(_way_to(one)),
    }
    return render(request, "standards/classification.html", page)


def address(scheme: str, code: str) -> str:
    """The page of a class. A code such as `T/` loses its last slash, which the address has anyway."""
    return reverse("standards:classification", args=(scheme, code.rstrip("/")))


def _rows(classes: QuerySet, scheme: str) -> list[dict[str, Any]]:
    counts = records_by_class(scheme)
    return [
        {
            "one": one,
            "url": address(scheme, one.code),
            "children": one.n_children,
            "counts": counts.get(one.code, Records()),
        }
        for one in classes.annotate(n_children=Count("children")).order_by("pk")
    ]


def _way_to(one: Classification) -> Iterable[tuple[Any, str]]:
    yield _("Classifications"), reverse("standards:classifications")
    yield SCHEMES[Scheme(one.scheme)][0], reverse("standards:classification-scheme", args=(one.scheme,))
    for above in filter(None, (one.parent and one.parent.parent, one.parent)):
        yield above.code, address(one.scheme, above.code)


def _finders(scheme: str, code: str, counts: Records) -> list[tuple[str, int, str]]:
    """Where the records of the class are listed: the finders with this filter set."""
    finders = (
        (_("Standards"), "standards:standards", counts.standards),
        (_("International standards"), "standards:international-standards", counts.international),
    )
    links = []
    for label, name, number in finders:
        if number:
            try:
                links.append((label, number, f"{reverse(name)}?{urlencode({scheme: code})}"))
            except NoReverseMatch:
                continue
    return links
