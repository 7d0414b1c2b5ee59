from datetime import date

import pytest

from kith.improvement.boards import rules

TODAY = date(2026, 10, 14)
MEETING = date(2026, 10, 29)


@pytest.mark.parametrize(
    ("held_on", "last", "words"),
    [
        (None, None, "Write the day"),
        (date(2026, 10, 29), None, None),
        (date(2010, 9, 20), None, None),
        (date(1989, 12, 31), None, "Choose a day from 1990"),
        (date(2028, 10, 14), None, None),
        (date(2028, 10, 15), None, "Choose a day from 1990"),
        (date(2026, 7, 30), date(2026, 7, 30), "30 July 2026 is locked"),
        (date(2026, 7, 29), date(2026, 7, 30), "a day after it"),
        (date(2026, 7, 31), date(2026, 7, 30), None),
    ],
)
def test_a_meeting_is_set_up_after_the_last_locked_one(held_on, last, words):
    found = rules.problems_of_meeting(held_on, last, TODAY)

    assert [field for field, _ in found] == (["held_on"] if words else [])
    assert not words or words in found[0][1]


@pytest.mark.parametrize(
    ("stood_on", "month", "before", "words"),
    [
        (date(2026, 10, 14), date(2026, 9, 1), None, []),
        (None, None, None, ["Write the day", "Write the month"]),
        (date(2026, 10, 15), date(2026, 9, 1), None, ["15 October 2026 is not over yet"]),
        (date(1989, 1, 1), date(2026, 9, 1), None, ["from 1990 on"]),
        (date(2026, 10, 14), date(2026, 10, 1), None, ["Oct 2026 is not over yet"]),
        (date(2026, 9, 29), date(2026, 9, 1), None, ["Sep 2026 was not over on 29 Sep 2026"]),
        (date(2026, 9, 30), date(2026, 9, 1), None, []),
        (date(2026, 10, 14), date(1989, 12, 1), None, ["from January 1990"]),
        (date(2026, 10, 14), date(2026, 9, 1), date(2026, 10, 14), ["Choose a later day"]),
        (date(2026, 10, 14), date(2026, 9, 1), date(2026, 10, 13), []),
    ],
)
def test_a_paper_tells_of_days_and_months_that_are_over(stood_on, month, before, words):
    found = [said for _, said in rules.problems_of_lock(stood_on, month, MEETING, before, TODAY)]

    assert len(found) == len(words)
    assert all(part in said for part, said in zip(words, found, strict=True))


def test_a_paper_tells_nothing_of_days_after_its_meeting():
    (found,) = rules.problems_of_lock(TODAY, date(2026, 8, 1), date(2026, 9, 24), None, TODAY)

    assert found[0] == "stood_on"
    assert "24 September 2026, or one before" in found[1]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-09", date(2026, 9, 1)),
        ("", date(2026, 9, 1)),
        ("2026-13", None),
        ("2026-9", None),
        ("September", None),
        ("2026-09-01", None),
    ],
)
def test_a_month_is_read(text, month):
    assert rules.month_of(text, TODAY) == month
    assert rules.month_of("", None) is None


def test_the_usual_month_is_the_last_one_that_was_over():
    assert rules.usual_month(date(2026, 10, 31)) == date(2026, 9, 1)
    assert rules.usual_month(date(2026, 1, 1)) == date(2025, 12, 1)


def test_what_moved_has_another_rating_and_was_there_before():
    before = {"1": "red", "2": "amber", "3": "", "9": "red"}
    now = {"1": "amber", "2": "amber", "3": "red", "4": "green"}

    assert rules.moved(before, now) == [("1", "red", "amber"), ("3", "", "red")]
    assert rules.joined(before, now) == 1
