"""The index files of one host: where they are, what they were made from, how a process reads and writes them.

Below the search folder each kind has a pointer file `<kind>.json` and one folder per building. A rebuilding writes a new folder
and turns the pointer in one move, so that readers never see half an index. Nothing here is shared between hosts.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson
import tantivy
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from . import schema
from .catalogue import Kind

HEAP = 256_000_000
LOCK_PATIENCE_SECONDS = 10.0


class IndexIsBusy(RuntimeError):
    """Another process writes this index. Only one may."""


@dataclass(frozen=True)
class Pointer:
    """Which folder holds the index, and of what it was made."""

    folder: str
    stamp: str
    database: str
    documents: int
    built_at: str
    seconds: float


def home() -> Path:
    path = Path(settings.SEARCH_INDEX_FOLDER)
    path.mkdir(parents=True, exist_ok=True)
    return path


def pointer_path(kind: Kind) -> Path:
    return home() / f"{kind.name}.json"


def position_path(folder: Path) -> Path:
    return folder / "position.json"


def read_pointer(kind: Kind) -> Pointer | None:
    """None when there is no index, or one made by another version."""
    try:
        pointer = Pointer(**orjson.loads(pointer_path(kind).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    usable = pointer.stamp == schema.stamp(kind) and (home() / pointer.folder / "meta.json").exists()
    return pointer if usable else None


def write_whole(path: Path, content: dict[str, Any]) -> None:
    """A file is there with all its content or not at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.write_bytes(orjson.dumps(content))
    fresh.replace(path)


def turn(kind: Kind, pointer: Pointer) -> None:
    """Let every reader take the new folder from now on; older folders go, open files live on until they are let go."""
    write_whole(pointer_path(kind), asdict(pointer))
    for folder in home().glob(f"{kind.name}-*"):
        if folder.is_dir() and folder.name != pointer.folder:
            shutil.rmtree(folder, ignore_errors=True)


def read_position(folder: Path) -> int:
    """The last outbox number that is in the index."""
    try:
        return int(orjson.loads(position_path(folder).read_bytes())["number"])
    except (OSError, ValueError, KeyError):
        return 0


def write_position(folder: Path, number: int) -> None:
    write_whole(position_path(folder), {"number": number})


def database_identity() -> str:
    """Two databases never share the moment of their first migration: an index of another database is not used."""
    first = MigrationRecorder.Migration.objects.order_by("pk").values_list("applied", flat=True).first()
    return f"{connection.vendor} {connection.settings_dict['NAME']} {first.isoformat() if first else ''}"


@contextmanager
def alone(name: str, *, wait: bool = False) -> Iterator[None]:
    """One process of this host at a time. The lock falls with the process, also when it is killed."""
    with (home() / f"{name}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            raise IndexIsBusy(f"another process holds {name}.lock in {home()}") from None
        yield


def open_writer(index: tantivy.Index, threads: int = 1, heap: int = HEAP, *, wait: bool = True) -> tantivy.IndexWriter:
    """A killed writer's lock falls with it; one that is just stopping is waited for, unless another way is open."""
    end = time.monotonic() + (LOCK_PATIENCE_SECONDS if wait else 0)
    while True:
        try:
            return index.writer(heap_size=heap, num_threads=threads)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            if time.monotonic() >= end:
                raise IndexIsBusy("another process writes this index") from None
            time.sleep(0.2)


@dataclass(frozen=True)
class Reading:
    """An index as it stands: what a page searches. `generation` changes with every commit."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    generation: tuple[str, int]


class Reader:
    """One per process and kind. Asks the disk on each search whether the index moved on: two stat calls."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._lock = threading.Lock()
        self._pointed: tuple[str, int] | None = None
        self._index: tantivy.Index | None = None
        self._folder = ""
        self._now: Reading | None = None

    def reading(self) -> Reading | None:
        """None while there is no index that can be used; then the database answers."""
        try:
            at = (str(pointer_path(self.kind)), pointer_path(self.kind).stat().st_mtime_ns)
        except OSError:
            return None
        with self._lock:
            if at != self._pointed:
                self._open()
                self._pointed = at
            return self._refreshed()

    def _open(self) -> None:
        self._index = self._now = None
        pointer = read_pointer(self.kind)
        if pointer is None or pointer.database != database_identity():
            return
        index = tantivy.Index.open(str(home() / pointer.folder))
        index.config_reader("manual")
        self._index, self._folder = schema.register(index), pointer.folder

    def _refreshed(self) -> Reading | None:
        if self._index is None:
            return None
        with suppress(OSError):
            generation = (self._folder, (home() / self._folder / "meta.json").stat().st_mtime_ns)
            if self._now is None or generation != self._now.generation:
                self._index.reload()
                self._now = Reading(self._index.searcher(), self._index.schema, generation)
        return self._now

    def forget(self) -> None:
        """For tests: another database, another folder."""
        with self._lock:
            self._pointed = self._index = self._now = None


_readers: dict[str, Reader] = {}


def reader(kind: Kind) -> Reader:
    return _readers.setdefault(kind.name, Reader(kind))
