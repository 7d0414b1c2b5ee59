"""What the children in need census will call wrong, on both sides of every border."""

from dataclasses import replace
from datetime import date

import pytest

from kith.frontdoor.census import rules
from kith.frontdoor.census.rules import Assessment, Case, Child

TODAY = date(2026, 10, 14)
MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)
WELL = Child(born_on=date(2017, 4, 21), born_by=date(2017, 4, 21), disabilities=["NONE"])
ASSESSED = Assessment("Child and family assessment", MAY, factors=frozenset({"2B"}))
CASE = Case(MAY, need="N1", assessments=[ASSESSED])


def said(child=WELL, *cases, referred_on=(), today=TODAY):
    return rules.of_child(child, cases, referred_on, today)


def test_a_record_with_nothing_wrong_says_nothing():
    assert said(WELL, CASE) == []


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2026, 4, 1), date(2025, 4, 1)),  # the year before is being sent
        (date(2026, 7, 31), date(2025, 4, 1)),
        (date(2026, 8, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 4, 1)),
        (date(2027, 1, 1), date(2026, 4, 1)),
    ],
)
def test_a_year_is_asked_about_until_it_has_been_sent(today, since):
    assert rules.asked_since(today) == since


@pytest.mark.parametrize(
    ("ended_on", "is_told"), [(None, True), (date(2026, 4, 1), True), (date(2026, 3, 31), False)]
)
def test_a_case_of_a_year_that_has_been_sent_is_left_alone(ended_on, is_told):
    case = Case(date(2024, 2, 29), ended_on, "RC7")

    assert bool(said(WELL, case)) is is_told


@pytest.mark.parametrize(("referred_on", "is_told"), [(JUNE, False), (date(2026, 6, 2), True)])
def test_a_referral_after_a_death_is_told_8555(referred_on, is_told):
    child = replace(WELL, died_on=JUNE)

    assert (rules.after_death(child, referred_on) is not None) is is_told
    assert any("8555Q" in words for words in said(child, referred_on=[referred_on])) is is_told
    assert rules.after_death(WELL, referred_on) is None


@pytest.mark.parametrize("is_unborn", [True, False])
@pytest.mark.parametrize(
    ("born_on", "is_told"), [(date(2027, 2, 8), False), (date(2027, 2, 9), True), (None, False)]
)
def test_a_referral_more_than_280_days_before_birth_is_told_8606(is_unborn, born_on, is_told):
    child = Child(born_on=born_on, is_unborn=is_unborn)

    words = rules.long_before_birth(child, MAY)

    assert (words is not None) is is_told
    assert words is None or ("birth expected for" in words) is is_unborn


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 9, 14), None),
        (date(2026, 9, 13), "no birth is recorded"),
        (date(2027, 12, 31), None),  # nine months after 31 March
        (date(2028, 1, 1), "too far ahead"),
        (None, None),
    ],
)
def test_a_birth_expected_long_ago_or_far_ahead_is_told_8530(due_on, words):
    child = Child(born_on=due_on, is_unborn=True)

    found = rules.birth_out_of_time(child, TODAY)

    assert found is None if words is None else words in found
    assert rules.birth_out_of_time(replace(child, is_unborn=False), TODAY) is None
    assert rules.birth_out_of_time(replace(child, died_on=TODAY), TODAY) is None


def test_a_birth_expected_within_a_month_is_late_from_the_last_day_of_it():
    child = Child(date(2026, 8, 1), date(2026, 8, 31), is_unborn=True)

    assert rules.birth_out_of_time(child, date(2026, 9, 30)) is None
    assert "31 Aug 2026" in (rules.birth_out_of_time(child, date(2026, 10, 1)) or "")


@pytest.mark.parametrize(
    ("codes", "is_unborn", "is_told"),
    [([], False, True), ([], True, False), (["NONE"], False, False), (["HEAR"], False, False)],
)
def test_a_child_who_is_born_and_of_whom_no_disability_is_said_is_told_8540(codes, is_unborn, is_told):
    child = replace(WELL, disabilities=codes, is_unborn=is_unborn)

    assert (rules.disability_missing(child) is not None) is is_told


def test_disability_is_asked_of_a_child_with_a_case_alone_8540():
    child = replace(WELL, disabilities=[])

    assert said(child, referred_on=[JUNE]) == []
    assert len(said(child, CASE)) == 1


@pytest.mark.parametrize(
    ("codes", "is_told"),
    [(["NONE"], False), (["NONE", "HEAR"], True), (["HEAR", "VIS"], False), ([], False)],
)
def test_no_disability_beside_a_disability_is_told_8790(codes, is_told):
    assert (rules.disability_and_none(replace(WELL, disabilities=codes)) is not None) is is_told


@pytest.mark.parametrize(("need", "is_told"), [("", True), ("N0", False)])
def test_a_case_without_a_main_need_is_told_8610(need, is_told):
    assert any("8610" in words for words in said(WELL, replace(CASE, need=need))) is is_told


@pytest.mark.parametrize(
    ("born_on", "born_by", "ended_on", "is_told"),
    [
        (date(2001, 10, 14), None, None, False),  # 25 today
        (date(2001, 10, 13), None, None, True),
        (date(2001, 1, 1), date(2001, 12, 31), None, False),  # perhaps not yet
        (date(2001, 6, 1), None, JUNE, False),
        (date(2001, 5, 31), None, JUNE, True),
        (None, None, None, False),
    ],
)
def test_a_case_beyond_the_25th_birthday_is_told_8775(born_on, born_by, ended_on, is_told):
    case = replace(CASE, ended_on=ended_on, end_reason="RC7" if ended_on else "")

    assert (rules.grown_out(Child(born_on, born_by), case, TODAY) is not None) is is_told


def test_somebody_born_on_29_february_is_25_on_the_28th_8775():
    child = Child(born_on=date(2000, 2, 29))

    assert rules.grown_out(child, CASE, date(2025, 2, 28)) is None
    assert rules.grown_out(child, CASE, date(2025, 3, 1)) is not None


@pytest.mark.parametrize(
    ("had_enquiry", "assessments", "is_told"),
    [(True, [], True), (True, [ASSESSED], False), (False, [], False)],
)
def test_an_enquiry_without_an_assessment_is_told_2991(had_enquiry, assessments, is_told):
    case = replace(CASE, had_enquiry=had_enquiry, assessments=assessments)

    assert (rules.enquiry_alone(case) is not None) is is_told


@pytest.mark.parametrize(
    ("started_on", "unfinished", "is_told"),
    [
        (date(2026, 4, 1), True, False),
        (date(2026, 3, 31), True, True),
        (date(2026, 3, 31), False, False),
    ],
)
def test_an_assessment_left_open_over_the_first_of_april_cannot_be_returned_8736(
    started_on, unfinished, is_told
):
    one = replace(ASSESSED, started_on=started_on, unfinished=unfinished)

    assert (rules.left_over(one, TODAY) is not None) is is_told
    assert any("8736" in words for words in said(WELL, replace(CASE, assessments=[one]))) is is_told


NOTHING = replace(ASSESSED, factors=frozenset({"21"}))


@pytest.mark.parametrize(
    ("reason", "assessments", "is_told"),
    [
        ("RC7", [NOTHING], True),
        ("RC8", [NOTHING], False),
        ("RC9", [NOTHING], False),
        ("RC7", [ASSESSED], False),
        ("RC7", [NOTHING, NOTHING], False),
        ("RC7", [], False),
        ("", [NOTHING], False),  # not closed yet
    ],
)
def test_closed_otherwise_than_an_assessment_that_found_nothing_lets_expect_8873(
    reason, assessments, is_told
):
    case = replace(CASE, ended_on=JUNE if reason else None, end_reason=reason, assessments=assessments)

    assert (rules.unlike_its_assessment(case) is not None) is is_told


def test_everything_wrong_is_told_at_once_and_in_plain_words():
    child = Child(date(2017, 4, 21), died_on=date(2026, 5, 1))
    old = replace(ASSESSED, started_on=date(2026, 3, 2), unfinished=True)

    found = said(child, Case(MAY, assessments=[old]))

    assert [words.partition("(rule ")[2].partition(")")[0] for words in found] == [
        "8555Q", "8540", "8610", "8736",
    ]  # fmt: skip
    assert all(words[-1] == "." for words in found)
