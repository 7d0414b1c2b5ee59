"""Rows that are made first and written later, all at once: fast, and the same for the same seed.

Every row gets its id when it is made, so that rows can point at each other before any of them is stored.
Writing goes through a temporary table, because PostgreSQL copies nothing straight into a table that row-level
security guards.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection, models

Model = type[models.Model]
REQUIRED = object()
FEW = 300  # rows for which a temporary table is not worth its while
_shapes: dict[Model, "Shape"] = {}


class Shape:
    """The columns of a table in order, and what stands in them when nothing is said."""

    def __init__(self, model: Model) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        self.table = model._meta.db_table
        self.columns = [field.column for field in fields]
        self.defaults = {field.attname: _default(field) for field in fields}
        self.required = frozenset(name for name, value in self.defaults.items() if value is REQUIRED)
        self.as_json = [field.attname for field in fields if isinstance(field, models.JSONField)]
        key = model._meta.pk
        self.key = key.attname if isinstance(key, models.AutoField) else None

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values in the order of the columns. Raises KeyError for an unknown or a missing one."""
        row = {**self.defaults, **values}
        if len(row) != len(self.columns):
            raise KeyError(f"{self.table} has no column {', '.join(set(values) - set(self.defaults))}")
        if not self.required <= values.keys():
            raise KeyError(f"{self.table} needs {', '.join(sorted(self.required - values.keys()))}")
        for name in self.as_json:
            row[name] = json.dumps(row[name], ensure_ascii=False)
        return tuple(row.values())


def _default(field: models.Field) -> Any:
    if field.has_default():
        return field.get_default()
    if field.null:
        return None
    return "" if field.empty_strings_allowed and field.blank else REQUIRED


def shape(model: Model) -> Shape:
    """The shape of a table, worked out once."""
    if model not in _shapes:
        _shapes[model] = Shape(model)
    return _shapes[model]


class Rows:
    """Rows made and not yet written. ``first_id`` is asked which id a table's first row gets (1 without it)."""

    def __init__(
        self,
        first_id: Callable[[Model], int] | None = None,
        kept_free: Mapping[Model, Iterable[int]] | None = None,
    ):
        self.first_id = first_id or (lambda model: 1)
        self.first: dict[Model, int] = {}
        self.next: dict[Model, int] = {}
        self.kept_free = {model: frozenset(ids) for model, ids in (kept_free or {}).items()}
        self.waiting: dict[Model, list[tuple[Any, ...]]] = {}
        self.made: Counter[Model] = Counter()
        self._digest = hashlib.sha256()

    def add(self, model: Model, **values: Any) -> int:
        """Make a row and give its id (the given key, for a table whose key is not a number of its own)."""
        known = shape(model)
        if known.key:
            self._begin(model)
            if known.key not in values:
                values[known.key] = self.new_id(model)
        self.waiting.setdefault(model, []).append(known.row(values))
        self.made[model] += 1
        return values[known.key] if known.key else 0

    def new_id(self, model: Model) -> int:
        """The next id of a table, leaving out those kept free for rows with a number of their own."""
        self._begin(model)
        number = self.next[model]
        while number in self.kept_free.get(model, ()):
            number += 1
        self.next[model] = number + 1
        return number

    def _begin(self, model: Model) -> None:
        if model not in self.first:
            self.first[model] = self.next[model] = self.first_id(model)

    def __len__(self) -> int:
        return sum(map(len, self.waiting.values()))

    def take(self) -> dict[Model, list[tuple[Any, ...]]]:
        """All rows waiting, which wait no longer; they go into the digest."""
        taken, self.waiting = self.waiting, {}
        for model, rows in taken.items():
            self._digest.update(f"{shape(model).table}{rows!r}".encode())
        return taken

    @property
    def digest(self) -> str:
        """A fingerprint of every row taken so far, in order."""
        return self._digest.hexdigest()


def first_id(model: Model) -> int:
    """The id that a table would give next."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return int(cursor.fetchone()[0])


def advance(rows: Rows) -> None:
    """Move every table's own count past the rows made, so that the program's next row gets a free id."""
    with connection.cursor() as cursor:
        for model, start in rows.first.items():
            last = max([rows.next[model], *(number + 1 for number in rows.kept_free.get(model, ()))])
            cursor.execute(
                "select count(nextval(pg_get_serial_sequence(%s, 'id'))) from generate_series(1, %s)",
                [model._meta.db_table, max(0, last - start)],
            )


def write(rows: Rows) -> None:
    """Store every row that waits. Must be inside a transaction that may see every record."""
    for model, waiting in rows.take().items():
        _write_table(shape(model), waiting)


def _write_table(known: Shape, waiting: list[tuple[Any, ...]]) -> None:
    columns = ", ".join(f'"{column}"' for column in known.columns)
    if len(waiting) < FEW:
        places = ", ".join(["%s"] * len(known.columns))
        with connection.cursor() as cursor:
            cursor.executemany(f'insert into "{known.table}" ({columns}) values ({places})', waiting)  # noqa: S608
        return
    holding = f"demo_{known.table}"
    with connection.cursor() as cursor:
        cursor.execute(
            f'create temp table if not exists "{holding}" on commit drop as '  # noqa: S608 - names are ours
            f'select {columns} from "{known.table}" with no data'
        )
        with cursor.copy(f'copy "{holding}" ({columns}) from stdin') as copy:
            for row in waiting:
                copy.write_row(row)
        cursor.execute(f'insert into "{known.table}" ({columns}) select {columns} from "{holding}"')  # noqa: S608
        cursor.execute(f'truncate "{holding}"')
