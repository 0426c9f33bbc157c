"""Addresses of pages, resolved once by name: a list of records needs hundreds of them."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

SAFE = "/~:@!$&'()*+,;="
"""Characters that stand in a path as they are (RFC 3986, 3.3), as Django's own `reverse` leaves them."""


MARK = "q0q"


@lru_cache(maxsize=500)
def _around(name: str, first: tuple[str, ...], urls: str) -> tuple[str, str]:
    before, _mark, after = reverse(name, args=(*first, MARK)).partition(MARK)
    return before, after


def way(name: str, *words: str) -> str:
    """The address of a page as `reverse` gives it. The last word may be any of thousands; those before it are few."""
    before, after = _around(name, words[:-1], settings.ROOT_URLCONF)
    return f"{before}{quote(words[-1], safe=SAFE)}{after}"
