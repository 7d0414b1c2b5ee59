"""Runs the example table of a measure by the very conditions that count its figures, and says which row fails."""

from django.db import DatabaseError, connection, transaction

from kith.core import examples
from kith.performance import compiler
from kith.performance.definition import Indicator

MARKS = {(True, True): "+", (True, False): "-", (False, False): ""}
WORDS = {"+": "counts", "-": "is only among what is counted", "": "is outside"}


def failures(indicator: Indicator) -> list[str]:
    """What is wrong with each row of the examples, in words; nothing when the definition holds. One query."""
    rows = examples.parse(indicator.example)
    statement = compiler.proof(indicator, rows)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.parameters)
            found = {line: MARKS[among, counted] for line, among, counted in cursor.fetchall()}
    except DatabaseError:
        return [f"{indicator.code}: a value in the example table does not fit the kind of its column."]
    return [
        f"{indicator.code}, line {row.line} of the example ({_told(row)}): the table says it {WORDS[row.mark]}, "
        f"by the definition it {WORDS[found[row.line]]}."
        for row in rows
        if found[row.line] != row.mark
    ]


def _told(row: examples.Example) -> str:
    return ", ".join(f"{name} = {value or 'nothing'}" for name, value in row.values.items())
