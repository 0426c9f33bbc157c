"""What `make test` and `make check` do, step by step; ends with pytest's own closing lines.

`all`: linters, the suite on SQLite, the suite on PostgreSQL, then workers and browser once. `quick`: linters and quick tests.
Whatever fails, the rest still runs; the exit tells.
"""

import getpass
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
QUICK = "not slow and not browser and not worker"
ONCE = "browser or worker"

Failures = list[str]


def say(text: str) -> None:
    print(text, flush=True)


def step(title: str, command: list[str], failures: Failures, **environment: str) -> bool:
    say(f"\n== {title}")
    begun = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    say(f"-- {title}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - begun:.0f} s")
    if code:
        failures.append(title)
    return code == 0


def lint(failures: Failures) -> None:
    step("ruff check", [str(BIN / "ruff"), "check", "--quiet", "."], failures)
    step("ruff format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."], failures)
    step("storeys", [str(BIN / "lint-imports"), "--no-cache", "--no-logo"], failures)
    step("types", [str(BIN / "mypy")], failures)
    missing = [str(BIN / "python"), "manage.py", "makemigrations", "--check", "--dry-run"]
    step("migrations", missing, failures, DJANGO_SETTINGS_MODULE="tests.settings", DATABASE_URL="")


def pytest(title: str, marks: str, failures: Failures, *, processes: int = 2, **environment: str) -> None:
    spread = ["-n", str(processes), "--dist", "loadfile"] if processes > 1 else []
    command = [str(BIN / "pytest"), "-q", "-m", marks, *spread]
    say(f"\n== {title}")
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    if code:
        failures.append(title)


# PostgreSQL for the second round


def answers(url: str) -> bool:
    """Whether databases can be made there."""
    import psycopg2

    try:
        with (
            psycopg2.connect(url.rpartition("/")[0] + "/postgres", connect_timeout=3) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user")
            row = cursor.fetchone()
            return bool(row and row[0])
    except psycopg2.Error:
        return False


def candidates() -> list[str]:
    """What is named, then the usual places of this machine."""
    named = os.environ.get("DATABASE_URL", "")
    user = quote(getpass.getuser())
    usual = [
        f"postgres://{user}@127.0.0.1:5432/portal",
        "postgres://postgres:postgres@127.0.0.1:5432/portal",
        f"postgres://{user}@%2Fvar%2Frun%2Fpostgresql/portal",
    ]
    return [named, *usual] if named.startswith("postgres") else usual


def start_debian_postgresql() -> None:
    """As root: install, start, and let root make databases. As anybody else: nothing."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if not shutil.which("pg_ctlcluster"):
        say("Installing PostgreSQL ...")
        subprocess.run(["apt-get", "update", "-q"], env=quiet, capture_output=True, check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", "postgresql"], env=quiet, capture_output=True, check=False)
    for version in sorted(path.name for path in Path("/etc/postgresql").glob("*")):
        start = ["pg_ctlcluster", "--skip-systemctl-redirect", version, "main", "start"]
        subprocess.run(start, capture_output=True, check=False)
    make_role = "createuser --superuser root"
    subprocess.run(["su", "postgres", "-c", make_role], capture_output=True, check=False)


def find_postgresql() -> str | None:
    found = next(filter(answers, candidates()), None)
    if found is None:
        start_debian_postgresql()
        time.sleep(2)
        found = next(filter(answers, candidates()), None)
    return found


def on_postgresql(failures: Failures) -> None:
    url = find_postgresql()
    if url is not None:
        pytest("tests on PostgreSQL", f"not ({ONCE})", failures, DATABASE_URL=url)
        return
    say("!" * 100)
    say("LEFT OUT: the tests on PostgreSQL. None answers here; DATABASE_URL=postgres://... names one.")
    say("!" * 100)
    if os.environ.get("CI") == "true":
        failures.append("tests on PostgreSQL (none answers)")


def test_everything(failures: Failures) -> None:
    pytest("tests on SQLite", f"not ({ONCE})", failures, DATABASE_URL="")
    on_postgresql(failures)
    pytest("workers and browser", ONCE, failures, processes=1, DATABASE_URL="")


def main() -> int:
    failures: Failures = []
    lint(failures)
    if sys.argv[1:] == ["quick"]:
        pytest("quick tests", QUICK, failures, DATABASE_URL="")
    else:
        test_everything(failures)
    if failures:
        say(f"\nFAILED: {', '.join(failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
