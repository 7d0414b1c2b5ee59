"""When a child protection plan begins, is reviewed and ends, and what counts as an earlier one."""

from datetime import date

import pytest

from kith.protection.plan import rules
from kith.protection.plan.rules import Child, number_of_previous, obstacle_to_beginning, obstacle_to_ending

ON = date(2026, 3, 2)
TODAY = date(2026, 10, 14)
CODES = ("NEG", "PHY", "EMO")


TIA = Child("Tia")


def begin(child=TIA, on=ON, held_on=ON, category="NEG"):
    return obstacle_to_beginning(child, on, held_on=held_on, category=category, categories=CODES)


def end(on, reason, child=TIA, **known):
    known.setdefault("reviews", [date(2026, 6, 1)])
    found = obstacle_to_ending(child, on, reason, **known)
    return found[0] if found else None


def test_a_plan_begins_on_the_day_of_its_conference():
    assert begin() is None
    assert begin(held_on=None) is None
    assert "day of its conference" in (begin(on=date(2026, 3, 3)) or "")


def test_a_plan_has_a_category_of_the_list():
    assert begin(category="ABC") == "Choose the category of abuse."
    assert begin(category="") is not None


@pytest.mark.parametrize(
    ("born_on", "is_refused"),
    [(date(2008, 3, 3), False), (date(2008, 3, 2), True), (None, False), (date(2026, 5, 1), False)],
)
def test_a_plan_is_for_a_child_born_or_not(born_on, is_refused):
    assert (begin(Child("Tia", born_on=born_on)) is not None) is is_refused


def test_who_was_born_on_29_february_is_18_on_1_march_as_in_care():
    child = Child("Tia", born_on=date(2008, 2, 29))

    assert begin(child, date(2026, 2, 28), date(2026, 2, 28)) is None
    assert begin(child, date(2026, 3, 1), date(2026, 3, 1)) is not None


def test_no_plan_begins_after_a_death():
    assert begin(Child("Tia", died_on=ON)) is None
    assert begin(Child("Tia", died_on=date(2026, 3, 1))) is not None


@pytest.mark.parametrize(
    ("on", "reason", "child", "more", "field"),
    [
        (date(2026, 6, 1), "review", Child("Tia"), {}, None),
        (date(2026, 6, 2), "review", Child("Tia"), {}, "ended_on"),
        (date(2026, 5, 29), "transfer", Child("Tia"), {"council": "Northshire"}, "ended_on"),
        (date(2026, 6, 2), "transfer", Child("Tia"), {"council": "Northshire"}, None),
        (date(2026, 6, 2), "transfer", Child("Tia"), {}, "to_council"),
        (date(2026, 6, 2), "adult", Child("Tia", born_on=date(2008, 6, 2)), {}, None),
        (date(2026, 6, 1), "adult", Child("Tia", born_on=date(2008, 6, 2)), {}, "ended_on"),
        (date(2026, 6, 2), "adult", Child("Tia"), {}, "ended_on"),
        (date(2026, 6, 2), "died", Child("Tia", died_on=date(2026, 6, 2)), {}, None),
        (date(2026, 6, 3), "died", Child("Tia", died_on=date(2026, 6, 2)), {}, "ended_on"),
        (date(2026, 6, 1), "died", Child("Tia", died_on=date(2026, 6, 2)), {}, "ended_on"),
        (date(2026, 6, 2), "died", Child("Tia"), {}, "end_reason"),
        (date(2026, 6, 2), "looked_after", Child("Tia", cared_since=date(2026, 6, 2)), {}, None),
        (date(2026, 6, 2), "looked_after", Child("Tia", cared_since=date(2026, 6, 3)), {}, "end_reason"),
        (date(2026, 6, 2), "looked_after", Child("Tia"), {}, "end_reason"),
        (date(2026, 6, 2), "no idea", Child("Tia"), {}, "end_reason"),
        (date(2026, 6, 8), "died", Child("Tia", died_on=date(2026, 6, 8)), {"groups": [date(2026, 6, 9)]}, "ended_on"),
    ],
)  # fmt: skip
def test_a_plan_ends_for_a_reason_that_holds_on_the_day(on, reason, child, more, field):
    assert end(on, reason, child, **more) == field


def test_only_this_councils_earlier_plans_and_old_registrations_are_counted_without_a_limit_of_years():
    """Pitfall 11: the number of previous plans counts this authority's alone, however long ago."""
    now, before = (ON, None), (date(2024, 1, 8), date(2025, 1, 8))
    old = (date(1998, 5, 1), date(1999, 6, 1))

    assert number_of_previous(ON, [now], []) == 0
    assert number_of_previous(ON, [now, before], []) == 1
    assert number_of_previous(ON, [now, before], [old]) == 2
    assert number_of_previous(before[0], [now, before], [old]) == 1
    assert number_of_previous(old[0], [now, before], [old]) == 0


def test_a_category_is_named_once_for_as_long_as_it_stays():
    june, august = date(2026, 6, 1), date(2026, 8, 3)

    assert rules.categories_in_order([(june, "EMO"), (ON, "NEG"), (august, "EMO")]) == [
        (ON, "NEG"),
        (june, "EMO"),
    ]


def test_a_review_on_the_first_day_does_not_count():
    held = [ON, date(2026, 3, 3), date(2026, 6, 1), date(2026, 6, 2), date(2026, 2, 27)]

    assert rules.reviews_that_count(ON, date(2026, 6, 1), held) == [date(2026, 3, 3), date(2026, 6, 1)]
    assert rules.reviews_that_count(ON, None, held)[-1] == date(2026, 6, 2)
    assert rules.obstacle_to_review(ON, None, ON, TODAY) is not None
    assert rules.obstacle_to_review(ON, None, date(2026, 3, 3), TODAY) is None
    assert rules.obstacle_to_review(ON, date(2026, 6, 1), date(2026, 6, 2), TODAY) is not None
    assert rules.obstacle_to_review(ON, None, date(2026, 10, 15), TODAY) == rules.FUTURE


@pytest.mark.parametrize(
    ("on", "is_refused"),
    [
        (date(2026, 3, 1), True),
        (ON, False),
        (date(2026, 6, 1), False),
        (date(2026, 6, 2), True),
        (date(2026, 4, 1), True),
    ],
)
def test_a_core_group_meets_while_the_plan_holds_and_once_a_day(on, is_refused):
    found = rules.obstacle_to_core_group(ON, date(2026, 6, 1), on, [date(2026, 4, 1)], TODAY)

    assert (found is not None) is is_refused


@pytest.mark.parametrize(
    ("started_on", "ended_on", "words", "field"),
    [
        (date(1998, 5, 1), date(1999, 6, 1), "Card of 1998", None),
        (None, date(1999, 6, 1), "Card", "old_started_on"),
        (date(1998, 5, 1), None, "Card", "old_ended_on"),
        (date(1998, 5, 1), date(1998, 5, 1), "Card", "old_ended_on"),
        (date(2025, 5, 1), ON, "Card", "old_ended_on"),
        (date(2025, 5, 1), date(2026, 3, 1), "Card", None),
        (date(1998, 5, 1), date(2026, 10, 15), "Card", "old_ended_on"),
        (date(1998, 5, 1), date(1999, 6, 1), "", "old_words"),
    ],
)
def test_an_old_registration_ended_before_the_record_begins_and_says_whence_it_is_known(
    started_on, ended_on, words, field
):
    found = rules.obstacle_to_registration(started_on, ended_on, words, ON, TODAY)

    assert (found[0] if found else None) == field


def test_a_plan_of_two_years_is_a_long_one():
    assert not rules.is_long(date(2024, 10, 15), TODAY)
    assert rules.is_long(date(2024, 10, 14), TODAY)


@pytest.mark.parametrize(
    ("due_on", "sooner", "why", "field"),
    [
        (date(2026, 12, 1), date(2026, 11, 30), "The core group asks for it.", None),
        (date(2026, 12, 1), TODAY, "The core group asks for it.", None),
        (date(2026, 12, 1), date(2026, 12, 1), "The core group asks for it.", "sooner_on"),
        (date(2026, 12, 1), date(2026, 10, 13), "The core group asks for it.", "sooner_on"),
        (date(2026, 12, 1), date(2026, 11, 30), " ", "sooner_why"),
        (None, date(2026, 11, 30), "The core group asks for it.", "children"),
    ],
)
def test_a_review_is_brought_forward_with_a_reason_and_never_put_off(due_on, sooner, why, field):
    found = rules.obstacle_to_bringing_forward(due_on, sooner, TODAY, why)

    assert (found[0] if found else None) == field
