# ruff: noqa: E501 -- what is told is quoted whole
"""Comparing practices: nothing that differs is left out, and it is told in words."""

from dataclasses import fields, replace
from datetime import date

import pytest

from kith.practice import (
    Column,
    Form,
    Limit,
    Option,
    Question,
    ReviewPoint,
    Section,
    ShowIf,
    SignOff,
    StepKind,
)
from kith.practice.comparing import compare
from kith.practice.practice import Practice
from kith.practice.roles import Role
from kith.practice.steps import Aim
from kith.practice.test_packs import AUTHORITY

ROLES = {"manager": Role("manager", "Manager", frozenset())}
LIMIT = Limit("referral", "A law", 10)
STEP = StepKind(
    "look", "Look", "family", "look", (LIMIT,), SignOff("approve", "manager"), ("close", "look_again"),
    effects={"close": "end_it"},
)  # fmt: skip
AGAIN = StepKind("look_again", "Look again", "family")
SEEN = Question("seen", "a", "Seen?", "yes_no_unknown")
WHO = Question("who", "a", "Who?", "choice", options=(Option("mum", "Mother"), Option("dad", "Father")))
OUTCOME = Question("outcome", "b", "What next?", "choice", options=(Option("close", "Close"),))
FORM = Form(
    "look", "Look", (Section("a", "Before"), Section("b", "After")), (SEEN, WHO, OUTCOME), "Take your time."
)


def practice(step=STEP, form=FORM, **more):
    steps = {one.code: one for one in (step, AGAIN) if one}
    forms = {one.code: one for one in (form,) if one}
    return Practice("p", "P", "", more.get("steps", steps), ROLES, more.get("forms", forms), {})


def told(**after):
    return [one.words for one in compare(practice(), practice(**after))]


@pytest.mark.parametrize("code", AUTHORITY.practices)
def test_a_practice_does_not_differ_from_itself(code):
    assert compare(AUTHORITY.practices[code], AUTHORITY.practices[code]) == []


STEP_CHANGES = {
    "title": ("Glance", "Glance: Title was “Look”, is “Glance”."),
    "about": ("child", "Look: About was “the children of a family together”, is “one child”."),
    "form": ("", "Look: Form was “Look”, is “nothing”."),
    "limits": ((replace(LIMIT, working_days=12),),
               "Look: Limit was “10 working days from the referral (A law)”, is “12 working days from the referral (A law)”."),
    "sign_off": (SignOff("tell", "manager"), "Look: Sign-off was “Manager signs off”, is “Manager is told”."),
    "next": (("close",), "Look: What may follow is gone: “look_again (starts Look again)”."),
    "effects": ({"close": "note_only"}, "Look: What may follow was “Close (sets off end it)”, is “Close (sets off note only)”."),
    "starts": ({"close": ("look_again",)},
               "Look: What may follow was “Close (sets off end it)”, is “Close (starts Look again, sets off end it)”."),
    "review_point": (ReviewPoint("Manager's look", 7), "Look: Point on the way was “nothing”, is “Manager's look after 7 working days”."),
    "warn_days": (1, "Look: Soon due was “2 working days before the limit”, is “1 working day before the limit”."),
    "by_hand": (True, "Look: Started by hand was “no”, is “yes”."),
    "plan": ("in_need", "Look: Makes a plan of the kind was “none”, is “in_need”."),
    "group": ("door", "Look: Group was “nothing”, is “door”."),
    "aims": ((Aim(10, "Us"),), "Look: Should end was “nothing”, is “10 working days from its start (Us)”."),
    "comes_first": ("A court waits", "Look: Decided first, because was “nothing”, is “A court waits”."),
    "purpose": ("To see.", "Look: Purpose was “nothing”, is “To see.”."),
}  # fmt: skip


def test_every_key_of_a_step_has_its_test():
    assert {one.name for one in fields(StepKind)} == {"code", *STEP_CHANGES}


@pytest.mark.parametrize("key", STEP_CHANGES)
def test_whatever_changes_in_a_step_is_told(key):
    value, words = STEP_CHANGES[key]

    assert words in told(step=replace(STEP, **{key: value}))


QUESTION_CHANGES = {
    "section": ("b", "Look: Question “who”, section, was “Before”, is “After”."),
    "ask": ("Who else?", "Look: Question “who”, as asked, was “Who?”, is “Who else?”."),
    "kind": ("several", "Look: Question “who”, kind, was “one of several answers”, is “any of several answers”."),
    "hint": ("Think.", "Look: Question “who”, hint, was “nothing”, is “Think.”."),
    "required": (True, "Look: Question “who”, needed to finish, was “no”, is “yes”."),
    "options": ((WHO.options[0], replace(WHO.options[1], until=date(2026, 1, 1))),
                "Look: Question “who”, answer was “Father [dad]”, is “Father, until 1 Jan 2026 [dad]”."),
    "show_if": (ShowIf("seen", "yes"), "Look: Question “who”, shown, was “always”, is “when seen is yes”."),
    "per_child": (True, "Look: Question “who”, each child answers, was “no”, is “yes”."),
    "differs": (True, "Look: Question “who”, room for differences, was “no”, is “yes”."),
    "pulls": ("visits", "Look: Question “who”, filled from, was “nothing”, is “visits”."),
    "good": ("Names.", "Look: Question “who”, good answer, was “nothing”, is “Names.”."),
    "columns": ((Column("when", "When", "date"),), "Look: Question “who”, answer is new: “column When (date) [when]”."),
    "statutory": ("A law", "Look: Question “who”, asked by law, was “nothing”, is “A law”."),
    "family": ("Who we met", "Look: Question “who”, for the family, was “nothing”, is “Who we met”."),
    "stands_alone": ("mum", "Look: Question “who”, goes with no other, was “nothing”, is “mum”."),
    "counted": (True, "Look: Question “who”, counted, was “no”, is “yes”."),
}  # fmt: skip


def test_every_key_of_a_question_has_its_test():
    assert {one.name for one in fields(Question)} == {"id", "list_code", *QUESTION_CHANGES}


@pytest.mark.parametrize("key", QUESTION_CHANGES)
def test_whatever_changes_in_a_question_is_told(key):
    value, words = QUESTION_CHANGES[key]
    changed = replace(FORM, questions=(SEEN, replace(WHO, **{key: value}), OUTCOME))

    assert words in told(form=changed)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (replace(FORM, questions=(SEEN, OUTCOME)), "Look: Question “who” is gone: “Who?”."),
        (replace(FORM, questions=(*FORM.questions, replace(WHO, id="else"))), "Look: Question “else” is new: “Who?”."),
        (replace(FORM, questions=(*FORM.questions, replace(WHO, id="else"))),
         "Look: Questions shown by default was “3”, is “4”."),
        (replace(FORM, questions=(WHO, SEEN, OUTCOME)), "Look: Order of questions was “another”, is “as it stands now”."),
        (replace(FORM, title="Glance"), "Glance: Title was “Look”, is “Glance”."),
        (replace(FORM, intro="Hurry."), "Look: Introduction was “Take your time.”, is “Hurry.”."),
        (replace(FORM, sections=(Section("a", "Before", "First"), Section("b", "After"))),
         "Look: Sections was “Before, After”, is “Before – First, After”."),
    ],
)  # fmt: skip
def test_whatever_changes_in_a_form_is_told(form, words):
    assert words in told(form=form)


def words(before, after):
    return [one.words for one in compare(before, after)]


def test_a_whole_step_or_form_comes_or_goes():
    bare = replace(STEP, form="")

    assert words(practice(step=bare), practice(step=bare, form=None)) == ["Form “Look” is gone."]
    assert words(practice(step=bare, form=None), practice(step=bare)) == ["Form “Look” is new."]
    assert words(practice(steps={}), practice(steps={"look_again": AGAIN})) == ["Step “Look again” is new."]
    assert words(practice(steps={"look_again": AGAIN}), practice(steps={})) == ["Step “Look again” is gone."]


def test_several_limits_that_go_and_come_are_told_one_by_one():
    two = replace(
        STEP, limits=(replace(LIMIT, working_days=7), replace(LIMIT, calendar_days=42, working_days=None))
    )

    assert told(step=two) == [
        "Look: Limit is gone: “10 working days from the referral (A law)”.",
        "Look: Limit is new: “7 working days from the referral (A law)”.",
        "Look: Limit is new: “42 days from the referral (A law)”.",
    ]


def test_westmere_differs_from_england_where_its_pack_says_so():
    found = compare(AUTHORITY.practices["wt2023"], AUTHORITY.practices["westmere"])

    assert {one.code for one in found} >= {"single_assessment", "strategy_discussion", "contact"}
    assert any(one.entry == "Question “who_else”" and one.how == "new" for one in found)
    assert any("Manager's checkpoint after 10 working days" in one.words for one in found)
