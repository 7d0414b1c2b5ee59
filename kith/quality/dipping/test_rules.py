from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.quality.dipping.rules import (
    Facts,
    drawn,
    obstacle_to_reading,
    problems_with_draw,
    problems_with_reading,
)

TODAY = date(2026, 10, 14)
SEED = "5eed" * 8
ASKED = [("child", "Is the child in it?"), ("right", "The same?")]


@given(
    st.lists(st.integers(1, 10**9), max_size=60), st.integers(1, 40), st.text("0123456789abcdef", min_size=8)
)
def test_a_draw_can_be_made_again_in_any_order_and_takes_each_once(numbers, number, seed):
    taken = drawn(seed, numbers, number)

    assert taken == drawn(seed, list(reversed(numbers)), number)
    assert len(taken) == min(number, len(set(numbers)))
    assert set(taken) <= set(numbers)


def test_every_piece_is_drawn_about_as_often_as_any():
    pieces = range(1, 21)
    times = dict.fromkeys(pieces, 0)
    for number in range(2_000):
        for one in drawn(f"{number:032x}", pieces, 5):
            times[one] += 1

    assert all(400 < count < 600 for count in times.values()), times


def test_another_seed_draws_others():
    assert drawn(SEED, range(1000), 5) != drawn("0" * 32, range(1000), 5)


@pytest.mark.parametrize(
    ("month", "number", "there", "field"),
    [
        (date(2026, 9, 1), 5, 9, None),
        (date(2026, 9, 1), 40, 9, None),
        (date(2026, 9, 1), 41, 9, "number"),
        (date(2026, 9, 1), 0, 9, "number"),
        (date(2026, 10, 1), 5, 9, "month"),
        (date(2025, 11, 1), 5, 9, None),
        (None, 5, 9, "month"),
        (date(2026, 9, 1), 5, 0, "month"),
    ],
)
def test_which_month_is_drawn(month, number, there, field):
    assert [name for name, _ in problems_with_draw(month, TODAY, number, there)] == ([field] if field else [])


@pytest.mark.parametrize(
    ("by", "read_by", "words"),
    [
        (3, "", None),
        (1, "", "Somebody else reads"),
        (3, "Anneke Vos", "Anneke Vos has read"),
        (1, "A", "A has read"),
    ],
)
def test_who_reads(by, read_by, words):
    found = obstacle_to_reading(by, [1, 2], read_by)

    assert found is None if words is None else words in found


@pytest.mark.parametrize(
    ("sent", "words", "fields"),
    [
        ({"child": "yes", "right": "yes"}, "", []),
        ({"child": "yes", "right": "unseen"}, "", []),
        ({"child": "no", "right": "yes"}, " ", ["words"]),
        ({"child": "partly", "right": "yes"}, "Not in her words.", []),
        ({"child": "yes"}, "", ["mark-right"]),
    ],
)
def test_what_a_reader_must_say(sent, words, fields):
    assert [name for name, _ in problems_with_reading(ASKED, sent, words)] == fields


@pytest.mark.parametrize(
    ("due_on", "mark", "words"),
    [
        (date(2026, 9, 10), "done", "28 days after the one before: in time"),
        (date(2026, 9, 9), "late", "28 days after the one before: late"),
        (None, "none", "28 days after the one before: no day was set"),
    ],
)
def test_whether_supervision_was_held_in_time(due_on, mark, words):
    facts = Facts(date(2026, 9, 10), date(2026, 8, 13), due_on, 2, 1, 1, 0)

    assert facts.words[0] == (mark, words)
    assert [shape for shape, _ in facts.words[1:]] == ["done", "done", "done"]


def test_what_is_missing_in_supervision_is_marked():
    facts = Facts(date(2026, 9, 10), None, None, 0, 2, 1, 3)

    assert facts.words[0][1] == "The first: no day was set"
    assert [shape for shape, _ in facts.words[1:]] == ["late", "soon", "late"]
    assert Facts(date(2026, 9, 10), None, None, 1, 0, 0, 0).words[2][0] == "none"
