"""What a new entry of a list ends, and which cannot be."""

from datetime import date

import pytest

from kith.people.traits import rules

TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("code", "present", "ended"),
    [
        ("NONE", {"HEAR", "VIS"}, {"HEAR", "VIS"}),
        ("HEAR", {"NONE"}, {"NONE"}),
        ("HEAR", {"VIS"}, set()),
        ("NONE", {"NONE"}, set()),
        ("HEAR", set(), set()),
    ],
)
def test_no_disability_and_a_disability_end_each_other_8790(code, present, ended):
    assert rules.ends("disability", code, present) == ended


def test_of_most_lists_one_holds_at_a_time_and_of_some_several():
    assert rules.ends("religion", "muslim", {"christian"}) == {"christian"}
    assert rules.ends("nationality", "GBR", {"POL"}) == set()


@pytest.mark.parametrize(
    ("kind", "code", "since", "field"),
    [
        ("disability", "HEAR", None, None),
        ("disability", "HEAR", TODAY, None),
        ("disability", "HEAR", date(2026, 10, 15), "trait_since"),
        ("disability", "HEAR", date(2017, 4, 21), None),
        ("disability", "HEAR", date(2017, 4, 20), "trait_since"),
        ("disability", "QQ", None, "code"),
        ("hobby", "HEAR", None, "trait_kind"),
    ],
)
def test_what_can_be_said_of_somebody(kind, code, since, field):
    found = rules.obstacle(kind, code, {"NONE", "HEAR"}, since, date(2017, 4, 21), TODAY)

    assert found is None if field is None else found[0] == field
