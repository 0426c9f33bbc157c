"""Primary keys taken before the rows are written, so that many rows can point at one another in one write.

The only place of the demonstration that speaks to a database in its own dialect.
"""

from collections import defaultdict, deque

from django.db import connection, models

CHUNK = 5000


class Keys:
    """Hands out keys that nobody else gets. To be used inside the transaction that writes the rows."""

    def __init__(self) -> None:
        self._free: dict[type[models.Model], deque[int]] = defaultdict(deque)
        self._last: dict[type[models.Model], int] = {}

    def take(self, model: type[models.Model]) -> int:
        """The next free key of a model."""
        free = self._free[model]
        if not free:
            free.extend(_from_sequence(model) if connection.vendor == "postgresql" else self._after_last(model))
        return free.popleft()

    def _after_last(self, model: type[models.Model]) -> range:
        """SQLite: one writer at a time, so what follows the last key ever given stays free until the transaction ends."""
        table, column = model._meta.db_table, model._meta.pk.column
        with connection.cursor() as cursor:
            cursor.execute("select seq from sqlite_sequence where name = %s", [table])
            given = (cursor.fetchone() or (0,))[0]
            name = connection.ops.quote_name
            cursor.execute(f"select max({name(column)}) from {name(table)}")
            last = max(given, cursor.fetchone()[0] or 0, self._last.get(model, 0))
        self._last[model] = last + CHUNK
        return range(last + 1, last + CHUNK + 1)


def _from_sequence(model: type[models.Model]) -> list[int]:
    """PostgreSQL: numbers of the column's own sequence; gaps are harmless."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, %s)) from generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, CHUNK],
        )
        return [row[0] for row in cursor.fetchall()]
