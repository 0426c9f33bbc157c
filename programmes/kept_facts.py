"""The facts of a goal kept for half a minute: who asks for one past day soon asks for the next, or for its records.

Loading is what a past day costs; counting is a fifth of it. Facts loaded for the end of the period serve every day of it and
every state of knowledge. They are loaded anew as soon as anything was written, and after half a minute in any case. Each
process keeps the four goals asked for last.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.base import clock
from portal.base.models import AuditEntry, Job, OutboxEntry
from portal.base.prepared import Prepared

from . import computing
from .metrics import Figure, Figures
from .models import Goal
from .reading_jobs import KIND

SECONDS = 30.0
MOST = 4

NEWEST_WRITE = Prepared(lambda: AuditEntry.objects.order_by("-pk").values_list("pk")[:1])
NEWEST_NOTE = Prepared(lambda: OutboxEntry.objects.order_by("-pk").values_list("pk", "number")[:1])
NEWEST_JOB = Prepared(lambda: Job.objects.filter(kind=KIND).order_by("-pk").values_list("pk", "state", "finished_at")[:1])

_lock = threading.Lock()
_kept: OrderedDict[tuple[Any, ...], tuple[float, computing.Loaded]] = OrderedDict()


def loaded(goal: Goal, on: date) -> computing.Loaded:
    """The facts of a goal for this day and all days of its period before it. For pages only: jobs load their own."""
    upto = max(on, goal.plan.period_until)
    if not settings.KEPT_PAGE_SECONDS:
        return computing.load(goal, on)
    key = (goal.pk, goal.definition_id, upto, *NEWEST_NOTE.rows())
    with _lock:
        made, found = _kept.get(key, (0.0, None))
    if found is None or time.monotonic() - made > SECONDS:
        found = computing.load(goal, upto)
        with _lock:
            for other in [other for other in _kept if other[0] == goal.pk]:
                del _kept[other]
            _kept[key] = (time.monotonic(), found)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return found


def standing(request: HttpRequest) -> tuple[Any, ...] | None:
    """What every page of figures follows from: the newest write, and the newest computation. None while one is running."""
    jobs = NEWEST_JOB.rows()
    if jobs and jobs[0][1] in (Job.State.QUEUED, Job.State.RUNNING):
        return None
    return (clock.today(), *NEWEST_WRITE.rows(), *NEWEST_NOTE.rows(), *jobs)


def figures(goal: Goal, on: date, known: datetime) -> Figures:
    """As `computing.figures`."""
    return loaded(goal, on).figures(on, known)


def figure(goal: Goal, on: date, known: datetime, area: int | None = None) -> Figure:
    """As `computing.figure`."""
    return figures(goal, on, known)[area]


def forget() -> None:
    """For tests."""
    with _lock:
        _kept.clear()
