"""Letters: places are filled once, unknown ones and missing sentences are told."""

from pathlib import Path

from kith.practice.letter_reading import read_letters
from kith.practice.letters import Letter
from kith.practice.mistakes import Mistakes


def read(tmp_path: Path, text: str, outcomes=("advice",), name="outcome"):
    file = tmp_path / f"{name}.toml"
    file.write_text(text)
    mistakes = Mistakes()
    letters = read_letters({f"letters/{name}.toml": [(f"letters/{name}.toml", file)]}, outcomes, mistakes)
    return letters[name], [str(one) for one in mistakes.found]


GOOD = 'title = "T"\nsubject = "{reference}"\nwords = "It is {outcome}"\n[outcomes]\nadvice = "A."\ndifferent = "D."\n'


def test_places_are_filled_and_what_fills_them_is_left_alone(tmp_path):
    letter, mistakes = read(tmp_path, GOOD)

    assert mistakes == []
    assert letter.filled({"reference": "C1", "outcome": "{link}"}) == ("C1", "It is {link}\n")


def test_children_with_different_outcomes_have_a_sentence(tmp_path):
    letter, _ = read(tmp_path, GOOD)

    assert (letter.sentence("advice"), letter.sentence("")) == ("A.", "D.")


def test_a_place_nobody_knows_is_told(tmp_path):
    _, mistakes = read(tmp_path, GOOD.replace("{reference}", "{child_name}"))

    assert 'There is no place for a letter "child_name".' in mistakes[0]


def test_each_outcome_needs_its_sentence_and_no_other_has_one(tmp_path):
    _, mistakes = read(tmp_path, GOOD, outcomes=("advise", "early_help"))

    assert any("There is no sentence for early_help." in one for one in mistakes)
    assert any('There is no outcome of a contact "advice". Did you mean "advise"?' in one for one in mistakes)


def test_a_letter_without_words_is_told(tmp_path):
    _, mistakes = read(tmp_path, 'title = "T"\n', name="acknowledgement")

    assert len(mistakes) == 2


def test_a_letter_is_plain():
    assert Letter("x", "T", "S", "W").filled({}) == ("S", "W\n")
