"""Forms kept with the step: the same content has the same hash, any other has another."""

import json
from dataclasses import replace
from datetime import date

import pytest

from kith.practice import Column, Form, Option, Question, Section, ShowIf

QUESTION = Question(
    "safe", "now", "Safe?", "choice", hint="Ask.", required=True,
    options=(Option("y", "Yes"), Option("n", "No", since=date(2020, 1, 1), until=date(2024, 3, 31))),
    show_if=ShowIf("told", "y"), per_child=True, pulls="visits", good="Short.",
    columns=(Column("who", "Who", "choice", (Option("a", "A"),)),),
)  # fmt: skip
FORM = Form("contact", "Contact – “Ärger”", (Section("now", "Now", "Hint"),), (QUESTION,), "Intro")
CHANGES = [
    replace(FORM, title="Other"),
    replace(FORM, intro=""),
    replace(FORM, sections=(Section("now", "Then"),)),
    replace(FORM, questions=(replace(QUESTION, ask="Sure?"),)),
    replace(FORM, questions=(replace(QUESTION, required=False),)),
    replace(FORM, questions=(replace(QUESTION, options=QUESTION.options[:1]),)),
    replace(FORM, questions=(QUESTION, replace(QUESTION, id="safe2"))),
    replace(FORM, questions=(replace(QUESTION, family="What we saw"),)),
]


def test_a_form_goes_through_json_and_comes_back_the_same():
    kept = Form.from_content(json.loads(json.dumps(FORM.content())))

    assert kept == FORM
    assert kept.hash == FORM.hash


@pytest.mark.parametrize("changed", CHANGES)
def test_another_wording_has_another_hash(changed):
    assert changed.hash != FORM.hash


def test_an_older_form_without_newer_keys_can_still_be_read():
    content = FORM.content()
    del content["intro"]
    for question in content["questions"]:
        del question["differs"]

    assert not Form.from_content(content).question("safe").differs


def test_questions_are_found_by_id_and_by_section():
    assert FORM.has("safe")
    assert not FORM.has("sure")
    assert FORM.of_section("now") == [QUESTION]
    with pytest.raises(KeyError):
        FORM.question("sure")


def test_answers_are_offered_on_their_days_and_known_for_ever():
    assert [option.code for option in QUESTION.options_on(date(2019, 12, 31))] == ["y"]
    assert [option.code for option in QUESTION.options_on(date(2020, 1, 1))] == ["y", "n"]
    assert [option.code for option in QUESTION.options_on(date(2024, 4, 1))] == ["y"]
    assert QUESTION.label("n") == "No"
    assert QUESTION.label("zzz") == "zzz"
