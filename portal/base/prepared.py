"""Questions that a public page asks at every visit, put into SQL once.

Django builds the SQL of a queryset anew each time; for a page of eight small questions that takes more processor time than the
database needs to answer them (docs/performance.md). A `Prepared` question is an ordinary queryset, written out the first time
with stand-ins for its values; later only the values are put in. Same columns, same conversions, same counting of queries.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
FIRST = 7_000_000_000_000_000
"""Stand-ins for keys: larger than any key, so that none of the question's own numbers is taken for one."""


@dataclass(frozen=True)
class Many:
    """A list of at most so many values."""

    of: type[int] | type[str]
    most: int


@dataclass(frozen=True)
class _Written:
    sql: str
    slots: list[tuple[int, int] | None]
    fixed: tuple[Any, ...]
    converters: list[tuple[int, list[Any], Any]]


class Prepared:
    """A queryset of `values_list` columns, asked often.

    `ask` makes it from its values; `kinds` says of each what it is: `int` (a key), `str`, `date`, or `Many` for a list. A list
    must not be empty; a text must take no conversion on the way into the database. A value may be used at several places.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], *kinds: type[int] | type[str] | type[date] | Many) -> None:
        self.ask, self.kinds = ask, kinds
        self._written: dict[str, _Written] = {}

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """The answer, a tuple a row. Raises ValueError for a list that is empty or too long."""
        given = [self._padded(kind, value) for kind, value in zip(self.kinds, values, strict=True)]
        written = self._written.get(connection.vendor) or self._write()
        places = zip(written.slots, written.fixed, strict=True)
        values_now = [fixed if slot is None else given[slot[0]][slot[1]] for slot, fixed in places]
        with connection.cursor() as cursor:
            cursor.execute(_planned(self, written.sql, len(values_now)), values_now)
            found = cursor.fetchall()
        return _converted(found, written.converters) if written.converters else found

    def named(self, *values: Any) -> list[Any]:
        """The same with the columns as attributes."""
        row = self._row
        return [row._make(one) for one in self.rows(*values)]

    def dicts(self, *values: Any) -> list[dict[str, Any]]:
        """The same, a dictionary a row."""
        names = self.names
        return [dict(zip(names, one, strict=True)) for one in self.rows(*values)]

    @property
    def names(self) -> tuple[str, ...]:
        if not self._written:
            self._write()
        return self._names

    @property
    def _row(self) -> Any:
        if not self._written:
            self._write()
        return self._tuple

    def _write(self) -> _Written:
        stands = [_stand_ins(at, kind) for at, kind in enumerate(self.kinds)]
        found = {_bound(value): (at, place) for at, values in enumerate(stands) for place, value in enumerate(values)}
        first = [values if isinstance(kind, Many) else values[0] for kind, values in zip(self.kinds, stands, strict=True)]
        question = self.ask(*first)
        query = question.query
        self._names = tuple(question._fields or query.values_select)  # type: ignore[attr-defined]
        self._tuple = namedtuple("Row", self._names)  # type: ignore[misc]
        compiler = query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        slots = [found.get(value) if type(value) in (int, str, date) else None for value in given]
        missing = set(found.values()) - set(slots)
        if missing:
            raise ValueError(f"the question changes the values at {sorted(missing)}; it cannot be prepared")
        written = _Written(sql, slots, tuple(given), [(at, *pair) for at, pair in converters.items()])
        self._written[connection.vendor] = written
        return written

    @staticmethod
    def _padded(kind: Any, value: Any) -> Sequence[Any]:
        """A list filled up with its last value: the SQL stays the same for any length."""
        if not isinstance(kind, Many):
            return (_bound(value),)
        if not 0 < len(value) <= kind.most:
            raise ValueError(f"{len(value)} values where 1 to {kind.most} can be asked for")
        return [*value, *[value[-1]] * (kind.most - len(value))]


_names: WeakKeyDictionary[Any, dict[Prepared, str]] = WeakKeyDictionary()
"""By connection: the names under which PostgreSQL keeps the plans of these questions."""


def _planned(question: Prepared, sql: str, number: int) -> str:
    """On PostgreSQL the call of a plan that the connection keeps: planning takes longer than these answers.

    Not behind a pool that hands connections from one to the other, which is told as for Django's own cursors.
    """
    if connection.vendor != "postgresql" or connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        return sql
    connection.ensure_connection()
    kept = _names.setdefault(connection.connection, {})
    if question not in kept:
        name = f"asked_{len(kept)}"
        marks = tuple(f"${place + 1}" for place in range(number))
        with connection.connection.cursor() as cursor:
            cursor.execute(f"PREPARE {name} AS {sql % marks}")
        kept[question] = name
    return f"EXECUTE {kept[question]}{'(' + ', '.join(['%s'] * number) + ')' if number else ''}"


def _bound(value: Any) -> Any:
    """As the database's driver takes it: SQLite has days as texts."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _stand_ins(at: int, kind: Any) -> list[Any]:
    of, number = (kind.of, kind.most) if isinstance(kind, Many) else (kind, 1)
    if of is date:
        return [date(9000, 1, 1) + timedelta(days=at)]
    if of is str:
        return [f"\ue000stand-in {at} {place}" for place in range(number)]
    return [FIRST + at * 10_000 + place for place in range(number)]


def _converted(rows: list[tuple[Any, ...]], converters: list[tuple[int, list[Any], Any]]) -> list[tuple[Any, ...]]:
    """As Django converts them: each column that needs it, by its field and the database."""
    done = []
    for row in rows:
        values = list(row)
        for at, converts, expression in converters:
            for convert in converts:
                values[at] = convert(values[at], expression, connection)
        done.append(tuple(values))
    return done


def every_column(model: type[Model], path: str = "") -> list[str]:
    """The names of all columns of a model, from `path` on, for `values_list`."""
    return [f"{path}__{field.attname}" if path else field.attname for field in model._meta.concrete_fields]


def instance(model: type[M], values: Iterable[Any]) -> M:
    """A record from all its columns in the order of `every_column`."""
    return model.from_db(connection.alias, [field.attname for field in model._meta.concrete_fields], list(values))
