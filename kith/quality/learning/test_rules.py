from datetime import date, timedelta

import pytest

from kith.quality.learning.rules import EARLIEST, gone_round, problems_with_entry, problems_with_talk

TODAY = date(2026, 10, 14)
GOOD = {
    "source": "audit",
    "learned_on": TODAY,
    "today": TODAY,
    "learned": "Fathers who live elsewhere are not asked.",
    "change": "Each plan says how the father was asked.",
    "recommendation": "",
}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, None),
        ({"source": "rumour"}, "source"),
        ({"learned_on": None}, "learned_on"),
        ({"learned_on": TODAY + timedelta(days=1)}, "learned_on"),
        ({"learned_on": TODAY - EARLIEST}, None),
        ({"learned_on": TODAY - EARLIEST - timedelta(days=1)}, "learned_on"),
        ({"learned": " "}, "learned"),
        ({"learned": "x" * 400}, None),
        ({"learned": "x" * 401}, "learned"),
        ({"change": ""}, "change"),
        ({"recommendation": "x" * 121}, "recommendation"),
    ],
)
def test_what_an_entry_must_say(change, field):
    assert [name for name, _ in problems_with_entry(**{**GOOD, **change})] == ([field] if field else [])


@pytest.mark.parametrize(
    ("on", "words", "field"),
    [
        (TODAY, "", None),
        (TODAY - timedelta(days=7), "", None),
        (TODAY - timedelta(days=8), "", "talked_on"),
        (TODAY + timedelta(days=1), "", "talked_on"),
        (None, "", "talked_on"),
        (TODAY, "x" * 401, "words"),
    ],
)
def test_a_team_talks_about_it_after_it_was_learned(on, words, field):
    found = problems_with_talk(on, TODAY - timedelta(days=7), TODAY, words)

    assert [name for name, _ in found] == ([field] if field else [])


def test_how_far_it_has_gone_round_counts_the_teams_there_are_now():
    assert gone_round([1, 2, 9], [1, 2, 3]) == "2 of 3 teams have talked about it"
    assert gone_round([], []) == "0 of 0 teams have talked about it"
