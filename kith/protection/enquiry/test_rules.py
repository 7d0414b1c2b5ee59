"""What a strategy discussion must say, what fits together, and what the census can take."""

from datetime import date

import pytest

from kith.protection.enquiry import rules
from kith.protection.enquiry.rules import Presence, Told

TODAY = date(2026, 10, 14)
ALL = (Presence("police", True), Presence("health", True))


def fields(told):
    return [field for field, _ in rules.problems(told, TODAY)]


def test_a_discussion_of_all_three_is_whole():
    assert fields(Told(TODAY, ALL, {1: "joint", 2: "none"})) == []


@pytest.mark.parametrize(
    ("held_on", "there", "decisions", "wrong"),
    [
        (None, ALL, {1: "none"}, ["held_on"]),
        (date(2026, 10, 15), ALL, {1: "none"}, ["held_on"]),
        (TODAY, ALL, {}, ["decision"]),
        (TODAY, ALL, {1: "perhaps"}, ["decision"]),
        (TODAY, (Presence("health", True),), {1: "none"}, ["police"]),
        (TODAY, (Presence("police", False), Presence("health", True)), {1: "none"}, ["police"]),
        (TODAY, (Presence("police", True), Presence("health", False, "Her notes were read")), {1: "none"}, []),
        (TODAY, (*ALL, Presence("school", True, "x" * 401)), {1: "none"}, ["school"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(held_on, there, decisions, wrong):
    assert fields(Told(held_on, there, decisions)) == wrong


def test_a_form_is_read_for_each_child():
    answers = {
        ("police", None): "yes", ("health", None): "no", ("absent_why", None): "Rang at ten",
        ("section_47", None): "yes", ("joint", None): "joint", ("section_47", 2): "no",
    }  # fmt: skip
    told = rules.told_in(answers, TODAY, [1, 2])

    assert told.decisions == {1: "joint", 2: "none"}
    assert [(one.agency, one.took_part) for one in told.attendance] == [
        ("social_care", True), ("police", True), ("health", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "outcome", "fits"),
    [
        ("joint", "section_47_enquiry", True),
        ("none", "section_47_enquiry", False),
        ("police", "continue", True),
        ("joint", "single_assessment", True),
        ("joint", "close", False),
        ("none", "close", True),
    ],
)
def test_enquiry_and_what_happens_next_fit(decision, outcome, fits):
    assert (rules.contradiction(decision, outcome) is None) is fits


@pytest.mark.parametrize(
    ("finding", "follows", "outcome"),
    [
        ("harm", "conference", "conference"),
        ("safe_now", "conference", "conference"),
        ("no_harm", "close", "not_substantiated"),
        ("safe_now", "in_need", "substantiated"),
        ("harm", "continue", "substantiated"),
    ],
)
def test_the_outcome_follows_from_the_finding(finding, follows, outcome):
    assert rules.outcome_of(finding, follows) == outcome


def decide(outcome="substantiated", on=TODAY, **facts):
    told = {
        "started_on": date(2026, 10, 5),
        "ended_on": None,
        "held_on": None,
        "planned": False,
        "today": TODAY,
    }
    found = rules.obstacle_to_deciding(outcome, on, **{**told, **facts})
    return found[0] if found else None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, None),
        ({"on": date(2026, 10, 5)}, None),  # on the day of the discussion itself
        ({"on": date(2026, 10, 4)}, "decided_on"),
        ({"on": date(2026, 10, 15)}, "decided_on"),
        ({"on": None}, "decided_on"),
        ({"outcome": "other"}, "outcome"),
        ({"planned": True}, "outcome"),
        ({"planned": True, "outcome": "conference"}, None),
        ({"held_on": TODAY}, "outcome"),
        ({"held_on": TODAY, "ended_on": TODAY, "outcome": "conference"}, None),
        ({"ended_on": TODAY}, "outcome"),
    ],
)
def test_when_an_enquiry_can_end(facts, field):
    assert decide(**facts) == field


@pytest.mark.parametrize(
    ("began", "ended", "lost"),
    [
        (date(2026, 3, 31), None, True),
        (date(2026, 4, 1), None, False),
        (date(2026, 3, 31), date(2026, 5, 1), False),
    ],
)
def test_an_enquiry_left_open_over_the_first_of_april_cannot_be_returned_pitfall_12(began, ended, lost):
    assert rules.cannot_be_returned(began, ended, TODAY) is lost


def test_the_census_year_begins_on_the_first_of_april():
    assert rules.census_begins(date(2026, 3, 31)) == date(2025, 4, 1)
    assert rules.census_begins(date(2026, 4, 1)) == date(2026, 4, 1)
