"""How names as told become names on record."""

import pytest

from kith.frontdoor.sending import rules


@pytest.mark.parametrize(
    ("told", "sibling_name", "parts"),
    [
        ("Kian Doherty", "", ("Kian", "Doherty")),
        ("Mary Ann O’Brien-Ní", "", ("Mary Ann", "O’Brien-Ní")),
        ("Finn", "Docherty", ("Finn", "Docherty")),
        ("Finn", "", ("Finn", "")),
        ("Finn Marlowe", "Docherty", ("Finn", "Marlowe")),
        ("张伟", "", ("张伟", "")),
        ("  Aoife  ", "", ("Aoife", "")),
    ],
)
def test_a_name_as_told_is_split(told, sibling_name, parts):
    assert rules.split_name(told, sibling_name) == parts


def test_brothers_and_sisters_share_a_name_only_when_all_do():
    assert rules.shared_family_name(["Docherty", "Docherty", ""]) == "Docherty"
    assert rules.shared_family_name(["Docherty", "Marlowe"]) == ""
    assert rules.shared_family_name([]) == ""


def test_a_new_family_is_called_by_the_commonest_name():
    assert rules.family_title(["Marlowe", "Docherty", "Docherty"]) == "Docherty"
    assert rules.family_title(["", " "]) == "Family not named yet"


def test_new_children_join_the_family_that_most_belong_to():
    assert rules.family_to_join({1: [5], 2: [5, 6], 3: [6, 7]}, [1, 2]) == 5
    assert rules.family_to_join({1: [6], 2: [5]}, [1, 2]) == 6
    assert rules.family_to_join({}, [1]) is None
