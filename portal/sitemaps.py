"""Addresses for search engines: an index, and one file for each 50,000 keys of a kind of record, read by key range."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.base.access import public
from standards.models import InternationalStandard, KeyArea, Standard

KEYS = 50_000
"""Most addresses a file may hold by the sitemap protocol."""
KINDS: dict[str, tuple[Any, str]] = {
    "standards": (Standard, "standards:standard"),
    "international-standards": (InternationalStandard, "standards:international-standard"),
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
PAGES = ("standards:standards", "standards:international-standards", "programmes:progress", "committees:committees")


@public
@require_safe
@cache_control(max_age=3600, public=True)
def index(request: HttpRequest) -> HttpResponse:
    """One line a file."""
    names = ["pages-0"]
    for kind, (model, _name) in KINDS.items():
        last = model.objects.aggregate(last=Max("pk"))["last"]
        names += [f"{kind}-{number}" for number in range((last or -1) // KEYS + 1)]
    lines = [f"<sitemap><loc>{_site()}/sitemap-{name}.xml</loc></sitemap>\n" for name in names]
    return HttpResponse(HEAD.format(root="sitemapindex") + "".join(lines) + "</sitemapindex>\n", content_type="application/xml")


@public
@require_safe
@cache_control(max_age=3600, public=True)
def section(request: HttpRequest, kind: str, number: int) -> StreamingHttpResponse:
    """The addresses of one range of keys."""
    if kind == "pages" and number == 0:
        lines = _pages()
    elif kind in KINDS:
        lines = _records(kind, number)
    else:
        raise Http404
    return StreamingHttpResponse(_file(lines), content_type="application/xml")


def _file(lines: Iterator[str]) -> Iterator[str]:
    yield HEAD.format(root="urlset")
    yield from lines
    yield "</urlset>\n"


def _pages() -> Iterator[str]:
    yield _line("/", None)
    for name in PAGES:
        yield _line(reverse(name), None)
    for area in KeyArea.objects.all():
        yield _line(area.get_absolute_url(), None)


def _records(kind: str, number: int) -> Iterator[str]:
    model, name = KINDS[kind]
    rows = model.objects.public().filter(pk__gte=number * KEYS, pk__lt=(number + 1) * KEYS, is_demo=False).order_by("pk")
    before, after = reverse(name, args=("SLUG",)).split("SLUG")
    for slug, changed in rows.values_list("slug", "updated_at").iterator(chunk_size=5000):
        yield _line(f"{before}{slug}{after}", changed)


def _line(path: str, changed: datetime | None) -> str:
    when = f"<lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed else ""
    return f"<url><loc>{escape(_site() + path)}</loc>{when}</url>\n"


def _site() -> str:
    return str(settings.SITE_URL).rstrip("/")


@public
@require_safe
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Records, progress and lists are welcome; endless combinations of filters and the work site are not."""
    closed = ("/desk/", "/admin/", "/standards/?", "/international-standards/?", "/progress/*?")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {_site()}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
