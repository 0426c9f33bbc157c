"""What the site tells machines that watch it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection

from portal import health, views
from portal.actions import note_heartbeat
from portal.base import outbox
from portal.models import Heartbeat
from portal.tasks import note_heartbeat as heartbeat_task

NOON = datetime(2020, 6, 30, 4, 0, tzinfo=UTC)


def without_times(report):
    return {
        name: {key: value for key, value in part.items() if key != "milliseconds"} if isinstance(part, dict) else part
        for name, part in report.items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "state", "worker"),
    (
        (None, "degraded", {"state": "late", "age_seconds": None}),
        (0, "ok", {"state": "ok", "age_seconds": 0}),
        (health.LATE_AFTER_SECONDS, "ok", {"state": "ok", "age_seconds": 120}),
        (health.LATE_AFTER_SECONDS + 1, "degraded", {"state": "late", "age_seconds": 121}),
    ),
)
def test_health_follows_the_age_of_the_worker(client, clock_at, indexed, age, state, worker):
    indexed()
    if age is not None:
        clock_at(NOON - timedelta(seconds=age))
        note_heartbeat("worker")
    clock_at(NOON)
    answer = client.get("/healthz")
    expected = {"state": state, "database": {"state": "ok"}, "queue": {"state": "ok"}, "worker": worker}
    expected["search"] = {"state": "ok", "waiting": 0, "age_seconds": 0}
    assert (answer.status_code, without_times(answer.json())) == (200, expected)
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_heartbeat_is_one_row_that_moves(clock_at):
    for minutes in (0, 1):
        clock_at(NOON + timedelta(minutes=minutes))
        heartbeat_task.delay()
    assert list(Heartbeat.objects.values_list("part", "at")) == [("worker", NOON + timedelta(minutes=1))]


def broken(execute, sql, params, many, context):
    raise OperationalError("the database is gone")


@pytest.mark.django_db
def test_health_without_a_database_is_down(client, indexed):
    indexed()
    with connection.execute_wrapper(broken):
        answer = client.get("/healthz")
    expected = {
        "state": "down",
        "database": {"state": "down"},
        "queue": {"state": "ok"},
        "worker": {"state": "down", "age_seconds": None},
        "search": {"state": "down", "waiting": None, "age_seconds": None},
    }
    assert (answer.status_code, without_times(answer.json())) == (503, expected)


@pytest.mark.django_db
def test_queue_that_does_not_answer_degrades(client, settings, clock_at, tmp_path):
    clock_at(NOON)
    note_heartbeat("worker")
    settings.CELERY_TASK_ALWAYS_EAGER = False
    broker = health.app.conf.broker_write_url
    health.app.conf.broker_write_url = f"redis+socket://{tmp_path}/nobody.sock"
    try:
        answer = client.get("/healthz")
    finally:
        health.app.conf.broker_write_url = broker
    assert (answer.status_code, answer.json()["state"]) == (200, "degraded")
    assert answer.json()["queue"] == {"state": "down", "milliseconds": None}


def test_version_names_release_and_commit(client):
    views.commit.cache_clear()
    answer = client.get("/version").json()
    assert answer["version"] == "0.1.0"
    assert answer["commit"] is None or len(answer["commit"]) == 40


@pytest.mark.parametrize(
    ("files", "commit"),
    (
        ({}, None),
        ({"HEAD": "a" * 40 + "\n"}, "a" * 40),
        ({"HEAD": "ref: refs/heads/main\n", "refs/heads/main": "b" * 40 + "\n"}, "b" * 40),
        ({"HEAD": "ref: refs/heads/main\n", "packed-refs": f"# pack-refs\n{'c' * 40} refs/heads/main\n"}, "c" * 40),
        ({"HEAD": "ref: refs/heads/new\n", "packed-refs": f"{'c' * 40} refs/heads/main\n"}, None),
    ),
)
def test_commit_is_read_without_git(tmp_path, settings, files, commit):
    settings.ROOT = tmp_path
    for name, text in files.items():
        path = tmp_path / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    views.commit.cache_clear()
    assert views.commit() == commit
    views.commit.cache_clear()


@pytest.mark.django_db
def test_a_missing_or_late_index_degrades(client, clock_at, indexed):
    clock_at(NOON)
    note_heartbeat("worker")
    assert client.get("/healthz").json()["search"] == {"state": "late", "waiting": 0, "age_seconds": 0}
    indexed()
    outbox.note(outbox.STANDARD, 1)
    late = timedelta(seconds=health.LATE_AFTER_SECONDS + 1)
    clock_at(NOON + late)
    note_heartbeat("worker")
    assert client.get("/healthz").json()["search"] == {"state": "late", "waiting": 1, "age_seconds": 121}
