"""The long work behind the import pages, as jobs: check, accept, take back. Started again after a loss, each goes on."""

from typing import Any

from portal.base import jobs
from portal.base.models import Batch, Job, User
from portal.base.people import system_user

from . import loading, running, taking_back
from .finding import make_findable
from .said import FileRefused
from .stored import path_of

CHECK, ACCEPT, TAKE_BACK = "import.check", "import.accept", "import.take-back"
State = Batch.State


def _by(job: Job) -> User:
    return job.asked_by or system_user()


def _watched(job: Job) -> running.Progress:
    """Rows done, and how many there may be by the part of the file that has been read."""

    def show(done: int, fraction: float, message: str) -> None:
        total = round(done / fraction) if fraction > 0 else None
        jobs.progress(job, done, max(total, done) if total else None, message)

    return show


def _run(job: Job, batch: Batch, run: Any, to: str, *, overwrite: bool) -> int:
    try:
        with path_of(batch) as path:
            counts = run(batch, path, by=_by(job), overwrite=overwrite, progress=_watched(job))
    except FileRefused:
        loading.move(batch, State.FAILED, by=_by(job))
        raise
    loading.move(batch, to, by=_by(job))
    return int(counts["new"] + counts["changed"])


@jobs.work(CHECK)
def check(job: Job, *, batch: int, overwrite: bool = False) -> None:
    """Weigh every row of an uploaded file."""
    one = Batch.objects.get(pk=batch)
    if one.state == State.CHECKING:
        _run(job, one, running.check, State.CHECKED, overwrite=overwrite)


@jobs.work(ACCEPT)
def accept(job: Job, *, batch: int, overwrite: bool = False) -> None:
    """Write the rows of a checked file."""
    one = Batch.objects.get(pk=batch)
    if one.state == State.ACCEPTING:
        touched = _run(job, one, running.accept, State.ACCEPTED, overwrite=overwrite)
        make_findable(one.kind, touched)


@jobs.work(TAKE_BACK)
def take_back(job: Job, *, batch: int, reason: str) -> None:
    """Take an accepted import back as one."""
    one = Batch.objects.get(pk=batch)
    if one.state != State.REVERTING:
        return
    done = taking_back.take_back(one, by=_by(job), reason=reason, progress=_watched(job))
    loading.move(one, State.REVERTED, by=_by(job))
    make_findable(taking_back.catalogue_of(one).kind, done["hidden"] + done["restored"])
