"""What forms and sign-offs cost stays within the budgets of the packs, or somebody has said why not."""

import pytest

from kith.core import clock
from kith.practice import load
from kith.practice.budgets import WHAT
from kith.practice.burden import burden, weighed_on
from tests.house import tree

AUTHORITY = load(tree.ROOT / "packs")


@pytest.mark.parametrize("code", AUTHORITY.practices)
def test_no_pack_costs_more_than_its_budget_without_a_named_reason(code) -> None:
    day = weighed_on(AUTHORITY, code, clock.today())
    held = burden(AUTHORITY.practices[code], AUTHORITY.hands, day)

    assert held.beyond() == [], (
        f"ask less, or add an [[exception]] to {code}/burden.toml with who, why and until when"
    )


@pytest.mark.parametrize("code", AUTHORITY.practices)
def test_every_pack_has_its_budgets_and_a_routine_case(code) -> None:
    day = weighed_on(AUTHORITY, code, clock.today())
    held = AUTHORITY.practices[code].budgets

    assert [what for what in WHAT if held.on(what, day) is None] == []
    assert held.cases
