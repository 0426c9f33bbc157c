"""The run that reads the goals, watched while it goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.base.access import require
from portal.base.models import Job

from . import permissions
from .reading_jobs import KIND


@require_safe
def reading_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress of one run; the piece that fetches itself is the same template."""
    require(permissions.can_see_programme, request.user)
    job = get_object_or_404(Job, pk=pk, kind=KIND)
    here = reverse("programmes-desk:reading-job", args=(pk,))
    context = {"job": job, "url": here, "back": here, "after": reverse("programmes-desk:board")}
    page = "components/job_progress.html" if request.headers.get("HX-Request") else "programmes/desk/job.html"
    return render(request, page, context)
