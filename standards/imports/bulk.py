"""Writing many rows at once: COPY on PostgreSQL, executemany on SQLite. The only module that knows both.

Rows come as tuples of plain values in the order of `columns`; JSON as text (`as_json`), moments through `as_moment`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import orjson
from django.db import connection, models

NOTHING = "\\N"


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def as_json(value: Any) -> str:
    """A JSON column's text."""
    return orjson.dumps(value).decode()


def as_moment(moment: datetime) -> str:
    """A moment as the database keeps it: with its zone on PostgreSQL, as bare UTC on SQLite."""
    return moment.isoformat() if on_postgresql() else moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def reserve(model: type[models.Model], number: int) -> list[int]:
    """Keys that nobody else will be given. On SQLite the transaction is the only writer."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if on_postgresql():
            cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)", [table, number])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("select seq from sqlite_sequence where name = %s", [table])
        last = cursor.fetchone()
        cursor.execute(f"select max(id) from {connection.ops.quote_name(table)}")
        start = max(last[0] if last else 0, cursor.fetchone()[0] or 0)
    return list(range(start + 1, start + 1 + number))


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows; returns how many. Constraints hold as for any other insert."""
    rows = rows if isinstance(rows, list) else list(rows)
    if not rows:
        return 0
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        if on_postgresql():
            command = f"copy {table} ({names}) from stdin with (format csv, null '{NOTHING}')"
            cursor.cursor.copy_expert(command, _csv(rows))
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"insert into {table} ({names}) values ({marks})", map(_stored, rows))
    return len(rows)


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Set columns of rows by key: each row is (value, …, key). Returns how many were handed in."""
    rows = rows if isinstance(rows, list) else list(rows)
    if not rows:
        return 0
    table = connection.ops.quote_name(model._meta.db_table)
    sets = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    statement = f"update {table} set {sets} where id = %s"
    with connection.cursor() as cursor:
        if on_postgresql():
            from psycopg2.extras import execute_batch

            execute_batch(cursor.cursor, statement, rows, page_size=500)
        else:
            cursor.executemany(statement, map(_stored, rows))
    return len(rows)


def _csv(rows: list[Sequence[Any]]) -> io.StringIO:
    """What COPY reads. An empty text is a text; nothing is written as its own sign."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows([NOTHING if value is None else value for value in row] for row in rows)
    buffer.seek(0)
    return buffer


def _stored(row: Sequence[Any]) -> list[Any]:
    """Days as SQLite keeps them."""
    return [value.isoformat() if isinstance(value, date) else value for value in row]


def spare_memory() -> None:
    """SQLite maps the whole file and caches 64 MB of it by default, which a long writer does not need."""
    if not on_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("pragma mmap_size = 0")
            cursor.execute("pragma cache_size = -16384")


def packs(keys: Sequence[Any], size: int = 5000) -> Iterator[Sequence[Any]]:
    """Pieces small enough for one IN list."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
