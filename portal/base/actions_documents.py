"""What people do with documents: add, bring a new version, publish a version, withdraw. No file is ever changed or removed."""

from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from . import audit, clock, document_reading, writing
from .documents import keeping
from .documents.recognising import Examined, plain_name
from .models import Document, DocumentVersion, User

EDITABLE = ("kind", "title", "language", "is_public")


@transaction.atomic
def add_document(
    subject: models.Model, *, file: BinaryIO, examined: Examined, by: User, name: str = "", note: str = "", **fields: Any
) -> Document:
    """A new paper of a record, with its first version. `examined` is what `recognising.examine` found in the file."""
    document = Document(subject_type=subject._meta.label_lower, subject_pk=subject.pk, added_at=clock.now(), added_by=by)
    writing.set_fields(document, fields, EDITABLE)
    with audit.act("document.add", document, by=by):
        writing.save(document)
        _store(document, 1, file, examined, name, note, by)
    return document


@transaction.atomic
def add_version(
    document: Document,
    *,
    file: BinaryIO,
    examined: Examined,
    by: User,
    name: str = "",
    note: str = "",
    expected_version: int | None = None,
) -> DocumentVersion:
    """A further version. The earlier ones stay as they are, and published is what was published."""
    document = _open(document, expected_version)
    latest = document.versions.order_by("-number").first()
    if latest is not None and latest.sha256 == examined.sha256:
        raise ValidationError({"file": _("This is the same file as version %(n)s. Nothing was added.") % {"n": latest.number}})
    with audit.act("document.add-version", document, by=by):
        document.version += 1
        document.save()
        return _store(document, latest.number + 1 if latest else 1, file, examined, name, note, by)


@transaction.atomic
def publish_version(version: DocumentVersion, *, by: User, expected_version: int | None = None) -> DocumentVersion:
    """Let the public see this version. The document must be meant for the public."""
    document = _open(version.document, expected_version)
    if not document.is_public:
        raise ValidationError(_("This document is not meant for the public. Change that first."))
    version = DocumentVersion.objects.select_for_update().get(pk=version.pk)
    if version.published_at is not None:
        raise ValidationError(_("Version %(n)s is published already.") % {"n": version.number})
    version.published_at, version.published_by = clock.now(), by
    with audit.act("document.publish", document, by=by):
        document.version += 1
        document.save()
        version.save()
    return version


@transaction.atomic
def edit_document(document: Document, *, by: User, expected_version: int | None = None, **changes: Any) -> Document:
    """Change what is said of a document. What the public sees already cannot be hidden this way: that is a withdrawal."""
    document = _open(document, expected_version)
    writing.set_fields(document, changes, EDITABLE)
    if not document.is_public and document.versions.filter(published_at__isnull=False).exists():
        raise ValidationError({"is_public": _("A version is published already. Withdraw the document instead, with the reason.")})
    with audit.act("document.edit", document, by=by):
        writing.save(document)
    return document


@transaction.atomic
def withdraw_document(document: Document, *, reason: str, by: User, expected_version: int | None = None) -> Document:
    """Take a document out of use and out of public sight. It stays, with the reason, for those who work here."""
    document = _open(document, expected_version)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the document is withdrawn.")})
    document.withdrawn_at, document.withdrawn_by, document.withdrawal_reason = clock.now(), by, reason.strip()
    with audit.act("document.withdraw", document, by=by, note=reason.strip()):
        writing.save(document)
    return document


def _open(document: Document, expected_version: int | None) -> Document:
    """The document, locked, if it is not withdrawn."""
    document = writing.take(document, expected_version)
    if document.is_withdrawn:
        raise ValidationError(_("This document is withdrawn. Add a new one instead."))
    return document


def _store(
    document: Document, number: int, file: BinaryIO, examined: Examined, name: str, note: str, by: User
) -> DocumentVersion:
    version = DocumentVersion(
        document=document,
        number=number,
        original_name=plain_name(name or getattr(file, "name", "") or ""),
        size=examined.size,
        sha256=examined.sha256,
        content_type=examined.content_type,
        note=note.strip(),
        added_at=clock.now(),
        added_by=by,
    )
    version.file.name = keeping.keep(file, examined.sha256)
    version.save()
    document_reading.ask(version, by=by)
    return version
