"""Whether the parts of the running site answer, as told at /healthz."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from portal.base import clock
from portal.celery import app
from portal.models import Heartbeat
from standards.search import follow
from standards.search.catalogue import KINDS

# The timetable asks every 30 s: three beats missed, and one more for a busy worker.
LATE_AFTER_SECONDS = 120

OK, LATE, DOWN = "ok", "late", "down"


def database() -> dict[str, Any]:
    return _answered(_ask_database, DatabaseError)


def queue() -> dict[str, Any]:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return {"state": OK, "milliseconds": 0.0}
    return _answered(_ask_queue, OperationalError, OSError)


def worker() -> dict[str, Any]:
    """The age of the last sign of life, in whole seconds; None before the first."""
    try:
        beat = Heartbeat.objects.filter(part="worker").values_list("at", flat=True).first()
    except DatabaseError:
        return {"state": DOWN, "age_seconds": None}
    age = None if beat is None else max(0, int((clock.now() - beat).total_seconds()))
    return {"state": OK if age is not None and age <= LATE_AFTER_SECONDS else LATE, "age_seconds": age}


def search() -> dict[str, Any]:
    """How many changes are not yet in this host's index, and since when; late while there is no index at all."""
    try:
        lags = follow.lag()
    except DatabaseError:
        return {"state": DOWN, "waiting": None, "age_seconds": None}
    since = min((lag.since for lag in lags if lag.since), default=None)
    age = 0 if since is None else max(0, int((clock.now() - since).total_seconds()))
    prompt = len(lags) == len(KINDS) and age <= LATE_AFTER_SECONDS
    return {"state": OK if prompt else LATE, "waiting": sum(lag.waiting for lag in lags), "age_seconds": age}


def report() -> dict[str, Any]:
    """`down` when no page can be shown, `degraded` when pages are shown but figures no longer follow, else `ok`."""
    parts = {"database": database(), "queue": queue(), "worker": worker(), "search": search()}
    if parts["database"]["state"] != OK:
        state = DOWN
    else:
        state = OK if all(part["state"] == OK for part in parts.values()) else "degraded"
    return {"state": state, **parts}


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def _ask_queue() -> None:
    with app.connection_for_write() as line:
        line.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=2)


def _answered(ask: Callable[[], None], *failures: type[Exception]) -> dict[str, Any]:
    begun = time.perf_counter()
    try:
        ask()
    except failures:
        return {"state": DOWN, "milliseconds": None}
    return {"state": OK, "milliseconds": round((time.perf_counter() - begun) * 1000, 1)}
