"""What may be decided together and what is missing in it."""

from kith.frontdoor.triage import rules
from kith.frontdoor.triage.rules import Choice

KNOWN = ("advice", "early_help")


def test_what_makes_a_referral_is_decided_alone():
    offered = ["referral_assessment", "referral_nfa", "advice"]
    effects = {"referral_assessment": "open_referral", "referral_nfa": "no_further_action"}

    assert rules.outcomes_together(offered, effects) == ["advice"]


def test_each_contact_takes_its_own_words_or_those_for_all():
    posted = {
        "outcome": "advice",
        "reason": " Known. ",
        "outcome.2": "early_help",
        "reason.3": "Other.\r\nLine",
    }

    assert rules.choices(posted, [1, 2, 3]) == [
        Choice(1, "advice", "Known."),
        Choice(2, "early_help", "Known."),
        Choice(3, "advice", "Other.\nLine"),
    ]


def test_what_is_missing_for_all_is_asked_once_and_for_one_by_its_number():
    bare = [Choice(1, "", ""), Choice(2, "", "")]
    half = [Choice(1, "advice", "Known."), Choice(2, "invented", "  "[:0])]

    assert [field for field, _ in rules.problems(bare, KNOWN)] == ["outcome", "reason"]
    assert [field for field, _ in rules.problems(half, KNOWN)] == ["outcome.2", "reason.2"]
    assert rules.problems([Choice(1, "advice", "Known.")], KNOWN) == []
    assert rules.problems([], KNOWN) == [("contact", "Tick at least one contact.")]


def test_fifty_together_and_no_more():
    many = [Choice(number, "advice", "Known.") for number in range(51)]

    assert rules.problems(many[:50], KNOWN) == []
    assert rules.problems(many, KNOWN) == [
        ("contact", "At most 50 contacts are decided together; 51 are ticked.")
    ]


def test_a_reason_has_an_end():
    assert rules.problems([Choice(1, "advice", "x" * 2000)], KNOWN) == []
    assert rules.problems([Choice(1, "advice", "x" * 2001)], KNOWN)[0][0] == "reason.1"


def test_what_was_decided_is_counted():
    made = [Choice(1, "advice", "a"), Choice(2, "early_help", "b"), Choice(3, "early_help", "c")]

    words = rules.told(made, {"advice": "Information given", "early_help": "Early help"})

    assert words == "3 contacts decided: 2 Early help, 1 Information given."


def test_repeats_are_told_and_marked_from_three_on():
    assert rules.Repeats().words("Police notification") == "No other contact in 12 months"
    assert rules.Repeats(1, 0).words("Police notification") == "1 other contact in 12 months"
    assert rules.Repeats(4, 3).words("Police notification") == (
        "4 other contacts in 12 months, 3 by police notification"
    )
    assert [rules.Repeats(number).mark for number in (2, 3)] == ["", "soon"]


def test_a_level_is_asked_of_each_only_where_there_are_levels():
    made = rules.choices({"outcome": "advice", "reason": "Seen.", "level.2": "3"}, [1, 2])

    assert [one.level for one in made] == ["", "3"]
    assert rules.problems(made, ["advice"]) == []
    assert rules.problems(made, ["advice"], ["3", "4"]) == [("level.1", "Contact 1: choose a level.")]
    assert rules.problems(made[:1], ["advice"], ["3"]) == [
        ("level", "Choose a level of the threshold guide.")
    ]


def test_words_whose_boxes_are_gone_are_shown_to_be_copied():
    posted = {"reason": " For all. ", "reason.1": "Mine.", "reason.2": " ", "reason.3": "Still there."}

    assert rules.words_without_a_place(posted, [1, 2], is_empty=False) == [("Reason, contact 1", "Mine.")]
    assert rules.words_without_a_place(posted, [2], is_empty=True) == [("Reason", "For all.")]
    assert rules.words_without_a_place({}, [], is_empty=True) == []
