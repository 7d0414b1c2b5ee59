"""Refusals: words for the reader, one or many."""

import pytest

from kith.core import Refused


def test_one_problem():
    refusal = Refused("There is still a plan.", field="ended_on")

    assert refusal.problems == [("ended_on", "There is still a plan.")]
    assert str(refusal) == refusal.words == "There is still a plan."


def test_several_problems_are_told_together():
    refusal = Refused.several([("a", "One."), (None, "Two."), ("a", "Three.")])

    assert refusal.words == "One. Two. Three."
    assert str(refusal) == "One. Two. Three."
    assert refusal.problems == [("a", "One."), (None, "Two."), ("a", "Three.")]


def test_a_refusal_without_a_problem_is_an_error():
    with pytest.raises(ValueError, match="at least one"):
        Refused.several([])
