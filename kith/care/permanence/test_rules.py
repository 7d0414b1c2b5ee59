"""Permanence: the order of the days of an adoption, and who fits whom, on both sides of each border."""

from datetime import date, timedelta

import pytest

from kith.care.permanence import rules
from kith.care.permanence.rules import Decision

TODAY, DAY = date(2026, 10, 14), timedelta(days=1)
CARE, DECIDED, MATCHED, PLACED = date(2025, 1, 6), date(2025, 9, 1), date(2026, 2, 2), date(2026, 3, 2)
BORN = date(2022, 5, 4)
HELD = Decision(DECIDED)
REASONS = {"RD1", "RD2", "RD3", "RD4"}


def fields(problems):
    return [field for field, _ in problems]


def test_a_decision_lies_in_care_and_follows_the_reversal_of_another_334_579():
    def told(on, *others):
        return fields(rules.problems_of_decision(on, TODAY, BORN, CARE, others))

    assert told(CARE) == []
    assert told(CARE - DAY) == ["on"]
    assert told(TODAY + DAY) == ["on"]
    assert told(DECIDED, Decision(CARE)) == ["on"]
    assert told(DECIDED, Decision(CARE, DECIDED)) == ["on"]
    assert told(DECIDED, Decision(CARE, DECIDED - DAY)) == []


def test_the_decision_comes_before_the_first_placement_order_554():
    order = DECIDED + DAY

    assert rules.decided_after_order([order], [order]) is None
    assert "before the decision" in rules.decided_after_order([order + DAY], [order])
    assert (
        rules.decided_after_order([order + DAY, DECIDED], [order]) is None
    )  # decided again after a reversal
    assert "before the decision" in rules.decided_after_order([order + DAY], [order + 9 * DAY, order])
    assert rules.decided_after_order([], [order]) is rules.decided_after_order([DECIDED], []) is None


def test_a_decision_is_reversed_with_a_reason_and_not_under_a_placement_order_522_119_553():
    def told(on, reason="RD3", order=False, placed=False):
        return fields(
            rules.problems_of_reversal(
                on, reason, TODAY, DECIDED, reasons=REASONS, has_placement_order=order, is_placed=placed
            )
        )

    assert told(DECIDED) == []
    assert told(DECIDED - DAY) == ["on"]
    assert told(TODAY + DAY) == ["on"]
    assert told(DECIDED, reason="RD9") == ["reason"]
    assert told(DECIDED, order=True) == [None]
    assert told(DECIDED, placed=True) == [None]


def match(on=MATCHED, adopters=2, sex="MF", legal="L11", placed_on=None):
    return fields(
        rules.problems_of_match(
            on, TODAY, DECIDED, adopters=adopters, sex=sex, legal=legal, placed_on=placed_on
        )
    )


def test_a_match_follows_the_decision_and_precedes_the_placement_333_331():
    assert match() == []
    assert match(on=DECIDED) == []
    assert match(on=DECIDED - DAY) == ["on"]
    assert match(on=PLACED, placed_on=PLACED) == []
    assert match(on=PLACED + DAY, placed_on=PLACED) == ["on"]


@pytest.mark.parametrize(
    ("legal", "fits"),
    [
        ("L0", {"M1", "F1"}),
        ("L11", {"MF"}),
        ("L12", {"MM", "FF"}),
        ("L2", {"MM", "FF", "MF"}),
        ("L3", {"MF"}),
        ("L4", {"MM", "FF"}),
    ],
)
def test_how_adopters_stand_by_law_fits_who_they_are_511_to_524(legal, fits):
    for sex in ("M1", "F1", "MM", "FF", "MF"):
        adopters = 1 if sex.endswith("1") else 2
        assert (match(adopters=adopters, sex=sex, legal=legal) == []) is (sex in fits)


def test_two_adopters_are_a_couple_511_175():
    assert match(adopters=1, sex="MF") == ["adopters"]
    assert match(adopters=2, sex="M1", legal="L0") == ["adopters"]
    assert match(adopters=3) == ["adopters"]
    assert match(adopters=None) == ["adopters"]
    assert match(legal="L9") == ["legal"]


def placing(kind="A6", on=PLACED, status="E1", decision=HELD, matched_on=MATCHED, foster=False, before=""):
    return rules.obstacle_to_placing(kind, on, status, decision, matched_on, foster, before)


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({}, None),
        ({"kind": "U4", "decision": None}, None),  # no adoption placement
        ({"kind": "A4", "status": "C2"}, None),  # with consent
        ({"kind": "A5", "foster": True, "before": "U5"}, None),
        ({"on": MATCHED}, None),
        ({"decision": None}, "551"),
        ({"decision": Decision(DECIDED, PLACED)}, "551"),
        ({"decision": Decision(DECIDED, PLACED + DAY)}, None),
        ({"on": DECIDED - DAY}, "521"),
        ({"matched_on": None}, "331"),
        ({"on": MATCHED - DAY}, "331"),
        ({"status": "C2"}, "408"),
        ({"foster": True}, "335"),
        ({"kind": "A5", "foster": True, "before": "K2"}, "336"),
    ],
)
def test_a_child_is_placed_for_adoption_after_decision_and_match(told, rule):
    why = placing(**told)

    assert (why is None) if rule is None else rule in why


def order(on=TODAY, born_on=BORN, placement="A6", placed_on=PLACED, decision=HELD, matched_on=MATCHED):
    return fields(
        rules.problems_of_order(
            on,
            TODAY,
            born_on,
            placement=placement,
            placed_on=placed_on,
            decision=decision,
            matched_on=matched_on,
        )
    )


def test_an_adoption_order_follows_decision_match_and_placement():
    assert order() == []
    assert order(on=PLACED + DAY) == []
    assert order(on=PLACED) == ["on"]
    assert order(on=MATCHED, placed_on=MATCHED - DAY) == ["on"]
    assert order(placement="U5") == [None]
    assert order(decision=None) == [None]
    assert order(decision=Decision(DECIDED, TODAY)) == [None]
    assert order(matched_on=None) == [None]
    assert order(on=TODAY + DAY) == ["on"]


def test_nobody_is_adopted_at_18_386():
    assert order(born_on=date(2008, 10, 15)) == []
    assert order(born_on=date(2008, 10, 14)) == ["on"]


@pytest.mark.parametrize(
    ("former", "kin", "code"),
    [(True, True, "E45"), (True, False, "E46"), (False, True, "E47"), (False, False, "E48")],
)
def test_special_guardianship_ends_care_with_a_code_of_its_own(former, kin, code):
    before = "E43" if former else "E44"

    assert rules.guardianship_reason(date(2019, 4, 1), is_former_carer=former, is_kin=kin) == code
    assert rules.guardianship_reason(date(2019, 3, 31), is_former_carer=former, is_kin=kin) == before


def test_special_guardianship_is_not_after_18_and_a_former_carer_fosters_407_516():
    def told(born=date(2015, 1, 1), placement="U4", former=True, kin=False, on=TODAY):
        return fields(rules.problems_of_guardianship(on, TODAY, born, placement, former, kin))

    assert told() == []
    assert told(born=date(2008, 10, 14)) == []  # on the birthday itself
    assert told(born=date(2008, 10, 13)) == ["on"]
    assert told(placement="K2") == ["former_carer"]
    assert told(placement="K2", former=False) == []
    assert told(former=None, kin=None) == ["former_carer", "kin"]
    assert told(on=TODAY + DAY) == ["on"]


def test_a_permanence_plan_replaces_the_one_before_it():
    def told(on, since=None, kind="adoption"):
        return fields(rules.problems_of_plan(kind, on, TODAY, CARE, since, {"adoption"}))

    assert told(CARE) == []
    assert told(CARE - DAY) == ["on"]
    assert told(DECIDED, DECIDED) == ["on"]
    assert told(DECIDED + DAY, DECIDED) == []
    assert told(TODAY + DAY) == ["on"]
    assert told(CARE, kind="x") == ["kind"]
