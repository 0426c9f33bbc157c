"""The index made anew from the database, beside the one in use."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable

import tantivy

from portal.base import clock, outbox

from . import documents, index, schema
from .catalogue import KINDS, Kind

Say = Callable[[int], None]
SAY_EVERY = 20_000
THREADS = 2
HEAP = 600_000_000


def rebuild(kind: Kind, say: Say = lambda done: None, *, heap: int = HEAP) -> index.Pointer:
    """Write all public records into a new folder and let the readers take it. What changes meanwhile is followed up after."""
    with index.alone(f"rebuild-{kind.name}", wait=True):
        begun, at = time.monotonic(), clock.now()
        folder = index.home() / f"{kind.name}-{at:%Y%m%d%H%M%S%f}-{os.getpid()}"
        folder.mkdir()
        try:
            outbox.sequence()
            seen = outbox.position()
            count = _write(kind, folder, say, heap)
            index.write_position(folder, seen)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        pointer = index.Pointer(
            folder=folder.name,
            stamp=schema.stamp(kind),
            database=index.database_identity(),
            documents=count,
            built_at=at.isoformat(),
            seconds=round(time.monotonic() - begun, 1),
        )
        index.turn(kind, pointer)
        return pointer


def _write(kind: Kind, folder: os.PathLike[str], say: Say, heap: int) -> int:
    made = schema.register(tantivy.Index(schema.build(kind), path=str(folder)))
    writer = index.open_writer(made, THREADS, heap)
    count = 0
    for _, document in documents.documents(kind, kind.model.objects, documents.Surroundings(kind)):
        writer.add_json(document)
        count += 1
        if count % SAY_EVERY == 0:
            say(count)
    writer.commit()
    writer.wait_merging_threads()
    say(count)
    return count


def is_due(kind: Kind) -> bool:
    """No usable index, one of another database or time line, or one that missed what the outbox no longer keeps."""
    pointer = index.read_pointer(kind)
    if pointer is None or pointer.database != index.database_identity():
        return True
    seen, top = index.read_position(index.home() / pointer.folder), outbox.position()
    return seen > top or (seen < top and seen < outbox.floor())


def rebuild_due(say: Callable[[str], None] = lambda text: None) -> list[Kind]:
    """Make those indexes that are missing or were made by another version."""
    due = [kind for kind in KINDS.values() if is_due(kind)]
    for kind in due:
        pointer = rebuild(kind)
        say(f"search: {pointer.documents} {kind.name} records indexed in {pointer.seconds} s")
    return due
