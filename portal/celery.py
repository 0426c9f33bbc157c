"""The task queue and its timetable: when a job runs is decided here and nowhere else."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

# Times are those of Asia/Shanghai. Names are task names; the modules are found by autodiscover_tasks.
TIMETABLE: dict[str, dict[str, object]] = {
    "portal.heartbeat": {"task": "portal.tasks.note_heartbeat", "schedule": 30.0, "options": {"expires": 60}},
    "base.requeue-stale-jobs": {
        "task": "portal.base.tasks.requeue_stale_jobs",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "programmes.turn-statuses": {"task": "programmes.tasks.turn_statuses", "schedule": crontab(hour=0, minute=10)},
    "programmes.read-nightly": {"task": "programmes.tasks.read_nightly", "schedule": crontab(hour=0, minute=30)},
    "programmes.suggest-areas-nightly": {
        "task": "programmes.tasks.suggest_areas_nightly",
        "schedule": crontab(hour=1, minute=30),
    },
    "programmes.prune-outbox-nightly": {
        "task": "programmes.tasks.prune_outbox_nightly",
        "schedule": crontab(hour=3, minute=0),
    },
    "programmes.suggest-missing-areas": {
        "task": "programmes.tasks.suggest_missing_areas",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "programmes.follow-records": {
        "task": "programmes.tasks.follow_records",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
}

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = TIMETABLE
app.autodiscover_tasks()


@worker_ready.connect(weak=False)
def say_that_the_worker_lives(**_: object) -> None:
    """The first sign of life at once, through the queue like every later one."""
    app.send_task("portal.tasks.note_heartbeat", expires=60)


__all__ = ("TIMETABLE", "app", "crontab")
