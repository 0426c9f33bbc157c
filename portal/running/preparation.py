"""What must be ready before the site starts: translations, database, static files, shipped records, demonstration.

Each step leaves a stamp with the digest of what it depended on, and is left out while the digest is the same.
"""

import hashlib
import json
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from portal import translations

Say = Callable[[str], None]
REFERENCE = Path("portal/base/reference")


class CannotPrepare(Exception):
    """One sentence for the operator."""


class Stamps:
    """Digests of the steps done, kept in the data folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.kept: dict[str, str] = json.loads(path.read_text())
        except (OSError, ValueError):
            self.kept = {}

    def __contains__(self, step: tuple[str, str]) -> bool:
        return self.kept.get(step[0]) == step[1]

    def add(self, name: str, digest: str) -> None:
        self.kept[name] = digest
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(self.kept, indent=1, sort_keys=True))
        fresh.replace(self.path)


def digest_of(paths: Iterable[Path]) -> str:
    """Of names and contents, so that a clone with fresh file dates counts as the same."""
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(str(path).encode() + b"\0")
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()


def prepare(say: Say) -> None:
    """Everything, in order. Raises `CannotPrepare` when the site cannot start without what failed."""
    stamps = Stamps(settings.DATA_FOLDER / "prepared.json")
    compile_translations(say)
    migrate(say)
    with ThreadPoolExecutor(1) as beside:
        collected = beside.submit(collect_static_files, stamps, say)
        load_records(stamps, say)
        collected.result()


def load_records(stamps: Stamps, say: Say) -> None:
    database = database_identity()
    if settings.ENVIRONMENT["SHIPPED_RECORDS"]:
        load_reference(stamps, database, say)
    if settings.ENVIRONMENT["DEMO"]:
        load_demo(stamps, database, say)
    build_search_index(say)


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    say(f"{what} ...")
    begun = time.monotonic()
    yield
    say(f"{what}: done in {time.monotonic() - begun:.1f} s")


def attempt(what: str, command: str, say: Say, *options: str) -> bool:
    """Without this command's work the site still starts: a failure is said and logged, and tried again next time."""
    try:
        with timed(what, say):
            call_command(command, *options)
    except Exception as problem:  # noqa: BLE001  (whatever it is, the pages can be shown)
        log = settings.DATA_FOLDER / "logs" / "preparation.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(traceback.format_exc())
        say(f"{what}: FAILED. {type(problem).__name__}: {problem}. The site starts without it; more is in {log}.")
        return False
    return True


def compile_translations(say: Say) -> None:
    try:
        if translations.compile_if_stale(settings.ROOT / "locale"):
            say("Translations compiled.")
    except translations.Contradiction as error:
        raise CannotPrepare(str(error)) from None


def migrate(say: Say) -> None:
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotPrepare(f"The database does not answer: {reason}") from None
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with timed("Building the database", say):
            call_command("migrate", interactive=False, verbosity=0)


def collect_static_files(stamps: Stamps, say: Say) -> None:
    found = (
        Path(storage.path(name))
        for finder in get_finders()
        for name, storage in finder.list(ignore_patterns=settings.STATIC_IGNORED)
    )
    digest = digest_of(found)
    if ("static", digest) in stamps and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return
    with timed("Collecting static files", say):
        call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=settings.STATIC_IGNORED)
    stamps.add("static", digest)


def database_identity() -> str:
    """Two databases never share the moment of their first migration; a database made anew gets another one."""
    first = MigrationRecorder.Migration.objects.order_by("pk").values_list("applied", flat=True).first()
    return f"{connection.vendor} {connection.settings_dict['NAME']} {first.isoformat() if first else ''}"


def load_reference(stamps: Stamps, database: str, say: Say) -> None:
    if "load_reference" not in get_commands():
        return
    digest = digest_of(path for path in (settings.ROOT / REFERENCE).rglob("*") if path.is_file() and path.suffix != ".py")
    if (f"reference {database}", digest) in stamps:
        return
    if attempt("Loading the shipped catalogues", "load_reference", say):
        stamps.add(f"reference {database}", digest)


def load_demo(stamps: Stamps, database: str, say: Say) -> None:
    """Once a database. `make demo` makes it anew."""
    if "load_demo" not in get_commands() or (f"demo {database}", "loaded") in stamps:
        return
    if attempt("Loading the demonstration programme", "load_demo", say):
        stamps.add(f"demo {database}", "loaded")


def renew_demo(say: Say) -> None:
    """Take the demonstration out and make it anew."""
    with timed("Making the demonstration programme anew", say):
        call_command("load_demo", "--again")
    stamps = Stamps(settings.DATA_FOLDER / "prepared.json")
    stamps.add(f"demo {database_identity()}", "loaded")


def build_search_index(say: Say) -> None:
    """Only where there is none: whatever is older is brought up to date by the follower while the site runs."""
    index = settings.SEARCH_INDEX_FOLDER
    if "rebuild_search" not in get_commands() or (index.exists() and any(index.iterdir())):
        return
    attempt("Building the search index", "rebuild_search", say)
