"""Example tables: cells, marks, and mistakes told with their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core.examples import Example, ExampleMistake, parse

CELL = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=8)


def test_rows_carry_their_marks():
    rows = parse("""
        kind | due_on     | done_on
        a    | 2010-06-15 | 2010-06-15   +
        a    | 2010-06-15 | 2010-06-16   -   # a day late
        b    | 2010-06-15 |              +
        b    | 2010-06-15 | 2010-06-01
        b    |            |
    """)

    assert [row.mark for row in rows] == ["+", "-", "+", "", ""]
    assert [row.values["done_on"] for row in rows] == ["2010-06-15", "2010-06-16", "", "2010-06-01", ""]
    assert rows[4].values["due_on"] == ""
    assert rows[0].line == 3


@pytest.mark.parametrize("value", ["-", "+", "a-b", "2010-06-15", "a +b", "5-"])
def test_a_sign_inside_a_value_is_no_mark(value):
    rows = parse(f"one | two\n{value} | x\n")

    assert rows == [Example({"one": value, "two": "x"}, "", 2)]


def test_a_number_sign_inside_a_value_is_kept():
    assert parse("one\na#b")[0].values == {"one": "a#b"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "at least one row"),
        ("one | two", "at least one row"),
        ("one | two\n1", "Line 2: 1 cells under 2 columns"),
        ("one | two\n1 | 2 | 3", "Line 2: 3 cells under 2 columns"),
        ("one | one\n1 | 2", "Line 1: two columns share a name"),
        ("one |\n1 | 2", "Line 1: every column needs a name"),
    ],
)
def test_a_crooked_table_is_told_with_its_line(text, words):
    with pytest.raises(ExampleMistake, match=words):
        parse(text)


@given(st.lists(st.tuples(CELL, CELL, st.sampled_from(["+", "-", ""])), min_size=1, max_size=6))
def test_what_is_written_is_read_back(rows):
    text = "one | two\n" + "\n".join(f"{one} | {two}   {mark}" for one, two, mark in rows)

    assert [(row.values["one"], row.values["two"], row.mark) for row in parse(text)] == rows
