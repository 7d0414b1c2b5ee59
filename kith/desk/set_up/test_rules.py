"""What the map says of a step, in words."""

from dataclasses import replace
from datetime import date

import pytest

from kith.desk.set_up import rules
from kith.desk.set_up.rules import Open
from kith.practice import SignOff
from kith.practice.budgets import SHOWN, Budget, Exemption
from kith.practice.burden import Weighed, burden
from kith.practice.comparing import Difference
from kith.practice.test_packs import AUTHORITY

DAY = date(2026, 10, 14)
WESTMERE = AUTHORITY.practices["westmere"]
COSTS = burden(WESTMERE, AUTHORITY.hands, DAY)


def stops(counts=None, practice=WESTMERE, costs=COSTS):
    return {stop.kind.code: stop for stop in rules.stops(practice, costs, counts or {}, DAY)}


def test_every_step_is_a_stop_in_the_order_of_the_practice():
    assert list(stops()) == list(WESTMERE.steps)


def test_a_box_says_everything_it_shows():
    shown = len(WESTMERE.forms["single_assessment"].shown_by_default())

    assert stops({"single_assessment": Open(318, 7)})["single_assessment"].words == (
        f"Child and family assessment: 318 open, 7 late. 45 working days. {shown} questions. Team manager signs off."
    )


def test_where_nothing_stands_nothing_is_late():
    assert stops()["closure"].open == Open(0, 0)
    assert "late" not in stops()["closure"].words


def test_a_step_without_form_limit_or_sign_off_says_so():
    bare = replace(WESTMERE.steps["closure"], form="", limits=(), sign_off=SignOff())
    told = stops(practice=replace(WESTMERE, steps={"closure": bare}))["closure"]

    assert told.words == "Closing: 0 open. No limit. no form. Nobody needs to sign off."


def test_only_the_limit_of_the_day_is_shown():
    then = AUTHORITY.practices["westmere2011"]
    costs = burden(then, AUTHORITY.hands, DAY)

    (stop,) = [
        one
        for one in rules.stops(then, costs, {}, date(2011, 10, 26))
        if one.kind.code == "initial_assessment"
    ]
    assert stop.limit == "10 working days"
    (stop,) = [
        one
        for one in rules.stops(then, costs, {}, date(2009, 10, 26))
        if one.kind.code == "initial_assessment"
    ]
    assert stop.limit == "7 working days"


def test_what_may_follow_are_titles_and_endings():
    assert stops()["referral"].then == (
        "Child and family assessment",
        "Strategy discussion",
        "No further action",
    )


def test_open_work_of_an_earlier_practice_is_not_lost():
    counts = {"core_assessment": Open(3, 1), "contact": Open(5), "unheard_of": Open(1)}

    assert rules.elsewhere(AUTHORITY.practices.values(), WESTMERE, counts) == [
        ("Core assessment", Open(3, 1)),
        ("unheard_of", Open(1)),
    ]


BUDGET = Budget(SHOWN, 30, "Us")
SOME = Exemption(SHOWN, "contact", 32, "A pilot", "P. Solanki", DAY, date(2027, 3, 31))


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (Weighed(24), "no budget"),
        (Weighed(24, BUDGET), "budget 30"),
        (Weighed(31, BUDGET), "beyond the budget of 30"),
        (Weighed(31, BUDGET, SOME), "budget 30, 32 allowed until 31 Mar 2027"),
        (Weighed(33, BUDGET, SOME), "beyond the budget of 30"),
    ],
)
def test_a_cost_beside_its_budget_in_words(cost, words):
    assert rules.weighed_words(cost) == words


def test_differences_stand_under_what_they_are_about_and_whole_ones_first():
    found = [
        Difference("step", "closure", "Closing", "Sign-off", "changed"),
        Difference("form", "closure", "Closing", "Title", "changed"),
        Difference("step", "closure", "Closing", "Limit", "new"),
        Difference("step", "look", "Step “Look”", "", "new"),
    ]

    assert [(title, [one.entry for one in group]) for title, group in rules.grouped(found)] == [
        ("Whole steps and forms", [""]),
        ("Step: Closing", ["Sign-off", "Limit"]),
        ("Form: Closing", ["Title"]),
    ]
