"""Follow the outbox: what changed in the database is changed in this host's index, commit by commit.

The position is written after the commit. A follower killed in between does the last pack once more, which changes nothing.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import tantivy
from django.db import OperationalError, close_old_connections

from portal.base import clock, outbox
from portal.base.models import OutboxEntry

from . import documents, index, rebuild, schema
from .catalogue import KINDS, Kind

PACK = 5000
PAUSE_SECONDS = 0.5
SAY_MOVED_EVERY, SAY_ALIVE_EVERY = timedelta(minutes=1), timedelta(hours=1)
"""How often the place in the outbox is written down where its pruning sees it: seldom, for each time is a write."""


@dataclass(frozen=True)
class Lag:
    """How far an index is behind: the last outbox entry in it, changes not yet in it, and since when the oldest of them waits."""

    kind: str
    documents: int
    built_at: str
    number: int
    waiting: int
    since: datetime | None

    @property
    def entered_at(self) -> datetime | None:
        """When the last entry that is in the index was written; None where it is no longer kept."""
        return OutboxEntry.objects.filter(number=self.number).values_list("at", flat=True).first()


class Follower:
    """Keeps the writers open. One process a host; who does not `wait` leaves the index to the one that has it."""

    def __init__(self, *, wait: bool = True) -> None:
        self._wait = wait
        self._writers: dict[str, tuple[str, tantivy.IndexWriter]] = {}
        self._said: dict[str, tuple[int, datetime]] = {}

    def step(self) -> int:
        """Number what was committed, then bring every index up to it. Returns how many documents were written."""
        if OutboxEntry.objects.filter(number__isnull=True).exists():
            outbox.sequence()
        return sum(self._bring_up(kind) for kind in KINDS.values())

    def _bring_up(self, kind: Kind) -> int:
        pointer = index.read_pointer(kind)
        if pointer is None:
            return 0
        folder = index.home() / pointer.folder
        written = 0
        while True:
            seen, top = index.read_position(folder), outbox.position()
            entries = outbox.since(seen, kind.topic, limit=PACK)
            if entries:
                written += self._write(kind, pointer.folder, {entry.subject_pk for entry in entries})
            # Numbers are given in one row of transactions: whatever is not above `top` was there to be read.
            reached = entries[-1].number or seen if len(entries) == PACK else top
            if reached != seen:
                if outbox.floor() > seen:  # pruned meanwhile: the index is made anew
                    return written
                index.write_position(folder, max(seen, reached))
            if len(entries) < PACK:
                self._say_passed(kind, max(seen, reached))
                return written

    def _say_passed(self, kind: Kind, number: int) -> None:
        said, at = self._said.get(kind.name, (-1, datetime.min.replace(tzinfo=UTC)))
        if clock.now() - at < (SAY_ALIVE_EVERY if said == number else SAY_MOVED_EVERY):
            return
        outbox.passed(f"search of {kind.name} at {socket.gethostname()} {index.home()}", number)
        self._said[kind.name] = (number, clock.now())

    def _write(self, kind: Kind, folder: str, pks: set[int]) -> int:
        writer = self._writer(kind, folder)
        chosen = kind.model.objects.filter(pk__in=pks)
        fresh = dict(documents.documents(kind, chosen, documents.Surroundings(kind, sorted(pks))))
        for pk in pks:
            writer.delete_documents_by_term("pk", pk)
        for document in fresh.values():
            writer.add_json(document)
        writer.commit()
        return len(pks)

    def _writer(self, kind: Kind, folder: str) -> tantivy.IndexWriter:
        held = self._writers.get(kind.name)
        if held is None or held[0] != folder:
            self._writers.pop(kind.name, None)
            opened = schema.register(tantivy.Index.open(str(index.home() / folder)))
            self._writers[kind.name] = held = (folder, index.open_writer(opened, wait=self._wait))
        return held[1]

    def close(self) -> None:
        self._writers.clear()


def run(say: Callable[[str], None], is_over: Callable[[], bool]) -> None:
    """Until told to stop. A database that is away for a while is waited for."""
    follower = Follower()
    while not is_over():
        try:
            rebuild.rebuild_due(say)
            written = follower.step()
        except OperationalError as error:
            say(f"search: the database does not answer: {error}")
            close_old_connections()
            written = 0
            time.sleep(2)
        if not written:
            time.sleep(PAUSE_SECONDS)
    follower.close()


def lag() -> list[Lag]:
    """For /healthz and the staff pages; a kind without an index is left out."""
    found = []
    for kind in KINDS.values():
        pointer = index.read_pointer(kind)
        if pointer is None:
            continue
        seen = index.read_position(index.home() / pointer.folder)
        found.append(Lag(kind.name, pointer.documents, pointer.built_at, seen, *_waiting(kind, seen)))
    return found


def _waiting(kind: Kind, seen: int) -> tuple[int, Any]:
    waiting = OutboxEntry.objects.filter(topic=kind.topic)
    rows = waiting.filter(number__gt=seen) | waiting.filter(number__isnull=True)
    oldest = rows.order_by("at").values_list("at", flat=True).first()
    return rows.count(), oldest


__all__ = ["Follower", "Lag", "lag", "run"]
