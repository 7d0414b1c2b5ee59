"""What is made for somebody holds no address that is kept from them, however it is written."""

import pytest

from kith.people.outputs.rules import Reader, choices, heads, masked, secrets_of

SECRETS = secrets_of("Flat 2, 27 Alder Walk, Westmere", "WM4 2QT")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Seen at 27 Alder Walk with Gran", "Seen at [address not told] with Gran"),
        ("seen at 27  alder walk.", "seen at [address not told]."),
        ("27 Alder Walk, WM42QT", "[address not told], [address not told]"),
        ("Post to wm4 2qt please", "Post to [address not told] please"),
        ("Flat 2, 27 Alder Walk, Westmere", "[address not told]"),
        ("He lives in Westmere", "He lives in Westmere"),
        ("Walked 27 miles", "Walked 27 miles"),
    ],
)
def test_an_address_is_left_out_however_it_is_written(text, left) -> None:
    assert masked(text, SECRETS) == left


def test_without_secrets_nothing_changes() -> None:
    assert masked("27 Alder Walk", ()) == "27 Alder Walk"
    assert Reader(1, "Jade").without_secrets("27 Alder Walk") == "27 Alder Walk"


def test_what_must_be_known_before_it_leaves_stands_at_the_head() -> None:
    needs = (("interpreter", "Interpreter (Arabic)"), ("large_print", "Large print"))
    lee = Reader(1, "Lee", ("27 Alder Walk",), (), ("About Tia they are told only: school reports",), needs)

    told = heads(lee)

    assert lee.needs_large_print
    assert told[0] == "About Tia they are told only: school reports"
    assert told[1].startswith("Addresses kept from Lee are left out.")
    assert told[2] == "Lee needs: Interpreter (Arabic), Large print."
    assert not heads(Reader(2, "Jade")) and not Reader(2, "Jade").needs_large_print


def test_who_is_related_to_several_stands_once() -> None:
    people = [
        (1, "Tia", ""),
        (7, "Jade Marlowe", "mother"),
        (7, "Jade Marlowe", "mother"),
        (7, "Jade Marlowe", "carer"),
    ]

    assert choices(people) == [(1, "Tia"), (7, "Jade Marlowe, mother, carer")]
