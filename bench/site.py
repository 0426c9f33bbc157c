"""The product as gunicorn serves it, for measuring: answers of the finder are not kept, and queries are counted when asked.

Never part of the product: only the server that `python -m bench` starts loads this.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
product = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """With the header `X-Bench-Count` the answer says how many queries it took."""
    if "HTTP_X_BENCH_COUNT" not in environ:
        return product(environ, start_response)
    from django.db import connection

    counted = [0]

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        counted[0] += 1
        return execute(*args)

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Bench-Queries", str(counted[0]))], *rest)

    with connection.execute_wrapper(count):
        return product(environ, start)


def keep_no_answers() -> None:
    """The finder keeps its latest answers and some pages are kept for seconds; here every question is a new one."""
    from django.conf import settings

    from standards.search import finder

    finder.KEPT = 0
    settings.KEPT_PAGE_SECONDS = 0


if os.environ.get("BENCH_KEEP_ANSWERS") != "on":
    keep_no_answers()
