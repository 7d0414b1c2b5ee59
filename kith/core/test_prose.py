import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.core import prose
from kith.core.prose import Block, blocks, plain


def told(text):
    return [
        (block.kind, ["".join(words for words, _ in line) for line in block.lines]) for block in blocks(text)
    ]


def test_headings_lists_and_paragraphs_are_read():
    text = "## The home\nClean and warm.\n\n- beds for all\n- food in\n\n### Upstairs\n1. damp\n2. a lock\nThat is all."

    assert told(text) == [
        ("heading", ["The home"]),
        ("paragraph", ["Clean and warm."]),
        ("items", ["beds for all", "food in"]),
        ("smaller", ["Upstairs"]),
        ("numbers", ["damp", "a lock"]),
        ("paragraph", ["That is all."]),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "#hashtag",
        "# 4 Mill Lane",
        "#### too deep",
        "-5 outside",
        "1.5 metres",
        "2026. ",
        "## ",
        "-",
        "1.",
        "A. Hale rang",
    ],
)
def test_what_only_looks_like_a_sign_is_a_paragraph(line):
    assert told(line) == [("paragraph", [line.strip()])]


@pytest.mark.parametrize("sign", ["-", "*", "•", "·\t", "▪", "o\t"])
def test_the_signs_of_a_plain_paste_make_lists_too(sign):
    assert told(f"{sign} one\n{sign} two") == [("items", ["one", "two"])]


def test_every_number_stays_what_was_written():
    found = blocks("3. third\n4. fourth\n7. October was bad\n1) anew")

    assert [(block.first, len(block.lines)) for block in found] == [(3, 2), (7, 1), (1, 1)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a **b** c", [("a ", False), ("b", True), (" c", False)]),
        ("**b**", [("b", True)]),
        ("2 ** 3", [("2 ** 3", False)]),
        ("**a** and ** b", [("a", True), (" and ** b", False)]),
        ("x **** y", [("x ", False), ("****", False), (" y", False)]),
    ],
)
def test_two_stars_are_bold_only_in_pairs(text, runs):
    assert list(blocks(text)[0].lines[0]) == runs


def test_the_words_alone():
    assert plain("## The **home**\n\n- one\n2. two") == "The home\none\ntwo"
    assert plain("") == ""


@given(some.text(alphabet=some.sampled_from("#*-1. )\t\nab<&•")))
def test_no_letter_is_lost_but_signs_and_spaces(text):
    kept = "".join(words for block in blocks(text) for line in block.lines for words, _ in line)

    assert [letter for letter in kept if letter in "ab<&"] == [letter for letter in text if letter in "ab<&"]
    assert all(isinstance(block, Block) and block.lines for block in blocks(text))


@pytest.mark.parametrize("words", ["**a ", "- ", "#", "1", "- item\n"])
def test_ten_times_the_letters_cost_some_ten_times_the_work(words):
    """Reading again for each letter would cost a hundred times as much; the quickest of three goes is compared."""
    few, many = words * (20_000 // len(words)), words * (200_000 // len(words))

    assert cost(many) < 40 * max(cost(few), 0.0001)


def cost(text):
    """Processor seconds of the quickest of three goes."""
    goes = []
    for _ in range(3):
        began = time.process_time()
        prose.blocks(text)
        goes.append(time.process_time() - began)
    return min(goes)
