"""Thin Celery tasks of the ground."""

from celery import shared_task


@shared_task(ignore_result=True, acks_late=True)
def run_job(pk: int) -> None:
    """Do one job of the job table."""
    from . import jobs

    jobs.run(pk)


@shared_task(ignore_result=True)
def requeue_stale_jobs() -> None:
    """Send again what lost its worker."""
    from . import jobs

    jobs.requeue_stale()


@shared_task(ignore_result=True)
def number_outbox() -> None:
    """Number the committed outbox rows."""
    from . import outbox

    outbox.sequence()
