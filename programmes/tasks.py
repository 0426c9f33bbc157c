"""Thin Celery tasks of the programmes."""

from celery import shared_task


@shared_task(ignore_result=True)
def follow_records() -> None:
    """Compute again the goals that were touched since their readings."""
    from . import reading_jobs

    reading_jobs.follow_records()


@shared_task(ignore_result=True)
def read_nightly() -> None:
    """Read every goal for every day."""
    from . import reading_jobs

    reading_jobs.read_nightly()


@shared_task(ignore_result=True)
def turn_statuses() -> None:
    """Turn the statuses whose day has come, before the goals are read."""
    from portal.base.people import system_user
    from standards.turning_jobs import ask_nightly

    ask_nightly(by=system_user())


@shared_task(ignore_result=True)
def suggest_missing_areas() -> None:
    """Suggest key areas where nobody has asked yet."""
    from portal.base.people import system_user
    from standards.area_suggesting import ask_where_missing

    ask_where_missing(by=system_user())


@shared_task(ignore_result=True)
def suggest_areas_nightly() -> None:
    """Suggest key areas anew."""
    from portal.base.people import system_user
    from standards.area_suggesting import ask_nightly

    ask_nightly(by=system_user())


@shared_task(ignore_result=True)
def prune_outbox_nightly() -> None:
    """Say how far the readings have come, and remove what everybody has passed."""
    from . import reading_jobs

    reading_jobs.prune_outbox_nightly()
