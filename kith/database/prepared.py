"""Questions that pages ask all day: put together once, then asked again with other values.

Putting a question together out of Django's parts costs several times what its answer costs, and planning it costs the
record store as much again. A prepared question keeps its words; only the values change (decision 0015).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from itertools import chain
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)
from psycopg.types.numeric import Int8

LONGEST = 1024  # a longer list is asked for without preparing
Shape = tuple[str, int]


class CannotBePrepared(Exception):
    """A question whose words depend on its values, or that changes them on the way."""


def prepared(build: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
    """Make a function that builds a query set one that gives its rows.

    Positional arguments are the values of the question: whole numbers, texts, days, moments, lists of them, or a worker
    (of whom only ``pk`` and ``sight`` may be used). The function sees stand-ins for them, once, and may not decide by
    them. Keyword arguments are choices that it may decide by; each choice makes a question of its own. Rows come as the
    query set gives them: dictionaries, tuples, single values or rows of the table.

    Raises ``CannotBePrepared`` at the first call when a value was not found again in the question, as it was given.
    """
    written: dict[Any, _Question] = {}

    @wraps(build)
    def ask(*values: Any, **choices: Any) -> list[Any]:
        shapes = tuple(_shape(value) for value in values)
        if any(size > LONGEST for _, size in shapes):
            return list(build(*values, **choices))
        key = (shapes, *sorted(choices.items()))
        if key not in written:
            written[key] = _write(build, shapes, choices)
        return written[key].rows(values, shapes)

    return ask


def _shape(value: Any) -> Shape:
    """Kind of a value and how many places it takes: lists are filled up, so that few lengths occur."""
    if hasattr(value, "sight"):
        return "worker", 2
    if isinstance(value, datetime):
        return "moment", 1
    for kind, name in ((bool, "yes or no"), (int, "number"), (str, "text"), (date, "day")):
        if isinstance(value, kind):
            return name, 1
    if isinstance(value, list | tuple | set | frozenset):
        kinds = {_shape(one)[0] for one in value} or {"number"}
        if len(kinds) == 1:
            return f"list of {kinds.pop()}", _room(len(value))
    raise CannotBePrepared(f"A {type(value).__name__} is no value of a question.")


def _room(number: int) -> int:
    """Places for a list: none, or 1, 4, 16, 64 ..."""
    return 0 if not number else 4 ** ((number - 1).bit_length() + 1 >> 1)


def _places(value: Any, shape: Shape) -> Collection[Any]:
    """The values that go into the places of one argument."""
    kind, size = shape
    if kind == "worker":
        return Int8(value.pk), value.sight
    if kind == "number":
        return (Int8(value),)  # always of one width: another would be another question to the server
    if not kind.startswith("list"):
        return (value,)
    ones = [Int8(one) for one in value] if kind == "list of number" else list(value)
    return ones + ones[-1:] * (size - len(ones))


@dataclass(frozen=True, slots=True)
class _StandIn:
    """Stands for a worker while a question is put together."""

    pk: int
    sight: str


def _marks(shapes: tuple[Shape, ...], edition: int) -> list[Any]:
    """Values that occur nowhere else, to be found again in the question; two editions tell chance from place."""
    number = iter(range(edition * 1_000, 1_000_000))
    made: list[Any] = []
    for kind, size in shapes:
        one = kind.removeprefix("list of ")
        if kind == "worker":
            made.append(_StandIn(_mark("number", next(number)), _mark("text", next(number))))
        elif kind.startswith("list"):
            made.append([_mark(one, next(number)) for _ in range(size)])
        else:
            made.append(_mark(one, next(number)))
    return made


def _mark(kind: str, number: int) -> Any:
    if kind == "number":
        return 2_000_000_000 + number
    if kind == "text":
        return f"\ue000{number}\ue001"
    if kind == "day":
        return date.fromordinal(3_000_000 + number)
    if kind == "moment":
        return datetime.combine(date.fromordinal(3_000_000 + number), datetime.min.time(), UTC)
    raise CannotBePrepared(f"A {kind} is no value of a question; make it a choice.")


@dataclass(frozen=True, slots=True)
class _Question:
    """The words of a question, where its values go, and how its rows are read."""

    words: str  # empty: nothing can be found, whatever the values
    places: tuple[tuple[int | None, Any], ...]  # number of the value, or None and what always stands there
    read: Callable[[list[Any]], list[Any]]

    def rows(self, values: tuple[Any, ...], shapes: tuple[Shape, ...]) -> list[Any]:
        if not self.words:
            return []
        given = list(chain.from_iterable(map(_places, values, shapes)))
        told = [always if place is None else given[place] for place, always in self.places]
        with connection.prepared_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(self.words, told)
            return self.read(cursor.fetchall())


def _write(
    build: Callable[..., QuerySet[Any]], shapes: tuple[Shape, ...], choices: dict[str, Any]
) -> _Question:
    """Put the question together twice, with different marks: what differs is a place for a value."""
    editions = [_marks(shapes, edition) for edition in (1, 300)]
    asked = [build(*marks, **choices) for marks in editions]
    for one in asked:
        if hasattr(one, "_through_the_door"):
            one._through_the_door()
    compilers = [one.query.get_compiler(connection=connection) for one in asked]
    try:
        (words, first), (again, second) = [compiler.as_sql() for compiler in compilers]
    except EmptyResultSet:
        return _Question("", (), list)
    if words != again or len(first) != len(second):
        raise CannotBePrepared(f"The words of {build.__qualname__} depend on its values.")
    flat = [chain.from_iterable(map(_places, marks, shapes)) for marks in editions]
    marked = {pair: number for number, pair in enumerate(zip(*flat, strict=True))}
    places = tuple(_place(pair, marked) for pair in zip(first, second, strict=True))
    _every_value_has_a_place(build, shapes, {place for place, _ in places})
    return _Question(words, places, _reader(asked[0], compilers[0]))


def _place(pair: tuple[Any, Any], marked: dict[tuple[Any, Any], int]) -> tuple[int | None, Any]:
    if pair[0] == pair[1]:
        return None, pair[0]
    if pair not in marked:
        raise CannotBePrepared("A value is changed on its way into the question.")
    return marked[pair], None


def _every_value_has_a_place(build: Any, shapes: tuple[Shape, ...], used: set[int | None]) -> None:
    at = 0
    for kind, size in shapes:
        places = set(range(at, at + size))
        if size and not (places & used if kind == "worker" else places <= used):
            raise CannotBePrepared(f"{build.__qualname__} does not use every value it is given.")
        at += size


def _reader(asked: QuerySet[Any], compiler: Any) -> Callable[[list[Any]], list[Any]]:
    """How rows become what the query set would give."""
    convert = _converter(compiler)
    style = asked._iterable_class
    if issubclass(style, FlatValuesListIterable):
        return lambda rows: [row[0] for row in convert(rows)]
    if issubclass(style, ValuesListIterable):
        return lambda rows: [tuple(row) for row in convert(rows)]
    if issubclass(style, ValuesIterable):
        query = asked.query
        names = list(query.selected or [*query.extra_select, *query.values_select, *query.annotation_select])
        return lambda rows: [dict(zip(names, row, strict=False)) for row in convert(rows)]
    if issubclass(style, ModelIterable):
        return _model_reader(compiler, convert)
    raise CannotBePrepared(f"Rows of {style.__name__} are not known here.")


def _converter(compiler: Any) -> Callable[[list[Any]], list[Any]]:
    columns = compiler.select[: compiler.col_count]
    converters = compiler.get_converters([column[0] for column in columns])
    width = len(columns)

    def convert(rows: list[Any]) -> list[Any]:
        if width and rows and len(rows[0]) > width:  # what only orders is asked for too
            rows = [row[:width] for row in rows]
        if not converters:
            return rows
        found = [list(row) for row in rows]
        for at, (steps, expression) in converters.items():
            for row in found:
                for step in steps:
                    row[at] = step(row[at], expression, connection)
        return found

    return convert


def _model_reader(
    compiler: Any, convert: Callable[[list[Any]], list[Any]]
) -> Callable[[list[Any]], list[Any]]:
    """Rows of a table, with those of other tables that are selected with them."""
    known, alias = compiler.klass_info, connection.alias
    start, end = known["select_fields"][0], known["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    others = get_related_populators(known, compiler.select, alias)  # type: ignore[call-arg]
    added = {name: itemgetter(at) for name, at in compiler.annotation_col_map.items()}

    def read(rows: list[Any]) -> list[Any]:
        found = []
        for row in convert(rows):
            one = known["model"].from_db(alias, names, row[start:end])
            for other in others:
                other.populate(row, one)
            for name, get in added.items():
                setattr(one, name, get(row))
            found.append(one)
        return found

    return read
