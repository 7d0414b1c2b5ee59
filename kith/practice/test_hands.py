"""The keystroke-level model: what is read, what is reckoned, what is told of mistakes."""

import pytest

from kith.practice import Form, Question, Section
from kith.practice.forms import KINDS, ShowIf
from kith.practice.hands import AROUND, Hands, read_hands
from kith.practice.mistakes import Mistakes
from kith.practice.test_packs import AUTHORITY

GOOD = """
[[operator]]
sign    = "K"
title   = "a key"
seconds = 0.5
source  = "A book"

[[operator]]
sign    = "M"
title   = "a thought"
seconds = 2
source  = "A book"

[[answer]]
kind  = "text"
acts  = "M 10K"
about = "ten letters"

[[around]]
what  = "form"
acts  = "M"
about = "opening it"

[[around]]
what  = "section"
acts  = "K"
about = "going on"
"""


def read(tmp_path, text):
    mistakes = Mistakes()
    (tmp_path / "hands.toml").write_text(text)
    return read_hands(tmp_path, mistakes), mistakes


def question(name, kind="text", **more):
    return Question(name, more.pop("section", "a"), f"{name}?", kind, **more)


def form(*questions):
    return Form("f", "F", (Section("a", "A"), Section("b", "B")), questions)


@pytest.fixture
def hands(tmp_path):
    held, mistakes = read(tmp_path, GOOD)
    mistakes.raise_if_any()
    return held


@pytest.mark.parametrize(
    ("questions", "children", "seconds"),
    [
        ([question("one")], 1, 7 + 0.5 + 2),
        ([question("one"), question("two")], 1, 14 + 0.5 + 2),
        ([question("one"), question("two", section="b")], 1, 14 + 1 + 2),
        ([question("one"), question("two", show_if=ShowIf("one", "x"))], 1, 7 + 0.5 + 2),
        ([question("one", per_child=True)], 3, 21 + 0.5 + 2),
        ([question("one", differs=True)], 3, 7 + 0.5 + 2),
        ([question("one"), question("two", kind="words")], 1, 7 + 0.5 + 2),
    ],
)
def test_a_form_costs_what_its_shown_questions_its_sections_and_itself_cost(
    hands, questions, children, seconds
):
    assert hands.of_form(form(*questions), children) == seconds


def test_a_kind_without_an_entry_is_said_to_be_left_out(hands):
    assert hands.left_out(form(question("one"), question("two", kind="words"))) == ("words",)


def test_without_a_file_nothing_is_reckoned(tmp_path):
    assert read_hands(tmp_path, Mistakes()) == Hands()
    assert Hands().of_form(form(question("one"))) == 0


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"M 10K"', '"M 10X"', 'hands.toml, answer.acts: There is no operator "X".'),
        ('"M 10K"', '"M ten"', 'hands.toml, answer.acts: "ten" is no act.'),
        ('"M 10K"', '""', "hands.toml, answer.acts: This is missing."),
        ('kind  = "text"', 'kind = "texts"', 'hands.toml, answer.kind: Found "texts".'),
        ('what  = "form"', 'what = "letter"', 'hands.toml, around[1].what: Found "letter".'),
        ('what  = "section"', 'what = "form"', 'hands.toml, around: "form" is there twice.'),
        ("seconds = 0.5", "seconds = -1", "hands.toml, operator[1].seconds: Expected a number from 0 up"),
        ("seconds = 0.5", 'seconds = "half"', "hands.toml, operator[1].seconds: Expected a number, found 'half'."),
        ('source  = "A book"', "", "hands.toml, operator[1].source: This is missing."),
        ('sign    = "K"', 'sign = "Key"', 'hands.toml, operator[1].sign: Found "Key". A sign is one capital letter.'),
        ('about = "opening it"', "", "hands.toml, around[1].about: This is missing."),
        ('about = "opening it"', 'about = "opening it"\nacta = "M"', "hands.toml, around[1].acta: There is no entry"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_model_is_told(tmp_path, before, after, told):
    assert before in GOOD
    _, mistakes = read(tmp_path, GOOD.replace(before, after, 1))

    assert any(str(one).startswith(told) for one in mistakes.found), mistakes.found


def test_the_model_that_comes_with_kith_reckons_every_kind_and_names_its_sources():
    held = AUTHORITY.hands

    assert set(held.answers) == set(KINDS), (
        "say in packs/hands.toml what a question of the new kind takes: [[answer]]"
    )
    assert set(held.around) == set(AROUND)
    assert held.operators["K"].seconds == 0.28
    assert all(one.source for one in held.operators.values())
