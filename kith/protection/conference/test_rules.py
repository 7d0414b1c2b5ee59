"""When a conference can be held and what it can decide; both sides of every border."""

from datetime import date, time

import pytest

from kith.core import calendar
from kith.practice.timescales import Length
from kith.protection.conference import rules
from kith.protection.conference.rules import Decided, Guest, SetUp

TODAY = date(2026, 10, 14)
ENGLAND = calendar.england()
FIFTEEN = Length(15, "working_days", "census guide")


@pytest.mark.parametrize(
    ("held_on", "due_on"),
    [
        (date(2025, 6, 4), date(2025, 6, 25)),  # the worked example of the domain papers
        (date(2023, 12, 21), date(2024, 1, 16)),  # Christmas, Boxing Day and New Year do not count
        (date(2026, 3, 27), date(2026, 4, 21)),  # Good Friday and Easter Monday do not count
        (date(2026, 10, 10), date(2026, 10, 30)),  # held on a Saturday: day 1 is Monday
        (date(2026, 10, 11), date(2026, 10, 30)),  # and on a Sunday alike
        (date(2026, 10, 12), date(2026, 11, 2)),
        (date(2024, 2, 28), date(2024, 3, 20)),  # a leap day is a working day like another
    ],
)
def test_fifteen_working_days_after_the_discussion_day_0_does_not_count_pitfall_1(held_on, due_on):
    assert FIFTEEN.last_day(held_on, ENGLAND) == due_on
    assert not rules.is_weekend(due_on)


def set_up(**facts):
    told = {"kind": "initial", "people": [1], "on": date(2026, 10, 22), "at": time(10), "place": "Town Hall"}
    return [field for field, _ in rules.problems(SetUp(**{**told, **facts}), TODAY)]


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({}, []),
        ({"on": date(2026, 10, 23)}, []),  # a Friday
        ({"on": date(2026, 10, 24)}, ["on"]),  # a Saturday
        ({"on": date(2026, 10, 25)}, ["on"]),
        ({"on": date(2026, 10, 26)}, []),
        ({"on": None}, ["on"]),
        ({"at": None}, ["at"]),
        ({"place": ""}, ["place"]),
        ({"place": "x" * 201}, ["place"]),
        ({"people": []}, ["people"]),
        ({"kind": "other"}, ["kind"]),
        ({"kind": "transfer_in"}, ["told_on"]),
        ({"kind": "transfer_in", "told_on": TODAY}, []),
        ({"kind": "transfer_in", "told_on": date(2026, 10, 15)}, ["told_on"]),
        ({"report_due_on": date(2026, 10, 22)}, ["report_due_on"]),
        ({"report_due_on": date(2026, 10, 21)}, []),
        ({"guests": [Guest("a", "", "police")]}, ["name.a"]),
        ({"guests": [Guest("a", "PC Owen", "")]}, ["agency.a"]),
        (
            {"guests": [Guest("a", "PC Owen", "police"), Guest("b", "pc owen", "police")]},
            ["guests", "guests"],
        ),
    ],
)
def test_what_is_missing_of_a_conference_is_said(facts, wrong):
    assert set_up(**facts) == wrong


def of_child(kind, **facts):
    told = {"enquiry_on": None, "has_plan": False, "ahead": False, "on": date(2026, 10, 22)}
    return rules.obstacle_for_child(kind, "Tia", **{**told, **facts})


def test_an_initial_conference_follows_an_enquiry_and_a_review_a_plan_pitfall_2():
    assert "no section 47 enquiry" in of_child("initial")
    assert of_child("initial", enquiry_on=date(2026, 10, 22)) is None
    assert "before the strategy discussion" in of_child("initial", enquiry_on=date(2026, 10, 23))
    assert "a review" in of_child("initial", enquiry_on=TODAY, has_plan=True)
    assert "no child protection plan" in of_child("review")
    assert of_child("review", has_plan=True) is None


def test_a_transfer_in_needs_no_enquiry_pitfall_5():
    assert of_child("transfer_in") is None
    assert of_child("transfer_in", has_plan=True)


def test_one_conference_is_ahead_at_a_time():
    assert "planned already" in of_child("review", has_plan=True, ahead=True)


@pytest.mark.parametrize(
    ("there", "enough"),
    [
        ({"police": ["present"], "school": ["part"]}, True),
        ({"police": ["present"], "school": ["apologies"]}, False),
        ({"police": ["present", "present"]}, False),  # two people of one agency are one agency
        (
            {"police": ["present"], "family": ["present"], "social_care": ["present"], "legal": ["present"]},
            False,
        ),
        ({"health_visitor": ["present"], "gp": ["present"], "school": ["absent"]}, True),
        ({}, False),
    ],
)
def test_a_conference_needs_two_other_agencies(there, enough):
    assert rules.has_quorum(there) is enough


ENOUGH = {"police": ["present"], "school": ["present"]}


def hold(on=TODAY, **facts):
    told = {
        "is_ahead": True,
        "attended": ENOUGH,
        "went_on_why": "",
        "earliest": None,
        "has_chair": True,
        "today": TODAY,
    }
    return [field for field, _ in rules.obstacle_to_holding(on, **{**told, **facts})]


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({}, []),
        ({"on": None}, ["held_on"]),
        ({"on": date(2026, 10, 15)}, ["held_on"]),
        ({"on": date(2026, 10, 10)}, ["held_on"]),  # a Saturday
        ({"earliest": TODAY}, []),
        ({"earliest": date(2026, 10, 15)}, ["held_on"]),
        ({"told_on": TODAY}, []),
        ({"told_on": date(2026, 10, 15)}, ["held_on"]),
        ({"has_chair": False}, ["chair"]),
        ({"attended": {}}, ["went_on_why"]),
        ({"attended": {}, "went_on_why": "The school is closed; it cannot wait."}, []),
        ({"attended": {}, "went_on_why": "x" * 401}, ["went_on_why"]),
        ({"is_ahead": False}, [None]),
    ],
)
def test_what_stands_against_holding_it_is_said(facts, wrong):
    assert hold(**facts) == wrong


def decide(told, **facts):
    usual = {"categories": ("NEG", "PHY"), "held": True, "before": "", "began": False}
    return [field for field, _ in rules.decision_problems(told, **{**usual, **facts})]


def test_a_plan_needs_its_category_and_every_decision_a_reason():
    assert decide(Decided("plan", "NEG", "Left alone at night.")) == []
    assert decide(Decided("plan", "", "Left alone.")) == ["category"]
    assert decide(Decided("plan", "ABC", "Left alone.")) == ["category"]
    assert decide(Decided("in_need", "", " ")) == ["why"]
    assert decide(Decided("", "", "x")) == ["decision"]
    assert decide(Decided("neither", "", "x", dissent="x" * 401)) == ["dissent"]


def test_nothing_is_decided_before_it_is_open_nor_a_plan_undone_that_has_begun():
    assert decide(Decided("plan", "NEG", "x"), held=False) == [None]
    assert decide(Decided("neither", "", "x"), before="plan", began=True) == ["decision"]
    assert decide(Decided("neither", "", "x"), before="in_need") == []


def test_a_report_comes_before_it_is_shared():
    assert rules.reply_problems(7, rules.Replies(report_shared_on=TODAY), TODAY)[0][0] == "report_shared_on.7"
    assert (
        rules.reply_problems(7, rules.Replies(report_received_on=TODAY, report_shared_on=TODAY), TODAY) == []
    )
    assert rules.reply_problems(7, rules.Replies(report_received_on=date(2026, 10, 15)), TODAY)
    assert rules.reply_problems(7, rules.Replies(unread=("report_due_on",)), TODAY)[0][0] == "report_due_on.7"
