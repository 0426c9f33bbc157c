from celery import shared_task


@shared_task(ignore_result=True)
def note_heartbeat() -> None:
    """Asked for by the timetable, done by a worker: its age tells that timetable, queue and worker all live."""
    from portal.actions import note_heartbeat

    note_heartbeat("worker")
