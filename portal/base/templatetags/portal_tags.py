"""How a number, a day, a title and an address are written on a page."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.base import wording
from portal.base.charts import share
from portal.base.language import TAGS
from portal.base.paging import gaps

register = template.Library()

HAN = re.compile(r"[\u3400-\u9fff]{2}")
ENGLISH = re.compile(r"[A-Za-z][a-z]{2,}\W.*?[a-z]{3,}")


@register.filter
def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """1204 as "1 204" with a narrow space that does not break; nothing measured is a dash, never 0."""
    return wording.number(value, places)


@register.filter
def percent(value: int | float | Decimal | None, places: int = 1) -> str:
    """A share of one as per cent: 0.907 is "90.7%"."""
    return wording.percent(value, places)


@register.filter
def day(value: date | datetime | None, precision: str = "day") -> str:
    """A day as 2020-10-31, or as much of it as is known: 2020-10, 2020."""
    return wording.day(value, precision)


@register.filter
def minute(value: datetime | None) -> str:
    """A moment in the portal's time zone as 2020-11-01 02:10."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else wording.NOTHING


@register.filter
def tone(status: str | None) -> str:
    """The colour that goes with a stored status."""
    return wording.TONES.get((status or "").replace("_", "-"), "")


@register.filter
def share_of(part: float | None, whole: float | None) -> float:
    """How far a bar reaches, 0 to 100."""
    return share(part, whole)


@register.simple_tag
def bilingual(zh: str, en: str) -> SafeString:
    """A title in the language of the page; where it is missing, the other one with its `lang`. Nothing is made up."""
    text, code = wording.title(zh, en, get_language() or "zh-hans")
    return conditional_escape(text) if code is None else format_html('<span lang="{}">{}</span>', TAGS[code], text)


@register.simple_tag
def second_title(zh: str, en: str) -> SafeString | str:
    """The title in the other language, when both exist."""
    text, code = wording.other_title(zh, en, get_language() or "zh-hans")
    return format_html('<span lang="{}">{}</span>', TAGS[code], text) if code else ""


@register.simple_tag
def title_text(zh: str, en: str) -> str:
    """The same title without markup, for `<title>` and attributes."""
    return wording.title(zh, en, get_language() or "zh-hans")[0]


@register.filter
def as_written(value: object) -> object:
    """A text that is kept in one language only, marked with it on a page of the other: notes, attributions, sources.

    Chinese is told by its characters, English by two words in small letters; numbers and codes are of no language.
    """
    text = str(value)
    found = "zh-hans" if HAN.search(text) else "en" if ENGLISH.search(text) else None
    if found is None or found == (get_language() or "zh-hans"):
        return value
    return format_html('<span lang="{}">{}</span>', TAGS[found], value)


@register.filter
def highlight(text: str, words: list[str]) -> SafeString:
    """The words of a search marked in a text. Everything else is escaped."""
    pieces = wording.marked(text, words)
    return mark_safe("".join(f"<mark>{conditional_escape(p)}</mark>" if hit else conditional_escape(p) for p, hit in pieces))


@register.simple_tag(takes_context=True)
def query_with(context: RequestContext, name: str, value: object) -> str:
    """This query with one more value of a filter, back on the first page."""
    query = context.request.GET.copy()
    query.pop("page", None)
    if str(value) not in query.getlist(name):
        query.appendlist(name, str(value))
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def query_without(context: RequestContext, name: str, value: object = None) -> str:
    """This query less one value of a filter (or less the whole filter), back on the first page."""
    query = context.request.GET.copy()
    query.pop("page", None)
    rest = [v for v in query.getlist(name) if value is not None and v != str(value)]
    query.setlist(name, rest)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def page_links(context: RequestContext, current: int, last: int) -> list[tuple[int | None, str, str]]:
    """The pages to show: (number, its words, address that keeps the query). None stands for a gap; page 1 has no number."""
    pairs = [(name, value) for name, values in context.request.GET.lists() if name != "page" for value in values]
    rest = urlencode(pairs)
    words = {n: _("page %(n)s") % {"n": wording.number(n)} for n in gaps(current, last) if n}
    return [(n, words[n], _page_query(rest, n)) if n else (None, "", "") for n in gaps(current, last)]


@register.simple_tag(takes_context=True)
def page_query(context: RequestContext, page: int) -> str:
    """This query on another page; the first page has no number."""
    pairs = [(name, value) for name, values in context.request.GET.lists() if name != "page" for value in values]
    return _page_query(urlencode(pairs), page)


def _page_query(rest: str, page: int) -> str:
    number = f"page={page}" if page > 1 else ""
    return "?" + "&".join(part for part in (rest, number) if part)


@register.filter
def json_ld(value: dict[str, object]) -> SafeString:
    """Structured data for a data block: it cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    return mark_safe(text.translate({ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}))
