"""The outbox kept short: what every follower has passed is removed after some days, by a nightly job that may run twice."""

from __future__ import annotations

from datetime import timedelta

from . import clock, jobs, outbox
from .models import Job, OutboxEntry, OutboxFollower, User

KIND = "outbox.prune"
KEPT = timedelta(days=7)
"""Passed entries are kept so long: enough to see, after a weekend, what a follower had been told."""
FORGOTTEN = timedelta(days=14)
"""A follower not heard of for so long, such as a web host that was taken away, holds nothing back any more."""
PACK = 5000
"""Entries removed in one transaction; SQLite lets others write in between."""


@jobs.work(KIND)
def prune(job: Job) -> None:
    """Remove what may go, the oldest first, pack by pack."""
    OutboxFollower.objects.filter(seen_at__lt=clock.now() - FORGOTTEN).delete()
    last = removable()
    passed = OutboxEntry.objects.filter(number__lte=last).order_by("number").values_list("number", flat=True)
    done, total = 0, passed.count()
    while numbers := list(passed[:PACK]):
        removed, _each = OutboxEntry.objects.filter(number__lte=numbers[-1]).delete()
        done += removed
        jobs.progress(job, done, max(done, total))


def removable() -> int:
    """Up to which number entries may go. The newest always stays, for numbering goes on from it; without followers all stay."""
    followers = OutboxFollower.objects.filter(seen_at__gte=clock.now() - FORGOTTEN).order_by("number")
    slowest = followers.values_list("number", flat=True).first()
    if slowest is None:
        return 0
    young = OutboxEntry.objects.filter(number__isnull=False, at__gte=clock.now() - KEPT).order_by("number")
    first_young = young.values_list("number", flat=True).first() or outbox.position()
    return min(slowest, first_young - 1, outbox.position() - 1)


def ask_nightly(*, by: User) -> Job:
    """One such job at a time."""
    return jobs.ask(KIND, by=by, key="nightly")
