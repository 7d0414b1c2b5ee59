"""Questions that pages ask all day: put together once, then asked again with other values.

Putting a question together out of Django's parts costs several times what its answer costs, and planning it costs the
record store as much again. A prepared question keeps its words; only the values change (decision 0015).
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from itertools import chain, count
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

LISTS = (list, tuple, set, frozenset)
NOTHING = "list of nothing"
ONE = "list of one "
Place = tuple[int | None, Any]  # number of the value, or None and what always stands there


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
    written: dict[Any, Question] = {}

    @wraps(build)
    def ask(*values: Any, **choices: Any) -> list[Any]:
        kinds = tuple(map(kind_of, values))
        return question(kinds, **choices).rows(values, kinds)

    def question(kinds: tuple[str, ...], **choices: Any) -> Question:
        key = (kinds, *sorted(choices.items()))
        if key not in written:
            written[key] = _write(build, kinds, choices)
        return written[key]

    ask.question = question  # type: ignore[attr-defined]
    return ask


def kind_of(value: Any) -> str:
    """Kind of a value; that of a list is told by its first. A list of nothing is a kind of its own, and so is a list of
    one: a plan that was made once takes every list for ten, and of one row the server would rather plan anew each time.
    """
    if hasattr(value, "sight"):
        return "worker"
    if isinstance(value, datetime):
        return "moment"
    for kind, name in ((bool, "yes or no"), (int, "number"), (str, "text"), (date, "day")):
        if isinstance(value, kind):
            return name
    if isinstance(value, LISTS):
        if not value:
            return NOTHING
        first = kind_of(next(iter(value)))
        return f"{ONE}{first}" if len(value) == 1 else f"list of {first}"
    raise CannotBePrepared(f"A {type(value).__name__} is no value of a question.")


def sent(value: Any, kind: str) -> Collection[Any]:
    """What is sent of one argument: numbers always of one width, another would be another question to the server."""
    if kind == "worker":
        return Int8(value.pk), value.sight
    if kind == "number":
        return (Int8(value),)
    if kind == "list of number":
        return ([Int8(one) for one in value],)
    if kind == NOTHING:
        return ()
    if kind.startswith(ONE):
        return sent(next(iter(value)), kind.removeprefix(ONE))
    return (list(value) if kind.startswith("list") else value,)


@dataclass(frozen=True, slots=True)
class _StandIn:
    """Stands for a worker while a question is put together."""

    pk: int
    sight: str


def _marks(kinds: tuple[str, ...], edition: int) -> list[Any]:
    """Values that occur nowhere else, to be found again in the question; two editions tell chance from place."""
    number = iter(range(edition * 1_000, 1_000_000))
    made: list[Any] = []
    for kind in kinds:
        one = kind.removeprefix("list of ").removeprefix("one ")
        if kind == "worker":
            made.append(_StandIn(_mark("number", next(number)), _mark("text", next(number))))
        elif kind == NOTHING:
            made.append([])
        elif kind.startswith("list"):
            made.append([_mark(one, next(number)), _mark(one, next(number))])
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
class Question:
    """The words of a question, where its values go, and how its rows are read."""

    words: str  # with numbered places; empty: nothing can be found, whatever the values
    places: tuple[Place, ...]
    read: Callable[[list[Any]], list[Any]]
    width: int = 0  # how many columns are read
    holds_lists: bool = False  # one of them is a list itself

    def rows(self, values: tuple[Any, ...], kinds: tuple[str, ...]) -> list[Any]:
        """What the query set would give for these values."""
        if not self.words:
            return []
        given = list(chain.from_iterable(map(sent, values, kinds)))
        told = [always if place is None else given[place] for place, always in self.places]
        with connection.prepared_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(self.words, told)
            return self.read(cursor.fetchall())


def _write(build: Callable[..., QuerySet[Any]], kinds: tuple[str, ...], choices: dict[str, Any]) -> Question:
    """Put the question together twice, with different marks: what differs is a place for a value."""
    editions = [_marks(kinds, edition) for edition in (1, 300)]
    asked = [build(*marks, **choices) for marks in editions]
    for one in asked:
        if hasattr(one, "_through_the_door"):
            one._through_the_door()
    compilers = [one.query.get_compiler(connection=connection) for one in asked]
    try:
        (words, first), (again, second) = [compiler.as_sql() for compiler in compilers]
    except EmptyResultSet:
        return Question("", (), list)
    if words != again or len(first) != len(second):
        raise CannotBePrepared(f"The words of {build.__qualname__} depend on its values.")
    placed = numbers(kinds)
    marked = _marked(kinds, placed, *editions)
    found = [_place(pair, marked) for pair in zip(first, second, strict=True)]
    _every_value_has_a_place(build, kinds, placed, {place for place, _ in found})
    lists: dict[int | None, str] = {
        own[0]: kind for kind, own in zip(kinds, placed, strict=True) if kind.startswith("list") and own
    }
    columns = [column.output_field.db_type(connection) for column in _read(compilers[0])]
    holds_lists = any(kind is None or kind.endswith("]") for kind in columns)
    reader = _reader(asked[0], compilers[0])
    return Question(*_numbered(words, found, lists), reader, len(columns), holds_lists)


def _read(compiler: Any) -> list[Any]:
    """The columns that are read, without those that only order."""
    return [column for column, *_ in compiler.select[: compiler.col_count]]


def numbers(kinds: Sequence[str]) -> list[list[int]]:
    """The numbers of what is sent, argument by argument: two of a worker, none of a list of nothing."""
    number = count()
    return [[next(number) for _ in range({"worker": 2, NOTHING: 0}.get(kind, 1))] for kind in kinds]


def _marked(
    kinds: tuple[str, ...], numbers: list[list[int]], first: list[Any], second: list[Any]
) -> dict[tuple[Any, Any], int]:
    """Both marks of a value -> its number."""
    marked: dict[tuple[Any, Any], int] = {}
    for kind, own, one, other in zip(kinds, numbers, first, second, strict=True):
        if kind == "worker":
            marked |= {(one.pk, other.pk): own[0], (one.sight, other.sight): own[1]}
        elif kind != NOTHING:
            pairs = zip(one, other, strict=True) if kind.startswith("list") else [(one, other)]
            marked |= dict.fromkeys(pairs, own[0])
    return marked


def _numbered(
    words: str, found: list[Place], lists: Mapping[int | None, str]
) -> tuple[str, tuple[Place, ...]]:
    """The words with ``$1``, ``$2`` for their places, so that the driver need not read them at each asking.

    A list is sent in one piece, whatever its length; of a list of one, the one. ``lists``: number of a value -> kind.
    """
    following, sent = iter(found), []

    def one(place: Place) -> str:
        sent.append(place)
        return f"${len(sent)}"

    def written(mark: re.Match[str]) -> str:
        if mark[0] == "%%":
            return "%"
        places = [next(following) for _ in range(mark[0].count("%s"))]
        if len(places) == 2 and places[0] == places[1] and places[0][0] in lists:
            listed = "ARRAY[{}]" if lists[places[0][0]].startswith(ONE) else "{}"
            return f"= ANY({listed.format(one(places[0]))})"
        if any(number in lists for number, _ in places):
            raise CannotBePrepared("A list can only be searched in.")
        return one(places[0]) if mark[0] == "%s" else f"IN ({', '.join(map(one, places))})"

    return re.sub(r"IN \(%s(?:, %s)*\)|%s|%%", written, words), tuple(sent)


def _place(pair: tuple[Any, Any], marked: dict[tuple[Any, Any], int]) -> Place:
    if pair[0] == pair[1]:
        return None, pair[0]
    if pair not in marked:
        raise CannotBePrepared("A value is changed on its way into the question.")
    return marked[pair], None


def _every_value_has_a_place(
    build: Any, kinds: tuple[str, ...], numbers: list[list[int]], used: set[int | None]
) -> None:
    for kind, own in zip(kinds, numbers, strict=True):
        if own and not (used.intersection(own) if kind == "worker" else used.issuperset(own)):
            raise CannotBePrepared(f"{build.__qualname__} does not use every value it is given.")


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
    columns = _read(compiler)
    converters = compiler.get_converters(columns)
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
