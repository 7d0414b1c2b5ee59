"""Rows that are made first and written later, all at once: fast, and the same for the same seed.

Every row gets its id when it is made, so that rows can point at each other before any of them is stored.
Writing goes through a temporary table, because PostgreSQL copies nothing straight into a table that row-level
security guards.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
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
        self.as_json = [field.attname for field in fields if isinstance(field, models.JSONField)]
        key = model._meta.pk
        self.key = key.attname if isinstance(key, models.AutoField) else None

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values in the order of the columns. Raises KeyError for an unknown or a missing one."""
        row = {**self.defaults, **values}
        if len(row) != len(self.columns):
            raise KeyError(f"{self.table} has no column {', '.join(set(values) - set(self.defaults))}")
        for name in self.as_json:
            row[name] = json.dumps(row[name], ensure_ascii=False)
        found = tuple(row.values())
        if REQUIRED in found:
            missing = [name for name, value in row.items() if value is REQUIRED]
            raise KeyError(f"{self.table} needs {', '.join(missing)}")
        return found


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
    """Rows made and not yet written. ``first`` says which id each table's first row gets (1 otherwise)."""

    def __init__(
        self, first: Mapping[Model, int] | None = None, kept_free: Mapping[Model, Iterable[int]] | None = None
    ):
        self.first = dict(first or {})
        self.next = dict(self.first)
        self.kept_free = {model: frozenset(ids) for model, ids in (kept_free or {}).items()}
        self.waiting: dict[Model, list[tuple[Any, ...]]] = {}
        self.made: Counter[Model] = Counter()
        self._digest = hashlib.sha256()

    def add(self, model: Model, **values: Any) -> int:
        """Make a row and give its id (the given key, for a table whose key is not a number of its own)."""
        known = shape(model)
        if known.key and known.key not in values:
            values[known.key] = self.new_id(model)
        self.waiting.setdefault(model, []).append(known.row(values))
        self.made[model] += 1
        return values[known.key] if known.key else 0

    def new_id(self, model: Model) -> int:
        """The next id of a table, leaving out those kept free for rows with a number of their own."""
        number = self.next.get(model, 1)
        while number in self.kept_free.get(model, ()):
            number += 1
        self.next[model] = number + 1
        return number

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


def first_ids(wanted: Iterable[Model]) -> dict[Model, int]:
    """The id that each table would give next."""
    found = {}
    with connection.cursor() as cursor:
        for model in wanted:
            cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
            found[model] = cursor.fetchone()[0]
    return found


def advance(rows: Rows) -> None:
    """Move every table's own count past the rows made, so that the program's next row gets a free id."""
    with connection.cursor() as cursor:
        for model, start in rows.first.items():
            last = max(
                [rows.next.get(model, start), *(number + 1 for number in rows.kept_free.get(model, ()))]
            )
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
