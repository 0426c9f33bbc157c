"""What surrounds every page: the menus, the search box, the switch of language.

A menu entry appears as soon as the URL name beside it resolves, and for work pages as soon as the user may open it. To put a
page into a menu, give it the name that stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy

from portal.base import permissions
from portal.base.language import SHORT, TAGS, in_language, without_language
from portal.base.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Visitor = User | AnonymousUser


def signed_in(user: Visitor) -> bool:
    return user.is_authenticated


def anybody(user: Visitor) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    label: StrPromise
    name: str
    may: Callable[[Visitor], bool] = anybody


@dataclass(frozen=True)
class Link:
    label: StrPromise | str
    url: str
    current: str
    """What `aria-current` says: "page" here, "true" in the section, empty elsewhere."""


PUBLIC = (
    Entry(pgettext_lazy("menu", "Standards"), "standards:standards"),
    Entry(pgettext_lazy("menu", "International standards"), "standards:international-standards"),
    Entry(pgettext_lazy("menu", "Consultations"), "standards:consultations"),
    Entry(pgettext_lazy("menu", "Notices"), "standards:notices"),
    Entry(pgettext_lazy("menu", "Progress"), "programmes:progress"),
    Entry(pgettext_lazy("menu", "Committees"), "committees:committees"),
    Entry(pgettext_lazy("menu", "Data"), "base:data"),
)
DESK = (
    Entry(pgettext_lazy("menu", "My desk"), "desk", signed_in),
    Entry(pgettext_lazy("menu", "Standards"), "standards-desk:standards", signed_in),
    Entry(pgettext_lazy("menu", "Projects"), "standards-desk:projects", signed_in),
    Entry(pgettext_lazy("menu", "Procedures"), "standards-desk:procedures", permissions.works_for_ministry),
    Entry(pgettext_lazy("menu", "Deadlines"), "base:deadlines", permissions.can_see_deadlines),
    Entry(pgettext_lazy("menu", "Programmes"), "programmes-desk:board", permissions.works_for_ministry),
    Entry(pgettext_lazy("menu", "International"), "standards-desk:international-standards", signed_in),
    Entry(pgettext_lazy("menu", "Committees"), "committees-desk:committees", signed_in),
    Entry(pgettext_lazy("menu", "Experts"), "experts-desk:experts", permissions.works_for_ministry),
    Entry(pgettext_lazy("menu", "Demonstrations"), "programmes-desk:demonstrations", permissions.works_for_ministry),
    Entry(pgettext_lazy("menu", "Organisations"), "base:organisations", permissions.can_see_organisations),
    Entry(pgettext_lazy("menu", "Imports"), "standards-desk:imports", permissions.is_ministry),
    Entry(pgettext_lazy("menu", "Jobs"), "base:jobs", permissions.can_see_jobs),
    Entry(pgettext_lazy("menu", "Accounts"), "base:accounts", permissions.can_see_accounts),
    Entry(pgettext_lazy("menu", "Work calendar"), "base:work-calendar", permissions.can_edit_code_lists),
)
FOOTER = (
    Entry(pgettext_lazy("menu", "Open data"), "base:data"),
    Entry(pgettext_lazy("menu", "API"), "api-docs"),
    Entry(pgettext_lazy("menu", "Classifications"), "standards:classifications"),
    Entry(pgettext_lazy("menu", "Procedures"), "standards:procedures"),
    Entry(pgettext_lazy("menu", "Words and statuses"), "base:terms"),
    Entry(pgettext_lazy("menu", "Accessibility"), "base:accessibility"),
)


def links(entries: Iterable[Entry], user: Visitor, path: str) -> Iterator[Link]:
    """The entries whose page exists and is open to the user."""
    for entry in entries:
        if not entry.may(user):
            continue
        if url := address(entry.name):
            yield Link(entry.label, url, current_word(url, path))


@lru_cache(maxsize=200)
def _address(name: str, urls: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def address(name: str) -> str:
    """The address of a page without parameters; empty while there is no such page."""
    return _address(name, settings.ROOT_URLCONF)


@lru_cache(maxsize=500)
def _drawn(template: str, language: str, links: tuple[tuple[str, str, str], ...]) -> SafeString:
    return render_to_string(template, {"entries": [Link(*one) for one in links], "search": address("standards:standards")})


def drawn(template: str, links: Iterable[Link] = ()) -> SafeString:
    """A part that is the same on thousands of pages, drawn once in each language and then kept."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    language = get_language() or settings.LANGUAGE_CODE
    return draw(template, language, tuple((str(link.label), link.url, link.current) for link in links))


def current_word(url: str, path: str) -> str:
    """The page itself, or a page below it. The desk's own address lies above all work pages and claims none of them."""
    if path == url:
        return "page"
    return "true" if url not in ("/", "/desk/") and path.startswith(url) else ""


class Shell:
    """Asked by `base.html` and `desk.html` only; nothing is computed before it is asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def menu(self) -> list[Link]:
        return list(links(PUBLIC, self.request.user, self.request.path))

    @property
    def public_menu(self) -> SafeString:
        return drawn("components/public_menu.html", self.menu)

    @property
    def public_footer(self) -> SafeString:
        return drawn("components/footer.html", self.footer)

    @property
    def assets(self) -> SafeString:
        return drawn("components/assets.html")

    @property
    def search_form(self) -> SafeString:
        return drawn("components/search_form.html")

    @cached_property
    def desk_menu(self) -> list[Link]:
        return list(links(DESK, self.request.user, self.request.path))

    @cached_property
    def footer(self) -> list[Link]:
        return list(links(FOOTER, self.request.user, self.request.path))

    @cached_property
    def home(self) -> str:
        return self.url("home") or "/"

    @cached_property
    def desk(self) -> str:
        return self.url("desk")

    @cached_property
    def search(self) -> str:
        return self.url("standards:standards")

    @property
    def lang(self) -> str:
        """The language of the page as HTML writes it."""
        return TAGS[get_language() or settings.LANGUAGE_CODE]

    @cached_property
    def here(self) -> str:
        """This page and query, less the language: where signing in and switching the language lead back to."""
        rest = without_language(self.request.GET)
        return f"{self.request.path}?{rest}" if rest else self.request.path

    @cached_property
    def sign_in(self) -> str:
        """The way to sign in and come back here; the sign-in page itself is nothing to come back to."""
        url = reverse("login")
        return url if self.request.path == url else f"{url}?{urlencode({'next': self.here})}"

    @cached_property
    def site(self) -> str:
        return str(settings.SITE_URL).rstrip("/")

    @cached_property
    def canonical(self) -> str:
        """The one address of what is shown: the path and, for a list, its query; the language only when it was asked for."""
        return self.site + (self.request.get_full_path() if "lang" in self.request.GET else self.here)

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        return [(TAGS[code], self.site + in_language(self.request, code)) for code in SHORT]

    @staticmethod
    def url(name: str) -> str:
        return address(name)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor."""
    return {"shell": Shell(request)}
