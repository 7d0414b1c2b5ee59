"""Words that suggest a line of the guide: found in any form, quoted as typed, never weighed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.practice import GuideLine
from kith.practice.threshold_words import forms, matches, phrase_problem

STORY = (
    "Kieran told his teacher at 9:15 today that dad “got really mad” on Sunday night and pushed mum, and that he "
    "and Aoife hid in the bathroom with Finn. Finn has been quiet and clingy since Monday. No marks seen on the "
    "children. Mum seemed upset."
)


def line(*phrases, code="a_line"):
    return GuideLine(code, "4", "Harm", "Words of the guide", phrases)


def found(text, *phrases):
    """(words, denied) of every place."""
    return [(span.words, span.denied) for match in matches(text, [line(*phrases)]) for span in match.spans]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("bruise", "A bruise.", "bruise"),
        ("bruise", "BRUISES on the arm", "BRUISES"),
        ("bruise", "he was bruised", "bruised"),
        ("bruise", "some bruising", "bruising"),
        ("bruises", "one bruise", "bruise"),
        ("hit", "he hits her", "hits"),
        ("hit", "hitting", "hitting"),
        ("carry drugs", "he carries drugs", "carries drugs"),
        ("carried drugs", "carrying drugs", "carrying drugs"),
        ("baby", "two babies", "babies"),
        ("slap", "slapped him", "slapped"),
        ("mum upset", "Mum's upset", "Mum's upset"),
        ("mum upset", "Mum’s upset", "Mum’s upset"),
        ("can't cope", "she cant cope", "cant cope"),
        ("can't cope", "she can’t cope", "can’t cope"),
        ("self-harm", "self harm", "self harm"),
        ("self harm", "Self-harming again", "Self-harming"),
        ("pushed mum", "pushed, mum said", "pushed, mum"),
        ("pushed mum", "pushed\nmum", "pushed\nmum"),
        ("pushed ... mum", "pushed his poor old mum", "pushed his poor old mum"),
        ("resume", "résumé", "résumé"),
        ("2am", "at a flat at 2AM", "2AM"),
    ],
)
def test_words_are_found_in_any_form_and_quoted_as_typed(phrase, text, words):
    assert found(text, phrase) == [(words, False)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("hit", "a white hat"),
        ("hit mum", "he hit a wall. Mum came"),
        ("pushed mum", "mum pushed"),
        ("pushed ... mum", "pushed one two three four five mum"),
        ("pushed ... mum", "He pushed. Then mum left"),
        ("car", "caring parents"),
        ("need", "red"),
        ("bus", "bu"),
        ("bruise", ""),
        ("bruise", "  \n ...!?  "),
    ],
)
def test_other_words_are_not_found(phrase, text):
    assert found(text, phrase) == []


@pytest.mark.parametrize(
    ("text", "words", "denied"),
    [
        ("No bruises.", "No bruises", True),
        ("No marks or bruises seen.", "No marks or bruises", True),
        ("She has no bruise.", "no bruise", True),
        ("There wasn't any bruising", "wasn't any bruising", True),
        ("He wasn’t bruised", "wasn’t bruised", True),
        ("Mum denies the bruise", "denies the bruise", True),
        ("Never a bruise", "Never a bruise", True),
        ("No. A bruise was seen.", "bruise", False),
        ("No one at school has yet seen or heard of the bruise", "bruise", False),
        ("A bruise, not small", "bruise", False),
    ],
)
def test_a_no_is_offered_with_its_words_and_marked(text, words, denied):
    assert found(text, "bruise") == [(words, denied)]


def test_a_phrase_that_itself_says_no_is_no_denial():
    assert found("There is no food at home.", "no food") == [("no food", False)]
    assert found("He does not want to go home", "does not want to go") == [("does not want to go", False)]


def test_lines_said_with_a_no_come_last_and_none_is_dropped():
    lines = [line("marks", code="first"), line("pushed mum", code="second"), line("clingy", code="third")]

    assert [(match.line.code, match.denied) for match in matches(STORY, lines)] == [
        ("second", False),
        ("third", False),
        ("first", True),
    ]


def test_a_line_is_denied_only_when_every_place_is():
    (match,) = matches("No bruise on Monday. A bruise on Tuesday.", [line("bruise")])

    assert [span.denied for span in match.spans] == [True, False]
    assert not match.denied
    assert match.quoted == "“No bruise”, “bruise”"


def test_the_longer_of_two_phrases_is_quoted_and_each_words_once():
    (match,) = matches("Pushed mum. Then he pushed mum again; pushed Mum.", [line("pushed", "pushed mum")])

    assert len(match.spans) == 3
    assert match.quoted == "“pushed Mum”"


def test_offsets_lead_to_the_very_words():
    text = f"İ ß ﬁrst: {STORY}"

    for match in matches(text, [line("pushed mum", "hid in", "clingy", "marks")]):
        assert all(text[span.starts : span.ends] == span.words for span in match.spans)


def test_a_line_without_words_is_never_offered():
    assert matches(STORY, [line()]) == []


@pytest.mark.parametrize(
    ("word", "held"),
    [
        ("bruises", "bruise"), ("bruising", "bruise"), ("hitting", "hit"), ("hits", "hit"), ("carried", "carry"),
        ("bodies", "body"), ("caring", "care"), ("smashed", "smash"), ("crashes", "crash"), ("dies", "die"),
        ("kicked", "kick"), ("hungry", "hungry"), ("missing", "miss"), ("called", "call"),
    ],
)  # fmt: skip
def test_simple_endings(word, held):
    assert held in forms(word)


@pytest.mark.parametrize(
    ("word", "other"), [("caring", "car"), ("need", "ne"), ("bus", "bu"), ("this", "thi"), ("bed", "b")]
)
def test_what_is_no_ending(word, other):
    assert other not in forms(word)


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("", "There is no word"),
        ("...", "There is no word"),
        ("pushed ...", "A gap"),
        ("... mum", "A gap"),
        ("hit|punch", "Only words"),
        ("hit.*", "Only words"),
        ("no", "nothing but a no"),
        ("not never", "nothing but a no"),
    ],
)
def test_a_phrase_that_can_never_be_found_is_told(phrase, told):
    assert told in phrase_problem(phrase)


@pytest.mark.parametrize("phrase", ["bruise", "can't cope", "self-harm", "pushed ... mum", "2am", "no food"])
def test_a_plain_phrase_is_good(phrase):
    assert phrase_problem(phrase) is None


@given(st.text(max_size=300))
def test_whatever_is_typed_the_words_quoted_are_the_words_typed(text):
    for match in matches(text, [line("a", "no a", "he ... it", "i")]):
        assert match.spans
        assert all(text[span.starts : span.ends] == span.words for span in match.spans)


HEARD = ["mum", "pushed", "dad", "he", ".", ",", "bruise"]


@given(st.lists(st.sampled_from(HEARD), max_size=30))
def test_places_of_one_line_do_not_overlap(words):
    for match in matches(" ".join(words), [line("pushed mum", "mum", "pushed ... dad", "bruise")]):
        assert all(span.starts < span.ends for span in match.spans)
        assert all(earlier.ends <= later.starts for earlier, later in pairwise(match.spans))


@given(st.lists(st.sampled_from([*HEARD, "no", "not"]), max_size=30))
def test_a_no_may_stand_before_several_places_and_each_is_told_once(words):
    for match in matches(" ".join(words), [line("pushed mum", "mum", "pushed ... dad", "bruise")]):
        assert all(earlier.ends < later.ends for earlier, later in pairwise(match.spans))
