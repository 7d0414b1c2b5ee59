"""The burden meter: counted through made-up packs, small enough to count by hand."""

from dataclasses import replace
from datetime import date

import pytest

from kith.practice import Form, Question, Section, SignOff, StepKind
from kith.practice.budgets import (
    SHOWN,
    SIGN_OFFS,
    Budget,
    Budgets,
    Exemption,
    RoutineCase,
    RoutineStep,
    RoutineVisit,
)  # fmt: skip
from kith.practice.burden import asked_again, burden, burdens, weighed_on
from kith.practice.forms import ShowIf
from kith.practice.hands import Acts, Hands, Operator
from kith.practice.lists import Code, CodeList
from kith.practice.practice import Practice
from kith.practice.test_packs import AUTHORITY
from kith.practice.visits import VisitKind, Visits

DAY = date(2026, 10, 14)
HANDS = Hands(
    {"M": Operator("M", "a thought", 30, "Us")},
    {"words": Acts("words", {"M": 1}, "a thought")},
    {"form": Acts("form", {"M": 1}, "open it"), "sign_off": Acts("sign_off", {"M": 2}, "decide")},
)
APPROVE = SignOff("approve", "manager")


def question(name, section="a", **more):
    return Question(name, section, more.pop("ask", f"{name}?"), more.pop("kind", "words"), **more)


def form(code, *questions):
    return Form(code, code.title(), (Section("a", "A"), Section("z", "Z")), questions)


TOLD = form(
    "told",
    question("what", required=True, statutory="A law"),
    question("each", per_child=True),
    question("more", show_if=ShowIf("what", "yes"), required=True),
    question("outcome", "z", kind="choice"),
)
LOOKED = form(
    "looked",
    question("what"),
    question("seen", pulls="visits"),
    question("why", "z"),
    question("outcome", "z"),
)


def practice(**budgets):
    steps = [
        StepKind("contact", "Contact", "family", "told", sign_off=APPROVE),
        StepKind("visit", "Visit", "child", "looked", sign_off=APPROVE),
        StepKind("letter", "Letter", "family", sign_off=SignOff("tell", "manager")),
    ]
    case = RoutineCase(
        "usual", "The usual", 3, "Us",
        (RoutineStep("contact", 1), RoutineStep("visit", 2), RoutineStep("letter", 4)),
    )  # fmt: skip
    held = Budgets(**{"cases": (case,), **budgets})
    return Practice(
        "p", "P", "", {one.code: one for one in steps}, {}, {"looked": LOOKED, "told": TOLD}, {}, budgets=held
    )


def the_case(**budgets):
    (case,) = burden(practice(**budgets), HANDS, DAY).cases
    return case


def test_a_form_is_counted_through():
    cost = burden(practice(), HANDS, DAY).forms[0]

    assert (cost.code, cost.shown.found, cost.questions, cost.required, cost.statutory, cost.filled) == (
        "told", 3, 4, 2, 1, 0,
    )  # fmt: skip
    assert cost.minutes == 1.5  # opening it and two boxes; the choice has no entry
    assert cost.left_out == ("choice",)


def test_forms_come_in_the_order_of_the_work_and_none_is_left_out():
    unused = replace(practice(cases=()), steps={})

    assert [one.code for one in burden(practice(), HANDS, DAY).forms] == ["told", "looked"]
    assert [one.code for one in burden(unused, HANDS, DAY).forms] == ["looked", "told"]


def test_a_child_waits_for_every_decision_on_its_work_and_a_notice_is_none():
    assert the_case().sign_offs.found == 3  # the contact, and two visits of its own


def test_what_is_about_the_family_is_decided_once_and_what_is_about_a_child_for_each():
    case = the_case()

    assert case.decisions == 1 + 2 * 3
    assert case.pieces == 1 + 2 * 3 + 4
    assert case.sign_off_minutes == 7


def test_questions_of_a_year_count_each_child_that_answers():
    case = the_case()

    assert case.shown == (1 + 3 + 1) + 2 * 3 * 4
    assert case.questions == (1 + 3 + 1 + 1) + 2 * 3 * 4
    assert case.required == 2
    assert case.statutory == 1


def test_a_form_says_how_much_of_it_is_asked_elsewhere_already():
    told, looked = burden(practice(), HANDS, DAY).forms

    assert (told.asked_again, looked.asked_again) == (0, 1)  # both ask what happened


def test_minutes_of_a_year_count_each_child_that_answers():
    contact = 1 + 1 + 3  # opening, what, each of three children
    visit = (1 + 4) * 3

    assert the_case().minutes == (contact + 2 * visit) * 0.5


def test_what_visits_ask_is_counted_by_their_kind_and_in_the_year_of_a_case():
    case = RoutineCase("usual", "The usual", 3, "Us", (), (RoutineVisit("home", 2), RoutineVisit("video", 9)))
    asked = form("visit", question("next"), question("said", per_child=True), question("bed", per_child=True))
    home = VisitKind("home", ("next", "said"), since=DAY)
    kinds = CodeList("visit_kind", "Kind", "Us", (Code("home", "At home"), Code("video", "By video")))
    held = replace(
        practice(cases=(case,)),
        steps={},
        forms={"visit": asked},
        lists={"visit_kind": kinds},
        visits=Visits((), (home,)),
    )

    costs = burden(held, HANDS, DAY)

    assert [(one.title, one.shown.found) for one in costs.forms] == [("Visits: At home", 2)]
    assert costs.cases[0].questions == 2 * (1 + 3)
    assert costs.cases[0].minutes == 2 * (1 + 1 + 3) * 0.5  # opening, what is next, each of three children
    assert burden(held, HANDS, date(2026, 10, 13)).cases[0].questions == 0


BUDGET = Budget(SHOWN, 2, "Us")
SOME = Exemption(SHOWN, "told", 3, "A pilot", "P. Solanki", date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("budgets", "verdict"),
    [
        ({}, ""),
        ({"budgets": (replace(BUDGET, most=3),)}, "within"),
        ({"budgets": (BUDGET,)}, "beyond"),
        ({"budgets": (replace(BUDGET, until=date(2026, 10, 13)),)}, ""),
        ({"budgets": (BUDGET,), "exemptions": (SOME,)}, "allowed"),
        ({"budgets": (BUDGET,), "exemptions": (replace(SOME, until=date(2026, 10, 13)),)}, "beyond"),
        ({"budgets": (BUDGET,), "exemptions": (replace(SOME, most=2),)}, "beyond"),
        ({"budgets": (BUDGET,), "exemptions": (replace(SOME, of="looked"),)}, "beyond"),
        ({"budgets": (BUDGET,), "exemptions": (replace(SOME, what=SIGN_OFFS),)}, "beyond"),
    ],
)
def test_a_form_is_held_against_the_budget_and_the_exception_of_the_day(budgets, verdict):
    assert burden(practice(**budgets), HANDS, DAY).forms[0].shown.verdict == verdict


def test_what_goes_beyond_is_told_in_words():
    held = burden(practice(budgets=(BUDGET, Budget(SIGN_OFFS, 2, "Them"))), HANDS, DAY)

    assert held.beyond() == [
        "Told: 3 questions shown by default; the budget is 2 (Us).",
        "Looked: 4 questions shown by default; the budget is 2 (Us).",
        "The usual: 3 sign-offs for each child in a year; the budget is 2 (Them).",
    ]
    assert burden(practice(), HANDS, DAY).beyond() == []


FIRST = form(
    "first",
    question("a"),
    question("b", ask="How  is HOME?"),
    question("f", pulls="visits"),
    question("outcome", "z"),
)


@pytest.mark.parametrize(
    ("later", "found"),
    [
        (question("x", ask="How is home"), ["x"]),
        (question("b", ask="How is school?"), []),
        (question("x", ask="How is home?", pulls="history"), []),
        (question("x", pulls="visits"), ["x"]),
        (question("outcome", "a"), []),
        (question("x", "z", ask="How is home?"), []),
    ],
)
def test_what_an_earlier_form_asks_already(later, found):
    second = form("second", later, *([] if later.id == "outcome" else [question("outcome", "z")]))

    assert [one.question for one in asked_again([FIRST, second])] == found


def test_a_form_does_not_repeat_itself_and_the_earliest_is_named():
    third = form("third", question("a"), question("outcome", "z"))
    second = form("second", question("a"), question("outcome", "z"))

    assert asked_again([FIRST]) == []
    assert [one.earlier_form for one in asked_again([FIRST, second, third])] == ["First", "First"]


def test_a_pack_that_ended_is_weighed_on_its_last_day():
    assert weighed_on(AUTHORITY, "westmere", DAY) == DAY
    assert weighed_on(AUTHORITY, "wt2023", DAY) == DAY
    assert weighed_on(AUTHORITY, "westmere2011", DAY) == date(2013, 4, 14)
    assert weighed_on(AUTHORITY, "wt2010", DAY) == date(2013, 4, 14)
    assert weighed_on(AUTHORITY, "wt2010", date(2011, 10, 26)) == date(2011, 10, 26)


def test_every_pack_that_comes_with_kith_is_weighed():
    held = {one.pack: one for one in burdens(AUTHORITY, DAY)}

    assert set(held) == set(AUTHORITY.practices)
    assert all(one.cases and one.forms for one in held.values())
    assert all(form.shown.verdict for one in held.values() for form in one.forms)
    assert not any(form.left_out for one in held.values() for form in one.forms)


def test_a_core_assessment_asks_again_much_of_what_the_initial_asked():
    case = next(case for one in burdens(AUTHORITY, DAY) if one.pack == "wt2010" for case in one.cases)

    again = {one.question for one in case.asked_again}
    assert again >= {"day", "own_words"}
    assert not again & {"outcome", "outcome_why", "family_read"}
