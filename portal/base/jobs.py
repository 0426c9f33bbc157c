"""Long work. The Job row is the truth: state, progress, heartbeat, attempts. What the broker loses is found and run again.

A kind of work is declared once with `@work("kind")` on a function `(job, **arguments)`; `ask` stores the row and hands its id to
the worker after commit; `run` takes it, once, and records how it ended.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_noop
from kombu.exceptions import OperationalError

from . import clock
from .audit import plain
from .models import Job, User
from .said import Said

log = logging.getLogger(__name__)

ALIVE = timedelta(seconds=90)
BEAT_SECONDS = 20.0
ATTEMPTS = 5
GIVEN_UP = gettext_noop("Given up after repeated loss of the worker.")
_kinds: dict[str, Callable[..., None]] = {}


def work(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare the function that does this kind of work."""

    def declare(function: Callable[..., None]) -> Callable[..., None]:
        _kinds[kind] = function
        return function

    return declare


def ask(kind: str, *, by: User | None, key: str = "", **arguments: Any) -> Job:
    """Queue work. With a key, an active job of the same kind and key is returned instead of a second one."""
    if kind not in _kinds:
        raise KeyError(f"no work is declared as {kind!r}")
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, key=key, arguments=arguments, asked_by=by, created_at=clock.now())
    except IntegrityError:
        active = Job.objects.filter(kind=kind, key=key, state__in=(Job.State.QUEUED, Job.State.RUNNING)).first()
        return active or ask(kind, by=by, key=key, **arguments)
    transaction.on_commit(partial(_send, job.pk))
    return job


def run(pk: int) -> None:
    """Do one queued job. Harmless when it is done, running elsewhere, or gone."""
    now = clock.now()
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, heartbeat_at__lt=now - ALIVE)
    taken = Job.objects.filter(free, pk=pk).update(
        state=Job.State.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1, error=""
    )
    if not taken:
        return
    job = Job.objects.get(pk=pk)
    try:
        with beating(job):
            _kinds[job.kind](job, **job.arguments)
    except Exception as problem:
        error = f"{type(problem).__name__}: {problem}\n{traceback.format_exc(limit=8)}"
        _own(job).update(state=Job.State.FAILED, error=error, finished_at=clock.now(), **_why(problem))
        raise
    _own(job).update(state=Job.State.DONE, finished_at=clock.now(), heartbeat_at=clock.now())


def _why(problem: Exception) -> dict[str, Any]:
    """A refusal that was written for people stands on the page in their language; the rest is for who mends it."""
    if not isinstance(problem, Said):
        return {}
    return {"message": problem.template, "message_values": {name: plain(value) for name, value in problem.values.items()}}


def _own(job: Job) -> QuerySet[Job]:
    """The row while this attempt holds it: one that was taken for lost says nothing over the attempt that followed it."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


@contextmanager
def beating(job: Job, every: float = BEAT_SECONDS) -> Iterator[None]:
    """Signs of life from a thread of its own, so that a long step without progress is not taken for a lost worker."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, every, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(job: Job, every: float, over: threading.Event) -> None:
    while not over.wait(every):
        try:
            _own(job).update(heartbeat_at=clock.now())
        except DatabaseError as problem:
            log.warning("job %s could not say that it lives: %s", job.pk, problem)
        finally:
            connection.close()


def progress(job: Job, done: int, total: int | None = None, message: str = "", **values: Any) -> None:
    """Say how far it is; also the sign of life. The message is a template that each reader sees in the own language."""
    job.done, job.total, job.message, job.message_values = done, total, message, values
    _own(job).update(done=done, total=total, message=message, message_values=values, heartbeat_at=clock.now())


def run_again(job: Job, *, by: User) -> Job:
    """Ask for the same work once more."""
    return ask(job.kind, by=by, key=job.key, **job.arguments)


def requeue_stale() -> int:
    """Find jobs that lost their worker or never reached one, and send them again. Returns how many."""
    line = clock.now() - ALIVE
    lost = Job.objects.filter(Q(state=Job.State.RUNNING, heartbeat_at__lt=line) | Q(state=Job.State.QUEUED, created_at__lt=line))
    spent = lost.filter(attempts__gte=ATTEMPTS)
    spent.update(state=Job.State.FAILED, message=GIVEN_UP, message_values={}, finished_at=clock.now())
    pks = list(lost.filter(attempts__lt=ATTEMPTS).values_list("pk", flat=True))
    for pk in pks:
        _send(pk)
    return len(pks)


def _send(pk: int) -> None:
    """A queue that does not answer fails nobody's request: the row waits, and `requeue_stale` sends it again."""
    from .tasks import run_job

    try:
        run_job.delay(pk)
    except OperationalError:
        log.warning("job %s could not be queued; it is sent again when the queue answers", pk)
