"""One command for the whole site: queue, web server, task worker, timetable and search follower.

    python -m portal.running

It prepares what is not yet ready, waits until the site answers, says where it is, restarts what dies and stops cleanly.
"""

import fcntl
import json
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from portal import environment
from portal.environment import ROOT, Environment, SenselessSetting
from portal.running import queue
from portal.running.children import Child, Household

MANAGE = [sys.executable, str(ROOT / "manage.py")]
LONGEST_START_SECONDS = 60.0
WORKER_IS_PROMPT_SECONDS = 30.0


class Stop(Exception):
    """Somebody asked the site to stop."""


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  (this is what the operator reads)


def stop(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stop


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Only one site runs on one data folder."""
    with (folder / "running.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SenselessSetting(
                f"another one already runs with the data folder {folder}; PORTAL_DATA names another folder."
            ) from None
        yield


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SenselessSetting(
                f"port {port} at {host} cannot be used ({error.strerror}); `make run PORT=8001` takes another."
            ) from None


def start_queue(household: Household, settings: Environment) -> None:
    if settings["CELERY_BROKER_URL"]:
        return
    listens_at = settings.valkey_socket
    listens_at.unlink(missing_ok=True)
    server = queue.binary()
    if server:
        household.add(queue.child(server, listens_at, settings.data_folder / "queue"))
        if queue.wait_until_it_answers(listens_at):
            return
        household.stop()
        household.children.clear()
    say("Valkey does not run on this machine: tasks wait in a folder of files instead, which is slower.")
    queue.make_message_folders(settings.data_folder / "queue")
    os.environ["CELERY_BROKER_URL"] = "filesystem://"


def prepare(household: Household) -> None:
    """Database, translations, static files and shipped records; its own process, so that a stop reaches it."""
    child = Child("preparation", [*MANAGE, "prepare_portal"])
    child.start_loudly()
    household.children.append(child)
    while child.is_alive:
        time.sleep(0.05)
    household.children.remove(child)
    if child.process and child.process.returncode:
        raise SenselessSetting("its preparation failed (see above).")


def web(settings: Environment) -> Child:
    host = f"[{settings['HOST']}]" if ":" in settings["HOST"] else settings["HOST"]
    options = {
        "--bind": f"{host}:{settings['PORT']}",
        "--worker-class": "gthread",
        "--workers": str(settings["WEB_WORKERS"]),
        "--threads": str(settings["WEB_THREADS"]),
        "--timeout": "120",
        "--graceful-timeout": "5",
        "--keep-alive": "15",
        "--log-level": "warning",
    }
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--no-control-socket"]
    return Child("web", command + [word for option in options.items() for word in option])


def others(settings: Environment) -> Iterator[Child]:
    celery = [sys.executable, "-m", "celery", "--app", "portal"]
    level = ["--loglevel", settings["LOG_LEVEL"]]
    processes = ["--concurrency", str(settings["TASK_WORKERS"])]
    yield Child("worker", [*celery, "worker", *processes, *level, "--without-gossip", "--without-mingle"])
    beat_files = ["--pidfile", "", "--schedule", str(settings.data_folder / "beat-schedule")]
    yield Child("beat", [*celery, "beat", *level, *beat_files], grace_seconds=5)
    if any(ROOT.glob("*/management/commands/follow_search.py")):
        yield Child("search", [*MANAGE, "follow_search"], grace_seconds=5)


def health(settings: Environment) -> dict[str, Any] | None:
    """What /healthz says; None while nothing answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings["HOST"], settings["HOST"])  # noqa: S104
    known_as = settings["ALLOWED_HOSTS"][0].lstrip("*.") if settings["ALLOWED_HOSTS"] else ""
    asked = urllib.request.Request(f"http://{host}:{settings['PORT']}/healthz", headers={"Host": known_as or "localhost"})
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error) if "json" in error.headers.get("Content-Type", "") else None
    except (OSError, ValueError):
        return None


def wait_until_healthy(household: Household, settings: Environment) -> bool:
    """First the pages, then, for a while, the worker; the site is shown even if only the pages answer."""
    end = time.monotonic() + LONGEST_START_SECONDS
    pages_since: float | None = None
    while time.monotonic() < end:
        state = health(settings)
        if state and state["state"] == "ok":
            return True
        if state and state["database"]["state"] == "ok":
            pages_since = pages_since or time.monotonic()
            if time.monotonic() - pages_since > WORKER_IS_PROMPT_SECONDS:
                return False
        household.restart_the_dead()
        time.sleep(0.2)
    return False


def greet(settings: Environment, *, healthy: bool) -> None:
    seconds = time.time() - float(os.environ.get("PORTAL_STARTED") or time.time())
    host = "localhost" if settings["HOST"] in ("127.0.0.1", "0.0.0.0", "::") else settings["HOST"]  # noqa: S104
    say("")
    say(f"The portal runs at http://{host}:{settings['PORT']}/  ({seconds:.1f} s after the start)")
    logins = settings.data_folder / "demo-logins.txt"
    if logins.exists():
        say(logins.read_text().rstrip())
    if not healthy:
        say(f"Not everything answers yet: see http://{host}:{settings['PORT']}/healthz and the log.")
    say(f"Log: {settings.data_folder / 'logs'}   Stop: Ctrl-C")
    say("")


def run(settings: Environment) -> None:
    logs = settings.data_folder / "logs"
    logs.mkdir(exist_ok=True)
    household = Household(logs, say)
    try:
        start_queue(household, settings)
        prepare(household)
        household.add(web(settings))
        for child in others(settings):
            household.add(child)
        greet(settings, healthy=wait_until_healthy(household, settings))
        while True:
            time.sleep(0.5)
            household.restart_the_dead()
    except Stop:
        say("\nStopping ...")
    finally:
        household.stop()
        if not settings["CELERY_BROKER_URL"]:
            settings.valkey_socket.unlink(missing_ok=True)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    os.chdir(ROOT)
    try:
        settings = environment.read(os.environ)
        with alone(settings.data_folder):
            refuse_taken_port(settings["HOST"], settings["PORT"])
            run(settings)
    except SenselessSetting as error:
        say(f"The portal does not start: {error}")
        return 1
    except Stop:
        return 0
    say("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
