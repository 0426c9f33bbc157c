"""A real worker on each kind of queue does a real task on a real database."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.running import queue
from portal.running.children import Child, Household

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, "manage.py"]

pytestmark = pytest.mark.worker


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A data folder with a migrated SQLite file."""
    folder = tmp_path_factory.mktemp("queue")
    subprocess.run([*MANAGE, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment(folder, "filesystem://"), check=True)
    return folder


def environment(folder, broker):
    return {
        **os.environ,
        "PORTAL_DATA": str(folder),
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": broker,
        "CACHE_URL": "locmem://",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def needs(port, what):
    if not listens(port) and os.environ.get("CI") != "true":
        pytest.skip(f"no {what} listens at port {port}")


@pytest.fixture
def household(tmp_path):
    household = Household(tmp_path, print)
    yield household
    household.stop()


@pytest.fixture(params=("embedded", "redis", "rabbitmq", "folder"))
def broker(request, place, household, tmp_path):
    """The address of one kind of queue, running."""
    if request.param == "embedded":
        at = tmp_path / "queue" / "v.sock"
        household.add(queue.child(queue.binary(), at, tmp_path / "kept"))
        assert queue.wait_until_it_answers(at)
        return f"redis+socket://{at}"
    if request.param == "redis":
        needs(6379, "Redis")
        return "redis://127.0.0.1:6379/9"
    if request.param == "rabbitmq":
        needs(5672, "RabbitMQ")
        return "amqp://guest:guest@127.0.0.1:5672//"
    queue.make_message_folders(place / "queue")
    return "filesystem://"


def heartbeats(folder):
    with sqlite3.connect(folder / "portal.sqlite3") as connection:
        return connection.execute("select part, at from portal_heartbeat").fetchall()


def test_worker_does_a_task_from_the_queue(broker, place, household, monkeypatch):
    before = heartbeats(place)
    for name, value in environment(place, broker).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    command = [sys.executable, "-m", "celery", "--app", "portal", "worker", "--concurrency", "1", "--loglevel", "INFO"]
    worker = household.add(Child("worker", command))
    end = time.monotonic() + 60
    while heartbeats(place) == before and time.monotonic() < end:
        time.sleep(0.1)
    assert [part for part, _ in heartbeats(place)] == ["worker"], worker.last_lines(household.logs, 30)
    assert heartbeats(place) != before, worker.last_lines(household.logs, 30)
