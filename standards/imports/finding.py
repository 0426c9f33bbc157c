"""What was imported is found: the outbox numbered, the index brought up or, after many changes, made anew."""

from collections.abc import Callable

from portal.base import outbox
from standards.search import catalogue as searched
from standards.search import index, rebuild
from standards.search.follow import Follower

HEAP = 100_000_000
"""Bytes for the index writer: with the import's own it stays under 500 MB, and takes no longer."""
MANY = 20_000
"""Changed records from which a new index is quicker than following them."""


def make_findable(kind: str, touched: int, say: Callable[[str], object] = lambda text: None) -> None:
    """Bring this host's index up to the database. When another process keeps it, that one does, and is not waited for."""
    while outbox.sequence():
        pass
    one = searched.KINDS["standard" if kind == "standards" else "international"]
    if touched >= MANY:
        pointer = rebuild.rebuild(one, heap=HEAP)
        say(f"search: {pointer.documents:,} records indexed in {pointer.seconds} s")
        return
    if rebuild.is_due(one):
        rebuild.rebuild(one, heap=HEAP)
        return
    follower = Follower(wait=False)
    try:
        follower.step()
    except index.IndexIsBusy:
        say("search: the follower of this host brings the index up")
    finally:
        follower.close()
