from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.work.naming import rules
from kith.work.naming.rules import Known

JADE, HOME = "Jade Marlowe (record 200412)", "14 Mill Lane, WM1 2AB (address 88)"
KNOWN = Known({200412: "Jade Marlowe"}, {88: "14 Mill Lane, WM1 2AB"}, date(2026, 9, 7))


def test_what_is_chosen_is_one_line_that_says_its_number():
    assert rules.line("person", "Jade Marlowe", 200412) == JADE
    assert rules.number_in("person", JADE) == 200412
    assert rules.number_in("address", HOME) == 88
    assert rules.number_in("address", JADE) is None


@pytest.mark.parametrize(
    "text", ["", "Sue next door", "Jade (record)", "(record 9) Jade", "Jade (record ９)", None, ["x"]]
)
def test_words_alone_have_no_number(text):
    assert rules.number_in("person", text) is None


def test_a_name_is_called_as_the_record_calls_it_whatever_the_page_sent():
    assert rules.settled("person", "Somebody else (record 200412)", [], KNOWN.people) == JADE


def test_a_number_that_may_not_be_known_keeps_its_words_and_does_not_say_why():
    kept = rules.settled("person", "Jade (record 7)", [], KNOWN.people)

    assert kept == "Jade (record 7, not found)"
    assert rules.number_in("person", kept) is None
    assert rules.settled("person", kept, [], KNOWN.people) == kept


def test_what_this_answer_held_before_stays_as_it_was():
    assert rules.settled("person", f"{rules.NOT_SHOWN['person']} (record 200412)", ["", JADE], {}) == JADE


def test_who_may_not_know_somebody_sees_no_name_in_the_box_nor_in_the_text():
    boxed = rules.in_the_box("person", JADE, Known())

    assert "Jade" not in boxed
    assert rules.settled("person", boxed, [JADE], {}) == JADE
    assert rules.words("person", JADE, Known()) == rules.NOT_SHOWN["person"]
    assert rules.words("address", HOME, Known()) == rules.NOT_SHOWN["address"]


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("person", JADE, "Jade Marlowe (on the record)"),
        ("person", "Sue next door", "Sue next door (not on the record)"),
        ("person", "Jade (record 7, not found)", "Jade (not on the record)"),
        ("address", HOME, "14 Mill Lane, WM1 2AB (in the directory)"),
        ("address", "a caravan", "a caravan (not in the directory)"),
        ("part_date", "april 17", "april 17 (read as: in April 2017)"),
        ("part_date", "21 apr 2017", "21 apr 2017"),
        ("part_date", "ap", "ap"),
    ],
)
def test_how_an_answer_is_read(kind, text, words):
    assert rules.words(kind, text, KNOWN) == words


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("person", JADE, "On the record"),
        ("person", "Sue", "Not on the record"),
        ("person", " ", ""),
        ("part_date", "2017", "Read as: in 2017"),
        ("part_date", "21/4", "Which year?"),
    ],
)
def test_what_stands_beside_the_box(kind, text, words):
    assert rules.read_as(kind, text, KNOWN).startswith(words)
    assert bool(rules.read_as(kind, text, KNOWN)) == bool(words)


@given(some.sampled_from(["person", "address"]), some.text())
def test_nothing_typed_is_lost_and_a_second_time_changes_nothing(kind, text):
    once = rules.settled(kind, text, [], {})

    assert rules.settled(kind, once, [], {}) == once
    if rules.number_in(kind, text) is None:
        assert once == text
