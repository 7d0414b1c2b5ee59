from datetime import date

from kith.practice.steps import Limit, StepKind
from kith.work.opening import rules

REFERRED, HELD, TODAY = date(2026, 9, 7), date(2026, 9, 21), date(2026, 10, 14)
CONTACT = StepKind("contact", "Contact", "family", group="front door", limits=(Limit("contact", "x", 1),))
INITIAL = StepKind(
    "initial", "Initial assessment", "family", limits=(Limit("referral", "x", 10, otherwise_clock="start"),)
)
SINGLE = StepKind(
    "single", "Assessment", "family", limits=(Limit("referral", "x", 45, otherwise_clock="start"),)
)
CORE = StepKind("core", "Core assessment", "family", limits=(Limit("start", "x", 35),))
STRATEGY = StepKind("strategy_discussion", "Strategy discussion", "family")
CONFERENCE = StepKind("conference", "Conference", "child", limits=(Limit("strategy_discussion", "x", 15),))


def obstacle(kind=SINGLE, **facts):
    known = {"names": {1: "Tia", 2: "Kofi"}, "already_open": [], "started_on": TODAY, "today": TODAY}
    return rules.obstacle_to_opening(kind, **{**known, **facts})


def test_one_of_a_kind_is_open_at_a_time_for_each_child():
    assert obstacle() is None
    assert obstacle(already_open=[2]) == "Assessment is already open for Kofi."


def test_contacts_come_when_they_come():
    assert obstacle(CONTACT, already_open=[1, 2]) is None


def test_a_step_about_one_child_takes_one():
    assert "Open one for each" in obstacle(CONFERENCE)
    assert obstacle(CONFERENCE, names={1: "Tia"}) is None


def test_it_starts_today_or_earlier_and_is_about_somebody():
    assert obstacle(started_on=date(2026, 10, 15)) == "It cannot start in the future, on Thu 15 Oct 2026."
    assert obstacle(names={}) == "Say which child it is about."


def test_a_clock_runs_from_the_event_or_from_its_own_start():
    assert rules.clock_starts(CORE, started_on=TODAY, clock_from_on=REFERRED) == {"start": TODAY}
    assert rules.clock_starts(SINGLE, started_on=TODAY, clock_from_on=REFERRED) == {
        "referral": REFERRED,
        "start": TODAY,
    }


def test_the_first_assessment_after_the_front_door_runs_from_the_referral():
    assert rules.next_clock([(CONTACT, REFERRED, REFERRED)], SINGLE, TODAY) == REFERRED


def test_a_strategy_discussion_in_between_does_not_stop_that_clock():
    chain = [(STRATEGY, HELD, HELD), (CONTACT, REFERRED, REFERRED)]

    assert rules.next_clock(chain, SINGLE, TODAY) == REFERRED


def test_a_later_assessment_runs_from_its_own_start():
    chain = [(STRATEGY, HELD, HELD), (INITIAL, REFERRED, REFERRED), (CONTACT, REFERRED, REFERRED)]

    assert rules.next_clock(chain, SINGLE, TODAY) == TODAY
    assert rules.next_clock([], SINGLE, TODAY) == TODAY


def test_a_clock_named_after_a_step_starts_with_that_step():
    assert rules.next_clock([(STRATEGY, HELD, HELD)], CONFERENCE, TODAY) == HELD


def test_work_by_hand_needs_an_open_involvement_but_at_the_front_door():
    assert rules.obstacle_by_hand(SINGLE, []) is None
    assert rules.obstacle_by_hand(CONTACT, ["Tia"]) is None
    assert rules.obstacle_by_hand(SINGLE, ["Tia", "Kofi"]).startswith("Tia and Kofi are not open to us.")


def test_by_hand_the_first_of_its_kind_runs_from_the_beginning_of_the_involvement():
    def clock(kind, **facts):
        return rules.clock_by_hand(kind, **{"open_since": REFERRED, "had_one": False, "on": TODAY, **facts})

    assert clock(SINGLE) == REFERRED
    assert clock(SINGLE, had_one=True) == clock(SINGLE, open_since=None) == clock(CORE) == TODAY


def test_by_hand_a_decision_at_the_front_door_runs_from_its_own_start():
    decision = StepKind(
        "referral", "Referral", "family", group="front door", limits=(Limit("referral", "x", 1),)
    )

    assert rules.clock_by_hand(decision, open_since=REFERRED, had_one=False, on=TODAY) == TODAY
