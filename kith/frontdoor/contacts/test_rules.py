"""What may be typed on a contact, and how it is read."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import clock
from kith.frontdoor.contacts import rules
from kith.frontdoor.contacts.rules import Told

NOW = datetime(2026, 10, 14, 10, 31, tzinfo=clock.LONDON)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("source", ("source", None)),
        ("name_told.1", ("name_told", 1)),
        ("name_told.40", ("name_told", 40)),
        ("name_told.41", None),
        ("name_told.0", None),
        ("name_told.", None),
        ("name_told", None),
        ("name_told.1.2", None),
        ("name_told.²", None),
        ("name_told.999999999999999999999", None),
        ("source.1", None),
        ("decided_by", None),
        ("told", None),
    ],
)
def test_only_facts_of_a_contact_are_facts(name, read):
    assert rules.fact_and_line(name) == read


@given(st.text(max_size=30))
def test_no_name_whatever_breaks_the_reading(name):
    read = rules.fact_and_line(name)

    assert read is None or read[0] in rules.LONGEST


@pytest.mark.parametrize(
    "name", ["O’Connor-Ní Bhriain", "张伟", "محمد", '"Kit"; drop table', "<b>Kian</b>", ""]
)
def test_any_name_is_kept_as_told(name):
    assert rules.problem("name_told", name, ()) is None


def test_a_name_may_be_as_long_as_the_column_and_no_longer():
    assert rules.problem("name_told", "n" * 160, ()) is None
    assert (
        rules.problem("name_told", "n" * 161, ())
        == "Write the child’s name in at most 160 letters; there are 161."
    )


def test_what_is_chosen_must_have_been_offered():
    assert rules.problem("source", "2A", {"2A"}) is None
    assert rules.problem("source", "", {"2A"}) is None
    assert rules.problem("source", "99", {"2A"}) == "Choose one of the answers offered."
    assert rules.problem("sex_told", "M", ()) is None
    assert "sex" in rules.problem("sex_told", "X", ())


def test_a_sign_the_database_cannot_keep_is_told():
    assert "cannot be kept" in rules.problem("caller_name", "Pri\x00ya", ())


def test_the_facts_of_a_form_are_read_with_their_versions():
    posted = {
        "name_told.1": "  Kian   Doherty ",
        "_seen": '{"name_told.1": 3}',
        "told": "He said so.",
        "source": "2A",
    }

    assert rules.facts_in(posted) == {"name_told.1": Told("Kian Doherty", 3), "source": Told("2A", 0)}


def test_a_name_or_an_age_makes_a_line_and_a_sex_alone_does_not():
    assert rules.is_blank_line({"sex_told": "M", "name_told": " "})
    assert not rules.is_blank_line({"name_told": "Finn"})
    assert not rules.is_blank_line({"born_told": "reception"})


@pytest.mark.parametrize(
    ("taken", "shown"),
    [([], [1, 2, 3]), ([1], [1, 2, 3]), ([1, 2, 3], [1, 2, 3, 4]), ([2, 5], [2, 5, 6]), ([40], [40])],
)
def test_there_is_always_a_line_to_write_on(taken, shown):
    assert rules.shown_lines(taken) == shown


def test_a_contact_came_in_now_unless_somebody_says_when():
    assert rules.received(None, None, NOW) == NOW
    assert rules.received(None, time(9, 15), NOW) == datetime(2026, 10, 14, 9, 15, tzinfo=clock.LONDON)
    assert rules.received(date(2026, 10, 12), time(9, 15), NOW) == datetime(
        2026, 10, 12, 9, 15, tzinfo=clock.LONDON
    )
    assert rules.received(date(2026, 10, 12), None, NOW) == datetime(
        2026, 10, 12, 10, 31, tzinfo=clock.LONDON
    )


@pytest.mark.parametrize(
    ("line", "home", "lines", "enough"),
    [
        ({"name_told": "Kian"}, "", 1, False),
        ({"name_told": "Kian", "born_told": "9"}, "", 1, True),
        ({"name_told": "Kian", "sex_told": "M"}, "", 1, True),
        ({"name_told": "Kian", "sex_told": "U"}, " ", 1, False),
        ({"name_told": "Kian Doherty"}, "", 1, True),
        ({"name_told": "Kian"}, "WM2", 1, True),
        ({"name_told": "Kian"}, "", 2, True),
        ({"name_told": "  ", "born_told": "9"}, "WM2", 3, False),
    ],
)
def test_looking_begins_with_a_name_and_something_beside_it(line, home, lines, enough):
    assert rules.enough_to_look(line, home, lines) is enough
