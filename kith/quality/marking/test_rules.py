import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.quality.marking.rules import (
    ANSWERS,
    lacking,
    problems_with_marks,
    problems_with_words,
    sorted_marks,
    tally,
)

ASKED = [("child", "Is the child in it?"), ("plan", "Does the plan follow?")]


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"child": "yes", "plan": "unseen"}, []),
        ({"child": "yes"}, ["mark-plan"]),
        ({"child": "good", "plan": "no"}, ["mark-child"]),
        ({}, ["mark-child", "mark-plan"]),
    ],
)
def test_every_item_wants_one_of_four_answers(sent, fields):
    assert [field for field, _ in problems_with_marks(ASKED, sent)] == fields


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"child": "yes", "plan": "unseen"}, False),
        ({"child": "partly"}, True),
        ({"plan": "no"}, True),
        ({}, False),
    ],
)
def test_something_is_lacking_where_not_all_was_met(sent, found):
    assert lacking(sent) is found


@pytest.mark.parametrize(
    ("words", "needed", "told"),
    [
        ("Well heard.", "Say what.", None),
        (" ", "Say what.", "Say what."),
        ("", "", None),
        ("x" * 4001, "", "Say it in at most 4,000 letters; there are 4,001."),
        ("x" * 4000, "", None),
    ],
)
def test_words_are_there_where_needed_and_never_endless(words, needed, told):
    found = problems_with_words(words, "words", needed=needed)

    assert found == ([("words", told)] if told else [])


@given(st.dictionaries(st.sampled_from(["child", "plan", "else"]), st.sampled_from([*ANSWERS, "", "odd"])))
def test_an_item_is_kept_in_one_place_at_most_and_only_if_it_was_asked(sent):
    kept = sorted_marks(ASKED, sent)

    together = [code for codes in kept.values() for code in codes]
    assert len(together) == len(set(together))
    assert set(together) == {code for code, _ in ASKED if sent.get(code) in ("yes", "partly", "no")}


def test_the_share_is_of_those_of_which_it_could_be_said():
    rows = [
        {"child": "yes", "plan": "no"},
        {"child": "unseen", "plan": "no"},
        {"child": "partly"},
        {"child": "yes", "plan": "unseen"},
    ]

    child, plan = tally(ASKED, rows)

    assert (child.yes, child.partly, child.no, child.unseen, child.share) == (2, 1, 0, 1, "2 of 3 (67%)")
    assert (plan.no, plan.unseen, plan.share) == (2, 1, "0 of 2 (0%)")
    assert tally(ASKED, [])[0].share == "not said yet"
