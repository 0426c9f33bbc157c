"""The processes of the site: each in its own process group, none outliving this one, the dead restarted.

On Linux the kernel itself tells a child to stop when its parent dies (PR_SET_PDEATHSIG in prctl(2)), so that even a
killed parent leaves no orphans; whatever a dead child leaves in its group is swept away.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
LOG_LIMIT_BYTES = 5_000_000
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
# A child that lived this long has started well: its next restart is quick again.
WELL_AFTER_SECONDS = 60.0

_prctl = getattr(ctypes.CDLL(None), "prctl", None)


def die_with_parent(parent: int) -> Callable[[], None]:
    """To be called in the child before it becomes another program."""

    def tie() -> None:
        if _prctl is not None:
            _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return tie


@dataclass
class Child:
    """One process that must run as long as the site does."""

    name: str
    command: Sequence[str]
    grace_seconds: float = 10.0
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS
    due_at: float = 0.0

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def log_path(self, logs: Path) -> Path:
        return logs / f"{self.name}.log"

    def start(self, logs: Path) -> None:
        path = self.log_path(logs)
        if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
            path.replace(path.with_suffix(".log.1"))
        with path.open("ab") as log:
            self._open(log)

    def start_loudly(self) -> None:
        """What it says goes where this process's words go."""
        self._open(None)

    def _open(self, output: IO[bytes] | None) -> None:
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=die_with_parent(os.getpid()),
        )
        self.started_at = time.monotonic()

    def ask_to_stop(self) -> None:
        if self.is_alive and self.process:
            self.process.terminate()

    def sweep(self) -> None:
        """Kill what is left of the group, the child itself included."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_lines(self, logs: Path, count: int = 8) -> str:
        with contextlib.suppress(OSError):
            return "\n".join(self.log_path(logs).read_text(errors="replace").splitlines()[-count:])
        return ""


class Household:
    """All children together. They stop in the reverse order of their start, the queue last."""

    def __init__(self, logs: Path, say: Callable[[str], None]) -> None:
        self.logs = logs
        self.say = say
        self.children: list[Child] = []

    def add(self, child: Child) -> Child:
        self.children.append(child)
        child.start(self.logs)
        return child

    def restart_the_dead(self) -> None:
        """Called every moment: notices a dead child, and starts it again when its pause is over."""
        now = time.monotonic()
        for child in self.children:
            if child.is_alive:
                continue
            if child.due_at == 0.0:
                self._plan_restart(child, now)
            elif now >= child.due_at:
                child.due_at = 0.0
                child.start(self.logs)

    def _plan_restart(self, child: Child, now: float) -> None:
        code = child.process.returncode if child.process else None
        child.sweep()
        lived_well = now - child.started_at > WELL_AFTER_SECONDS
        child.pause = FIRST_PAUSE_SECONDS if lived_well else min(child.pause * 2, LONGEST_PAUSE_SECONDS)
        child.due_at = now + child.pause
        self.say(f"{child.name} ended with {code}; it starts again in {child.pause:.0f} s. Its last words:")
        self.say(child.last_lines(self.logs))

    def stop(self) -> None:
        """Ask all but the queue at once, wait, sweep; then the queue, so that the worker can hand back its tasks."""
        if not self.children:
            return
        queue, others = self.children[:1], self.children[1:]
        for group in (others, queue) if queue[0].name == "queue" else (self.children,):
            for child in group:
                child.ask_to_stop()
            end = time.monotonic() + max((child.grace_seconds for child in group), default=0)
            while time.monotonic() < end and any(child.is_alive for child in group):
                time.sleep(0.05)
            for child in group:
                child.sweep()
