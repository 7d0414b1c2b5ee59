"""Names by sound: what should be found is found, whatever the script, and nothing breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import names

FOLDED = [
    ("O'Brien", "obrien"), ("O’Brien", "obrien"), ("Anne-Marie", "anne marie"), ("  José   ÁLVAREZ ", "jose alvarez"),
    ("Müller", "muller"), ("Strauß", "strauss"), ("Øystein Łukasz", "oystein lukasz"), ("Ægir", "aegir"),
    ("Zoë", "zoe"), ("Nguyễn", "nguyen"), ("İpek", "ipek"), ("محمد", "محمد"), ("Олена", "олена"), ("Йосип", "йосип"),
    ("陳", "陳"), ("प्रिया", "प्रिया"), ("Smith, Tia", "smith tia"), ("", ""), ("---", ""), ("R2", "r2"),
]  # fmt: skip
ALIKE = [
    ("Smith", "Smyth"), ("Shepherd", "Sheperd"), ("Docherty", "Doherty"), ("Kian", "Kieran"), ("Kate", "Catherine"),
    ("Mohammed", "Muhammad"), ("Stephen", "Steven"), ("Philip", "Phillip"), ("Clark", "Clarke"), ("Jon", "John"),
    ("Liz", "Elizabeth"), ("Sean", "Shawn"), ("Zoë", "Zoe"), ("O'Neill", "ONeil"), ("Caitlin", "Kaitlyn"),
    ("Олена", "Олена"), ("Anne-Marie", "Annemarie"), ("Bill", "William"),
]  # fmt: skip
APART = [("Smith", "Jones"), ("Tia", "Kofi"), ("Marlowe", "Osei"), ("Олена", "Ольга"), ("Smith", "محمد")]


@pytest.mark.parametrize(("written", "folded"), FOLDED)
def test_a_name_is_folded_to_its_plain_form(written, folded):
    assert names.fold(written) == folded


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_sound_alike_or_mean_the_same_share_a_code(one, other):
    assert names.sounds_like(one, other)
    assert names.sounds_like(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_apart_share_none(one, other):
    assert not names.sounds_like(one, other)


def test_a_double_barrelled_name_is_found_by_each_part_and_by_the_whole():
    codes = set(names.sound_codes("Marlowe-Osei"))

    assert set(names.sound_codes("Marlowe")) <= codes
    assert set(names.sound_codes("Osei")) <= codes
    assert set(names.sound_codes("Marloweosei")) <= codes


def test_a_nickname_is_searched_for_but_not_stored():
    assert names.also_known_as("Kian") == ("ciaran", "kieran", "kieron")
    assert set(names.sound_codes("Kate")) < set(names.codes_to_search("Kate"))
    assert names.also_known_as("Tia") == ()


def test_closeness_puts_the_likelier_spelling_first_and_ignores_order():
    assert names.closeness("Smithe", "Smith") > names.closeness("Smithe", "Smythe-Jones")
    assert names.closeness("Tia Marlowe", "Marlowe, Tia") == 1.0
    assert names.closeness("", "Tia") == 0.0


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert names.fold(names.fold(text)) == names.fold(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(one, other):
    assert 0.0 <= names.closeness(one, other) <= 1.0
    assert names.sounds_like(one, other) in (True, False)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=15))
def test_a_name_of_letters_always_has_a_code_and_finds_itself(text):
    assert names.words(text) == [] or names.sounds_like(text, text)
