"""The way to adoption: which clocks each step starts and ends, on both sides of each border."""

from datetime import date, timedelta

import pytest

from kith.care.adopting import rules

DAY, TODAY = timedelta(days=1), date(2026, 10, 14)
CARE, DECIDED = date(2025, 1, 6), date(2025, 9, 1)
LISTED = {"report", "papers", "panel", "told", "written", "match_panel"}


@pytest.mark.parametrize(
    ("what", "starts", "ends"),
    [
        ("plan", ["adoption_panel"], []),
        ("report", ["adoption_papers"], []),
        ("papers", [], ["adoption_papers"]),
        ("panel", ["adoption_decision"], ["adoption_papers", "adoption_panel"]),
        ("decision", ["adoption_told", "adoption_written"], ["adoption_panel", "adoption_decision"]),
        ("told", [], ["adoption_told"]),
        ("written", [], ["adoption_written"]),
        ("match_panel", ["adoption_match_decision"], []),
        ("match", [], ["adoption_match_decision"]),
    ],
)
def test_what_each_step_starts_and_ends(what, starts, ends):
    assert rules.started_by(what) == starts
    assert rules.met_by(what) == ends


def test_what_came_already_meets_a_clock_that_is_written_down_late():
    known = [("decision", DECIDED), ("decision", DECIDED + DAY), ("panel", DECIDED)]

    assert rules.came_already("adoption_decision", DECIDED - DAY, known) == DECIDED
    assert rules.came_already("adoption_decision", DECIDED, known) == DECIDED
    assert rules.came_already("adoption_decision", DECIDED + DAY, known) == DECIDED + DAY
    assert rules.came_already("adoption_decision", DECIDED + 2 * DAY, known) is None
    assert rules.came_already("adoption_told", CARE, known) is None


def wrong(kind="panel", on=TODAY, decided_on=None, there=()):
    return [field for field, _ in rules.problems_of_step(kind, on, TODAY, CARE, decided_on, there, LISTED)]


def test_a_step_lies_in_care_and_is_there_once():
    assert wrong() == []
    assert wrong(on=CARE) == []
    assert wrong(on=CARE - DAY) == ["on"]
    assert wrong(on=TODAY + DAY) == ["on"]
    assert wrong(kind="plan") == ["kind"]
    assert wrong(there=[("panel", TODAY)]) == ["on"]
    assert wrong(there=[("panel", TODAY - DAY), ("report", TODAY)]) == []


@pytest.mark.parametrize("kind", ["told", "written", "match_panel"])
def test_what_follows_the_decision_is_not_before_it(kind):
    assert wrong(kind) == [None]
    assert wrong(kind, decided_on=DECIDED, on=DECIDED) == []
    assert wrong(kind, decided_on=DECIDED, on=DECIDED - DAY) == ["on"]
    assert wrong("papers", decided_on=DECIDED, on=DECIDED - DAY) == []
