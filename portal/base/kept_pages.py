"""Whole pages kept for a few seconds: what everybody reads is made once.

Only for visitors who have not signed in, for pages that are the same for all of them, and for no longer than a page may lag
anyway: figures follow the records within a minute. Each process keeps its own.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

MOST = 300
"""Pages kept in each process, some fifty kilobytes each."""

OWN = {settings.SESSION_COOKIE_NAME, "messages"}
"""Cookies of visitors whose page may differ from that of others."""

_lock = threading.Lock()
_pages: OrderedDict[tuple[Any, ...], tuple[float, Any, HttpResponse]] = OrderedDict()
View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """The answer of the last `KEPT_PAGE_SECONDS` to the same address in the same language; 0 switches this off."""
    return _kept(view, lambda request: (), 1)


def kept_while(state: Callable[[HttpRequest], Any]) -> Callable[[View], View]:
    """The same for six times as long, as long as `state` says the same; None says that now nothing may be kept."""
    return lambda view: _kept(view, state, 6)


def _kept(view: View, state: Callable[[HttpRequest], Any], times: int) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.KEPT_PAGE_SECONDS or request.method != "GET" or OWN & request.COOKIES.keys():
            return view(request, *args, **kwargs)
        standing = state(request)
        if standing is None:
            return view(request, *args, **kwargs)
        key = (request.build_absolute_uri(), request.LANGUAGE_CODE, "HX-Request" in request.headers)
        now = time.monotonic()
        with _lock:
            made, stood, page = _pages.get(key, (0.0, None, None))
        if page is None or stood != standing or now - made > times * settings.KEPT_PAGE_SECONDS:
            page = view(request, *args, **kwargs)
            if page.status_code == 200 and not page.streaming and not page.cookies:
                _keep(key, (now, standing, page))
                return _copy(page)
            return page
        return _copy(page)

    return answer


def _keep(key: tuple[Any, ...], page: tuple[float, Any, HttpResponse]) -> None:
    with _lock:
        _pages[key] = page
        _pages.move_to_end(key)
        while len(_pages) > MOST:
            _pages.popitem(last=False)


def _copy(page: HttpResponse) -> HttpResponse:
    """What the middleware adds to one answer must not reach the next."""
    return HttpResponse(page.content, status=page.status_code, headers=dict(page.headers))


def forget() -> None:
    """For tests."""
    with _lock:
        _pages.clear()
