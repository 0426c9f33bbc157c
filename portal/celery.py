"""The task queue and its timetable: when a job runs is decided here and nowhere else."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

# Times are those of Asia/Shanghai. Names are task names; the modules are found by autodiscover_tasks.
TIMETABLE: dict[str, dict[str, object]] = {
    "portal.beat-heartbeat": {"task": "portal.tasks.note_heartbeat", "schedule": 30.0, "options": {"expires": 60}},
}

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = TIMETABLE
app.autodiscover_tasks()

__all__ = ("TIMETABLE", "app", "crontab")
