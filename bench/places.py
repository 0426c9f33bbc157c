"""Databases and servers of the measurement: made, filled, started, measured, thrown away."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ("iso", "iec", "itu", "3gpp")
ADVICE = {"random_page_cost": "1.1", "jit": "off", "work_mem": "'64MB'", "max_parallel_workers_per_gather": "0"}
"""What docs/performance.md advises for the role of the web server; set for these databases only."""
PORT = int(os.environ.get("BENCH_PORT", "9200"))


def say(text: str) -> None:
    print(text, flush=True)


def server() -> str:
    """The address of a PostgreSQL where databases can be made, found as the tests find it; without a database's name."""
    spec = importlib.util.spec_from_file_location("check", ROOT / ".ci" / "check.py")
    assert spec
    assert spec.loader
    check: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(check)
    found = check.find_postgresql()
    if found is None:
        sys.exit("make bench needs a PostgreSQL; DATABASE_URL=postgres://user:password@host:5432/name names one.")
    return str(found).rpartition("/")[0]


@dataclass(frozen=True)
class Place:
    """One size: its database and its folder."""

    at: str
    size: int
    home: Path

    @property
    def database(self) -> str:
        short = f"{self.size // 1_000_000}m" if self.size % 1_000_000 == 0 else f"{self.size // 1000}k"
        return f"portal_bench_{short if self.size else 'base'}"

    @property
    def url(self) -> str:
        return f"{self.at}/{self.database}"

    @property
    def folder(self) -> Path:
        return self.home / self.database

    @property
    def environment(self) -> dict[str, str]:
        own = {"PORTAL_DATA": str(self.folder), "DATABASE_URL": self.url, "API_REQUESTS_A_MINUTE": "0", "DEBUG": "off"}
        own |= {"CELERY_BROKER_URL": "memory://", "CACHE_URL": "locmem://", "LOG_LEVEL": "WARNING", "ALLOWED_HOSTS": "localhost"}
        return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "portal.settings"}

    def connect(self) -> Any:
        return psycopg2.connect(self.url)

    def run(self, *words: str) -> str:
        """One of the product's commands; what it said."""
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{' '.join(words)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout


def administer(at: str, *statements: str) -> None:
    connection = psycopg2.connect(f"{at}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def exists(place: Place) -> bool:
    try:
        with place.connect() as connection, connection.cursor() as cursor:
            cursor.execute("select count(*) from programmes_span")
            return bool(cursor.fetchone()[0])
    except psycopg2.Error:
        return False


def throw_away(place: Place) -> None:
    administer(place.at, f"drop database if exists {place.database} with (force)")


def make_base(place: Place, log: dict[str, float]) -> None:
    """Tables, reference data and the real international catalogue: what every size begins with."""
    throw_away(place)
    administer(
        place.at,
        f"create database {place.database} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'",
    )
    place.folder.mkdir(parents=True, exist_ok=True)
    place.run("manage.py", "migrate", "-v0")
    place.run("manage.py", "load_reference", "--without-catalogues")
    rows, seconds = 0, 0.0
    given = os.environ.get("BENCH_CATALOGUE")
    files = [Path(given)] if given else [ROOT / f"portal/base/reference/international_{name}.jsonl.xz" for name in CATALOGUES]
    for file in files:
        said = place.run("manage.py", "import_international", str(file), "--no-search", "--rejects", str(place.folder))
        if found := re.search(r"Import \d+: ([\d,]+) new.* in ([\d.]+) s", said):
            rows, seconds = rows + int(found[1].replace(",", "")), seconds + float(found[2])
    log["import_rows"], log["import_seconds"] = rows, seconds
    say(f"{rows:,} international records imported in {seconds:.1f} s")


def make(place: Place, base: Place) -> dict[str, float]:
    """A copy of the base, grown standards in it, and the product's own projections and index of them."""
    log: dict[str, float] = {}
    throw_away(place)
    administer(place.at, f"create database {place.database} template {base.database}")
    settings = [f"alter database {place.database} set {name} = {value}" for name, value in ADVICE.items()]
    administer(place.at, *settings)
    place.folder.mkdir(parents=True, exist_ok=True)
    for name, words in (
        ("fill", ("-m", "bench.fill", str(place.size))),
        ("search index", ("manage.py", "rebuild_search")),
        ("static files", ("manage.py", "collectstatic", "--noinput", "-v0")),
        ("goals", ("manage.py", "read_goals", "2020")),
    ):
        begun = time.monotonic()
        said = place.run(*words).strip().splitlines()
        log[name] = time.monotonic() - begun
        say(f"{place.database}: {name} {log[name]:.0f} s: {'; '.join(said[-2:])}")
    return log


# Servers


@contextmanager
def serving(place: Place, *, port: int = PORT, **more: str) -> Iterator[int]:
    """gunicorn as the product's own start command runs it; yields the process id of its master."""
    command = [sys.executable, "-m", "gunicorn", "bench.site:application", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    command += "--worker-class gthread --workers 2 --threads 4 --timeout 120 --keep-alive 15 --log-level warning".split()
    with _child(command, port, {**place.environment, **more}) as pid:
        yield pid


@contextmanager
def _child(command: list[str], port: int, environment: dict[str, str], *, quiet: bool = False) -> Iterator[int]:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"port {port} is taken; BENCH_PORT names another")
    where = subprocess.DEVNULL if quiet else None
    runner = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stdout=where, stderr=where)
    try:
        _wait(port, runner)
        yield runner.pid
    finally:
        os.killpg(runner.pid, signal.SIGTERM)
        runner.wait(20)


serve = _child


def _wait(port: int, runner: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and runner.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"the server on port {port} does not answer")


def memory(master: int) -> tuple[float, float]:
    """(resident, own share) of all processes below one, in MB."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(master)], capture_output=True, text=True, check=False)
    resident = shared = 0
    for pid in [str(master), *found.stdout.split()]:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        resident += int(re.search(r"^Rss:\s+(\d+)", text, re.MULTILINE)[1])  # type: ignore[index]
        shared += int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])  # type: ignore[index]
    return resident / 1024, shared / 1024


def processor_seconds(place: Place, master: int) -> float:
    """Processor time that the web server and its database connections have used so far: says the same on a busy machine."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(master)], capture_output=True, text=True, check=False)
    with place.connect() as connection, connection.cursor() as cursor:
        cursor.execute("select pid from pg_stat_activity where datname = %s and pid <> pg_backend_pid()", [place.database])
        pids = [*map(int, found.stdout.split()), *(pid for (pid,) in cursor.fetchall())]
    ticks = 0
    for pid in pids:
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists():  # a database on another host has its processes there
            ticks += sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
