"""What an answer says of an action, names that may not leave, who came, and what is hidden in what leaves."""

from decimal import Decimal

import pytest

from kith.improvement.listening import rules
from kith.improvement.listening.rules import Count
from kith.performance.small_numbers import MARK


@pytest.mark.parametrize(("helped", "agrees"), [("yes", True), ("no", False), ("partly", None), ("", None)])
def test_only_yes_and_no_are_one(helped, agrees):
    assert rules.agrees(helped) is agrees


@pytest.mark.parametrize(
    ("helped", "is_heard", "refused"),
    [
        ("yes", False, False),
        ("no", False, False),
        ("partly", False, True),
        ("", False, True),
        ("yes", True, True),
    ],
)
def test_an_answer_is_taken_once_and_says_something(helped, is_heard, refused):
    assert bool(rules.obstacle_to_taking(helped, is_heard)) is refused


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("She rang back.", []),
        ("Tia says it helped.", ["Tia"]),
        ("tia’s mum says so", ["Tia"]),
        ("MARLOWE family", ["Marlowe"]),
        ("Tiara is a word of its own.", []),
        ("Jo is too short to be looked for.", []),
        ("Anne-Marie said so", ["Anne", "Marie"]),
        ("", []),
    ],
)
def test_names_of_the_family_are_found_in_words(words, found):
    assert rules.names_in(words, ["Tia", "Marlowe", "Jo", "Anne-Marie", ""]) == found


def test_the_refusal_says_which_names():
    assert rules.problem_with_names("Tia Marlowe", ["Tia", "Marlowe"]) == (
        "Take out Marlowe and Tia: nobody is named here."
    )
    assert rules.problem_with_names("It helped.", ["Tia"]) is None


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"children": "3"}, None),
        ({"children": "0", "parents": "12"}, None),
        ({}, "children"),
        ({"children": "0"}, "children"),
        ({"children": "three"}, "children"),
        ({"parents": "-1"}, "parents"),
        ({"parents": "1.5"}, "parents"),
        ({"staff": "2001"}, "staff"),
        ({"staff": "9" * 5000}, "staff"),
        ({"children": "²"}, "children"),
    ],
)
def test_who_came_is_counted(posted, field):
    counts, wrong = rules.came(posted)

    assert [one for one, _ in wrong] == ([field] if field else [])
    assert field or sum(counts.values()) == sum(int(text) for text in posted.values())


def test_what_was_said_is_one_thing_a_line_and_each_once():
    assert rules.lines_of(" Keep promises. \n\n Keep  promises.\nRing back.\x00") == [
        "Keep promises.",
        "Ring back.",
    ]


COUNTS = [Count("child", 30, 12, 3, 1, 16, Decimal("71.4")), Count("parent", 40, 20, 10, 6, 36)]


def test_inside_every_number_is_shown_and_the_last_row_adds_up():
    assert rules.shown(COUNTS, outward=False) == [
        [12, 3, 1, 14, 30],
        [20, 10, 6, 4, 40],
        [32, 13, 7, 18, 70],
    ]


def test_what_leaves_has_no_small_number_and_none_can_be_worked_out():
    rows = rules.shown(COUNTS, outward=True)

    assert [cell for row in rows for cell in row if isinstance(cell, int) and 1 <= cell <= 5] == []
    assert rows[0][1] == rows[0][2] == rows[1][3] == MARK
    for line in [*rows, *zip(*rows, strict=True)]:
        assert list(line).count(MARK) != 1, "one hidden number follows from the sum"


def test_nothing_asked_is_no_table():
    assert rules.shown([], outward=True) == rules.shown([], outward=False) == []


def test_the_share_is_of_those_who_said_yes_a_bit_or_no():
    assert COUNTS[0].helped_words == "12 of 16 (75%)"
    assert Count("staff", 10, 0, 0, 0, 4).helped_words == "–"


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ([], rules.NOT_YET),
        (["green", "red"], rules.PLAINLY["red"]),
        (["proved", "green"], rules.PLAINLY["green"]),
        (["proved"], rules.PLAINLY["proved"]),
        (["amber", ""], rules.PLAINLY[""]),
    ],
)
def test_what_was_said_stands_as_the_action_furthest_behind(ratings, words):
    assert rules.standing(ratings) == words
