"""Documents on the desk: the papers of a record, one paper with its versions, a version with its clauses, two compared."""

from dataclasses import replace
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.base import actions_documents as actions
from portal.base.access import public, require
from portal.base.acting import act_on, page_of
from portal.base.desk_pages import Act, act_page, done, history_of
from portal.base.document_answers import file_answer
from portal.base.documents.comparing import State, compare
from portal.base.forms_documents import EditDocumentForm, NewDocumentForm, NewVersionForm, PublishForm, WithdrawForm
from portal.base.models import Document, DocumentVersion
from portal.base.together import act_on_version

from . import document_page as page
from . import document_subjects as subjects

ROWS = 200
"""Clauses of a comparison on one page."""


def _document(request: HttpRequest, pk: int, rule: Any = subjects.can_read) -> tuple[Document, Any]:
    """The paper and what it is about, for whoever the rule lets in."""
    document = get_object_or_404(Document.objects.select_related("added_by", "withdrawn_by"), pk=pk)
    subject = subjects.subject_of(document.subject_type, document.subject_pk)
    require(rule, request.user, subject)
    return document, subject


def _version(document: Document, number: Any) -> DocumentVersion:
    rows = DocumentVersion.objects.select_related("document", "added_by")
    return get_object_or_404(rows, document=document, number=number)


def _url(document: Document, name: str = "document", *more: Any) -> str:
    return reverse(f"standards-desk:{name}", args=(document.pk, *more))


def _crumbs(subject: Any, document: Document | None = None) -> list[tuple[str, str]]:
    own = subjects.page_of(subject)
    way = [(subjects.title_of(subject), own)] if own else []
    way.append((_("Documents"), subjects.list_of(subject)))
    return [*way, (document.title, _url(document))] if document else way


@require_GET
def documents(request: HttpRequest, subject_type: str, subject: int) -> HttpResponse:
    """The papers of one record."""
    record = subjects.subject_of(subject_type, subject)
    require(subjects.can_read, request.user, record)
    context = page.shown(request.user, record) | {"title": subjects.title_of(record), "crumbs": _crumbs(record)[:-1]}
    return render(request, "standards/desk/documents.html", context)


def new_document(request: HttpRequest, subject_type: str, subject: int) -> HttpResponse:
    """A new paper with its first file."""
    record = subjects.subject_of(subject_type, subject)
    require(subjects.can_write, request.user, record)
    form = NewDocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and (document := act_on(form, actions.add_document, record, by=request.user)):
        return done(request, _("The document is here. Its text is being read."), _url(document))
    lead = _("The earlier versions of a paper stay: a changed draft is a new version of its document, not a new document.")
    act = Act(_("Add a document"), _("Add the document"), subjects.list_of(record), lead, _crumbs(record))
    return act_page(request, form, act, of=record)


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: facts, versions, what may be done, history."""
    paper, subject = _document(request, pk)
    rights = subjects.rights_of(request.user, subject)
    versions = list(DocumentVersion.objects.filter(document=paper).select_related("added_by").order_by("-number"))
    is_open = not paper.is_withdrawn
    publishes = is_open and paper.is_public and paper.kind in rights.publishes
    context = {
        "document": paper,
        "crumbs": _crumbs(subject),
        "facts": page.facts(paper, subject),
        "rows": [(one, page.form_in_words(one), page.size_in_words(one.size), page.TONES[one.reading]) for one in versions],
        "versions": versions,
        "may_write": rights.write and is_open,
        "may_publish": publishes,
        "history": history_of(paper),
    }
    return render(request, "standards/desk/document.html", context)


def edit_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Change kind, title, language, whether it is for the public."""
    paper, subject = _document(request, pk, subjects.can_write)
    initial = {name: getattr(paper, name) for name in actions.EDITABLE} | {"expected_version": paper.version}
    form = EditDocumentForm(request.POST or None, initial=initial)
    if request.method == "POST" and act_on_version(form, actions.edit_document, paper, by=request.user):
        return done(request, _("Saved."), _url(paper))
    act = Act(_("Change the document"), _("Save"), _url(paper), crumbs=_crumbs(subject, paper))
    return act_page(request, form, act, of=subject)


def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """A further file of a paper."""
    paper, subject = _document(request, pk, subjects.can_write)
    form = NewVersionForm(request.POST or None, request.FILES or None, initial={"expected_version": paper.version})
    if request.method == "POST" and (version := act_on_version(form, actions.add_version, paper, by=request.user)):
        return done(request, _("Version %(n)s is here. Its text is being read.") % {"n": version.number}, _url(paper))
    act = Act(_("Add a version"), _("Add the version"), _url(paper), crumbs=_crumbs(subject, paper))
    return act_page(request, form, act, of=subject)


def publish(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Let the public see one version."""
    paper, subject = _document(request, pk)
    require(subjects.can_publish, request.user, subject, paper)
    version = _version(paper, number)
    form = PublishForm(request.POST or None, initial={"expected_version": paper.version})
    if request.method == "POST" and act_on_version(form, actions.publish_version, version, by=request.user):
        return done(request, _("Version %(n)s is published.") % {"n": version.number}, _url(paper))
    lead = _("Everybody can download this version from now on. Later versions stay hidden until they are published too.")
    act = Act(_("Publish version %(n)s") % {"n": number}, _("Publish"), _url(paper), lead, _crumbs(subject, paper))
    act = replace(act, rows=page.version_facts(version)[:4])
    return act_page(request, form, act, of=subject)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper out of use, with the reason."""
    paper, subject = _document(request, pk, subjects.can_write)
    form = WithdrawForm(request.POST or None, initial={"expected_version": paper.version})
    if request.method == "POST" and act_on_version(form, actions.withdraw_document, paper, by=request.user):
        return done(request, _("The document is withdrawn. It stays here with the reason."), _url(paper))
    lead = _("The public no longer sees it. Nothing is deleted: versions and reason stay for those who work here.")
    act = Act(_("Withdraw the document"), _("Withdraw"), _url(paper), lead, _crumbs(subject, paper), danger=True)
    return act_page(request, form, act, of=subject)


@require_GET
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version: its file, how far reading it is, its clauses."""
    paper, subject = _document(request, pk)
    one = _version(paper, number)
    context = {
        "document": paper,
        "version": one,
        "crumbs": _crumbs(subject, paper),
        "facts": page.version_facts(one),
        "tone": page.TONES[one.reading],
        "job": page.job_of(one),
        "rows": page_of(request, page.listed(page.clauses_of(one)), ROWS),
    }
    return render(request, "standards/desk/document_version.html", context)


@require_GET
def progress(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The piece that fetches itself while the text is read; when that is over, the whole page is asked for."""
    paper, _subject = _document(request, pk)
    one = _version(paper, number)
    job = page.job_of(one)
    answer = render(request, "standards/desk/_document_progress.html", {"document": paper, "version": one, "job": job})
    if job is None:
        answer["HX-Refresh"] = "true"
    return answer


@require_GET
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions side by side by clause: `old` and `new` are their numbers; without them the last two."""
    paper, subject = _document(request, pk)
    readable = paper.versions.filter(reading=DocumentVersion.Reading.READ).order_by("number")
    old, new = _chosen(list(readable), request.GET.get("old", ""), request.GET.get("new", ""))
    rows = compare(page.clauses_of(old), page.clauses_of(new)) if old and new else []
    counts = {state: sum(1 for row in rows if row.state == state) for state in State}
    everything = request.GET.get("show") == "all"
    listed = rows if everything else [row for row in rows if row.state != State.SAME]
    shown = page_of(request, listed, ROWS)
    context = {
        "document": paper,
        "crumbs": _crumbs(subject, paper),
        "versions": list(readable),
        "old": old,
        "new": new,
        "counts": [(str(page.STATES[state][0]), page.STATES[state][1], counts[state]) for state in page.STATES],
        "page": shown,
        "rows": page.compared(shown),
        "everything": everything,
    }
    return render(request, "standards/desk/document_comparison.html", context)


def _chosen(versions: list[DocumentVersion], old: str, new: str) -> tuple[DocumentVersion | None, DocumentVersion | None]:
    """The two versions asked for, else the last two; one version alone compares with nothing."""
    if len(versions) < 2:
        return None, None
    by_number = {str(one.number): one for one in versions}
    last = by_number.get(new, versions[-1])
    before = by_number.get(old) or next((one for one in reversed(versions) if one.number < last.number), versions[0])
    return before, last


@require_GET
def file(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """The file itself, for those who may read the papers of its record."""
    paper, _subject = _document(request, pk)
    return file_answer(_version(paper, number), public=False)


@public
@require_GET
def public_file(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """The file of a published version; of any other nobody learns that it exists."""
    found = DocumentVersion.objects.filter(document=pk, number=number, published_at__isnull=False).select_related("document")
    one = found.filter(document__is_public=True, document__withdrawn_at__isnull=True).first()
    if one is None:
        raise Http404
    return file_answer(one, public=True)
