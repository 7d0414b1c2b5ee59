"""What is told before a decision."""

from datetime import date

from kith.frontdoor.deciding import rules
from kith.frontdoor.deciding.rules import Following

ASSESSMENT = Following("open_referral", [("Child and family assessment", date(2026, 12, 16))])


def test_a_referral_says_how_many_cases_and_what_starts():
    told = rules.follow_words(ASSESSMENT, ways=["referral"] * 3, open_already=[])

    assert told == (
        "3 referrals, 3 cases in the team you choose; Child and family assessment starts, due Wed 16 Dec."
    )


def test_children_who_are_open_already_are_named():
    told = rules.follow_words(ASSESSMENT, ways=["referral", "joined"], open_already=["Aoife"])

    assert told.startswith("1 referral, 1 case")
    assert told.endswith("Aoife is open already: new information for them.")


def test_nothing_new_is_said_when_everybody_is_open():
    told = rules.follow_words(ASSESSMENT, ways=["joined", "joined"], open_already=["Aoife", "Finn"])

    assert told.startswith("No new referral; ")


def test_a_referral_without_action_opens_no_case_and_starts_nothing():
    nfa = Following("no_further_action", [("Child and family assessment", None)])

    assert rules.follow_words(nfa, ways=["nfa", "same_day"], open_already=[]) == "1 referral, no case."


def test_advice_is_no_referral():
    told = rules.follow_words(Following("note_contact"), ways=["referral"], open_already=[])

    assert told == "No referral and no case; the contact stays on record."


def test_one_outcome_serves_all_but_those_with_their_own():
    assert rules.chosen_outcomes([1, 2], "advice", ["", "early_help"]) == {1: "advice", 2: "early_help"}
    assert rules.chosen_outcomes([1], "", [""]) == {1: ""}
