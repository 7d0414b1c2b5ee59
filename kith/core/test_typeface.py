from pathlib import Path

import pytest

from kith.core.typeface import letters, printable

INTER = Path(__file__).resolve().parents[1] / "ui" / "static" / "kith" / "inter-regular.ttf"


def test_a_typeface_has_letters_with_marks_and_no_chinese_ones():
    found = letters(INTER)

    assert {ord(letter) for letter in "Aaéźñ–’"} <= found
    assert ord("王") not in found


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Zoë Łapińska", "Zoë Łapińska"),
        ("王 Mei", "? Mei"),
        ("a\nb", "a\nb"),
        ("a\tb\r", "a b "),
        ("\u2067Sami\u2069", "Sami"),
        ("", ""),
    ],
)
def test_a_letter_that_cannot_be_printed_is_a_question_mark(words, shown):
    assert printable(words, INTER) == shown


def test_a_file_without_letters_is_told(tmp_path):
    empty = tmp_path / "none.ttf"
    empty.write_bytes(b"\x00\x01\x00\x00" + b"\x00" * 8)

    with pytest.raises(ValueError, match=r"none\.ttf"):
        letters(empty)
