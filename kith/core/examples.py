"""Small text tables that prove a rule: a heading, rows, and a mark at the end of each row.

    kind               | due_on     | completed_on
    initial_assessment | 2010-06-15 | 2010-06-15   +
    initial_assessment | 2010-06-15 | 2010-06-16   -   # one day late
    core_assessment    | 2010-06-15 | 2010-06-01

`+` counts, `-` is only in the whole, no mark is outside. Words after ` # ` are for the reader.
"""

import re
from dataclasses import dataclass

LAST_CELL = re.compile(r"^(?P<value>.*?)(?:(?:^|\s+)(?P<mark>[+-]))?$")
NOTE = re.compile(r"(?:^|\s)#\s.*$")


class ExampleMistake(ValueError):
    """An example table that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Example:
    """One row: its cells by column (empty cells are ""), its mark ("+", "-" or "") and its line."""

    values: dict[str, str]
    mark: str
    line: int


def parse(text: str) -> list[Example]:
    """The rows of a table; raises ExampleMistake for one without rows or with a crooked row."""
    lines = [(number, NOTE.sub("", line).strip()) for number, line in enumerate(text.splitlines(), start=1)]
    lines = [(number, line) for number, line in lines if line]
    if len(lines) < 2:
        raise ExampleMistake("An example table needs a heading and at least one row.")
    columns = _heading(*lines[0])
    return [_row(number, line, columns) for number, line in lines[1:]]


def _heading(number: int, line: str) -> list[str]:
    columns = [cell.strip() for cell in line.split("|")]
    if not all(columns):
        raise ExampleMistake(f"Line {number}: every column needs a name: {line!r}.")
    if len(set(columns)) < len(columns):
        raise ExampleMistake(f"Line {number}: two columns share a name: {line!r}.")
    return columns


def _row(number: int, line: str, columns: list[str]) -> Example:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != len(columns):
        raise ExampleMistake(f"Line {number}: {len(cells)} cells under {len(columns)} columns: {line!r}.")
    last = LAST_CELL.match(cells[-1])
    assert last is not None
    cells[-1] = last["value"].strip()
    return Example(dict(zip(columns, cells, strict=True)), last["mark"] or "", number)
