"""What people do with jobs."""

from django.db import transaction

from . import audit, jobs
from .models import Job, User


@transaction.atomic
def run_again(job: Job, *, by: User) -> Job:
    """Ask for the same work once more; who asked is kept."""
    again = jobs.run_again(job, by=by)
    audit.record("job.run-again", again, by=by)
    return again
