"""The reading age of a text: near what the published formula gives, and never a stumble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core.reading import reading, reading_age, syllables

SPOKEN = [
    ("mum", 1), ("school", 1), ("came", 1), ("helped", 1), ("wanted", 2), ("needed", 2), ("makes", 1), ("houses", 2),
    ("table", 2), ("children", 2), ("family", 3), ("morning", 2), ("together", 3), ("breakfast", 2), ("being", 2),
    ("worried", 2), ("people", 2), ("created", 3), ("nation", 2), ("protection", 3), ("assessment", 3), ("safe", 1),
    ("video", 3), ("museum", 3), ("annual", 3), ("going", 2), ("grown-up", 2), ("27", 1), ("don't", 1), ("social", 2),
    ("settled", 2), ("visitor", 3), ("every", 3), ("beautiful", 3), ("", 1), ("x", 1),
]  # fmt: skip
PLAIN = (
    "Before summer the children often got themselves up. They came to school hungry and tired. "
    "We worry this could happen again when the baby comes. Gran is there every school morning."
)
OFFICIAL = (
    "Following a multi-agency discussion regarding parental capacity, professionals identified significant "
    "concerns in relation to emotional availability, inconsistent engagement and unaddressed developmental needs."
)


@pytest.mark.parametrize(("word", "spoken"), SPOKEN)
def test_syllables_are_counted_as_a_word_is_spoken(word, spoken):
    assert syllables(word) == spoken


def test_a_plain_text_is_read_at_eleven_and_an_official_one_is_not():
    assert reading(PLAIN).age <= 11
    assert reading(OFFICIAL).age >= 18


def test_the_formula_is_the_published_one():
    assert reading_age(100, 10, 130) == round(0.39 * 10 + 11.8 * 1.3 - 15.59 + 5) == 9


def test_too_little_to_tell_is_told_as_such():
    assert reading("Gran does eggy bread.").age is None
    assert reading("").words == reading("–  …").words == 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Hale rang. He was fine.", 2),
        ("One\n\nTwo", 2),
        ("Is it? Yes!", 2),
        ("3.5 miles", 1),
        ("They said: no", 2),
    ],
)
def test_where_a_sentence_ends(text, sentences):
    assert reading(text).sentences == sentences


@given(st.text())
def test_any_text_is_counted(text):
    told = reading(text)

    assert told.sentences <= told.words <= max(told.syllables, 0) + told.words
    assert told.age is None or 5 <= told.age <= 22
