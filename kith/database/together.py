"""Several prepared questions in one: what a page needs anyway is asked at once (decision 0032).

A question costs the web server as much to send and to receive as the record store to answer. Each question becomes one
column of one row, which holds a list for each of its own columns: both sides are many times quicker at a few long lists
than at many short rows. Where a column holds lists itself, which no list may, it is a list of its rows.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection

from kith.database.prepared import Question, kind_of, numbers, sent

Made = TypeVar("Made")
Rows = Sequence[Any]  # what one question gave
Place = tuple[int, int]  # which of the values, and which part of it: a worker is sent as two
Asking = tuple[
    Any, tuple[tuple[str, int], ...]
]  # a prepared function, and kind and place of each of its values


def together(*asked: tuple[Any, ...]) -> list[list[Any]]:
    """The rows of each question, as the prepared function would give them by itself. One query.

    ``asked``: (prepared function, value, value ...). Its choices are those it has when it is called without any.
    """
    values: dict[Any, Any] = {}
    one = _in_one(tuple((ask, tuple(_slot(value, values) for value in given)) for ask, *given in asked))
    return one.rows(list(values.values()))


def _slot(value: Any, values: dict[Any, Any]) -> tuple[str, int]:
    """Kind of a value and its place among all; one that several questions have is sent once."""
    kind = kind_of(value)
    key = (kind, id(value)) if kind == "worker" or kind.startswith("list") else (kind, value)
    values.setdefault(key, value)
    return kind, list(values).index(key)


@dataclass(slots=True)
class _InOne:
    """Questions as one: the words, and what goes to each of its places."""

    questions: list[Question]
    words: str = ""
    places: dict[Any, tuple[Place | None, Any]] = field(default_factory=dict)

    def rows(self, values: list[Any]) -> list[list[Any]]:
        if not self.words:
            return [[] for _ in self.questions]
        parts = [list(sent(value, kind_of(value))) for value in values]
        told = [
            always if place is None else parts[place[0]][place[1]] for place, always in self.places.values()
        ]
        with connection.prepared_cursor(binary=True) as cursor:  # type: ignore[attr-defined]
            cursor.execute(self.words, told)
            found = iter(cursor.fetchone())
        return [one.read(_rows(one, next(found))) if one.words else [] for one in self.questions]

    def number(self, place: Place | None, always: Any) -> int:
        """The number of a place among all: a value has one, and so has what always stands there."""
        key = place or (type(always), repr(always))
        self.places.setdefault(key, (place, always))
        return list(self.places).index(key) + 1


@cache
def _in_one(asked: tuple[Asking, ...]) -> _InOne:
    one = _InOne([ask.question(tuple(kind for kind, _ in given)) for ask, given in asked])
    columns = [
        _column(question, _words(one, question, given))
        for question, (_, given) in zip(one.questions, asked, strict=True)
        if question.words
    ]
    one.words = f"SELECT {', '.join(columns)}" if columns else ""
    return one


def _column(question: Question, words: str) -> str:
    """One question as one column."""
    if question.holds_lists:
        return f"ARRAY(SELECT ROW(answer.*) FROM ({words}) answer)"  # noqa: S608 - our own words
    names = [f"c{number}" for number in range(question.width)]
    lists = ", ".join(f"array_agg(answer.{name})" for name in names)
    return f"(SELECT ROW({lists}) FROM ({words}) answer({', '.join(names)}))"  # noqa: S608 - our own words


def _rows(question: Question, found: Any) -> list[Any]:
    """The rows of a question, of what came in its column."""
    if question.holds_lists:
        return list(found)
    return [] if found[0] is None else list(zip(*found, strict=True))


def _words(one: _InOne, question: Question, given: tuple[tuple[str, int], ...]) -> str:
    """The words of one question with the numbers that its places have among all."""
    places: dict[int, Place] = {}
    for own, (_, slot) in zip(numbers([kind for kind, _ in given]), given, strict=True):
        places |= {value: (slot, part) for part, value in enumerate(own)}

    def numbered(mark: re.Match[str]) -> str:
        value, always = question.places[int(mark[1]) - 1]
        return f"${one.number(None if value is None else places[value], always)}"

    return re.sub(r"\$(\d+)", numbered, question.words)


@dataclass(frozen=True, slots=True)
class FromRows(Generic[Made]):
    """What is ``made`` of the rows of prepared questions that all ``ask`` with the same values."""

    asks: tuple[Any, ...]
    made: Callable[..., Made]

    def __call__(self, *values: Any) -> Made:
        """Ask with these values, all in one, and make of the rows what is made of them."""
        return self.made(*together(*((ask, *values) for ask in self.asks)))


def from_rows(*asks: Any) -> Callable[[Callable[..., Made]], FromRows[Made]]:
    """Make a function of the rows of these questions one of their values, which asks them in one."""
    return lambda made: FromRows(asks, made)
