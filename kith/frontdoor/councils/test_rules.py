"""What a transfer between councils must say, on both sides of every border. No record store."""

from datetime import date

import pytest

from kith.core.calendar import england
from kith.frontdoor.councils import rules

TODAY, TOLD = date(2026, 10, 14), date(2026, 9, 21)


def fields(wrong) -> list:
    return [field for field, _ in wrong]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"way": ""}, ["way"]),
        ({"children": 0}, ["children"]),
        ({"council": " ", "whom": "", "words": ""}, ["council", "whom", "words"]),
        ({"council": "x" * 120}, []),
        ({"council": "x" * 121}, ["council"]),
        ({"told_on": TODAY}, []),
        ({"told_on": date(2026, 10, 15)}, ["told_on"]),
        ({"told_on": None}, ["told_on"]),
        ({"told_on": date(1901, 1, 1)}, ["told_on"]),
    ],
)
def test_telling_another_council_says_whom_when_and_what(facts, expected) -> None:
    told = {
        "way": "out", "council": "Redfell", "told_on": TOLD, "whom": "Ms Orme", "words": "They move.", "children": 2,
    } | facts  # fmt: skip

    assert fields(rules.telling_problems(**told, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"answer": "perhaps"}, ["answer"]),
        ({"on": date(2026, 9, 20)}, ["answered_on"]),
        ({"on": TOLD}, []),
        ({"who": ""}, ["answered_by"]),
        ({"answer": "declined"}, ["answer_words"]),
        ({"answer": "declined", "words": "They have not come."}, []),
    ],
)
def test_an_answer_is_somebodys_and_comes_after_the_telling(facts, expected) -> None:
    told = {"answer": "accepted", "on": TODAY, "who": "Ms Orme", "words": ""} | facts

    wrong = rules.answer_problems(**told, answers=("accepted", "declined"), told_on=TOLD, today=TODAY)

    assert fields(wrong) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"answer": ""}, [None]),
        ({"answer": "declined"}, [None]),
        ({"looked_after": ["Tia"]}, [None]),
        ({"on_plan": ["Tia"]}, ["conference_on"]),
        ({"on_plan": ["Tia"], "conference_on": date(2026, 10, 9)}, []),
        ({"on_plan": ["Tia"], "conference_on": date(2026, 10, 12)}, []),
        ({"on_plan": ["Tia"], "conference_on": date(2026, 10, 13)}, ["moved_on"]),
        ({"on_plan": ["Tia"], "conference_on": date(2026, 9, 27)}, ["conference_on"]),
        ({"on": date(2026, 9, 27)}, ["moved_on"]),
        ({"words": ""}, ["moved_words"]),
    ],
)
def test_our_case_ends_when_they_accepted_and_the_plan_with_their_conference(facts, expected) -> None:
    told = {
        "answer": "accepted", "answered_on": date(2026, 9, 28), "on": date(2026, 10, 12), "conference_on": None,
        "on_plan": [], "looked_after": [], "words": "Moved to grandmother.",
    } | facts  # fmt: skip

    assert fields(rules.moving_problems(**told, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"council": "", "whom": ""}, ["council", "whom"]),
        ({"kind": "tent"}, ["kind"]),
        ({"started_on": date(2017, 2, 2)}, ["started_on"]),
        ({"started_on": date(2017, 2, 3)}, []),
        ({"words": "x" * 401}, ["words"]),
    ],
)
def test_a_stay_says_whose_child_it_is_and_where(facts, expected) -> None:
    told = {
        "council": "Redfell", "kind": "foster", "kinds": ("foster",), "told_on": TODAY, "started_on": TOLD,
        "whom": "Ms Orme", "words": "", "born_on": date(2017, 2, 3),
    } | facts  # fmt: skip

    assert fields(rules.stay_problems(**told, today=TODAY)) == expected


def test_pitfall_1_day_0_never_counts_for_the_transfer_in_conference() -> None:
    """Fifteen working days after the day we were told: over Christmas, New Year and a weekend."""
    assert england().add(date(2026, 12, 14), 15) == date(2027, 1, 7)
    assert england().add(date(2026, 12, 12), 15) == date(2027, 1, 6)


def test_how_a_transfer_stands_is_said_in_words() -> None:
    said = rules.state_words
    assert said("out", "", None, None, TOLD) == "Waiting since 21 Sep 2026"
    assert said("out", "accepted", TODAY, None, TOLD) == "Accepted 14 Oct 2026"
    assert said("out", "accepted", TODAY, TODAY, TOLD) == "Moved 14 Oct 2026"
    assert said("in", "", None, None, TOLD) == "Told 21 Sep 2026"
    assert said("in", "", None, TODAY, TOLD) == "Here since 14 Oct 2026"
