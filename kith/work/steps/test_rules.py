from datetime import date

import pytest

from kith.core.calendar import england
from kith.practice.steps import SignOff, StepKind
from kith.work.steps import rules
from kith.work.steps.rules import Place

ASSESSMENT = StepKind(
    "single_assessment",
    "Child and family assessment",
    "family",
    sign_off=SignOff("approve", "team_manager"),
    next=("strategy_discussion", "close"),
    effects={"close": "close_involvement", "both": "start_next_steps"},
    starts={"both": ("strategy_discussion", "visit")},
)
NORTH, AREA, SOUTH = 1, 2, 3
MANAGER = Place("team_manager", NORTH, may_sign_off=True)


def deciding(**facts):
    known = {"by": 7, "role": "team_manager", "writers": [5], "line": [NORTH, AREA], "places": [MANAGER]}
    return rules.obstacle_to_deciding(**{**known, **facts})


@pytest.mark.parametrize("state", ["not_started", "in_progress", "returned"])
def test_work_that_is_going_on_can_be_written_and_sent(state):
    assert rules.obstacle_to("save", state) is None
    assert rules.obstacle_to("submit", state) is None
    assert rules.obstacle_to("sign_off", state)


def test_work_that_waits_for_a_decision_is_not_written_in():
    assert "waits for sign-off" in rules.obstacle_to("save", "submitted")
    assert rules.obstacle_to("sign_off", "submitted") is None


@pytest.mark.parametrize("move", ["save", "submit", "return", "sign_off", "cancel", "take_out"])
def test_finished_and_cancelled_work_stays_as_it_is(move):
    assert rules.obstacle_to(move, "completed") == "It is completed and cannot be changed."
    assert rules.obstacle_to(move, "cancelled") == "It was cancelled."


def test_lateness_can_still_be_explained_after_completion():
    assert rules.obstacle_to("explain", "completed") is None
    assert rules.obstacle_to("explain", "cancelled")


def test_the_manager_of_the_team_decides():
    assert deciding() is None


def test_nobody_decides_on_their_own_writing():
    assert deciding(writers=[5, 7]) == "Somebody else signs off what you wrote."


def test_a_manager_of_another_team_does_not_decide():
    assert "team manager" in deciding(places=[Place("team_manager", SOUTH, may_sign_off=True)])


def test_somebody_above_decides_in_the_managers_place():
    assert deciding(places=[Place("head_of_service", AREA, may_sign_off=True)]) is None


def test_another_role_of_the_same_team_does_not_decide():
    assert deciding(places=[Place("senior_practitioner", NORTH, may_sign_off=True)])
    assert deciding(places=[Place("team_manager", NORTH, may_sign_off=False)])


def test_the_role_asked_for_decides_anywhere_when_it_reaches_everywhere():
    duty = Place("duty_manager", SOUTH, may_sign_off=True, reach="everywhere")

    assert deciding(role="duty_manager", places=[duty]) is None


def test_another_role_that_reaches_everywhere_decides_only_below_it():
    duty = Place("duty_manager", SOUTH, may_sign_off=True, reach="everywhere")
    head = Place("head_of_service", SOUTH, may_sign_off=True, reach="everywhere")

    assert "team manager" in deciding(places=[duty])
    assert "team manager" in deciding(places=[head])
    assert deciding(line=[NORTH, SOUTH], places=[head]) is None


def test_the_day_it_is_due_needs_no_reason_and_the_day_after_does():
    due_on = date(2026, 10, 13)

    assert not rules.needs_late_reason(ASSESSMENT, due_on, date(2026, 10, 13), "", england())
    assert rules.needs_late_reason(ASSESSMENT, due_on, date(2026, 10, 14), "", england())
    assert not rules.needs_late_reason(ASSESSMENT, due_on, date(2026, 10, 14), "report_awaited", england())
    assert not rules.needs_late_reason(ASSESSMENT, None, date(2026, 10, 14), "", england())


def test_a_decision_at_the_front_door_never_waits_for_a_reason():
    contact = StepKind("contact", "Contact", "family", group="front door")

    assert not rules.needs_late_reason(contact, date(2026, 10, 13), date(2026, 10, 14), "", england())


def standing(today, due_on=date(2026, 11, 9)):
    return rules.clock(
        due_on=due_on,
        clock_from_on=date(2026, 9, 7),
        limit_days=45,
        today=today,
        warn_days=2,
        calendar=england(),
    )


def test_a_clock_says_which_day_it_is_and_marks_only_exceptions():
    assert standing(date(2026, 10, 14)) == rules.Clock("", "3 weeks left", "working day 27 of 45")
    assert standing(date(2026, 11, 6)).mark == "soon"
    assert standing(date(2026, 11, 9)).words == "Due today"
    assert standing(date(2026, 11, 10)) == rules.Clock(
        "late", "Late by 1 working day", "working day 46 of 45"
    )


def test_a_step_without_a_limit_has_no_clock():
    assert standing(date(2026, 11, 10), due_on=None) == rules.Clock("", "no time limit")


def test_finished_work_was_in_time_or_late():
    assert (
        rules.finished_clock(date(2026, 10, 13), date(2026, 10, 13), england()).words == "completed in time"
    )
    assert (
        rules.finished_clock(date(2026, 10, 13), date(2026, 10, 14), england()).words
        == "Late by 1 working day"
    )


def test_what_is_due_on_a_friday_and_finished_at_the_weekend_is_in_time():
    friday, sunday, monday = date(2026, 10, 16), date(2026, 10, 18), date(2026, 10, 19)

    assert rules.finished_clock(friday, sunday, england()).words == "completed in time"
    assert not rules.needs_late_reason(ASSESSMENT, friday, sunday, "", england())
    assert rules.needs_late_reason(ASSESSMENT, friday, monday, "", england())


def test_each_next_step_is_opened_once_for_the_children_who_need_it():
    follows = rules.what_follows(ASSESSMENT, {1: "strategy_discussion", 2: "close", 3: "strategy_discussion"})

    assert follows == [
        rules.Follow("", "strategy_discussion", "strategy_discussion", (1, 3)),
        rules.Follow("close_involvement", "close", "", (2,)),
    ]


def test_one_outcome_may_start_several_steps():
    assert [follow.step for follow in rules.what_follows(ASSESSMENT, {1: "both"})] == [
        "strategy_discussion",
        "visit",
    ]


def test_an_outcome_may_have_an_effect_and_start_a_step_in_this_order():
    contact = StepKind(
        "contact", "Contact", "family", effects={"refer": "open_referral"}, starts={"refer": ("visit",)}
    )

    follows = rules.what_follows(contact, {1: "refer", 2: "refer"})

    assert [(follow.effect, follow.step, follow.people) for follow in follows] == [
        ("open_referral", "", (1, 2)),
        ("", "visit", (1, 2)),
    ]


def test_a_step_about_one_child_is_opened_for_each():
    alone = StepKind("visit", "Visit", "child", effects={}, starts={})

    assert rules.groups(ASSESSMENT, [1, 2]) == [[1, 2]]
    assert rules.groups(alone, [1, 2]) == [[1], [2]]
    assert rules.groups(ASSESSMENT, []) == []


def test_an_outcome_that_is_only_words_sets_nothing_going():
    assert rules.what_follows(ASSESSMENT, {1: "information_given"}) == []


def test_the_step_has_an_outcome_of_its_own_only_when_all_children_share_it():
    assert rules.common_outcome({1: "close", 2: "close"}) == "close"
    assert rules.common_outcome({1: "close", 2: "strategy_discussion"}) == ""
    assert rules.common_outcome({}) == ""


def test_an_outcome_that_the_practice_does_not_know_is_told():
    assert rules.unknown_outcomes(["close"], {1: "close", 2: "abracadabra"}) == ["abracadabra"]


def test_the_last_child_stays_in():
    assert rules.obstacle_to_taking_out(1, [1]).startswith("This is the only child")
    assert rules.obstacle_to_taking_out(4, [1, 2]) == "This child is not in it."
    assert rules.obstacle_to_taking_out(1, [1, 2]) is None


def test_a_reason_has_some_words_and_not_too_many():
    assert (
        rules.problem_with_reason(" x ", "Say why it is cancelled")
        == "Say why it is cancelled in a few words."
    )
    assert rules.problem_with_reason("Opened on the wrong child", "Say why") is None
    assert "there are 401" in rules.problem_with_reason("x" * 401, "Say why")


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("2026-09-08", date(2026, 9, 8)),
        ("11/9/2026", date(2026, 9, 11)),
        ("2026-09-12", date(2026, 9, 9)),
        ("last week", date(2026, 9, 9)),
        (None, date(2026, 9, 9)),
    ],
)
def test_what_was_held_took_place_on_the_day_it_says_unless_that_is_none(said, on):
    assert rules.took_place_on(said, started_on=date(2026, 9, 9), today=date(2026, 9, 11)) == on


@pytest.mark.parametrize(
    ("set_on", "held_on", "completed_on", "told"),
    [
        (date(2026, 9, 21), date(2026, 9, 21), None, None),
        (date(2026, 9, 21), date(2026, 9, 7), None, None),
        (date(2026, 9, 21), date(2026, 10, 14), date(2026, 10, 14), None),
        (None, date(2026, 9, 21), None, "No review point is set for this work."),
        (date(2026, 9, 21), None, None, "Write the day on which it was held, like 21/4/2026."),
        (date(2026, 9, 21), date(2026, 10, 15), None, "That day is still to come. Say it when it was held."),
        (date(2026, 9, 21), date(2026, 9, 6), None, "The work began on 7 Sep 2026."),
        (date(2026, 9, 21), date(2026, 10, 2), date(2026, 10, 1), "The work was completed on 1 Oct 2026."),
    ],
)
def test_a_review_point_is_held_while_the_work_goes_on(set_on, held_on, completed_on, told):
    asked = {"started_on": date(2026, 9, 7), "completed_on": completed_on, "today": date(2026, 10, 14)}

    assert rules.obstacle_to_review_point(set_on, held_on, **asked) == told
