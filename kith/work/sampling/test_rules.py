"""The draw is honest, can be worked out again, and nobody reads what they wrote."""

from itertools import pairwise
from math import sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.work.sampling.rules import Share, is_drawn, obstacle_to_reading, problems

MANY = 20_000
FAR = 4.5  # standard deviations: an honest draw is farther off once in a hundred thousand times


@pytest.mark.parametrize("one_in", [2, 5, 20])
@pytest.mark.parametrize("start", [1, 7])
def test_over_many_pieces_the_share_is_what_the_pack_says(one_in, start):
    chance = Random(start)
    drawn = sum(is_drawn(f"{chance.getrandbits(128):032x}", step, one_in) for step in range(MANY))

    share = 1 / one_in
    assert abs(drawn - MANY * share) < FAR * sqrt(MANY * share * (1 - share))


def test_the_number_of_a_piece_makes_no_difference_to_its_chance():
    """Brothers of a drawn piece, one after another under one seed, are drawn as often as any."""
    drawn = [is_drawn("0" * 32, step, 10) for step in range(MANY)]
    after_one = [second for first, second in pairwise(drawn) if first]

    assert abs(sum(after_one) / len(after_one) - 0.1) < 0.035


@settings(max_examples=30)
@given(st.text("0123456789abcdef", min_size=32, max_size=32), st.integers(1, 10**12), st.integers(2, 200))
def test_a_draw_can_be_worked_out_again(seed, step, one_in):
    assert is_drawn(seed, step, one_in) == is_drawn(seed, step, one_in)


READ = {"by": 1, "writers": [2], "is_chosen": True, "read_by": ""}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, None),
        ({"by": 2}, "Somebody else reads"),
        ({"read_by": "Anneke Vos"}, "Anneke Vos has read"),
        ({"is_chosen": False}, "Chance did not pick"),
    ],
)
def test_who_may_say_what_they_think(facts, words):
    found = obstacle_to_reading(**{**READ, **facts})

    assert found is None if words is None else words in found


@pytest.mark.parametrize(
    ("verdict", "words", "field"),
    [
        ("agree", "", None),
        ("concerns", "Kofi is not in it.", None),
        ("concerns", " ", "words"),
        ("", "Fine.", "verdict"),
        ("fine", "", "verdict"),
        ("agree", "x" * 4001, "words"),
    ],
)
def test_what_a_reader_must_say(verdict, words, field):
    assert [name for name, _ in problems(verdict, words)] == ([field] if field else [])


def test_the_share_in_words():
    assert Share("Plan review", 10, 41, 4, 3, 1).words == (
        "41 finished, 4 drawn (one in 10 by chance), 3 read, 1 with concerns"
    )
