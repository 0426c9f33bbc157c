"""The run command: starts everything, restarts what dies, leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from portal.running import queue
from portal.running.children import FIRST_PAUSE_SECONDS, Child, Household

ROOT = Path(__file__).resolve().parent.parent


def wait_for(condition, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{condition.__name__} did not come true in {seconds} s")


def is_alive(pid):
    """A zombie that nobody has asked about is dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def processes_of(folder):
    """Every live process that was started with this data folder, by its environment."""
    found = set()
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"PORTAL_DATA={folder}\0".encode() in (path / "environ").read_bytes() and is_alive(path.name):
                found.add(int(path.name))
        except OSError:
            continue
    return found


# The household alone, with sleeping children


SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
PARENT_OF_SLEEPER_CODE = (
    "import subprocess, sys\n"
    "sleeper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "print(sleeper.pid, flush=True)\n"
    "sleeper.wait()\n"
)
PARENT_OF_SLEEPER = [sys.executable, "-c", PARENT_OF_SLEEPER_CODE]


@pytest.fixture
def household(tmp_path):
    said = []
    household = Household(tmp_path, said.append)
    household.said = said
    yield household
    household.stop()


def test_stop_ends_child_and_grandchild(household, tmp_path):
    child = household.add(Child("parent", PARENT_OF_SLEEPER, grace_seconds=5))

    def grandchild():
        return child.log_path(tmp_path).read_text().strip()

    pids = [child.process.pid, int(wait_for(grandchild))]
    household.stop()

    def both_are_dead():
        return [is_alive(pid) for pid in pids] == [False, False]

    assert wait_for(both_are_dead, 5)


def test_child_that_ignores_the_request_is_killed(household):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
    child = household.add(Child("deaf", [sys.executable, "-c", deaf], grace_seconds=0.3))

    def is_deaf():
        return child.last_lines(household.logs) == "deaf"

    wait_for(is_deaf)
    household.stop()
    assert child.process.returncode == -signal.SIGKILL


def test_dead_child_starts_again_after_a_growing_pause(household):
    child = household.add(Child("short", [sys.executable, "-c", "print('last words'); raise SystemExit(3)"]))
    pauses = []
    for _ in range(2):
        child.process.wait()
        household.restart_the_dead()
        pauses.append(child.pause)
        assert not child.is_alive
        child.due_at = time.monotonic()
        household.restart_the_dead()
    assert pauses == [FIRST_PAUSE_SECONDS * 2, FIRST_PAUSE_SECONDS * 4]
    assert household.said[:2] == ["short ended with 3; it starts again in 2 s. Its last words:", "last words"]


def test_queue_stops_last(household, tmp_path):
    order = tmp_path / "order"
    script = (
        "import signal, sys, time\n"
        "def stop(*_):\n"
        f"    open({str(order)!r}, 'a').write(sys.argv[1] + '\\n')\n"
        "    sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, stop)\n"
        "print('ready', flush=True)\n"
        "time.sleep(600)\n"
    )
    for name in ("queue", "web"):
        household.add(Child(name, [sys.executable, "-c", script, name]))

    def all_ready():
        return all(child.last_lines(tmp_path) == "ready" for child in household.children)

    wait_for(all_ready)
    household.stop()
    assert order.read_text().split() == ["web", "queue"]


def test_children_die_with_a_killed_parent(tmp_path):
    code = (
        "import sys, time, pathlib\n"
        "from portal.running.children import Child, Household\n"
        f"child = Household(pathlib.Path({str(tmp_path)!r}), print).add(Child('sleeper', {SLEEPER!r}))\n"
        "print(child.process.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        orphan = int(parent.stdout.readline())
        assert is_alive(orphan)
        parent.kill()

    def is_gone():
        return not is_alive(orphan)

    assert wait_for(is_gone, 10)


def test_embedded_queue_answers_at_a_private_socket(household, tmp_path):
    socket_path = tmp_path / "queue" / "q.sock"
    household.add(queue.child(queue.binary(), socket_path, tmp_path / "kept"))
    assert queue.wait_until_it_answers(socket_path) is True
    assert (socket_path.parent.stat().st_mode & 0o777, socket_path.stat().st_mode & 0o777) == (0o700, 0o700)


# The whole site


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def site(tmp_path, port):
    """The run command on an empty data folder, without demonstration; killed and swept whatever happens."""
    given = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CELERY_BROKER_URL")}
    given |= {
        "PORTAL_DATA": str(tmp_path / "data"),
        "PORT": str(port),
        "DEMO": "off",
        "SHIPPED_RECORDS": "off",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "TASK_WORKERS": "1",
        "WEB_WORKERS": "1",
    }
    command = [sys.executable, "-m", "portal.running"]
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=said, stderr=said, start_new_session=True)
    process.said = tmp_path / "said"
    process.folder = tmp_path / "data"
    process.given = given
    yield process
    process.kill()
    process.wait()
    for pid in processes_of(process.folder):
        os.kill(pid, signal.SIGKILL)


def ask(port, path="/healthz"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return None


def wait_until_it_greets(site, port):
    def greeted():
        if site.poll() is not None:
            raise AssertionError(site.said.read_text())
        return f"The portal runs at http://localhost:{port}/" in site.said.read_text()

    wait_for(greeted, 180)


@pytest.mark.worker
@pytest.mark.parametrize("number", (signal.SIGINT, signal.SIGTERM, signal.SIGKILL))
def test_run_command_starts_everything_and_leaves_no_orphans(site, port, number):
    wait_until_it_greets(site, port)
    assert ask(port)["state"] == "ok"
    started = processes_of(site.folder)
    site.send_signal(number)
    code = site.wait(30)

    def nothing_is_left():
        return not processes_of(site.folder)

    assert wait_for(nothing_is_left, 30)
    assert len(started) >= 5
    assert code == (0 if number != signal.SIGKILL else -signal.SIGKILL)


@pytest.mark.worker
def test_dead_web_server_comes_back_and_a_second_site_is_refused(site, port):
    wait_until_it_greets(site, port)
    second = subprocess.run(
        [sys.executable, "-m", "portal.running"], cwd=ROOT, env=site.given, capture_output=True, text=True, check=False
    )
    refusal = (
        f"The portal does not start: another one already runs with the data folder {site.folder}; "
        "PORTAL_DATA names another folder.\n"
    )
    assert (second.returncode, second.stdout) == (1, refusal)
    arbiters = [pid for pid in processes_of(site.folder) if is_arbiter(pid, site.pid)]
    assert len(arbiters) == 1
    os.kill(arbiters[0], signal.SIGKILL)

    def answers_again():
        return "web ended with -9" in site.said.read_text() and ask(port)

    assert wait_for(answers_again, 30)["state"] == "ok"


def is_arbiter(pid, parent):
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"gunicorn" in command and f"\nPPid:\t{parent}\n" in Path(f"/proc/{pid}/status").read_text()
