"""Kappa by worked tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.quality.agreement.queries import Line, Pair, agreed
from kith.quality.agreement.rules import agreement, problem_of_moderation, strength
from kith.quality.models import CaseAudit

GRADES = ("O", "G", "R", "I")


def pairs(table, grades):
    """Pairs from a table of counts: rows are the first reader's grades, columns the second's."""
    return [
        (grades[row], grades[column])
        for row, line in enumerate(table)
        for column, number in enumerate(line)
        for _ in range(number)
    ]


def test_two_grades_fifty_cases():
    """Of 50 cases 20 and 15 alike: observed 0.7; by chance 0.5*0.6 + 0.5*0.4 = 0.5; kappa 0.4."""
    found = agreement(pairs([[20, 5], [10, 15]], "YN"), "YN")

    assert (found.pairs, found.alike) == (50, 35)
    assert found.kappa == pytest.approx(0.4)
    assert found.weighted == pytest.approx(0.4)  # of two grades, weights change nothing


def test_three_grades_below_chance():
    """Three grades of a hundred cases, by the formula of Cohen 1960: observed 0.29; rows 50 30 20, columns 40 30 30,
    so by chance 0.35; kappa (0.29 - 0.35) / (1 - 0.35) = -0.092.
    """
    table = [[25, 13, 12], [12, 2, 16], [3, 15, 2]]
    found = agreement(pairs(table, "ABC"), "ABC")

    observed, chance = 0.29, 0.5 * 0.4 + 0.3 * 0.3 + 0.2 * 0.3
    assert found.kappa == pytest.approx((observed - chance) / (1 - chance))


def test_weights_count_neighbours_half():
    """By hand: 10 pairs of O G R; 5 alike, 4 one step apart, 1 two steps. Rows 4 4 2, columns 3 4 3.

    Apart, with linear weights: (4*0.5 + 1*1) / 10 = 0.3. By chance: one step 4*4 + 4*3 + 4*3 + 2*4 = 48 of 100, two
    steps 4*3 + 2*3 = 18 of 100: 0.48*0.5 + 0.18*1 = 0.42. Weighted kappa 1 - 0.3/0.42 = 0.286.
    Plain: apart 0.5, by chance 0.66, kappa 1 - 0.5/0.66 = 0.242.
    """
    table = [[2, 1, 1], [1, 2, 1], [0, 1, 1]]
    told = pairs(table, "OGR")
    assert len(told) == 10
    one_step = sum(table[row][column] for row, column in ((0, 1), (1, 0), (1, 2), (2, 1)))
    found = agreement(told, "OGR")

    assert (found.alike, one_step, table[0][2] + table[2][0]) == (5, 4, 1)
    assert found.kappa == pytest.approx(1 - 0.5 / 0.66)
    assert found.weighted == pytest.approx(1 - 0.3 / 0.42)


def test_what_says_nothing_and_what_is_perfect():
    assert agreement([], GRADES).words == "No case is finished by two readers yet."
    same = agreement([("G", "G")] * 4, GRADES)
    assert (same.kappa, same.weighted) == (None, None)
    assert "kappa says nothing here" in same.words
    perfect = agreement([(one, one) for one in GRADES * 3], GRADES)
    assert (perfect.kappa, perfect.weighted) == (1, 1)
    assert (
        perfect.words
        == "12 of 12 graded alike (100%); kappa 1.00, with weights 1.00: almost perfect agreement."
    )


def test_few_pairs_say_that_they_say_little():
    assert agreement([("G", "G"), ("G", "R"), ("O", "O")], GRADES).words.endswith("So few pairs say little.")


@given(st.lists(st.tuples(st.sampled_from(GRADES), st.sampled_from(GRADES)), min_size=1, max_size=60))
def test_it_is_the_same_whoever_is_called_the_first_reader(told):
    one, other = agreement(told, GRADES), agreement([(b, a) for a, b in told], GRADES)

    assert one.kappa == pytest.approx(other.kappa) if one.kappa is not None else other.kappa is None
    assert one.kappa is None or -1.0000001 <= one.kappa <= 1


@pytest.mark.parametrize(
    ("kappa", "words"),
    [
        (-0.1, "less than chance"), (0.0, "slight"), (0.2, "slight"), (0.21, "fair"), (0.41, "moderate"),
        (0.61, "substantial"), (0.81, "almost perfect"),
    ],
)  # fmt: skip
def test_what_a_kappa_is_called(kappa, words):
    assert strength(kappa) == f"{words} agreement"


def test_a_moderation_has_a_grade_and_a_reason():
    assert [name for name, _ in problem_of_moderation("", GRADES, " ")] == ["grade", "reason"]
    assert problem_of_moderation("G", GRADES, "The plan was shared.") == []


def graded(first, second, grades):
    """A pair that two graded overall, by a list of grades."""
    form = {"grades": [{"code": code} for code in grades]}
    return Pair(
        CaseAudit(form=form), CaseAudit(form=form), [Line("", "Overall", first, second, "", "", None)]
    )


def test_pairs_that_were_graded_by_another_list_are_left_out():
    old, new = [graded("1", "4", "1234")] * 3, [graded("G", "G", GRADES), graded("O", "R", GRADES)]

    assert agreed([*old, *new])[0].pairs == 2
    assert agreed(old)[0].pairs == 3
    assert agreed([])[0].pairs == 0
