"""Complaints: what is missing, by when a stage is answered, how it stands, and when it goes on."""

from datetime import date

import pytest

from kith.core.calendar import WorkingCalendar
from kith.listening.complaints import rules
from kith.practice.listening import ComplaintStage
from kith.practice.timescales import Length

CALENDAR = WorkingCalendar(frozenset({date(2026, 12, 25)}))
TODAY = date(2026, 10, 14)
STAGE = ComplaintStage(
    "1",
    "Local answer",
    (Length(10, "working_days", "The law", since=date(2006, 9, 1)),),
    (Length(20, "working_days", "The law, complex", verified=False, caution="Not read."),),
)


@pytest.mark.parametrize(
    ("began", "on", "longest"),
    [
        (date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 29)),
        (date(2026, 10, 2), date(2026, 10, 16), date(2026, 10, 30)),
        (date(2026, 10, 3), date(2026, 10, 16), date(2026, 10, 30)),  # a Saturday
        (date(2026, 12, 21), date(2027, 1, 5), date(2027, 1, 19)),  # over Christmas Day
    ],
)
def test_a_stage_is_due_in_working_days_from_the_day_after(began, on, longest):
    due = rules.due(STAGE, began, CALENDAR)

    assert (due.on, due.longest_on) == (on, longest)
    assert due.reason.startswith("10 working days from ")
    assert due.reason.endswith("(The law).")
    assert due.longest_reason.endswith(f"(The law, complex). {rules.CAUTION}")


def test_before_the_law_there_is_no_limit():
    assert rules.due(STAGE, date(2006, 8, 31), CALENDAR) is None
    assert rules.due(STAGE, date(2006, 9, 1), CALENDAR) is not None


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"kind": "praise"}, ["kind"]),
        ({"who": "staff"}, ["who"]),
        ({"words": ""}, ["words"]),
        ({"words": "x" * 5000}, []),
        ({"words": "x" * 100_000}, ["words"]),
        ({"received_on": None}, ["received_on"]),
        ({"received_on": date(2026, 10, 15)}, ["received_on"]),
        ({"kind": "", "who": "", "words": ""}, ["kind", "who", "words"]),
    ],
)
def test_what_is_registered_says_what_who_and_when(facts, fields):
    told = {"kind": "complaint", "who": "parent", "words": "Nobody rang.", "received_on": TODAY} | facts

    assert [one for one, _ in rules.problems_of_new(**told, today=TODAY)] == fields


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"outcome": ""}, ["outcome"]),
        ({"outcome": "good"}, ["outcome"]),
        ({"words": ""}, ["answer"]),
        ({"learning": ""}, ["learning"]),
        ({"learning": "x" * 5001}, ["learning"]),
        ({"answered_on": date(2026, 9, 30)}, ["answered_on"]),
        ({"answered_on": date(2026, 10, 1)}, []),
        ({"answered_on": date(2026, 10, 15)}, ["answered_on"]),
        ({"answered_on": None}, ["answered_on"]),
    ],
)
def test_nothing_is_closed_without_outcome_words_learning_and_a_day_after_it_began(facts, fields):
    told = {"outcome": "upheld", "words": "Sorry.", "learning": "Ring back.", "answered_on": TODAY} | facts

    found = rules.problems_of_answer(**told, started_on=date(2026, 10, 1), today=TODAY)

    assert [one for one, _ in found] == fields


def test_a_day_too_early_says_what_it_comes_before():
    words = rules.problem_with_day(
        date(2026, 9, 30), TODAY, not_before=date(2026, 10, 1), what="this stage began"
    )

    assert words == "That is before this stage began, on Thu 1 Oct 2026."


@pytest.mark.parametrize(
    ("why", "longest", "is_longer", "is_answered", "refused"),
    [
        ("An advocate is wanted.", TODAY, False, False, False),
        ("", TODAY, False, False, True),
        ("x" * 401, TODAY, False, False, True),
        ("Again.", TODAY, True, False, True),
        ("Late.", TODAY, False, True, True),
        ("No limit.", None, False, False, True),
    ],
)
def test_a_stage_takes_longer_once_with_a_reason(why, longest, is_longer, is_answered, refused):
    assert bool(rules.problem_with_lengthening(why, longest, is_longer, is_answered)) is refused


@pytest.mark.parametrize(
    ("answered", "outcome", "has_next", "is_complaint", "words"),
    [
        ([True], "not", True, True, None),
        ([True, True], "partly", True, True, None),
        ([False], "", True, True, "Answer this stage first."),
        ([True, False], "", True, True, "Answer this stage first."),
        ([True], "withdrawn", True, True, "It was withdrawn."),
        ([True], "not", False, True, "There is no further stage."),
        ([], "", True, False, "A compliment has no stages."),
    ],
)
def test_it_goes_on_when_its_stage_is_answered(answered, outcome, has_next, is_complaint, words):
    assert rules.problem_with_next(answered, outcome, has_next, is_complaint) == words


DUE, LONGER = date(2026, 10, 14), date(2026, 10, 28)


@pytest.mark.parametrize(
    ("answered", "due", "longest", "mark"),
    [
        (None, DUE, None, "none"),
        (None, date(2026, 10, 13), None, "late"),
        (None, date(2026, 10, 13), LONGER, "none"),
        (DUE, DUE, None, "done"),
        (date(2026, 10, 15), DUE, None, "late"),
        (date(2026, 10, 28), DUE, LONGER, "done"),
        (date(2026, 10, 29), DUE, LONGER, "late"),
        (None, None, None, "none"),
    ],
)
def test_it_is_late_from_the_day_after_the_last(answered, due, longest, mark):
    assert rules.standing(answered, due, longest, TODAY)[0] == mark
