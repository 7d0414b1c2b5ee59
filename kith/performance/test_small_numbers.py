"""Nothing hidden can be worked out: shown by algebra and by trying every other table, not by the rule's own way."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.performance.small_numbers import hidden, is_small, shown

COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 60), st.none())
TABLES = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(COUNTS, min_size=columns, max_size=columns), min_size=1, max_size=5)
)


def with_totals(table):
    rows = [[*row, sum(n or 0 for n in row)] for row in table]
    return [*rows, [sum(n or 0 for n in column) for column in zip(*rows, strict=True)]]


def sums_of(table):
    """The sums a reader can make: each total with the cells it adds up."""
    rows, columns = len(table), len(table[0])
    for row in range(rows):
        yield [((row, c), -1 if c == columns - 1 else 1) for c in range(columns)]
    for column in range(columns):
        yield [((r, column), -1 if r == rows - 1 else 1) for r in range(rows)]


def follows(unknown, sums):
    """The unknown cells that the sums fix: Gauss, in fractions."""
    places = {cell: number for number, cell in enumerate(unknown)}
    matrix = []
    for one in sums:
        line = [Fraction(0)] * len(unknown)
        for cell, factor in one:
            if cell in places:
                line[places[cell]] += factor
        matrix.append(line)
    at = 0
    for column in range(len(unknown)):
        pivot = next((r for r in range(at, len(matrix)) if matrix[r][column]), None)
        if pivot is None:
            continue
        matrix[at], matrix[pivot] = matrix[pivot], matrix[at]
        matrix[at] = [n / matrix[at][column] for n in matrix[at]]
        for row in range(len(matrix)):
            if row != at and matrix[row][column]:
                factor = matrix[row][column]
                matrix[row] = [n - factor * m for n, m in zip(matrix[row], matrix[at], strict=True)]
        at += 1
    return [unknown[line.index(1)] for line in matrix if sum(1 for n in line if n) == 1]


@given(TABLES)
def test_no_hidden_number_follows_from_the_sums(inner):
    table = with_totals(inner)
    marks = hidden(table, total_row=True, total_column=True)
    unknown = [(r, c) for r, row in enumerate(marks) for c, mark in enumerate(row) if mark]

    assert follows(unknown, list(sums_of(table))) == []
    assert all(marks[r][c] for r, row in enumerate(table) for c, n in enumerate(row) if is_small(n))
    assert not any(marks[r][c] for r, row in enumerate(table) for c, n in enumerate(row) if n is None)


@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=3))
def test_a_reader_who_tries_every_table_finds_two_for_each_hidden_number(inner):
    """Counts are never below nought, which algebra alone does not know."""
    table = with_totals(inner)
    marks = hidden(table, total_row=True, total_column=True)
    seen = [[set() for _ in row] for row in table]
    for numbers in product(range(5), repeat=len(inner) * 2):
        other = with_totals([list(numbers[2 * r : 2 * r + 2]) for r in range(len(inner))])
        if all(
            mark or a == b
            for row, others, hid in zip(table, other, marks, strict=True)
            for a, b, mark in zip(row, others, hid, strict=True)
        ):
            for row, others in zip(seen, other, strict=True):
                for found, number in zip(row, others, strict=True):
                    found.add(number)

    assert all(
        len(found) > 1
        for row, hid in zip(seen, marks, strict=True)
        for found, mark in zip(row, hid, strict=True)
        if mark
    )


def test_one_small_number_takes_the_next_smallest_with_it():
    assert hidden([[3], [40], [12], [0], [55]], total_row=True) == [[True], [False], [True], [False], [False]]


def test_without_a_total_only_small_numbers_are_hidden():
    assert hidden([[3], [40], [12], [5], [6], [0]]) == [[True], [False], [False], [True], [False], [False]]


def test_two_small_numbers_of_one_column_cover_each_other():
    assert hidden([[3], [2], [12], [17]], total_row=True) == [[True], [True], [False], [False]]


def test_a_single_part_takes_its_total_with_it():
    assert hidden([[3], [0], [3]], total_row=True) == [[True], [False], [True]]


def test_a_table_of_rows_and_columns_hides_a_ring():
    table = with_totals([[3, 20, 30], [25, 22, 31], [50, 60, 70]])

    assert hidden(table, total_row=True, total_column=True) == [
        [True, True, False, False],
        [True, True, False, False],
        [False, False, False, False],
        [False, False, False, False],
    ]


@pytest.mark.parametrize(
    ("table", "words"),
    [([[1, 2], [3]], "equally long"), ([[-1]], "never negative"), ([[1], [2], [4]], "not the sum")],
)
def test_a_table_that_is_none_is_refused(table, words):
    with pytest.raises(ValueError, match=words):
        hidden(table, total_row=len(table) == 3)


def test_a_table_of_nothing_hides_nothing():
    assert hidden([]) == []
    assert (shown(7, True), shown(7, False), shown(None, False)) == ("c", 7, "")
