from datetime import date

import pytest

from kith.performance.deep_dive import rules

HELD, TODAY = date(2026, 10, 1), date(2026, 10, 14)


@pytest.mark.parametrize(
    ("held_on", "field"),
    [(None, "held_on"), (date(2026, 10, 15), "held_on"), (TODAY, None), (date(2025, 1, 1), None)],
)
def test_a_meeting_is_recorded_when_its_day_has_come(held_on, field):
    assert [name for name, _ in rules.problems_of_meeting(held_on, TODAY, "")] == ([field] if field else [])


def test_a_note_has_its_length():
    assert rules.problems_of_meeting(TODAY, TODAY, "x" * 2000) == []
    assert rules.problems_of_meeting(TODAY, TODAY, "x" * 2001) != []


@pytest.mark.parametrize(
    ("what", "owner", "due_on", "fields"),
    [
        ("Allocate", True, HELD, []),
        ("", True, HELD, ["what"]),
        ("x" * 401, True, HELD, ["what"]),
        ("Allocate", False, HELD, ["owner"]),
        ("Allocate", True, None, ["due_on"]),
        ("Allocate", True, date(2026, 9, 30), ["due_on"]),
        ("", False, None, ["what", "owner", "due_on"]),
    ],
)
def test_an_action_has_words_an_owner_and_a_day_and_everything_wrong_is_told_at_once(
    what, owner, due_on, fields
):
    assert [name for name, _ in rules.problems_of_agreement(what, owner, due_on, HELD)] == fields


@pytest.mark.parametrize(
    ("became", "done_on", "outcome", "field"),
    [
        ("done", HELD, "", None),
        ("done", TODAY, "", None),
        ("done", None, "", "done_on"),
        ("done", date(2026, 9, 30), "", "done_on"),
        ("done", date(2026, 10, 15), "", "done_on"),
        ("not_done", None, "Nobody was free", None),
        ("not_done", None, "", "outcome"),
        ("carried", None, "", None),
        ("carried", None, "x" * 401, "outcome"),
        ("", None, "", "became"),
        ("forgotten", None, "", "became"),
    ],
)
def test_what_became_of_it_is_told_whole(became, done_on, outcome, field):
    problems = rules.problems_of_settling(became, done_on, outcome, HELD, TODAY)

    assert [name for name, _ in problems] == ([field] if field else [])


@pytest.mark.parametrize(
    ("became", "due_on", "words"),
    [
        ("", date(2026, 10, 14), "To be done"),
        ("", date(2026, 10, 13), "Past its day"),
        ("done", date(2026, 10, 1), "Done"),
        ("not_done", date(2026, 10, 1), "Not done"),
        ("carried", date(2026, 10, 1), "Carried over"),
    ],
)
def test_how_an_action_stands(became, due_on, words):
    assert rules.standing(became, due_on, TODAY)[1] == words
