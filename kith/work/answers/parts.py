"""The boxes a question is made of. Most have one; a judgement has two, a table has one for each cell.

Each box is saved by itself under its own name (``likely``, ``likely:why``, ``network:1:who``), so that two
people can fill different cells of a table at the same time.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kith.practice.forms import YES_NO_UNKNOWN, Column, Form, Option, Question

BLANK_ROWS = 2
MOST_ROWS = 60
FACTOR_COLUMNS = (
    Column("what", "What it is"),
    Column("effect", "Makes harm", "choice", (Option("more", "more likely"), Option("less", "less likely"))),
    Column(
        "sure",
        "How sure are we",
        "choice",
        (Option("seen", "Seen by us"), Option("told", "Told to us"), Option("unknown", "Not known yet")),
    ),
    Column("whom", "For whom"),
    Column("evidence", "Evidence"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One box: the name it is saved under, what stands beside it, and how it is filled in."""

    name: str
    label: str
    kind: str
    options: tuple[tuple[str, str], ...] = ()


def question_of(name: str) -> str:
    """The question that a box belongs to."""
    return name.split(":", 1)[0]


def belongs(name: str, question: str) -> bool:
    """Whether the box of this name is part of the question."""
    return question_of(name) == question


def needed(question: Question) -> tuple[str, ...]:
    """The boxes that must all be filled; empty when any one box will do."""
    if question.kind == "rating_with_reason":
        return (question.id, f"{question.id}:why")
    return () if columns(question) else (question.id,)


def columns(question: Question) -> tuple[Column, ...]:
    """The columns of a table or of a list of factors; none for other kinds."""
    if question.kind == "table":
        return question.columns
    if question.kind != "factors":
        return ()
    return tuple(
        replace(column, options=question.options) if column.id == "sure" and question.options else column
        for column in FACTOR_COLUMNS
    )


def rows(question: Question, names: Iterable[str]) -> int:
    """How many rows to show: those begun and some blank ones. ``names`` are the boxes already saved."""
    numbers = [
        int(name.split(":")[1]) for name in names if belongs(name, question.id) and name.count(":") == 2
    ]
    return min(max(numbers, default=0) + BLANK_ROWS, MOST_ROWS)


def row_parts(question: Question, row: int) -> list[Part]:
    """The boxes of one row of a table."""
    return [
        Part(f"{question.id}:{row}:{column.id}", column.ask, column.kind, _choices(column.options))
        for column in columns(question)
    ]


def all_parts(question: Question, names: Collection[str]) -> list[Part]:
    """Every box of a question as it stands on the page."""
    if columns(question):
        return [part for row in range(1, rows(question, names) + 1) for part in row_parts(question, row)]
    main = Part(question.id, question.ask, question.kind, choices(question))
    if question.kind == "rating_with_reason":
        return [main, Part(f"{question.id}:why", "Why", "words")]
    return [main]


def choices(question: Question) -> tuple[tuple[str, str], ...]:
    """The answers to choose from, in words."""
    return YES_NO_UNKNOWN if question.kind == "yes_no_unknown" else _choices(question.options)


def known(question: Question, name: str) -> Part | None:
    """The box of this name if the question has one, however many rows are shown; otherwise None."""
    pieces = name.split(":")
    if len(pieces) == 3 and pieces[1].isdecimal() and 1 <= int(pieces[1]) <= MOST_ROWS:
        candidates = row_parts(question, int(pieces[1]))
    else:
        candidates = [] if columns(question) else all_parts(question, ())
    return next((part for part in candidates if part.name == name), None)


def _choices(options: tuple[Option, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((option.code, option.label) for option in options)


def choices_of(form: Form, name: str) -> tuple[tuple[str, str], ...]:
    """What the box of this name offers to choose from; nothing for one that the form no longer has."""
    question = question_of(name)
    part = known(form.question(question), name) if form.has(question) else None
    return part.options if part else ()
