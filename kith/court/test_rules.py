"""What may be recorded of court work, on both sides of every border."""

from datetime import date

import pytest

from kith.court import rules
from kith.court.rules import Before, HeldOrder

TODAY = date(2026, 10, 14)
DECIDED = date(2026, 7, 1)
BEFORE = Before(DECIDED)


def words(problems):
    return [said for _, said in problems]


@pytest.mark.parametrize(
    ("on", "offered", "said"),
    [
        (DECIDED, True, []),
        (TODAY, False, []),
        (date(2026, 6, 30), True, ["That is before the decision on 1 Jul 2026."]),
        (date(2026, 10, 15), True, ["That day is in the future."]),
        (None, True, ["Write the day on which the letter was sent."]),
        (DECIDED, None, ["Say whether the letter offers a family group decision-making meeting."]),
    ],
)
def test_a_letter_comes_after_the_decision_and_says_whether_a_meeting_is_offered(on, offered, said):
    """Draft census rules 9006 and 9007."""
    assert words(rules.letter_problems(BEFORE, on=on, offered=offered, today=TODAY)) == said


@pytest.mark.parametrize(
    ("before", "held", "on", "wrong"),
    [
        (Before(DECIDED, DECIDED, offered=True), True, DECIDED, False),
        (Before(DECIDED, DECIDED, offered=True), False, None, False),
        (Before(DECIDED, DECIDED, offered=True), True, None, True),
        (Before(DECIDED, DECIDED, offered=True), False, DECIDED, True),
        (Before(DECIDED, DECIDED, offered=True), None, None, True),
        (Before(DECIDED, DECIDED, offered=False), True, DECIDED, True),
        (BEFORE, True, DECIDED, True),
        (Before(DECIDED, DECIDED, offered=True), True, date(2026, 6, 30), True),
    ],
)
def test_a_family_meets_only_after_an_offer(before, held, on, wrong):
    """Draft census rule 9010Q."""
    assert bool(rules.family_meeting_problems(before, held=held, on=on, today=TODAY)) is wrong


def test_a_meeting_is_held_once_a_day_and_not_before_the_decision():
    known = Before(DECIDED, meetings=(date(2026, 8, 3),))

    assert rules.held_problems(known, DECIDED, TODAY) == []
    assert words(rules.held_problems(known, date(2026, 8, 3), TODAY)) == [
        "A meeting on that day is recorded already."
    ]
    assert rules.held_problems(known, date(2026, 6, 30), TODAY)


def test_the_census_counts_the_meetings_after_the_first():
    """Draft census rule 9015Q."""
    assert [rules.review_count([DECIDED] * count) for count in (0, 1, 2, 4)] == [0, 0, 1, 3]


def test_what_the_census_will_ask_is_told_until_it_is_said():
    assert len(rules.still_to_say(BEFORE)) == 2
    offered = Before(DECIDED, DECIDED, offered=True, meetings=(DECIDED,))
    assert rules.still_to_say(offered) == ["whether the family met after the offer"]
    assert rules.still_to_say(Before(DECIDED, DECIDED, offered=False, meetings=(DECIDED,))) == []


@pytest.mark.parametrize(
    ("on", "code", "wrong"),
    [(DECIDED, "A", False), (date(2026, 6, 30), "A", True), (TODAY, "Z", True), (None, "A", True)],
)
def test_a_decision_comes_after_the_beginning_and_is_of_the_list(on, code, wrong):
    """Draft census rules 9009 and 9011."""
    found = rules.outcome_problems(BEFORE, code=code, on=on, known=["A", "B"], today=TODAY)

    assert bool(found) is wrong


def application(applied_on=TODAY, issued_on=None, **decided):
    return words(
        rules.application_problems(applied_on=applied_on, issued_on=issued_on, decided=decided, today=TODAY)
    )


def test_nobody_applies_before_the_decision_to_go_to_court():
    """Draft census rule 9012."""
    assert application(Tia=TODAY) == []
    assert application() == []
    assert application(Tia=None, Kofi=None) == [
        "Tia and Kofi: record first that pre-proceedings ended with going to court."
    ]
    assert application(date(2026, 10, 13), Tia=TODAY) == [
        "That is before it was decided to go to court on 14 Oct 2026."
    ]


def test_a_court_issues_on_or_after_the_day_of_the_application():
    assert application(date(2026, 10, 1), date(2026, 10, 1)) == []
    assert application(date(2026, 10, 1), date(2026, 9, 30)) == [
        "That is before the application on 1 Oct 2026."
    ]


@pytest.mark.parametrize(
    ("asked", "due", "wrong"),
    [
        (TODAY, TODAY, False),
        (date(2026, 9, 1), date(2026, 9, 20), False),
        (date(2026, 9, 20), date(2026, 9, 19), True),
        (date(2026, 10, 15), date(2026, 10, 20), True),
        (TODAY, None, True),
        (None, TODAY, True),
    ],
)
def test_what_a_court_wants_is_wanted_after_it_asked(asked, due, wrong):
    assert bool(rules.due_problems(asked_on=asked, due_on=due, today=TODAY)) is wrong


SEVENTEEN, EIGHTEEN = date(2009, 10, 14), date(2008, 10, 14)


@pytest.mark.parametrize(
    ("kind", "born", "unborn", "wrong"),
    [
        ("care", date(2009, 10, 15), False, False),
        ("care", SEVENTEEN, False, True),
        ("interim_supervision", SEVENTEEN, False, True),
        ("placement", SEVENTEEN, False, False),
        ("placement", date(2008, 10, 15), False, False),
        ("placement", EIGHTEEN, False, True),
        ("emergency_protection", date(2026, 10, 14), False, False),
        ("emergency_protection", date(2026, 10, 15), False, True),
        ("emergency_protection", None, True, True),
        ("care", None, False, False),
        ("placement", date(2008, 2, 29), False, True),
    ],
)
def test_an_order_needs_a_child_who_is_born_and_young_enough(kind, born, unborn, wrong):
    assert bool(rules.too_old_or_young(kind, born, unborn, TODAY)) is wrong


def test_a_child_born_on_a_leap_day_is_seventeen_on_the_first_of_march():
    born = date(2008, 2, 29)

    assert rules.too_old_or_young("care", born, False, date(2025, 2, 28)) == ""
    assert rules.too_old_or_young("care", born, False, date(2025, 3, 1)) != ""


def order(made_on=TODAY, from_on=None, until_on=None):
    return rules.order_problems(
        kind="care", made_on=made_on, from_on=from_on, until_on=until_on, children={}, today=TODAY
    )


def test_the_days_of_an_order_follow_each_other():
    assert order() == []
    assert order(until_on=TODAY) == []
    assert words(order(until_on=date(2026, 10, 13))) == ["That is before it begins on 14 Oct 2026."]
    assert words(order(from_on=date(2026, 10, 13))) == ["That is before the order on 14 Oct 2026."]
    assert words(order(made_on=None)) == ["Write the day on which the order was made."]


HELD = [
    HeldOrder(1, "emergency_protection", date(2026, 9, 1), date(2026, 9, 8)),
    HeldOrder(2, "interim_care", date(2026, 9, 8)),
    HeldOrder(3, "care", date(2026, 9, 20)),
    HeldOrder(4, "contact_in_care", date(2026, 9, 20)),
]


@pytest.mark.parametrize(
    ("kind", "on", "ended"),
    [
        ("interim_care", date(2026, 9, 8), {1, 2}),
        ("care", TODAY, {1, 2, 3}),
        ("special_guardianship", TODAY, {1, 2, 3}),
        ("placement", TODAY, set()),
        ("adoption", TODAY, {1, 2, 3, 4}),
        ("contact_in_care", TODAY, {4}),
        ("care", date(2026, 9, 7), {1}),
        ("family_assistance", TODAY, set()),
    ],
)
def test_an_order_stands_in_place_of_others(kind, on, ended):
    assert {one.number for one in rules.ended_by(kind, on, HELD)} == ended


def test_an_earlier_order_of_the_kind_written_down_late_needs_its_last_day():
    assert rules.overlap("care", date(2026, 9, 1), None, HELD) != ""
    assert rules.overlap("care", date(2026, 9, 1), date(2026, 9, 21), HELD) != ""
    assert rules.overlap("care", date(2026, 9, 1), date(2026, 9, 20), HELD) == ""
    assert rules.overlap("care", TODAY, None, HELD) == ""
    assert rules.overlap("emergency_protection", date(2026, 9, 7), None, HELD) != ""
    assert rules.overlap("emergency_protection", date(2026, 9, 8), None, HELD) == ""


def test_one_order_is_not_recorded_twice():
    assert rules.overlap("interim_care", date(2026, 9, 8), None, HELD) != ""
    assert rules.overlap("interim_care", date(2026, 9, 9), None, HELD) == ""
