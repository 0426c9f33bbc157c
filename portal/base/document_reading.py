"""The job that reads the text of a version. A file that cannot be read says so on its page; it fails nothing else."""

import logging
from typing import Any, BinaryIO, cast

from django.db import transaction
from django.utils.translation import gettext_noop

from . import audit, clock, jobs
from .documents import reading, refusals
from .documents.packages import Progress
from .documents.refusals import DocumentRefused, NotReadable
from .models import DocumentText, DocumentVersion, Job, User
from .people import system_user

log = logging.getLogger(__name__)
KIND = "document.read"
Reading = DocumentVersion.Reading
EVERY = 10
"""Pages after which progress is written."""


def ask(version: DocumentVersion, *, by: User) -> Job:
    """Have the text of a version read, once at a time."""
    return jobs.ask(KIND, by=by, key=str(version.pk), document_version=version.pk)


@jobs.work(KIND)
def read(job: Job, *, document_version: int) -> None:
    """Read the file and keep text, clauses and counts beside the version."""
    version = DocumentVersion.objects.select_related("document").filter(pk=document_version).first()
    if version is None:
        return
    by = job.asked_by or system_user()
    try:
        with version.file.open("rb") as file:
            found = reading.read(cast("BinaryIO", file), version.content_type, _watched(job))
    except NotReadable as refusal:
        _settle(version, Reading.NO_TEXT, refusal.template, by=by)
    except DocumentRefused as refusal:
        _settle(version, Reading.UNREADABLE, refusal.template, by=by)
    except Exception:
        log.exception("the text of document version %s cannot be read", version.pk)
        _settle(version, Reading.UNREADABLE, refusals.UNREADABLE, by=by)
    else:
        _keep(version, found, by=by)


def _watched(job: Job) -> Progress:
    def show(done: int, total: int | None) -> None:
        if done % EVERY == 0 or done == total:
            jobs.progress(job, done, total, gettext_noop("The text is being read."))

    return show


@transaction.atomic
def _settle(version: DocumentVersion, state: str, message: str = "", *, by: User, **more: Any) -> None:
    """What reading found stands on the version; the words of its file are no change that anybody made."""
    version.reading, version.reading_message = state, message
    version.reading_values = more.pop("values", {})
    version.pages, version.clauses = more.get("pages"), more.get("clauses")
    with audit.act("document.read", version.document, by=by):
        version.save(update_fields=["reading", "reading_message", "reading_values", "pages", "clauses"])


@transaction.atomic
def _keep(version: DocumentVersion, found: reading.Read, *, by: User) -> None:
    clauses = [{"key": one.key, "heading": one.heading, "level": one.level, "text": one.text} for one in found.clauses]
    kept = {"text": found.text, "clauses": clauses, "read_at": clock.now()}
    DocumentText.objects.update_or_create(version=version, defaults=kept)
    counted = sum(1 for one in found.clauses if one.number)
    message, values = ("", {}) if found.whole else (refusals.PARTLY, {"pages": found.pages})
    _settle(version, Reading.READ, message, by=by, values=values, pages=found.pages, clauses=counted)
