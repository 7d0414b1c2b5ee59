"""What an address of the grid asks for, and what stands out."""

import pytest

from kith.quality.grid.rules import chosen, stands_out

KNOWN = {"team": {"3": "North"}, "grade": {"good": "Good", "poor": "Poor"}}


@pytest.mark.parametrize(
    ("given", "values", "words", "address"),
    [
        ({}, {"team": "", "grade": ""}, "", ""),
        ({"team": "3", "grade": "poor"}, {"team": "3", "grade": "poor"}, "North, Poor", "?team=3&grade=poor"),
        ({"grade": "good", "other": "x"}, {"team": "", "grade": "good"}, "Good", "?grade=good"),
    ],
)
def test_an_address_says_what_is_asked_for(given, values, words, address):
    found = chosen(KNOWN, given)

    assert (found.values, found.words, found.address(), found.problems) == (values, words, address, ())


def test_what_there_is_not_is_told_and_everything_is_meant():
    found = chosen(KNOWN, {"team": "4", "grade": "poor"})

    assert found.problems == (("team", "Choose a team of which an audit is finished."),)
    assert found.values == {"team": "", "grade": "poor"}


def test_a_link_keeps_what_is_chosen_beside_what_it_adds():
    assert chosen(KNOWN, {"team": "3"}).address(grade="good") == "?team=3&grade=good"
    assert chosen(KNOWN, {"team": "3"}).address(team="") == ""


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ([("Plan", 1, 4), ("Seen", 3, 4), ("Recording", 2, 4)], ("Plan", "Seen")),
        ([("Plan", 1, 4), ("Seen", 0, 0)], None),
        ([("Plan", 2, 4), ("Seen", 1, 2)], None),
        ([], None),
    ],
)
def test_the_weakest_and_the_strongest_standard_stand_out_where_they_differ(shares, told):
    assert stands_out(shares) == told
