"""Imports in the browser: upload, look at every row, accept, take back. Only for those who may import."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.base.access import require
from portal.base.models import Batch, BatchRow
from portal.base.permissions import is_ministry

from . import actions_imports, import_page
from .forms_imports import AcceptForm, TakeBackForm, UploadForm
from .imports import rejects
from .imports.loss import loss_of
from .imports.stored import path_of
from .imports.taking_back import KINDS
from .permissions import can_import

State = Batch.State


def _batch(pk: int) -> Batch:
    return get_object_or_404(Batch.objects.select_related("source", "started_by"), pk=pk)


@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, the latest first."""
    require(is_ministry, request.user)
    page = Paginator(Batch.objects.select_related("source", "started_by"), 50).get_page(request.GET.get("page"))
    outcomes = import_page.OUTCOMES
    rows = [
        (batch, import_page.KINDS.get(batch.kind, batch.kind), [batch.counts.get(one, 0) for one in outcomes]) for batch in page
    ]
    context = {"page": page, "rows": rows, "outcomes": outcomes.values(), "can_import": can_import(request.user)}
    return render(request, "standards/desk/imports.html", context)


def new_import(request: HttpRequest) -> HttpResponse:
    """Send a file; it is opened at once and its rows are checked by a job."""
    require(can_import, request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        batch = actions_imports.upload(**form.cleaned_data, by=request.user)
        messages.success(request, _("The file is here. Its rows are being checked."))
        return redirect(batch)
    return render(request, "standards/desk/import_new.html", {"form": form})


@require_GET
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far it is, what each row would do or did, what to do next."""
    require(is_ministry, request.user)
    batch = _batch(pk)
    outcome = request.GET.get("outcome", "")
    if outcome not in BatchRow.Outcome:
        outcome = import_page.first_outcome(batch)
    page = import_page.rows_page(batch, outcome, request.GET.get("page"))
    return render(
        request,
        "standards/desk/import.html",
        {
            "batch": batch,
            "job": import_page.job_of(batch),
            "facts": import_page.facts(batch),
            "tabs": import_page.tabs(batch, outcome),
            "outcome": outcome,
            "count": batch.counts.get(outcome, 0),
            "page": page,
            "lines": [import_page.line(row) for row in page],
            "kept": import_page.kept(batch) if batch.state == State.REVERTED else [],
            "has_rejects": bool(batch.file) and any(batch.counts.get(one) for one in rejects.TURNED_DOWN),
            "can_accept": batch.state == State.CHECKED and can_import(request.user),
            "can_discard": batch.state in (State.CHECKED, State.FAILED) and can_import(request.user),
            "can_take_back": batch.state == State.ACCEPTED and batch.kind in KINDS and can_import(request.user),
            "accept_form": AcceptForm() if batch.counts.get("conflicting") else None,
        },
    )


@require_GET
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The piece of the page that fetches itself while a job is at work; when it is over, the whole page is asked for."""
    require(is_ministry, request.user)
    batch = _batch(pk)
    job = import_page.job_of(batch)
    if job is None:
        raise Http404
    response = render(request, "standards/desk/_import_progress.html", {"batch": batch, "job": job})
    if not job.is_active:
        response["HX-Refresh"] = "true"
    return response


@require_GET
def import_rejects(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Rejected and conflicting rows under the file's own headings, to be corrected and sent again."""
    require(is_ministry, request.user)
    batch = _batch(pk)
    if not batch.file:
        raise Http404
    with path_of(batch) as path:
        lines, name = list(rejects.lines(batch, path)), rejects.name_of(batch, path)
    kind = "application/jsonl" if name.endswith("jsonl") else "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="import-{batch.pk}.{name.split(".", 1)[1]}"'}
    return StreamingHttpResponse(lines, content_type=kind, headers=headers)


@require_POST
def accept_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the checked rows."""
    require(can_import, request.user)
    batch, form = _batch(pk), AcceptForm(request.POST)
    try:
        actions_imports.accept(batch, by=request.user, overwrite=form.is_valid() and form.cleaned_data["overwrite"])
        messages.success(request, _("The rows are being written."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(batch)


@require_POST
def discard_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the file up."""
    require(can_import, request.user)
    batch = _batch(pk)
    try:
        actions_imports.discard(batch, by=request.user)
        messages.success(request, _("The import is discarded; nothing was written."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(batch)


def take_back_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then undo the import as one."""
    require(can_import, request.user)
    batch = _batch(pk)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        try:
            actions_imports.take_back(batch, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The import is being taken back."))
            return redirect(batch)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    context = {"batch": batch, "form": form, "loss": loss_of(batch) if batch.kind in KINDS else None}
    return render(request, "standards/desk/import_take_back.html", context)
