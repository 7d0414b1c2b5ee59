"""What the chairs' report counts, on both sides of every border."""

from datetime import date

import pytest

from kith.core.period import quarter
from kith.protection.report import rules
from kith.protection.report.rules import Asked, Clock, Facts, Held, Plan, Raised, Reviewed

QUARTER = quarter(date(2026, 8, 3))  # 1 July to 30 September
FIRST, LAST, AFTER = date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1)
BEFORE = date(2026, 6, 30)
WORDS = {
    "categories": {"NEG": "Neglect", "EMO": "Emotional"},
    "ends": {"review": "At a review"},
    "reasons": {"drift": "Drift"},
    "outcomes": {"put_right": "It was put right", "agreed": "Another way was agreed"},
}


def told(facts, words):
    sections = rules.figures(facts, QUARTER, **WORDS)
    return next(line.told for _, lines in sections for line in lines if line.words == words)


def plan(started_on=FIRST, ended_on=None, *, category="NEG", before=0, reason="review", chair="Grace"):
    return Plan(started_on, ended_on, reason if ended_on else "", category, before, chair)


@pytest.mark.parametrize(("on", "number"), [(BEFORE, "0"), (FIRST, "1"), (LAST, "1"), (AFTER, "0")])
def test_a_plan_is_begun_in_the_quarter_of_its_first_day(on, number):
    assert told(Facts(plans=[plan(on)]), "Plans begun") == number
    assert told(Facts(plans=[plan(date(2026, 1, 5), on)]), "Plans ended") == number


def test_second_plans_are_told_with_the_whole_they_are_a_part_of():
    plans = [plan(), plan(before=1), plan(before=2), plan(BEFORE, before=3)]

    assert told(Facts(plans=plans), "Begun for a second or later time") == "2 of 3"


@pytest.mark.parametrize(
    ("started_on", "ended_on", "number"),
    [(LAST, None, "1"), (AFTER, None, "0"), (FIRST, AFTER, "1"), (FIRST, LAST, "0"), (BEFORE, None, "1")],
)
def test_who_is_on_a_plan_on_the_last_day(started_on, ended_on, number):
    assert told(Facts(plans=[plan(started_on, ended_on)]), "Children on a plan on the last day") == number


def test_two_years_are_complete_on_the_day_of_the_month():
    plans = [plan(date(2024, 9, 30)), plan(date(2024, 10, 1))]

    assert told(Facts(plans=plans), "For two years or longer") == "1 of 2"


@pytest.mark.parametrize(
    ("due_on", "met_on", "share"),
    [
        (FIRST, FIRST, "1 of 1"),
        (FIRST, date(2026, 7, 2), "0 of 1"),
        (LAST, None, "0 of 1"),
        (LAST, AFTER, "0 of 1"),
        (AFTER, LAST, "0 of 0"),
        (BEFORE, FIRST, "0 of 0"),
    ],
)
def test_in_time_is_of_what_was_due_in_the_quarter(due_on, met_on, share):
    """Pitfall 3: not of what was completed, so that clearing what is late does not look like being late."""
    facts = Facts(clocks=[Clock("core_group_first", due_on, met_on)], asked=[Asked(due_on, met_on)])

    assert told(facts, "First core groups held in time") == share
    assert told(facts, "Reports for conferences received in time") == share


def test_too_young_to_take_part_is_not_asked_of_anybody():
    held = [
        Held("review", FIRST, "Grace", "North", took)
        for took in ("present", "wrote", "not_asked", "too_young", "")
    ]

    assert told(Facts(held=held), "Children who took part, or whose words were brought") == "2 of 3"
    assert told(Facts(held=held), "Review conferences, children") == "5"


@pytest.mark.parametrize(("on", "number"), [(BEFORE, "0"), (FIRST, "1"), (LAST, "1"), (AFTER, "0")])
def test_a_looked_after_review_is_counted_in_the_quarter_of_its_day(on, number):
    assert told(Facts(reviewed=[Reviewed(on, "Grace", True)]), "Reviews held, children") == number


def test_of_looked_after_reviews_too_nobody_under_four_is_asked_to_have_taken_part():
    reviewed = [Reviewed(FIRST, "Grace", took) for took in (True, True, False, None)]
    words = "Children of four or older who took part, or whose views were brought"

    assert told(Facts(reviewed=reviewed), words) == "2 of 3"


@pytest.mark.parametrize(
    ("due_on", "met_on", "share"),
    [
        (FIRST, FIRST, "1 of 1"),
        (FIRST, date(2026, 7, 2), "0 of 1"),
        (LAST, None, "0 of 1"),
        (AFTER, LAST, "0 of 0"),
    ],
)
def test_looked_after_reviews_are_in_time_of_what_was_due_in_the_quarter(due_on, met_on, share):
    """Pitfalls 3 and 18: three clocks, each with its own share, none mixed with those of conferences."""
    for code, words in rules.CARE_CLOCKS.items():
        sections = dict(rules.figures(Facts(clocks=[Clock(code, due_on, met_on)]), QUARTER, **WORDS))

        assert {one.words: one.told for one in sections["Looked-after reviews"]}[words] == share
        assert all(one.told == "0 of 0" for one in sections["In time"])


def test_closed_challenges_are_told_by_what_came_of_them():
    closed = [
        Raised(BEFORE, "drift", "Grace", [], closed_on=FIRST, outcome=one)
        for one in ("agreed", "agreed", "x")
    ]

    assert told(Facts(challenges=closed), "Closed") == "3"
    assert told(Facts(challenges=closed), "Closed: another way was agreed") == "2"
    assert told(Facts(challenges=closed), "Closed: it was put right") == "0"


def test_challenges_are_counted_where_each_thing_happened():
    one = Raised(BEFORE, "drift", "Grace", [(BEFORE, None), (FIRST, FIRST)], up_on=[FIRST], closed_on=AFTER)
    other = Raised(LAST, "drift", "Grace", [(AFTER, None)])
    facts = Facts(challenges=[one, other])

    assert told(facts, "Challenges raised") == "1"
    assert told(facts, "About: Drift") == "1"
    assert told(facts, "Answered in time") == "1 of 1"
    assert told(facts, "Taken further up") == "1"
    assert told(facts, "Closed") == "0"
    assert told(facts, "Open on the last day") == "2"


def test_every_figure_stands_beside_that_of_the_quarter_before():
    facts = Facts(plans=[plan(FIRST), plan(BEFORE), plan(BEFORE)])
    now, before = (rules.figures(facts, period, **WORDS) for period in (QUARTER, quarter(BEFORE)))

    lines = {words: rest for _, rows in rules.compared(now, before) for words, *rest in rows}

    assert lines["Plans begun"] == ["1", "2"]


def test_chairs_are_compared_by_entries_and_exits():
    facts = Facts(
        held=[Held("initial", FIRST, "Grace", "North")],
        plans=[plan(), plan(date(2026, 1, 5), LAST, chair="Paul")],
        challenges=[Raised(FIRST, "drift", "Paul", [])],
    )

    found = rules.compared_by(facts, QUARTER, lambda one: one.chair)

    assert found == [("Grace", 1, 1, 0, 0), ("Paul", 0, 0, 1, 1)]


def test_who_leads_looked_after_reviews_stands_beside_them():
    facts = Facts(held=[Held("initial", FIRST, "Grace", "North")], reviewed=[Reviewed(LAST, "Ola", None)])

    found = rules.compared_by(facts, QUARTER, lambda one: one.chair, with_reviews=True)

    assert found == [("Grace", 1, 0, 0, 0, 0), ("Ola", 0, 0, 0, 0, 1)]
