from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.improvement import rules
from kith.improvement.rules import Counts, Proofs
from kith.improvement.words import PROVE, RATINGS, WHO

TODAY = date(2010, 9, 20)
REPORTED = date(2009, 10, 23)
PROOFS = some.builds(Proofs, some.booleans(), some.booleans(), some.booleans(), some.booleans())
SAID = some.lists(some.tuples(some.sampled_from(list(WHO)), some.booleans()), max_size=8)


@pytest.mark.parametrize(
    ("number", "outline"),
    [
        ("1.2.5.1", (1, 2, 5, 1)),
        ("6", (6,)),
        ("1.4:", (1, 4)),
        ("1.2.3.4.5", None),
        ("1..2", None),
        ("", None),
        ("1.a", None),
        ("10000", None),
        ("٣", None),
    ],
)
def test_a_number_is_an_outline(number, outline) -> None:
    assert rules.outline(number) == outline


@pytest.mark.parametrize(
    ("taken", "above", "number"),
    [
        ([], (1,), "1.1"),
        ([(1, 1), (1, 4), (2, 9)], (1,), "1.5"),
        ([(1, 2, 7)], (1,), "1.1"),
        ([(1, 2, 7), (1, 2)], (1, 2), "1.2.8"),
        ([(3,)], (), "4"),
    ],
)
def test_a_new_number_follows_the_last_under_its_heading(taken, above, number) -> None:
    assert rules.written(rules.beside(taken, above)) == number


@pytest.mark.parametrize(
    ("kind", "inspected", "day", "due"),
    [
        ("immediate", REPORTED, None, REPORTED),
        ("three_months", REPORTED, None, date(2010, 1, 23)),
        ("six_months", REPORTED, None, date(2010, 4, 23)),
        ("six_months", date(2009, 8, 31), None, date(2010, 2, 28)),
        ("three_months", None, None, None),
        ("day", REPORTED, TODAY, TODAY),
        ("", REPORTED, TODAY, None),
    ],
)
def test_an_action_is_due_by_its_day_or_from_the_inspection(kind, inspected, day, due) -> None:
    assert rules.due_on(kind, inspected, day) == due


@pytest.mark.parametrize(
    ("rating", "due", "late"),
    [
        ("amber", date(2010, 9, 19), True),
        ("amber", TODAY, False),
        ("", date(2010, 9, 19), True),
        ("red", None, False),
        ("green", date(2009, 1, 1), False),
        ("proved", date(2009, 1, 1), False),
    ],
)
def test_what_is_past_its_day_and_not_completed_is_late(rating, due, late) -> None:
    assert rules.is_late(rating, due, TODAY) == late
    assert not rules.is_late(rating, due, TODAY, is_carried=True)


@pytest.mark.parametrize(
    ("rating", "before", "why", "asks", "proofs", "field"),
    [
        ("green", "amber", "Done in all teams", False, Proofs(), None),
        ("green", "amber", "Done in all teams", True, Proofs(affected=True), None),
        ("green", "amber", "Done in all teams", True, Proofs(), "rating"),
        ("amber", "", "Begun", True, Proofs(), None),
        ("green", "amber", "", False, Proofs(), "why"),
        ("red", "amber", "", False, Proofs(), "why"),
        ("red", "red", "Still", False, Proofs(), "rating"),
        ("purple", "red", "Odd", False, Proofs(), "rating"),
        ("", "red", "Odd", False, Proofs(), "rating"),
    ],
)
def test_a_rating_is_refused_with_the_field_it_is_about(rating, before, why, asks, proofs, field) -> None:
    wrong = rules.obstacle_to_rating(rating, before, why, asks_those_affected=asks, proofs=proofs)

    assert (wrong and wrong[0]) == field


@given(some.sampled_from(["", *RATINGS]), some.text(max_size=5), some.booleans(), PROOFS)
def test_nobody_can_say_proved(before, why, asks, proofs) -> None:
    assert rules.obstacle_to_rating("proved", before, why, asks_those_affected=asks, proofs=proofs)


@given(some.sampled_from(["", *RATINGS]), PROOFS)
def test_nothing_is_proved_without_all_four_proofs_and_everything_is_with_them(rating, proofs) -> None:
    all_four = proofs.lead and proofs.measure and proofs.affected and proofs.board

    assert (rules.rating_after(rating, proofs) == "proved") == all_four


@given(PROOFS)
def test_the_board_agrees_last(proofs) -> None:
    why = rules.obstacle_to_proof(proofs)

    assert (why is None) == (proofs.lead and proofs.measure and proofs.affected)


def test_what_is_missing_is_said() -> None:
    assert rules.obstacle_to_proof(Proofs(lead=True)) == (
        "The board agrees last. Still missing: the measure has moved and those affected agree."
    )


@pytest.mark.parametrize(
    ("said", "agree"),
    [
        ([], False),
        ([("child", True)], True),
        ([("parent", True)], True),
        ([("staff", True)], True),
        ([("referrer", True)], False),
        ([("foster_carer", True)], False),
        ([("child", True), ("parent", False)], False),
        ([("child", True), ("referrer", False)], False),
        ([("child", False), ("parent", True)], True),
        ([("child", False), ("referrer", True)], False),
        ([("staff", True), ("referrer", True)], True),
    ],
)
def test_those_affected_agree_after_the_last_who_did_not(said, agree) -> None:
    assert rules.affected_agree(said) == agree


@given(SAID)
def test_a_no_ends_every_agreement_and_a_yes_ends_none(said) -> None:
    assert not rules.affected_agree([*said, ("child", False)])
    assert rules.affected_agree([*said, (PROVE[0], True)])
    if rules.affected_agree(said):
        assert rules.affected_agree([*said, ("referrer", True)])


@pytest.mark.parametrize(
    ("before", "after"),
    [("green", "amber"), ("proved", "amber"), ("amber", "amber"), ("red", "red"), ("", "")],
)
def test_what_was_completed_needs_further_work(before, after) -> None:
    assert rules.reopened(before) == after


@pytest.mark.parametrize(
    ("measure", "verdict", "stands"),
    [
        ("single_45wd", "real change: better", True),
        ("single_45wd", "real change: worse", False),
        ("single_45wd", "no real change", False),
        ("single_45wd", "too few points", False),
        ("single_45wd", "real change: higher", False),
        ("", "real change: better", False),
    ],
)
def test_only_a_real_change_for_the_better_moves_a_measure(measure, verdict, stands) -> None:
    assert (rules.obstacle_to_measure(measure, verdict, "72% to 84%.") is None) == stands


@pytest.mark.parametrize(
    ("day", "fine"),
    [
        (None, False),
        (date(1989, 12, 31), False),
        (date(1990, 1, 1), True),
        (TODAY, True),
        (date(2010, 9, 21), False),
    ],
)
def test_what_was_said_was_said_on_a_day_that_can_be(day, fine) -> None:
    assert (rules.problem_of_day(day, TODAY) == "") == fine


def test_counts_of_parts_add_up() -> None:
    whole = rules.together([Counts(red=1, green=2, late=1), Counts(amber=3, proved=1, unrated=2)])

    assert whole == Counts(1, 3, 2, 1, 2, 1)
    assert whole.all == 9
