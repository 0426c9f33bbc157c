"""A queue that does not answer loses no work and fails nobody's request."""

from datetime import UTC, datetime, timedelta

import pytest
from kombu import pools

from portal.base import jobs
from portal.base.models import Job
from portal.base.people import system_user
from portal.celery import app

NOON = datetime(2020, 6, 30, 4, 0, tzinfo=UTC)
done = []


@jobs.work("test.queue-lost")
def note(job, word):
    done.append(word)


@pytest.fixture
def queue_is_gone(settings, tmp_path):
    """Tasks are sent, not run in place, and nobody listens."""
    before = (app.conf.task_always_eager, app.conf.broker_write_url)
    app.conf.task_always_eager, app.conf.broker_write_url = False, f"redis+socket://{tmp_path}/nobody.sock"
    forget_connections()
    yield
    app.conf.task_always_eager, app.conf.broker_write_url = before
    forget_connections()


def forget_connections():
    """A producer that an earlier test has opened would go on writing to the queue of that test."""
    pools.reset()
    app._pool = app.amqp._producer_pool = None


@pytest.mark.django_db(transaction=True)
def test_work_waits_in_the_table_until_the_queue_answers(clock_at, queue_is_gone, caplog):
    done.clear()
    clock_at(NOON)
    job = jobs.ask("test.queue-lost", by=system_user(), word="found again")
    assert (Job.objects.get(pk=job.pk).state, done) == (Job.State.QUEUED, [])
    assert caplog.messages == [f"job {job.pk} could not be queued; it is sent again when the queue answers"]
    app.conf.task_always_eager = True
    clock_at(NOON + jobs.ALIVE + timedelta(seconds=1))
    assert jobs.requeue_stale() == 1
    assert (Job.objects.get(pk=job.pk).state, done) == (Job.State.DONE, ["found again"])
