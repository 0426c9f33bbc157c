"""Imports started from the command line and by the shipped catalogues: a file in, counts out, rejects beside."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from portal.base import audit, clock
from portal.base.models import Batch, DataSource, User

from . import rejects, running
from .said import FileRefused

State = Batch.State


@dataclass
class Result:
    """What became of a file. `rejects` is where rows to correct were written, if any."""

    batch: Batch
    counts: Counter[str]
    seconds: float
    rejects: Path | None = None
    resumed_at: int = 0


def load(
    path: str | Path,
    kind: str,
    *,
    by: User,
    source: DataSource | None = None,
    dry: bool = False,
    overwrite: bool = False,
    rejects_to: Path | None = None,
    progress: running.Progress = running.silent,
) -> Result:
    """Import a file as a whole. A killed import of the same file goes on where it stopped. Raises FileRefused."""
    begun = time.monotonic()
    batch = begin(path, kind, by=by, source=source, dry=dry)
    resumed_at = batch.position
    try:
        run = running.check if dry else running.accept
        counts = run(batch, path, by=by, overwrite=overwrite, progress=progress)
    except FileRefused:
        move(batch, State.FAILED, by=by)
        raise
    written = rejects.write(batch, path, rejects_to) if rejects_to else None
    move(batch, State.CHECKED if dry else State.ACCEPTED, by=by)
    return Result(batch, counts, time.monotonic() - begun, written, resumed_at)


@transaction.atomic
def begin(path: str | Path, kind: str, *, by: User, source: DataSource | None = None, dry: bool = False) -> Batch:
    """The batch of a file: the one that was interrupted, else a new one."""
    digest = running.digest_of(path)
    state = State.CHECKING if dry else State.ACCEPTING
    stopped = Batch.objects.filter(kind=kind, digest=digest, state=state, file="").order_by("-pk").first()
    if stopped is not None:
        return stopped
    batch = Batch(
        kind=kind, name=Path(path).name, digest=digest, state=state, source=source, started_by=by, started_at=clock.now()
    )
    with audit.act("import.begin", batch, by=by):
        batch.save()
    return batch


@transaction.atomic
def move(batch: Batch, state: str, *, by: User) -> Batch:
    """Take the batch to its next state."""
    batch.refresh_from_db()
    batch.state = state
    if state == State.ACCEPTED:
        batch.accepted_at = clock.now()
    if state == State.REVERTED:
        batch.reverted_at = clock.now()
    with audit.act(f"import.{state}", batch, by=by):
        batch.save()
    return batch


def loaded_before(path: str | Path, kind: str) -> bool:
    """Whether exactly this file has been imported and not taken back."""
    return Batch.objects.filter(kind=kind, digest=running.digest_of(path), state=State.ACCEPTED).exists()


Say = Callable[[str], object]
