from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.improvement.guests import rules


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        ("", []),
        (" \n\n ", []),
        ("Ann Field, Health", [("Ann Field", "Health")]),
        ("  Ann   Field ,Health \r\nKate Moor, Forum", [("Ann Field", "Health"), ("Kate Moor", "Forum")]),
        ("Ann Field, Health, North", [("Ann Field", "Health, North")]),
        ("Ann Field, Health\nAnn Field, Health", [("Ann Field", "Health")]),
        ("A\x00nn, Health", [("Ann", "Health")]),
    ],
)  # fmt: skip
def test_guests_are_read_one_a_line(text, guests) -> None:
    assert rules.read(text) == (guests, [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Field", "Line 1: write name and body"),
        ("Ann Field,", "Line 1: write name and body"),
        (", Health", "Line 1: write name and body"),
        ("Ann Field, Health\n\nKate Moor", "Line 3: write name and body"),
        ("a" * 201 + ", Health", "Line 1: name and body have at most 200"),
        ("Ann, " + "h" * 201, "Line 1: name and body have at most 200"),
        ("\n".join(f"Guest {n}, Health" for n in range(41)), "at most 40 guests; there are 41"),
    ],
)
def test_a_line_that_is_no_guest_is_told(text, words) -> None:
    _, (wrong,) = rules.read(text)

    assert wrong.startswith(words) or words in wrong


NAME = some.text(some.characters(whitelist_categories=("Lu", "Ll")), min_size=1, max_size=20)


@given(some.lists(some.tuples(NAME, NAME), max_size=20, unique=True))
def test_what_is_written_out_is_read_the_same(guests) -> None:
    assert rules.read(rules.written(guests)) == (guests, [])


def test_guests_are_told_in_a_row_and_expected_until_their_day() -> None:
    assert rules.told([]) == ""
    assert (
        rules.told([("Ann Field", "Health"), ("Kate Moor", "Schools")])
        == "Ann Field (Health) and Kate Moor (Schools)"
    )
    assert rules.standing(date(2026, 10, 15), date(2026, 10, 14)) == "expected"
    assert rules.standing(date(2026, 10, 14), date(2026, 10, 14)) == "named as a guest"
