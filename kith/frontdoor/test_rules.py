"""Both sides of every border at the front door."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import calendar, clock
from kith.frontdoor import rules
from kith.frontdoor.rules import Before, Line, Standing

ENGLAND = calendar.england()
FIRST, LAST = datetime.fromisoformat("2001-01-01"), datetime.fromisoformat("2059-12-01")


def at(*parts):
    return datetime(*parts, tzinfo=clock.LONDON)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (at(2026, 10, 14, 10, 31), at(2026, 10, 15, 10, 31)),  # Wednesday to Thursday
        (at(2026, 10, 16, 16, 55), at(2026, 10, 19, 16, 55)),  # Friday to Monday
        (at(2026, 10, 17, 3, 0), at(2026, 10, 19, 3, 0)),  # Saturday: Monday is day 1
        (at(2026, 10, 18, 23, 59), at(2026, 10, 19, 23, 59)),
        (at(2026, 4, 2, 9, 0), at(2026, 4, 7, 9, 0)),  # Thursday before Easter to Tuesday
        (at(2026, 10, 23, 9, 0), at(2026, 10, 26, 9, 0)),  # over the change of the clocks: nine stays nine
        (datetime(2026, 10, 14, 23, 30, tzinfo=UTC), at(2026, 10, 16, 0, 30)),  # already Thursday in London
    ],
)
def test_a_contact_is_due_one_working_day_later_at_the_same_time_of_day(received, due):
    assert rules.decision_due(received, ENGLAND) == due


@given(st.datetimes(FIRST, LAST, timezones=st.just(clock.LONDON)))
def test_the_due_day_is_exactly_one_working_day_on(received):
    due = rules.decision_due(received, ENGLAND)

    assert ENGLAND.between(received.date(), due.date()) == 1
    assert ENGLAND.is_working(due.date())
    assert due.time() == received.time()


def test_a_contact_does_not_come_in_tomorrow():
    now = at(2026, 10, 14, 10, 31)

    assert rules.receipt_problem(now + timedelta(minutes=5), now) is None
    assert "after now" in rules.receipt_problem(now + timedelta(minutes=6), now)
    assert "1990" in rules.receipt_problem(at(1026, 10, 14, 10, 31), now)


def way(*, accepts=True, **standing):
    return rules.course(accepts=accepts, standing=Standing(**standing)).way


def test_an_accepted_referral_opens_a_case():
    found = rules.course(accepts=True, standing=Standing())

    assert (found.way, found.opens_involvement) == ("referral", True)


def test_new_information_on_an_open_case_is_no_referral():
    """Pitfall 4."""
    assert way(has_open_involvement=True) == "joined"
    assert way(has_open_involvement=True, referred_same_day=True) == "joined"
    assert way(accepts=False, has_open_involvement=True) == "joined"


def test_several_referrals_of_a_day_count_once():
    """Pitfall 4."""
    assert way(accepts=False, referred_same_day=True) == "same_day"
    assert not rules.course(accepts=False, standing=Standing(referred_same_day=True)).opens_involvement


def test_a_referral_without_a_case_is_accepted_by_a_second_call_that_day():
    found = rules.course(accepts=True, standing=Standing(referred_same_day=True))

    assert (found.way, found.opens_involvement) == ("accepted", True)


def test_a_referral_whose_case_has_ended_is_not_given_to_another_case():
    ended = {"referred_same_day": True, "used_up": True, "last_ended_on": date(2026, 10, 5)}

    assert way(**ended) == "referral"
    assert way(accepts=False, **ended) == "same_day"


def test_a_child_referred_and_closed_on_one_day_is_not_referred_again_that_day():
    standing = Standing(referred_same_day=True, used_up=True, counted_already=True)

    assert "counted once that day" in rules.obstacle_to_referring(accepts=True, standing=standing)
    assert rules.obstacle_to_referring(accepts=False, standing=standing) is None
    assert rules.obstacle_to_referring(accepts=True, standing=Standing(referred_same_day=True)) is None


def test_a_referral_with_no_further_action_opens_no_case():
    """Pitfall 4: it carries its day, source and flag alone, and needs no closure."""
    found = rules.course(accepts=False, standing=Standing())

    assert (found.way, found.opens_involvement) == ("nfa", False)


def test_a_closed_case_does_not_stop_a_new_one():
    assert way(last_ended_on=date(2026, 10, 1)) == "referral"


def test_a_referral_counts_from_its_receipt_but_not_inside_a_case_that_ended_since():
    assert rules.referral_day(date(2026, 10, 14), None) == date(2026, 10, 14)
    assert rules.referral_day(date(2026, 10, 14), date(2026, 10, 1)) == date(2026, 10, 14)
    assert rules.referral_day(date(2026, 10, 14), date(2026, 10, 15)) == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("earlier", "counts"),
    [
        (date(2025, 10, 13), False),  # a day too old
        (date(2025, 10, 14), True),  # twelve months to the day
        (date(2026, 10, 13), True),
        (date(2026, 10, 14), False),  # the same day is the same referral
        (date(2026, 10, 15), False),
    ],
)
def test_a_re_referral_is_one_within_twelve_months(earlier, counts):
    found = rules.re_referral([Before(earlier)], date(2026, 10, 14))

    assert (found is not None) == counts


def test_twelve_months_before_a_leap_day_is_the_28th():
    assert rules.re_referral([Before(date(2027, 2, 28))], date(2028, 2, 29)) is not None
    assert rules.re_referral([Before(date(2027, 2, 27))], date(2028, 2, 29)) is None


def test_the_latest_earlier_referral_is_the_one_shown():
    found = rules.re_referral(
        [Before(date(2026, 1, 5)), Before(date(2026, 3, 5), reason="RC8")], date(2026, 10, 14)
    )

    assert found.reason == "RC8"


KNOWN = Line(1, "Kian", recognised=True)


def sending(*lines, **facts):
    whole = {"source": "2A", "recommended": "advice"}
    return rules.sending_problems(lines, **(whole | facts))


def test_a_whole_contact_may_be_sent():
    assert sending(KNOWN) == []


def test_an_empty_contact_is_told_everything_at_once():
    found = rules.sending_problems([Line(1, " ")], source="", recommended="")

    assert [field for field, _ in found] == ["source", "name_told.1", "outcome"]


def test_a_part_of_a_name_is_enough():
    assert sending(Line(1, "Finn")) == []


def test_a_likely_record_needs_a_yes_or_a_no():
    assert sending(Line(1, "Kian", possible=2)) == [
        ("match.1", "Kian: 2 records may be this child. Say which, or that none is.")
    ]
    assert sending(Line(1, "Kian", possible=2, is_new=True)) == []


def test_the_child_nobody_mentioned_is_added_or_explained():
    assert [field for field, _ in sending(KNOWN, unmentioned=1)] == ["unmentioned"]


def test_one_recommendation_serves_all_or_each_child_has_its_own():
    own = Line(1, "Kian", recognised=True, recommended="early_help")

    assert sending(own, recommended="") == []
    assert [field for field, _ in sending(own, Line(2, "Aoife"), recommended="")] == ["outcome"]


def test_a_decision_needs_an_outcome_for_each_child_and_a_reason():
    decide = rules.deciding_problems

    assert decide({1: "advice", 2: "advice"}, [1, 2], ["advice"], "Agreed.") == []
    assert [field for field, _ in decide({}, [1, 2], ["advice"], " ")] == ["outcome", "words"]
    assert [field for field, _ in decide({1: "advice", 2: ""}, [1, 2], ["advice"], "x")] == ["outcome.2"]
    assert [field for field, _ in decide({1: "invented"}, [1], ["advice"], "x")] == ["outcome.1"]
