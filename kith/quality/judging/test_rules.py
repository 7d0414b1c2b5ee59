from datetime import date

import pytest

from kith.quality.judging.rules import Told, by_group, by_item, obstacle_to_judging, problems_with_note

ASKED = [("child", "The child’s voice?"), ("plan", "Does the plan follow?")]


@pytest.mark.parametrize(
    ("sent", "words", "fields"),
    [
        ({"child": "yes", "plan": "partly"}, "", []),
        ({"child": "no", "plan": "yes"}, "", ["words"]),
        ({"child": "no", "plan": "yes"}, "Only mum’s.", []),
        ({"child": "yes"}, "", ["mark-plan"]),
        ({"child": "fine", "plan": "yes"}, "", ["mark-child"]),
        ({"child": "yes", "plan": "yes"}, "x" * 4001, ["words"]),
    ],
)
def test_what_a_note_must_say(sent, words, fields):
    assert [name for name, _ in problems_with_note(ASKED, sent, words)] == fields


@pytest.mark.parametrize(
    ("by", "chaired", "words"),
    [(3, True, None), (1, True, "Somebody else"), (3, False, "Whoever chaired"), (1, False, "Somebody else")],
)
def test_who_judges(by, chaired, words):
    found = obstacle_to_judging(by, [1, 2], chaired=chaired)

    assert found is None if words is None else words in found


def told(team, child, plan="yes"):
    return Told(team, "Report to a conference", date(2026, 8, 3), {"child": child, "plan": plan})


def test_a_quarter_stands_beside_the_one_before():
    rows = by_item(ASKED, [told("North", "yes"), told("North", "no")], [told("North", "no")])

    assert rows == [
        ("Assessments and reports judged", "2", "1"),
        ("The child’s voice?", "1 of 2 (50%)", "0 of 1 (0%)"),
        ("Does the plan follow?", "2 of 2 (100%)", "1 of 1 (100%)"),
    ]


def test_teams_stand_beside_each_other_and_what_could_not_be_said_counts_nowhere():
    rows = by_group(ASKED, [told("South", "unseen"), told("North", "yes"), told("North", "partly")], "team")

    assert rows == [
        ["North", "2", "1 of 2 (50%)", "2 of 2 (100%)"],
        ["South", "1", "not said yet", "1 of 1 (100%)"],
    ]
    assert by_group(ASKED, [], "team") == []
