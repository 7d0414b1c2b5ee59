from dataclasses import replace
from datetime import date

import pytest

from kith.core.calendar import england
from kith.practice.steps import Aim, StepKind
from kith.practice.test_packs import AUTHORITY
from kith.work.drift.rules import End, Piece, by_owner, end_of, obstacle_to_closing, problems, standing, tally

DAYS = england()
AIM = Aim(10, "Westmere, local")
KIND = StepKind("closure", "Closing", "family", aims=(AIM,))
STARTED = date(2026, 10, 1)


def test_a_limit_is_the_day_it_should_end_and_an_aim_only_where_there_is_none():
    limited = end_of(KIND, due_on=date(2026, 10, 2), due_reason="the law", started_on=STARTED, calendar=DAYS)
    aimed = end_of(KIND, due_on=None, due_reason="", started_on=STARTED, calendar=DAYS)

    assert limited == End(date(2026, 10, 2), "limit", "the law")
    assert (aimed.on, aimed.source) == (date(2026, 10, 15), "aim")
    assert aimed.reason == "aim: 10 working days from its start on 1 Oct 2026 (Westmere, local)"


def test_the_aim_is_the_one_that_held_when_the_work_began():
    old, new = replace(AIM, until=date(2026, 9, 30)), Aim(5, "Westmere, local", since=STARTED)
    kind = replace(KIND, aims=(old, new))

    def on(day):
        return end_of(kind, due_on=None, due_reason="", started_on=day, calendar=DAYS).on

    assert (on(date(2026, 9, 30)), on(STARTED)) == (date(2026, 10, 14), date(2026, 10, 8))
    assert end_of(
        replace(kind, aims=(new,)), due_on=None, due_reason="", started_on=date(2026, 9, 1), calendar=DAYS
    ) == End(None)


@pytest.mark.parametrize(
    ("state", "has_words", "stands"),
    [
        ("not_started", False, "never"),
        ("not_started", True, "unfinished"),
        ("in_progress", False, "unfinished"),
        ("returned", True, "unfinished"),
        ("submitted", True, "sent"),
    ],
)
def test_how_open_work_stands(state, has_words, stands):
    assert standing(state, has_words=has_words) == stands


def test_the_share_of_old_work_and_who_holds_it():
    pieces = [Piece("Amina", "never", 31), Piece("Amina", "sent", 30), Piece("Ben", "unfinished", 90, True)]

    whole = tally("North", pieces)
    assert (whole.all, whole.never, whole.unfinished, whole.sent, whole.old, whole.past) == (3, 1, 1, 1, 2, 1)
    assert whole.share == "2 of 3, 66%"
    assert [one.owner for one in by_owner(pieces)] == ["Amina", "Ben"]
    assert tally("North", []).share == "none"


@pytest.mark.parametrize(
    ("chosen", "reason", "fields"),
    [
        ({1}, "not_needed", []),
        ((), "not_needed", ["step"]),
        (range(201), "not_needed", ["step"]),
        (range(200), "not_needed", []),
        ({1}, "because", ["reason"]),
        ((), "", ["step", "reason"]),
    ],
)
def test_what_closing_needs(chosen, reason, fields):
    assert [name for name, _ in problems(chosen, reason, ["not_needed"])] == fields


def test_closing_stops_whole_when_one_has_gone_on():
    assert obstacle_to_closing(["in_progress", "returned", "not_started"], 3) is None
    assert "1 piece has" in obstacle_to_closing(["in_progress", "submitted"], 2)
    assert "2 pieces have" in obstacle_to_closing(["completed"], 2)


def test_every_step_of_every_pack_has_a_limit_or_an_aim():
    for practice in AUTHORITY.practices.values():
        if practice.code.startswith("westmere"):
            bare = [kind.code for kind in practice.steps.values() if not kind.limits and not kind.aims]
            assert bare == [], practice.code
