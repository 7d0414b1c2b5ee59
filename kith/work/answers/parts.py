"""The boxes a question is made of. Most have one; a judgement has two, a table has one for each cell.

Each box is saved by itself under its own name (``likely``, ``likely:why``, ``network:1:who``), so that two
people can fill different cells of a table at the same time. Under the rows of a risk analysis stand
``risk:danger`` and ``risk:none``.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kith.practice.forms import YES_NO_UNKNOWN, Column, Option, Question

BLANK_ROWS = 2
MOST_ROWS = 60
LISTS = ("several", "children", "events")  # kinds of boxes that hold any number of answers
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
HOW_SURE = (
    Option("seen", "Seen by us"),
    Option("told", "Told to us"),
    Option("not_known", "Not known yet"),
)
RISK_COLUMNS = (
    Column("what", "What has happened, or could happen?", "words"),
    Column("whom", "For whom?", "children"),
    Column("sure", "How sure are we?", "choice", HOW_SURE),
    Column("more", "What makes it more likely?", "words"),
    Column("less", "What makes it less likely?", "words"),
    Column("evidence", "Evidence", "events"),
)
FIXED_COLUMNS = {"factors": FACTOR_COLUMNS, "risk": RISK_COLUMNS}
DANGER = "Danger in one sentence, as you would say it to the parents"
NOTHING_FOUND = "If nothing harmed or could harm: what did we look at, and why do we think so?"


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
    """The columns of a table, of a list of factors or of a risk analysis; none for other kinds."""
    if question.kind == "table":
        return question.columns
    if question.kind not in FIXED_COLUMNS:
        return ()
    fixed = FIXED_COLUMNS[question.kind]
    if not question.options:
        return fixed
    return tuple(
        replace(column, options=question.options) if column.id == "sure" else column for column in fixed
    )


def rows(question: Question, names: Iterable[str]) -> int:
    """How many rows to show: those begun and some blank ones. ``names`` are the boxes already saved."""
    numbers = [
        int(name.split(":")[1]) for name in names if belongs(name, question.id) and name.count(":") == 2
    ]
    blank = 1 if question.kind == "risk" else BLANK_ROWS
    return min(max(numbers, default=0) + blank, MOST_ROWS)


def row_parts(question: Question, row: int) -> list[Part]:
    """The boxes of one row of a table."""
    return [
        Part(f"{question.id}:{row}:{column.id}", column.ask, column.kind, _choices(column.options))
        for column in columns(question)
    ]


def all_parts(question: Question, names: Collection[str]) -> list[Part]:
    """Every box of a question as it stands on the page."""
    if columns(question):
        cells = [part for row in range(1, rows(question, names) + 1) for part in row_parts(question, row)]
        return cells + _under_the_rows(question)
    main = Part(question.id, question.ask, question.kind, choices(question))
    if question.kind == "rating_with_reason":
        return [main, Part(f"{question.id}:why", "Why", "words")]
    return [main]


def _under_the_rows(question: Question) -> list[Part]:
    if question.kind != "risk":
        return []
    return [
        Part(f"{question.id}:danger", DANGER, "words"),
        Part(f"{question.id}:none", NOTHING_FOUND, "words"),
    ]


def choices(question: Question) -> tuple[tuple[str, str], ...]:
    """The answers to choose from, in words."""
    return YES_NO_UNKNOWN if question.kind == "yes_no_unknown" else _choices(question.options)


def known(question: Question, name: str) -> Part | None:
    """The box of this name if the question has one, however many rows are shown; otherwise None."""
    if name == question.id and not columns(question):
        return Part(question.id, question.ask, question.kind, choices(question))
    pieces = name.split(":")
    if len(pieces) == 3 and pieces[1].isdecimal() and 1 <= int(pieces[1]) <= MOST_ROWS:
        candidates = row_parts(question, int(pieces[1]))
    else:
        candidates = all_parts(question, ())
    return next((part for part in candidates if part.name == name), None)


def _choices(options: tuple[Option, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((option.code, option.label) for option in options)
