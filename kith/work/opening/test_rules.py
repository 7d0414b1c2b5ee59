from datetime import date, timedelta

from kith.practice.steps import Limit, StepKind
from kith.work.opening import rules

REFERRED, HELD, TODAY = date(2026, 9, 7), date(2026, 9, 21), date(2026, 10, 14)
CONTACT = StepKind("contact", "Contact", "family", group="front door", limits=(Limit("contact", "x", 1),))
INITIAL = StepKind(
    "initial",
    "Initial assessment",
    "family",
    group="assessment",
    limits=(Limit("referral", "x", 10, otherwise_clock="start"),),
)
SINGLE = StepKind(
    "single",
    "Assessment",
    "family",
    group="assessment",
    limits=(Limit("referral", "x", 45, otherwise_clock="start"),),
)
CORE = StepKind(
    "core",
    "Core assessment",
    "family",
    group="assessment",
    limits=(Limit("strategy_discussion", "x", 35, otherwise_clock="start"),),
)
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


def starts(kind, clock_from_on=None):
    return rules.clock_starts(kind, started_on=TODAY, clock_from_on=clock_from_on)


def test_a_clock_runs_from_the_event_or_from_its_own_start():
    assert starts(SINGLE, REFERRED) == {"referral": REFERRED, "start": TODAY}
    assert starts(SINGLE) == starts(CORE) == {"start": TODAY}
    assert starts(CORE, HELD) == {"strategy_discussion": HELD, "start": TODAY}


def test_a_limit_that_names_nothing_else_runs_from_its_own_start():
    assert starts(CONFERENCE) == {"strategy_discussion": TODAY}


def test_an_assessment_runs_from_the_referral_that_nothing_has_taken_up():
    assert rules.next_clock([(CONTACT, REFERRED)], SINGLE, referred_on=REFERRED) == REFERRED
    assert rules.next_clock([(STRATEGY, HELD), (CONTACT, REFERRED)], SINGLE, referred_on=REFERRED) == REFERRED


def test_new_information_on_open_work_starts_no_clock_anew():
    assert rules.next_clock([(CONTACT, TODAY)], SINGLE, referred_on=REFERRED) == REFERRED
    assert rules.next_clock([(STRATEGY, TODAY), (CONTACT, TODAY)], SINGLE, referred_on=None) is None


def test_a_later_assessment_runs_from_its_own_start():
    chain = [(STRATEGY, HELD), (INITIAL, REFERRED), (CONTACT, REFERRED)]

    assert rules.next_clock(chain, SINGLE, referred_on=None) is None
    assert rules.next_clock([], SINGLE, referred_on=None) is None


def test_a_clock_named_after_a_step_starts_with_that_step():
    assert rules.next_clock([(STRATEGY, HELD)], CONFERENCE, referred_on=None) == HELD
    assert rules.next_clock([(STRATEGY, HELD), (INITIAL, REFERRED)], CORE, referred_on=None) == HELD


def test_a_core_assessment_after_an_initial_one_runs_from_its_own_start():
    chain = [(INITIAL, HELD), (STRATEGY, REFERRED), (CONTACT, REFERRED)]

    assert rules.next_clock(chain, CORE, referred_on=REFERRED) is None


def test_a_decision_about_a_referral_runs_from_the_contact():
    decision = StepKind(
        "referral", "Referral", "family", group="front door", limits=(Limit("referral", "x", 1),)
    )

    assert rules.next_clock([(CONTACT, REFERRED)], decision, referred_on=None) == REFERRED
    assert rules.clock_by_hand(decision, referred_on=REFERRED) is None


def test_work_by_hand_needs_an_open_involvement_but_at_the_front_door():
    none = {"Tia": None, "Kofi": None}

    assert rules.obstacle_by_hand(SINGLE, {"Tia": REFERRED}, REFERRED) is None
    assert rules.obstacle_by_hand(CONTACT, none, REFERRED) is None
    field, words = rules.obstacle_by_hand(SINGLE, none, REFERRED)
    assert (field, words.startswith("Tia and Kofi are not open to us.")) == ("children", True)


def test_no_work_begins_before_its_case_1103():
    field, words = rules.obstacle_by_hand(SINGLE, {"Tia": REFERRED}, REFERRED - timedelta(days=1))

    assert (field, "before the case began" in words) == ("started_on", True)


def test_by_hand_only_what_runs_from_a_referral_runs_from_it():
    assert rules.clock_by_hand(SINGLE, referred_on=REFERRED) == REFERRED
    assert rules.clock_by_hand(SINGLE, referred_on=None) is None
    assert rules.clock_by_hand(CORE, referred_on=REFERRED) is None
