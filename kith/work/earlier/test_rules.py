"""Where a text from last time may go. No record store."""

import pytest

from kith.practice.forms import Question
from kith.work.earlier.rules import Taking, read, taken_over, targets


def asked(**facts):
    return Question("home", "s", "How is home?", **{"kind": "words", **facts})


@pytest.mark.parametrize(
    ("question", "source", "boxes"),
    [
        (asked(), None, [None]),
        (asked(per_child=True), None, [1, 2]),
        (asked(per_child=True), 2, [2]),
        (asked(differs=True), 2, [2]),
        (asked(differs=True), 3, []),
        (asked(), 2, [None]),
        (asked(kind="choice"), None, []),
        (asked(kind="risk"), None, []),
    ],
)
def test_a_text_goes_to_the_same_childs_box_or_to_the_one_for_all(question, source, boxes):
    assert [one.target for one in targets(question, source, [1, 2])] == boxes


def test_what_a_button_sends_is_read_again_and_nothing_else_is():
    for taking in (Taking("home", None, None), Taking("home", 7, 7)):
        assert read(taking.sent) == taking
    assert read("take:home:x:") == Taking("home", -1, None)
    assert read(f"take:home:{'9' * 5000}:") == Taking("home", -1, None)
    assert [read(text) for text in ("", "take", "send", "take:home:1", "mine:home:1:2")] == [None] * 5


def test_what_is_taken_over_is_marked_and_goes_under_what_stands_there():
    assert taken_over("", "Warm.", "Initial assessment", "3 Jun") == "Warm.\n[Initial assessment, 3 Jun]"
    two = taken_over("Cold.", "Warm.", "Initial assessment", "3 Jun")
    assert two == "Cold.\n\nWarm.\n[Initial assessment, 3 Jun]"
    assert taken_over(two, "Warm.", "Initial assessment", "3 Jun") == two
