"""The job pages: what long work ran, when it last succeeded, how long it took, what went wrong (G14, O2, O3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from . import actions_jobs, clock, job_words, permissions
from .access import require
from .jobs import ALIVE
from .models import Job

NAMES = {
    "import.check": gettext_lazy("Check of an import"),
    "import.accept": gettext_lazy("Writing of an import"),
    "import.take-back": gettext_lazy("Taking back of an import"),
    "suggest_areas": gettext_lazy("Suggestion of key areas"),
    "programmes.read_goals": gettext_lazy("Computation of the goals"),
    "read_goals": gettext_lazy("Computation of the goals"),
    "outbox.prune": gettext_lazy("Removal of changes that every follower has passed"),
    "document.read": gettext_lazy("Reading of a document's text"),
    "turn_statuses": gettext_lazy("Turning of statuses with the calendar"),
}
"""Kinds of work in words; a kind without words is shown by its name."""
State = Job.State


@dataclass
class Kind:
    """One kind of work: its last success, its last run, its failures since."""

    name: str
    succeeded_at: datetime | None
    last: Job
    failures: int

    @property
    def failed(self) -> bool:
        return bool(self.last.state == State.FAILED)


def name_of(kind: str) -> str:
    return str(NAMES.get(kind, kind))


def kinds() -> list[Kind]:
    """Every kind of work that ever ran, in three queries."""
    done, failed = Q(state=State.DONE), Q(state=State.FAILED)
    sums = Job.objects.order_by().values("kind").annotate(
        last=Max("pk"), succeeded=Max("finished_at", filter=done), success=Max("pk", filter=done)
    )  # fmt: skip
    rows = list(sums)
    latest = Job.objects.in_bulk([row["last"] for row in rows])
    since: dict[str, int] = {}
    if rows:
        later = Q()
        for row in rows:
            later |= Q(kind=row["kind"], pk__gt=row["success"] or 0)
        since = dict(Job.objects.order_by().filter(failed & later).values_list("kind").annotate(Count("pk")))
    found = [Kind(name_of(row["kind"]), row["succeeded"], latest[row["last"]], since.get(row["kind"], 0)) for row in rows]
    return sorted(found, key=lambda one: one.name)


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """Kinds of work with their last success, then every run, the latest first."""
    require(permissions.can_see_jobs, request.user)
    rows = Job.objects.select_related("asked_by").order_by("-pk")
    state = request.GET.get("state", "")
    if state in State:
        rows = rows.filter(state=state)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    shown = [(job, name_of(job.kind)) for job in page]
    context = {"kinds": kinds(), "page": page, "rows": shown, "states": State.choices, "state": state}
    return render(request, "base/desk/jobs.html", context)


@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: state, times, arguments, error; asked by HTMX, only the piece with the progress."""
    require(permissions.can_see_jobs, request.user)
    row = get_object_or_404(Job.objects.select_related("asked_by"), pk=pk)
    context = {
        "job": row,
        "name": name_of(row.kind),
        "facts": facts(row),
        "lost": row.state == State.RUNNING and row.heartbeat_at is not None and row.heartbeat_at < clock.now() - ALIVE,
        "can_run": permissions.can_run_jobs(request.user) and not row.is_active,
    }
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "base/desk/job.html", context)
    response = render(request, "base/desk/_job_progress.html", context)
    if not row.is_active:
        response["HX-Refresh"] = "true"
    return response


def facts(row: Job) -> list[dict[str, Any]]:
    """The run as pairs."""
    seconds = f"{row.seconds:.1f}" if row.seconds is not None else ""
    return [
        {"label": _("Asked by"), "text": str(row.asked_by) if row.asked_by else _("the timetable")},
        {"label": _("Asked at"), "text": f"{row.created_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}"},
        {"label": _("Duration in seconds"), "text": seconds},
        {"label": _("Attempts"), "text": row.attempts},
        *job_words.given(row),
    ]


@require_POST
def run_job_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the same work once more."""
    require(permissions.can_run_jobs, request.user)
    row = get_object_or_404(Job, pk=pk)
    try:
        again = actions_jobs.run_again(row, by=request.user)
    except KeyError:
        messages.error(request, _("The portal no longer knows this kind of work."))
        return redirect(row)
    messages.success(request, _("The work is asked for again."))
    return redirect(again)
