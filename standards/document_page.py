"""What the pages of documents show: the papers of a record in rows, a paper's facts, a comparison in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.base import wording
from portal.base.documents.clauses import Clause
from portal.base.documents.comparing import Row, State
from portal.base.documents.recognising import FORMATS
from portal.base.models import Document, DocumentText, DocumentVersion, Job

from . import document_subjects as subjects

STATES = {
    State.CHANGED: (pgettext_lazy("words", "changed"), "risk"),
    State.ADDED: (pgettext_lazy("words", "added"), "ok"),
    State.REMOVED: (pgettext_lazy("words", "removed"), "bad"),
    State.RENUMBERED: (pgettext_lazy("words", "renumbered"), "info"),
    State.SAME: (pgettext_lazy("words", "unchanged"), ""),
}
TONES = {"read": "ok", "waiting": "info", "no-text": "risk", "unreadable": "bad"}
NAMED = {
    "front": gettext_lazy("Before the first clause"),
    "contents": gettext_lazy("Table of contents"),
    "foreword": gettext_lazy("Foreword"),
    "introduction": gettext_lazy("Introduction"),
    "bibliography": gettext_lazy("References"),
    "index": gettext_lazy("Index"),
}


@dataclass(frozen=True)
class Paper:
    """One document with its versions, the latest first."""

    document: Document
    versions: list[DocumentVersion]
    url: str

    @property
    def latest(self) -> DocumentVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def published(self) -> DocumentVersion | None:
        return next((one for one in self.versions if one.published_at), None)


def papers(subject: Any) -> list[Paper]:
    """All papers of a record by kind, in two queries; withdrawn ones last."""
    versions = DocumentVersion.objects.select_related("added_by").order_by("-number")
    rows = Document.objects.filter(subject_type=subject._meta.label_lower, subject_pk=subject.pk)
    found = [_paper(one) for one in rows.prefetch_related(Prefetch("versions", versions))]
    order = {kind: place for place, kind in enumerate(Document.Kind.values)}
    return sorted(found, key=lambda one: (one.document.is_withdrawn, order[one.document.kind], one.document.pk))


def _paper(document: Document) -> Paper:
    return Paper(document, list(document.versions.all()), reverse("standards-desk:document", args=(document.pk,)))


def shown(user: Any, subject: Any) -> dict[str, Any]:
    """What `standards/desk/_documents.html` needs; any page of the record may include it with this."""
    rights = subjects.rights_of(user, subject)
    place = (subject._meta.label_lower, subject.pk)
    return {
        "may_read": rights.read,
        "papers": papers(subject) if rights.read else [],
        "add_url": reverse("standards-desk:new-document", args=place) if rights.write else "",
    }


def size_in_words(size: int) -> str:
    """12 KB, 3.4 MB."""
    return f"{wording.number(-(-size // 1024))} KB" if size < 1024 * 1024 else f"{wording.number(size / 1024 / 1024, 1)} MB"


def form_in_words(version: DocumentVersion) -> str:
    return FORMATS.get(version.content_type, "?").upper()


def facts(document: Document, subject: Any) -> list[dict[str, Any]]:
    """A paper as pairs."""
    rows = [
        {"label": _("Kind of paper"), "text": document.get_kind_display()},
        {"label": _("About"), "text": subjects.title_of(subject), "url": subjects.list_of(subject)},
        {"label": _("Language"), "text": document.get_language_display()},
        {"label": _("For the public"), "text": _("yes") if document.is_public else _("no")},
        {"label": _("Added by"), "text": str(document.added_by)},
    ]
    if document.is_withdrawn:
        rows.append({"label": _("Withdrawn by"), "text": f"{document.withdrawn_by}, {wording.day(document.withdrawn_at)}"})
    return rows


def version_facts(version: DocumentVersion) -> list[dict[str, Any]]:
    """One version as pairs."""
    return [
        {"label": _("File name"), "text": version.original_name},
        {"label": _("Type"), "text": form_in_words(version)},
        {"label": _("Size"), "text": size_in_words(version.size)},
        {"label": _("Pages"), "text": version.pages if version.pages is not None else ""},
        {"label": _("Clauses"), "text": version.clauses if version.clauses is not None else ""},
        {"label": "SHA-256", "text": version.sha256},
        {"label": _("Added by"), "text": f"{version.added_by}, {wording.day(version.added_at)}"},
        {"label": _("Published"), "text": wording.day(version.published_at) if version.published_at else _("no")},
        {"label": _("What has changed"), "text": version.note},
    ]


def job_of(version: DocumentVersion) -> Job | None:
    """The work on this version that is still under way."""
    found = Job.objects.filter(kind="document.read", key=str(version.pk)).order_by("-pk").first()
    return found if found is not None and found.is_active else None


def clauses_of(version: DocumentVersion) -> list[Clause]:
    """The clauses that were read; none while the text is not there."""
    text = DocumentText.objects.filter(version=version).only("clauses").first()
    return [Clause(one["key"], one["heading"], one["level"], one["text"].splitlines()) for one in text.clauses] if text else []


def name_of(clause: Clause | None) -> str:
    """The number, else the name of an unnumbered part; a sheet is told by its heading."""
    if clause is None:
        return ""
    if clause.key in NAMED:
        return str(NAMED[clause.key])
    return "" if clause.key.startswith("sheet-") else clause.number


def listed(clauses: Iterable[Clause]) -> list[dict[str, Any]]:
    """Clauses for a page: the heading of a named part is its name."""
    return [
        {
            "name": name_of(one),
            "heading": "" if one.key in NAMED else one.heading,
            "text": one.text,
            "level": min(one.level, 4),
            "anchor": f"clause-{one.key}",
        }
        for one in clauses
    ]


def compared(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows of a comparison for a page."""
    return [
        {
            "row": row,
            "state": str(STATES[row.state][0]),
            "tone": STATES[row.state][1],
            "old_name": name_of(row.old),
            "new_name": name_of(row.new),
            "name": name_of(row.new) or name_of(row.old),
        }
        for row in rows
    ]
