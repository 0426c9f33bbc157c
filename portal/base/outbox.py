"""The outbox: what changed, in the order in which it was committed.

Row ids and times precede the commit, so a follower that remembers them skips late commits. One sequencer therefore numbers the
committed rows; followers remember the number they have seen. What every follower has passed is removed after some days
(`outbox_pruning`); who comes back later than that finds the place gone (`floor`) and begins anew.
"""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Max, Min

from . import clock
from .models import OutboxEntry, OutboxFollower

_NUMBER = """
update base_outboxentry set number = %s + fresh.step
from (
    select id, row_number() over (order by id) as step from base_outboxentry where number is null order by id limit %s
) as fresh
where base_outboxentry.id = fresh.id
"""
"""Numbers the oldest rows without one, in their order; the same words on both databases."""

STANDARD = "standard"
INTERNATIONAL = "international"
ORGANISATION = "organisation"
COMMITTEE = "committee"
PROJECT = "project"
DEMONSTRATION = "demonstration"
CLAIM = "claim"
PLAN = "plan"


def note(topic: str, *pks: int) -> None:
    """Say, in the transaction of the change, that these records changed."""
    note_many(topic, pks)


def note_many(topic: str, pks: Iterable[int]) -> None:
    at = clock.now()
    OutboxEntry.objects.bulk_create([OutboxEntry(topic=topic, subject_pk=pk, at=at) for pk in pks], batch_size=5000)


def sequence(limit: int = 50_000) -> int:
    """Number the committed rows that have no number yet. Returns how many. Only one caller at a time succeeds in numbering."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select pg_advisory_xact_lock(720200512)")
        cursor.execute(_NUMBER, [position(), limit])
        return int(cursor.rowcount)


def position() -> int:
    """The highest number given so far; 0 when none."""
    return OutboxEntry.objects.aggregate(last=Max("number"))["last"] or 0


def floor() -> int:
    """The highest number that is no longer kept: who has seen less has missed something."""
    first = OutboxEntry.objects.aggregate(first=Min("number"))["first"]
    return first - 1 if first else 0


def passed(follower: str, number: int) -> None:
    """A follower says how far it has come, and that it lives."""
    OutboxFollower.objects.update_or_create(name=follower, defaults={"number": number, "seen_at": clock.now()})


def since(number: int, *topics: str, limit: int = 5000) -> list[OutboxEntry]:
    """Numbered entries after a position, in order."""
    rows = OutboxEntry.objects.filter(number__gt=number)
    if topics:
        rows = rows.filter(topic__in=topics)
    return list(rows.order_by("number")[:limit])
