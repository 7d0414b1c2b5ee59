from datetime import UTC, datetime

import pytest

from kith.frontdoor.checks import rules

WHOLE = {
    "agency": "police",
    "agencies": {"police", "gp"},
    "what": "Calls to the house this year",
    "basis": "public_task",
    "bases": {"public_task", "none"},
    "why": "Shouting was heard",
    "is_shared": True,
}


def fields(**changed) -> list[str | None]:
    return [name for name, _ in rules.problems_with_sharing(**WHOLE | changed)]


def test_a_whole_decision_has_no_problem() -> None:
    assert fields() == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"agency": "circus"}, "agency"),
        ({"basis": ""}, "basis"),
        ({"basis": "none"}, "basis"),
        ({"what": " "}, "what"),
        ({"why": ""}, "why"),
        ({"why": "x" * 401}, "why"),
    ],
)
def test_what_is_missing_is_named(changed, field: str) -> None:
    assert fields(**changed) == [field]


def test_without_a_basis_one_may_decide_not_to_share() -> None:
    assert fields(basis="none", is_shared=False) == []


@pytest.mark.parametrize(
    ("outcome", "reply", "field"),
    [("known", "Three calls.", None), ("not_known", "", None), ("known", " ", "reply"), ("", "x", "outcome"),
     ("not_known", "x" * 4001, "reply")],
)  # fmt: skip
def test_a_reply_says_how_it_went(outcome: str, reply: str, field: str | None) -> None:
    found = rules.problems_with_reply(outcome, {"known", "not_known", "refused"}, reply)

    assert [name for name, _ in found] == ([field] if field else [])


def test_a_reply_is_due_after_its_hours() -> None:
    assert rules.due(datetime(2026, 10, 14, 9, tzinfo=UTC), "24") == datetime(2026, 10, 15, 9, tzinfo=UTC)
