"""What courts say and what care makes of it, on both sides of each border."""

import pytest

from kith.care.ending import rules

NOW = {"E11", "E12", "E2", "E41", "E4A", "E45", "E46", "E47", "E48"}
THEN = {"E11", "E12", "E2", "E41", "E4A", "E43", "E44"}


@pytest.mark.parametrize("status", ["V2", "C1", "C2", "E1", "L2"])
@pytest.mark.parametrize("kind", ["adoption", "special_guardianship", "child_arrangements", "residence"])
def test_what_takes_the_place_of_care_may_end_it_under_every_law(kind, status):
    assert rules.may_end(kind, status)


@pytest.mark.parametrize(
    ("kind", "status", "ends"),
    [
        ("supervision", "C2", True),
        ("supervision", "C1", True),
        ("supervision", "V2", False),
        ("discharge", "C2", True),
        ("discharge", "E1", True),
        ("discharge", "D1", True),
        ("discharge", "V2", False),
        ("discharge", "L1", False),
        ("care", "C1", False),
        ("contact_in_care", "C2", False),
        ("interim_supervision", "C1", False),
        ("secure", "C2", False),
    ],
)
def test_what_takes_an_order_away_may_end_care_under_one(kind, status, ends):
    assert rules.may_end(kind, status) is ends


@pytest.mark.parametrize(
    ("gave", "reason", "status", "over"),
    [
        ("C2", "discharged", "C2", True),
        ("C1", "ran_out", "C1", True),
        ("C2", "grown_up", "C2", True),
        ("C2", "died", "C2", True),
        ("C1", "replaced", "C1", False),
        ("C1", "discharged", "C2", False),
        ("C2", "discharged", "V2", False),
    ],
)
def test_care_under_an_order_that_is_over_ends_or_goes_on_otherwise(gave, reason, status, over):
    assert rules.is_over(gave, reason, status) is over


@pytest.mark.parametrize(
    ("about", "now", "then"),
    [
        ("adoption", ["E11", "E12"], ["E11", "E12"]),
        ("special_guardianship", ["E45", "E46", "E47", "E48"], ["E43", "E44"]),
        ("child_arrangements", ["E41"], ["E41"]),
        ("residence", ["E41"], ["E41"]),
        ("died", ["E2"], ["E2"]),
        ("adopted", ["E11", "E12"], ["E11", "E12"]),
        ("supervision", [], []),
        ("discharged", [], []),
    ],
)
def test_the_reason_is_known_from_the_order_where_it_says_so(about, now, then):
    assert rules.reasons(about, NOW) == now
    assert rules.reasons(about, THEN) == then


def test_only_what_takes_the_place_of_care_leaves_no_other_law_for_it():
    assert [one for one in (*rules.IN_PLACE, *rules.INSTEAD, *rules.OVER) if not rules.may_go_on(one)] == [
        *rules.IN_PLACE
    ]
