"""What early help may hold, on both sides of every border. No record store."""

from datetime import date

import pytest

from kith.earlyhelp import rules
from kith.earlyhelp.conftest import agreed, member

TODAY = date(2026, 10, 14)
BORN = [date(2019, 11, 19), date(2017, 2, 3)]
WAYS, AGENCIES = ("signed", "spoken"), ("school", "gp")


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"who": " ", "relation": "", "shares": ""}, ["who", "relation", "shares"]),
        ({"who": "x" * 80}, []),
        ({"who": "x" * 81}, ["who"]),
        ({"how": "shouted"}, ["how"]),
        ({"given_on": None}, ["given_on"]),
        ({"given_on": TODAY}, []),
        ({"given_on": date(2026, 10, 15)}, ["given_on"]),
        ({"given_on": date(2017, 2, 3)}, []),
        ({"given_on": date(2017, 2, 2)}, ["given_on"]),
    ],
)
def test_nothing_begins_without_somebody_who_agreed_to_something(facts, fields) -> None:
    wrong = rules.consent_problems(agreed(**facts), ways=WAYS, today=TODAY, born=BORN)

    assert [field for field, _ in wrong] == fields


@pytest.mark.parametrize(
    ("withdrawn_on", "on", "is_wrong"),
    [
        (None, date(2026, 9, 21), False),
        (None, date(2026, 9, 20), True),
        (None, date(2026, 10, 15), True),
        (None, None, True),
        (date(2026, 10, 1), date(2026, 10, 2), True),
    ],
)
def test_a_consent_is_taken_back_once_after_it_was_given(withdrawn_on, on, is_wrong) -> None:
    assert bool(rules.withdrawal_problems(date(2026, 9, 21), withdrawn_on, on, TODAY)) is is_wrong


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"name": "", "organisation": " ", "does": ""}, ["name", "organisation", "does"]),
        ({"agency": "circus"}, ["agency"]),
        ({"phone": "0" * 31}, ["phone"]),
    ],
)
def test_a_member_of_the_team_does_something(facts, fields) -> None:
    assert [field for field, _ in rules.member_problems(member(**facts), AGENCIES)] == fields


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"is_member": False}, ["helper"]),
        ({"leads_already": True}, ["helper"]),
        ({"on": date(2026, 9, 20)}, ["lead_on"]),
        ({"on": date(2026, 9, 21)}, []),
        ({"on": None}, ["lead_on"]),
    ],
)
def test_one_lead_professional_follows_another(facts, fields) -> None:
    told = {"is_member": True, "leads_already": False, "on": TODAY, "since": date(2026, 9, 21)} | facts

    assert [field for field, _ in rules.lead_problems(**told, today=TODAY)] == fields


def test_neither_the_lead_nor_the_last_of_the_team_leaves() -> None:
    assert rules.leaving_problem(is_lead=True, people_left=3)
    assert rules.leaving_problem(is_lead=False, people_left=0)
    assert rules.leaving_problem(is_lead=False, people_left=1) is None


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"decision": "close", "next_on": None}, []),
        ({"decision": "perhaps"}, ["decision"]),
        ({"next_on": None}, ["next_on"]),
        ({"next_on": TODAY}, ["next_on"]),
        ({"next_on": date(2027, 10, 15)}, []),
        ({"next_on": date(2027, 10, 16)}, ["next_on"]),
        ({"on": date(2026, 9, 20)}, ["review_on"]),
        ({"present": "", "words": ""}, ["present", "review_words"]),
    ],
)
def test_a_review_says_who_what_and_when_again(facts, fields) -> None:
    told = {
        "on": TODAY, "present": "Mum, Bea", "words": "Up in time.", "decision": "go_on",
        "decisions": ("go_on", "close"), "next_on": date(2026, 11, 25), "since": date(2026, 9, 21),
    } | facts  # fmt: skip

    assert [field for field, _ in rules.review_problems(**told, today=TODAY)] == fields


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"on": date(2026, 10, 1)}, []),
        ({"on": date(2026, 9, 30)}, ["ended_on"]),
        ({"on": date(2026, 9, 20)}, ["ended_on"]),
        ({"outcome": "declined", "words": ""}, ["outcome", "outcome_words"]),
    ],
)
def test_it_ends_after_what_happened_in_it_with_an_outcome(facts, fields) -> None:
    told = {
        "on": TODAY, "outcome": "met", "outcomes": ("met", "moved"), "words": "All well.",
        "since": date(2026, 9, 21), "last_on": date(2026, 10, 1),
    } | facts  # fmt: skip

    assert [field for field, _ in rules.closing_problems(**told, today=TODAY)] == fields


def test_only_what_has_not_begun_can_have_been_declined() -> None:
    codes = ("met", "stepped_up", "withdrawn", "declined", "moved", "other")
    begun = [code for code in codes if rules.outcome_fits(code, begun=True)]

    assert begun == ["met", "stepped_up", "withdrawn", "moved", "other"]
    assert [code for code in codes if rules.outcome_fits(code, begun=False)] == ["declined", "moved", "other"]


def test_pitfall_20_the_source_is_early_help_only_where_the_list_of_the_day_has_it() -> None:
    assert rules.source_code(["2A", "5D"], "school") == "5D"
    assert rules.source_code(["2A", "8"], "school") == "2A"
    assert rules.source_code(["2A", "8"], "childrens_centre") == "8"


@pytest.mark.parametrize(
    ("kinds", "said", "rung"),
    [
        (["early_help"], "", "2"),
        (["early_help"], "3", "3"),
        (["early_help"], "9", "2"),
        (["early_help", "in_need"], "2", "3"),
        (["early_help", "protection"], "2", "4"),
        (["looked_after"], "", "4"),
        (["care_leaver"], "", None),
        ([], "2", None),
    ],
)
def test_early_help_and_statutory_work_stand_on_one_ladder(kinds, said, rung) -> None:
    assert rules.rung(kinds, ["1", "2", "3", "4"], said) == rung
    assert rules.rung(kinds, [], said) is None


def test_a_social_worker_is_asked_once_with_a_reason() -> None:
    assert rules.step_up_problems(begun=True, is_asked=False, why="He is not fed.") == []
    for facts in ({"begun": False}, {"is_asked": True}, {"why": " "}):
        assert rules.step_up_problems(**{"begun": True, "is_asked": False, "why": "Hungry."} | facts)
