"""What stops finishing an audit, and what may stand in its boxes."""

from datetime import date

import pytest

from kith.quality.audit.rules import (
    Asked,
    obstacle_to_box,
    problems,
    problems_of_action,
    problems_of_talks,
)

FORM = Asked({"seen": "Seen"}, {"good": "Good", "poor": "Poor"}, {"drift": "Drift"})
WHOLE = {"grade:seen": "good", "words:seen": "Seen alone.", "overall": "good", "voice": "Her own list."}


def test_a_whole_audit_has_nothing_missing():
    assert problems(FORM, {}, WHOLE) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"grade:seen": ""}, "grade:seen"),
        ({"grade:seen": "splendid"}, "grade:seen"),
        ({"words:seen": "  "}, "words:seen"),
        ({"overall": ""}, "overall"),
        ({"voice": ""}, "voice"),
    ],
)
def test_each_missing_thing_is_named_by_its_box(changed, field):
    assert [name for name, _ in problems(FORM, {}, WHOLE | changed)] == [field]


def test_a_re_audit_says_of_each_action_whether_it_is_met_and_what_was_seen():
    told = problems(FORM, {7: "Ask dad"}, WHOLE)

    assert [name for name, _ in told] == ["met:7", "said:7"]
    assert told[0][1] == "“Ask dad”: say whether it is met."
    assert problems(FORM, {7: "Ask dad"}, WHOLE | {"met:7": "no", "said:7": "Nobody asked."}) == []


@pytest.mark.parametrize(
    ("question", "values", "words"),
    [
        ("grade:seen", ["good"], None),
        ("grade:seen", [""], None),
        ("grade:seen", ["splendid"], "Choose one of the grades."),
        ("grade:other", ["good"], "The form has no such question."),
        ("words:seen", ["x" * 6001], "Write at most 6,000 letters; there are 6,001."),
        ("words:seen", ["a\x00b"], "It holds a sign that cannot be kept."),
        ("themes", ["drift", ""], None),
        ("worker_grade", ["good"], None),
        ("worker_grade", ["splendid"], "Choose one of the grades."),
        ("family_said", ["They feel heard."], None),
        ("cousin_said", ["Hello"], "The form has no such question."),
        ("themes", ["other"], "Choose from the themes."),
        ("met:7", ["yes"], None),
        ("met:7", ["perhaps"], "Choose met or not met."),
        ("met:8", ["yes"], "The form has no such question."),
    ],
)
def test_what_a_box_may_hold(question, values, words):
    assert obstacle_to_box(FORM, [7], question, values) == words


def test_what_is_to_be_done_has_words_an_owner_and_a_day_ahead():
    today = date(2026, 10, 14)

    assert problems_of_action("Ask dad", object(), today, today) == []
    told = problems_of_action(" ", None, date(2026, 10, 13), today)
    assert [name for name, _ in told] == ["action_words", "owner", "action_due_on"]
    assert problems_of_action("x" * 401, object(), None, today)[0][0] == "action_words"


TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("given", "on", "fields"),
    [
        ({}, None, []),
        ({"family_on": "14/10/2026", "family_said": "We know the plan."}, TODAY, []),
        ({"family_on": "15/10/2026", "family_said": "We know the plan."}, date(2026, 10, 15), ["family_on"]),
        ({"family_on": "soon", "family_said": "We know the plan."}, None, ["family_on"]),
        ({"family_said": "We know the plan."}, None, ["family_on"]),
        ({"family_on": "14/10/2026"}, TODAY, ["family_said"]),
    ],
)
def test_a_talk_with_the_family_has_a_day_that_has_been_and_words_or_neither(given, on, fields):
    found = problems_of_talks(given, {"worker": None, "family": on}, TODAY)

    assert [name for name, _ in found] == fields


def test_a_worker_who_grades_the_own_work_was_talked_with():
    found = problems_of_talks({"worker_grade": "good"}, {"worker": None, "family": None}, TODAY)

    assert found == [
        ("worker_on", "Write the day you talked with the worker, today or before."),
        ("worker_said", "Say what the worker said."),
    ]
