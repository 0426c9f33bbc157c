"""The one clock of the portal. Actions ask it; metrics never do.

Demo data and tests set it with `at`, so that "as known on a day" works for days long past. Days are days in Asia/Shanghai.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, or the moment the clock was set to. Always aware, in UTC."""
    return _set.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Asia/Shanghai."""
    return now().astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """The last moment of a day in Asia/Shanghai: what `known` means when it is given as a day."""
    return datetime.combine(day, time.max, tzinfo=SHANGHAI).astimezone(UTC)


def morning_of(day: date, hour: int = 9) -> datetime:
    """A working hour of a day in Asia/Shanghai."""
    return datetime.combine(day, time(hour), tzinfo=SHANGHAI).astimezone(UTC)


@contextmanager
def at(moment: datetime | date) -> Iterator[datetime]:
    """Set the clock for a block. A bare day means nine in the morning of that day."""
    if not isinstance(moment, datetime):
        moment = morning_of(moment)
    token = _set.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _set.reset(token)
