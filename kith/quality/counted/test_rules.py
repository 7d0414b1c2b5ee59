import pytest

from kith.quality.counted.rules import Case, OfTeam, asked, counted, found

FORM = {
    "standards": [{"code": "seen", "title": "Seen"}, {"code": "plan", "title": "Plan"}],
    "themes": [{"code": "copy", "title": "Copy late"}],
}


def case(team=1, themes=(), asked=("copy",), **standards):
    name = {0: "", 1: "North", 2: "South"}[team]
    return Case(team, name, {"plan": True} | standards, frozenset(themes), frozenset(asked))


CASES = [case(1, plan=False), case(1, themes=["copy"]), case(2, plan=False, seen=True), case(0, plan=False)]


@pytest.mark.parametrize(
    ("key", "team", "part", "whole"),
    [
        ("standard:plan", 0, 3, 4),
        ("standard:plan", 1, 1, 2),
        ("standard:plan", 9, 0, 0),
        ("standard:seen", 0, 0, 1),  # one case alone was graded in it
        ("standard:none", 0, 0, 0),
        ("theme:copy", 0, 1, 4),
        ("theme:copy", 2, 0, 1),
    ],
)
def test_a_finding_is_counted_in_the_cases_that_say_anything_of_it(key, team, part, whole):
    told = counted(key, "Title", CASES, team)

    assert (told.part, told.whole, told.words) == (part, whole, f"{part} of {whole}")


LATER = [  # forms change: the last two ask for drift instead of late copies, and the very last for nothing of the plan
    case(1, themes=["copy"], plan=False),
    case(1, themes=[]),
    case(2, themes=["drift"], asked=["drift"], plan=False),
    Case(1, "North", {"seen": False}, frozenset(), frozenset(["drift"])),
]


@pytest.mark.parametrize(
    ("key", "team", "words"),
    [
        ("theme:copy", 0, "1 of 2"),
        ("theme:copy", 1, "1 of 2"),
        ("theme:copy", 2, "0 of 0"),  # its only case was not asked
        ("theme:drift", 0, "1 of 2"),
        ("theme:drift", 1, "0 of 1"),
        ("standard:plan", 0, "2 of 3"),
        ("standard:plan", 1, "1 of 2"),
        ("standard:seen", 0, "1 of 1"),
    ],
)
def test_what_a_later_form_does_not_ask_is_in_neither_number(key, team, words):
    assert counted(key, "Title", LATER, team).words == words


def test_a_theme_is_found_in_a_share_of_those_asked_and_comes_before_a_smaller_one():
    things = [("theme:copy", "Copy late"), ("theme:drift", "Drift"), ("standard:plan", "Plan")]

    assert [one.words for one in found(things, [*LATER, case(2, themes=["drift"], asked=["drift"])])] == [
        "2 of 3", "1 of 2", "2 of 4",
    ]  # fmt: skip
    assert counted("theme:copy", "Copy late", LATER).teams == (OfTeam(1, "North", 1, 2),)


def test_teams_stand_by_name_and_those_without_it_are_left_out():
    assert counted("standard:plan", "Plan", CASES).teams == (
        OfTeam(1, "North", 1, 2),
        OfTeam(2, "South", 1, 1),
    )
    assert counted("theme:copy", "Copy late", CASES).teams == (OfTeam(1, "North", 1, 2),)


def test_what_is_found_in_the_largest_share_comes_first_and_what_is_not_found_not_at_all():
    assert [(one.key, one.words) for one in found(asked(FORM), CASES)] == [
        ("standard:plan", "3 of 4"), ("theme:copy", "1 of 4"),
    ]  # fmt: skip
    assert found(asked(FORM), []) == []
