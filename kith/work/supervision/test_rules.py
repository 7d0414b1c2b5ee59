from dataclasses import replace
from datetime import date, timedelta

import pytest

from kith.core.calendar import england
from kith.practice.supervision import Interval
from kith.work.supervision import rules, sent
from kith.work.supervision.rules import Decided

TODAY = date(2026, 10, 14)
MONTHLY = Interval("usual", "Supervision", 31, (), first_year=False, source="Local policy")
TOLD = Decided("Stays with gran", "Seen on 12 Oct", "She is safe there", "Foster care", TODAY)


def test_the_next_is_due_an_interval_after_the_last_and_says_why() -> None:
    on, why = rules.due_after(MONTHLY, TODAY, "the last was held")

    assert on == date(2026, 11, 14)
    assert why == "31 days after the last was held, Wed 14 Oct 2026 (Local policy)"
    assert rules.due_after(None, TODAY, "the last was held") == (None, "")


@pytest.mark.parametrize(
    ("due_on", "mark"),
    [
        (date(2026, 10, 13), "late"),
        (TODAY, "soon"),
        (date(2026, 10, 21), "soon"),
        (date(2026, 10, 22), ""),
    ],
)
def test_how_a_due_day_stands(due_on, mark) -> None:
    due = rules.standing(due_on, "rule", TODAY, england())

    assert due is not None and due.mark == mark
    assert rules.standing(None, "", TODAY, england()) is None


@pytest.mark.parametrize(
    ("viewer", "supervisor_now", "may_supervise", "opens"),
    [
        (1, 2, False, True),  # the worker
        (2, 2, True, True),  # who supervises now
        (2, 2, False, False),  # the line is there, the role is gone
        (2, 3, True, False),  # somebody else has taken over
        (3, 2, True, False),  # the head of service, or any other manager
        (3, None, True, False),  # nobody supervises: that opens it to nobody
    ],
)
def test_who_may_open_a_supervision(viewer, supervisor_now, may_supervise, opens) -> None:
    assert rules.may_open(viewer, 1, supervisor_now, may_supervise=may_supervise) is opens


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"supervisor": 1}, "Nobody supervises themselves"),
        ({"works_here": False}, "do not work here any more"),
        ({"may_supervise": False}, "roles do not allow"),
        ({"supervised_by_worker": True}, "supervised by this worker"),
    ],
)
def test_who_cannot_supervise_whom(facts, words) -> None:
    known = {"supervisor": 2, "may_supervise": True, "works_here": True, "supervised_by_worker": False}

    assert rules.problem_with_line(1, **known) is None
    assert words in rules.problem_with_line(1, **{**known, **facts})


def test_a_plan_lies_ahead_and_not_too_far() -> None:
    assert rules.problem_with_plan(TODAY, TODAY) == []
    assert "over" in rules.problem_with_plan(TODAY - timedelta(days=1), TODAY)[0][1]
    assert rules.problem_with_plan(TODAY + timedelta(days=366), TODAY) == []
    assert "Check the year" in rules.problem_with_plan(TODAY + timedelta(days=367), TODAY)[0][1]


def test_nothing_is_held_on_a_day_ahead_or_before_the_last() -> None:
    assert rules.problem_with_held(TODAY, TODAY, None) == []
    assert "still to come" in rules.problem_with_held(TODAY + timedelta(days=1), TODAY, None)[0][1]
    assert "Check the year" in rules.problem_with_held(TODAY - timedelta(days=367), TODAY, None)[0][1]
    assert rules.problem_with_held(TODAY, TODAY, TODAY - timedelta(days=1)) == []
    assert "later day" in rules.problem_with_held(TODAY, TODAY, TODAY)[0][1]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"decided": " "}, ["decided"]),
        ({"facts": "", "reason": "", "alternatives": ""}, ["facts", "reason", "alternatives"]),
        ({"decided_on": None}, ["decided_on"]),
        ({"decided_on": TODAY + timedelta(days=1)}, ["decided_on"]),
        ({"decided_on": TODAY - timedelta(days=367)}, ["decided_on"]),
        ({"reason": "x" * 100_001}, ["reason"]),
        ({"to_do": "Ring gran", "owner": 7, "do_by": TODAY}, []),
        ({"to_do": "Ring gran", "owner": 8, "do_by": TODAY}, ["owner"]),
        ({"to_do": "Ring gran", "owner": 7}, ["do_by"]),
        ({"to_do": "Ring gran", "owner": 7, "do_by": TODAY - timedelta(days=1)}, ["do_by"]),
        ({"to_do": "Ring gran", "owner": 7, "do_by": TODAY + timedelta(days=367)}, ["do_by"]),
        ({"to_do": "x" * 401, "owner": 7, "do_by": TODAY}, ["to_do"]),
        ({"do_by_typed": "21/10/2026"}, ["to_do"]),
    ],
)
def test_what_stops_a_decision_is_told(changes, fields) -> None:
    found = rules.problems_with_decision(replace(TOLD, **changes), TODAY, [1], [7])

    assert [field for field, _ in found] == fields
    assert [field for field, _ in rules.problems_with_decision(TOLD, TODAY, [], [7])] == ["children"]


def test_facts_alone_make_no_decision() -> None:
    assert sent.decided({"facts": "As the record stands", "owner": "7"}, TODAY) is None
    told = sent.decided({"decided": "Stays", "do_by": "soon"}, TODAY)
    assert told is not None and told.decided_on == TODAY and told.do_by is None
