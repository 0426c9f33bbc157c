"""What people do with imports in the browser: upload, accept, discard, take back. The long work runs as jobs."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.base import audit, clock, jobs
from portal.base.models import Batch, BatchRow, DataSource, Job, User

from .imports import work
from .imports.catalogues import BY_KIND
from .imports.taking_back import KINDS

State = Batch.State
NAME_LENGTH = 120


def upload(
    file: UploadedFile, *, kind: str, digest: str, by: User, source: DataSource | None = None, overwrite: bool = False
) -> Batch:
    """Keep a file that was found to be a table, and have every row of it checked."""
    if kind not in BY_KIND:
        raise ValidationError({"kind": _("Choose what the rows are.")})
    name = Path(file.name or "table").name[-NAME_LENGTH:]
    with transaction.atomic():
        batch = Batch(kind=kind, name=name, digest=digest, source=source, started_by=by, started_at=clock.now())
        batch.file.save(f"{clock.now():%m%d-%H%M%S}-{digest[:12]}.table", file, save=False)
        with audit.act("import.upload", batch, by=by):
            batch.save()
        jobs.ask(work.CHECK, by=by, key=str(batch.pk), batch=batch.pk, overwrite=overwrite)
    return batch


@transaction.atomic
def accept(batch: Batch, *, by: User, overwrite: bool = False) -> Job:
    """Have a checked file written. Its rows are weighed once more, since the records may have moved on."""
    batch = _take(batch, State.CHECKED)
    BatchRow.objects.filter(batch=batch).delete()
    batch.position, batch.counts = 0, {}
    _move(batch, State.ACCEPTING, "import.accept", by=by)
    return jobs.ask(work.ACCEPT, by=by, key=str(batch.pk), batch=batch.pk, overwrite=overwrite)


@transaction.atomic
def discard(batch: Batch, *, by: User) -> Batch:
    """Give up a file that was not accepted. Nothing of it was written."""
    batch = _take(batch, State.CHECKED, State.FAILED)
    return _move(batch, State.DISCARDED, "import.discard", by=by)


@transaction.atomic
def take_back(batch: Batch, *, by: User, reason: str) -> Job:
    """Have an accepted import undone as one."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the import is taken back.")})
    batch = _take(batch, State.ACCEPTED)
    if batch.kind not in KINDS:
        raise ValidationError(_("This list came with the portal and cannot be taken back as one."))
    batch.revert_reason = reason.strip()
    _move(batch, State.REVERTING, "import.take-back", by=by, note=reason)
    return jobs.ask(work.TAKE_BACK, by=by, key=str(batch.pk), batch=batch.pk, reason=reason.strip())


def _take(batch: Batch, *states: str) -> Batch:
    """The batch locked, if it is still in one of the states: two people act on it one after the other."""
    fresh = Batch.objects.select_for_update().get(pk=batch.pk)
    if fresh.state not in states:
        raise ValidationError(
            _("This import is now: %(state)s. Somebody else was faster; look at the page again.")
            % {"state": fresh.get_state_display()}
        )
    return fresh


def _move(batch: Batch, state: str, verb: str, *, by: User, note: str = "") -> Batch:
    batch.state = state
    with audit.act(verb, batch, by=by, note=note):
        batch.save()
    return batch
