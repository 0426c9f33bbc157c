"""Backup and restore in one file each: the database and the uploaded files, with a manifest that says what it is.

The search index, compiled files and queue are left out: they are made anew from the database.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal.base import clock

DATABASE, MANIFEST, FILES = "database", "manifest.json", "files"


class CannotRestore(RuntimeError):
    """The backup does not fit this site, or the site is not empty."""


def back_up(target: Path, say: Callable[[str], Any]) -> Path:
    """Write a backup of the running site; readers and writers go on. The file appears only when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump = Path(folder) / DATABASE
        _DUMP[connection.vendor](dump)
        manifest = Path(folder) / MANIFEST
        manifest.write_text(json.dumps(_manifest(), indent=1))
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as archive:
            archive.add(manifest, MANIFEST)
            archive.add(dump, DATABASE)
            if Path(settings.MEDIA_ROOT).is_dir():
                archive.add(settings.MEDIA_ROOT, FILES)
    os.replace(unfinished, target)
    say(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
    return target


def restore(source: Path, say: Callable[[str], Any], *, replace: bool = False) -> None:
    """Put a backup in the place of this site's database and files. A site that holds accounts is replaced only when told so."""
    with tarfile.open(source, "r:gz") as archive, tempfile.TemporaryDirectory(dir=settings.DATA_FOLDER) as folder:
        manifest = json.loads(archive.extractfile(MANIFEST).read())  # type: ignore[union-attr]
        _check(manifest, replace)
        archive.extractall(folder, filter="data")
        connection.close()
        _RESTORE[connection.vendor](Path(folder) / DATABASE)
        files = Path(folder) / FILES
        if files.is_dir():
            _put_files(files)
    say(f"restored the state of {manifest['written_at']}; now run: make manage do=migrate, make manage do=rebuild_search")


def _manifest() -> dict[str, Any]:
    return {
        "written_at": f"{clock.now():%Y-%m-%dT%H:%M:%SZ}",
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
    }


def _check(manifest: dict[str, Any], replace: bool) -> None:
    if manifest["database"] != connection.vendor:
        raise CannotRestore(f"The backup is of {manifest['database']}, this site runs on {connection.vendor}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(set(manifest["migrations"]) - known)
    if newer:
        raise CannotRestore(f"The backup is of a newer release: it knows {newer[0]}. Install that release first.")
    if not replace and "base_user" in connection.introspection.table_names() and _accounts():
        raise CannotRestore("This site holds accounts already. Add --replace to give up what it holds.")


def _accounts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from base_user where not is_system")
        return int(cursor.fetchone()[0])


def _sqlite_path() -> str:
    return str(connection.settings_dict["NAME"])


def _dump_sqlite(target: Path) -> None:
    with closing(sqlite3.connect(_sqlite_path())) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def _restore_sqlite(source: Path) -> None:
    """Copied page by page under SQLite's own locks, so that an open reader sees the old state or the new, never a mixture."""
    with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(_sqlite_path(), timeout=60)) as live:
        copy.backup(live)


def _postgresql() -> dict[str, str]:
    """The server as libpq's own programs read it; the password never stands on a command line."""
    wanted = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(connection.settings_dict[key]) for name, key in wanted.items() if connection.settings_dict[key]}
    return os.environ | given


def _dump_postgresql(target: Path) -> None:
    subprocess.run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}"], env=_postgresql(), check=True)


def _restore_postgresql(source: Path) -> None:
    name = str(connection.settings_dict["NAME"])
    command = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={name}", str(source)]
    subprocess.run(command, env=_postgresql(), check=True)


def _put_files(source: Path) -> None:
    target = Path(settings.MEDIA_ROOT)
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(target.name + ".before-restore")
    if target.exists():
        target.rename(old)
    source.rename(target)
    if old.exists():
        shutil.rmtree(old)


_DUMP = {"sqlite": _dump_sqlite, "postgresql": _dump_postgresql}
_RESTORE = {"sqlite": _restore_sqlite, "postgresql": _restore_postgresql}
