"""The sentences, blocks and bands of the page of journeys, from plain counts."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.performance.journeys import rules, stages
from kith.performance.journeys.rules import Verdict
from kith.ui.charts import flow
from kith.ui.charts.funnel import Point
from kith.ui.charts.spans import Span
from kith.ui.charts.waterfall import Move

TITLES = {"strategy_discussion": "Strategy discussion", "single_assessment": "Child and family assessment"}
FIRST = [*TITLES, *stages.THIRD]
KINDS = [(key, "", "") for key in stages.SECOND if key != "referral"] + [
    ("referral", first, furthest)
    for first in FIRST
    for furthest in (stages.FOURTH if first in TITLES else [""])
]
ways = some.dictionaries(
    some.sampled_from([(*kind, back) for kind in KINDS for back in (True, False)]),
    some.integers(0, 400),
    max_size=30,
)


@given(ways)
def test_parts_add_up_to_wholes_at_every_stage(counted):
    found = rules.journey(counted.items(), TITLES)
    totals = [sum(part.number for part in stage) for stage in found.stages]

    assert found.whole == sum(counted.values()) == totals[0]
    if len(totals) > 1:
        assert totals[1] == found.whole
    if len(totals) > 2:
        assert totals[2] == found.number(second="referral")
    if len(totals) > 3:
        assert totals[3] == sum(found.number(third=kind) for kind in TITLES)
    for start in {band[0] for band in found.bands if band[0] != "second.referral"}:
        leaving = sum(band[2].number for band in found.bands if band[0] == start)
        (block,) = [part for stage in found.stages for part in stage if rules.key_of(part) == start]
        assert leaving == block.number


@given(ways)
def test_every_journey_can_be_drawn_and_told(counted):
    found = rules.journey(counted.items(), TITLES)

    drawn = flow.flow(rules.blocks(found, {}), rules.bands(found, {}))

    assert (drawn is None) == (found.whole == 0)
    assert rules.journey_sentence(found).endswith(".")


def test_shares_are_of_the_step_before():
    found = rules.journey(
        [
            (("referral", "single_assessment", "in_need", False), 30),
            (("referral", "single_assessment", "ended", True), 10),
            (("referral", "none", "", False), 10),
            (("advice", "", "", False), 150),
        ],
        TITLES,
    )

    shares = {part.words: part.share for stage in found.stages for part in stage}
    assert shares == {
        "Contacts": "",
        "Referral": "25%",
        "Advice, no more action": "75%",
        "Child and family assessment": "80%",
        "No more action": "20%",
        "Child in need plan": "75%",
        "Closed, or early help": "25%",
    }
    assert rules.journey_sentence(found) == (
        "25 in 100 contacts became a referral. 10 of 50 referrals ended with no more action. "
        "10 children had a strategy discussion after another first step."
    )


@pytest.mark.parametrize(
    ("value", "year", "words"),
    [("38", "2024-25", "neighbours: 38 in 100 (2024-25)"), ("37.50", "", "neighbours: 37.5 in 100"),
     ("40.0", "2025", "neighbours: 40 in 100 (2025)")],
)  # fmt: skip
def test_others_stand_beside_us_in_the_sentence(value, year, words):
    found = rules.journey([(("referral", "none", "", False), 60), (("advice", "", "", False), 140)], TITLES)

    told = rules.journey_sentence(found, rules.elsewhere("neighbours", Decimal(value), year))

    assert told.startswith(f"30 in 100 contacts became a referral; {words}. ")
    assert rules.journey_sentence(rules.journey([], TITLES), words) == "No contacts were received."


def test_who_is_still_on_the_way_is_said():
    found = rules.journey([(("referral", "single_assessment", "assessing", False), 3)], TITLES)

    assert "3 are still on their way" in rules.journey_sentence(found)
    assert rules.journey_sentence(rules.journey([], TITLES)) == "No contacts were received."


def test_a_step_that_the_practice_no_longer_knows_keeps_its_place():
    found = rules.journey([(("referral", "core_assessment", "ended", False), 3)], TITLES)

    assert found.number(third="core_assessment") == 3


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(1, 3, "33%"), (1, 200, "under 1%"), (1, 200_000, "under 1%"), (5, 1000, "under 1%"), (1, 8, "13%"),
     (0, 5, "0%"), (5, 5, "100%"), (0, 0, "")],
)  # fmt: skip
def test_shares_are_whole_percentages_rounded_half_up(part, whole, words):
    assert rules.share(part, whole) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Span("Assessment", 40, 9, 20, 49, 45, 4), Span("Discussion to conference", 20, 9, 13, 21, 15, 6)],
         "The limit is missed most from discussion to conference: 6 of 20 (30%)."),
        ([Span("Assessment", 40, 9, 20, 49, 45, 4), Span("Sign-off wait", 50, 0, 1, 4)],
         "The limit is missed most in: assessment, 4 of 40 (10%). "
         "Sign-off wait: one in ten takes 4 working days or more; the practice sets no limit."),
        ([Span("Assessment", 40, 9, 20, 44, 45, 0)], "No limit was missed."),
        ([Span("Assessment", 3, 9, 20, 60, 45, 3)],
         "No step has both a limit and cases enough to say whether it is met."),
        ([], "No step has both a limit and cases enough to say whether it is met."),
    ],
)  # fmt: skip
def test_where_the_limit_is_missed_most(rows, words):
    assert rules.steps_sentence(rows) == words


@pytest.mark.parametrize(
    ("start", "pairs", "words"),
    [
        (
            64,
            [(22, 31), (28, 34), (11, 10)],
            "More left than joined in 2 of 3 weeks; 14 fewer than at the start.",
        ),
        (4, [(5, 1), (6, 2), (0, 1)], "More joined than left in 2 of 3 weeks; 7 more than at the start."),
        (4, [(1, 1)], "More left than joined in 0 of 1 week; the number is what it was, 4."),
        (0, [(0, 0)], "Nobody was in this backlog in these weeks."),
    ],
)
def test_what_a_backlog_did(start, pairs, words):
    moves = [Move("7 Sep", joined, left) for joined, left in pairs]

    assert rules.backlog_sentence(start, moves, start + sum(j - n for j, n in pairs)) == words


TEAMS = [
    Point("North", 193, 212),
    Point("South", 167, 198),
    Point("East", 189, 220),
    Point("Disabled", 60, 92),
]


def test_the_team_furthest_on_the_wrong_side_comes_first():
    high, low = rules.verdicts(TEAMS, "high"), rules.verdicts(TEAMS, "low")

    assert high[0].point.words == low[-1].point.words == "Disabled"
    assert all(one.distance <= other.distance for one, other in pairwise(high))
    assert high[0].words == "below the 99.8% limit"


def test_teams_beyond_the_limits_are_named_with_the_side_they_lie_on():
    assert rules.funnel_sentence(rules.verdicts(TEAMS, "high"), "high") == (
        "Disabled (worse) lies beyond the outer limits: look into it. "
        "North (better) lies beyond the inner limits: it may be chance, watch it. "
        "The other 2 differ no more than chance would make them."
    )
    assert "Disabled (better)" in rules.funnel_sentence(rules.verdicts(TEAMS, "low"), "low")


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([], "No team has a case."),
        ([Point("North", 1, 2)], "One team alone cannot be compared."),
        (
            [Point("North", 9, 10), Point("South", 8, 10)],
            "No team really differs: all lie inside the limits of chance.",
        ),
        (
            [Point("North", 9, 9), Point("South", 8, 8)],
            "No team really differs: all lie inside the limits of chance.",
        ),
    ],
)
def test_teams_that_do_not_differ(points, words):
    found = rules.verdicts(points, "high") if points else []

    assert rules.funnel_sentence(found, "high") == words
    assert all(isinstance(one, Verdict) for one in found)


@pytest.mark.parametrize("key", ["x' or true", "%s", "A", "a" * 41, "a-b", " "])
def test_what_is_no_key_becomes_no_condition(key):
    with pytest.raises(ValueError, match="called this"):
        stages.condition(date(2026, 10, 14), {"second": key})
