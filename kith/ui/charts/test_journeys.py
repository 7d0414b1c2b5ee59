"""Flow, spans, waterfall and funnel: they add up, stay inside their pictures, and nothing is drawn of nothing."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.ui.charts import flow, funnel, spans, waterfall
from kith.ui.charts.flow import Band, Block
from kith.ui.charts.funnel import Point
from kith.ui.charts.spans import Span
from kith.ui.charts.waterfall import Move

ENDS = ("plan", "closed", "open")
counts = some.lists(some.integers(0, 3000), min_size=6, max_size=6)


def journey(ways):
    """Contacts to referral or advice, and referrals on to three ends, from six numbers."""
    referred, advised = sum(ways[:3]), sum(ways[3:])
    stages = [
        [Block("contact", "Contacts", referred + advised)],
        [Block("referral", "Referral", referred), Block("advice", "Advice", advised, ends=True)],
        [Block(end, end.title(), ways[place]) for place, end in enumerate(ENDS)],
    ]
    bands = [Band("contact", "referral", referred), Band("contact", "advice", advised)]
    return stages, bands + [Band("referral", end, ways[place]) for place, end in enumerate(ENDS)]


@given(counts)
def test_a_flow_stays_inside_its_picture_and_no_block_lies_on_another(ways):
    it = flow.flow(*journey(ways))

    if it is None:
        assert sum(ways) == 0
        return
    for one in it["blocks"]:
        assert 0 <= one["x"] <= it["width"] - flow.THICK
        assert 0 <= one["y"] <= one["y"] + one["height"] <= it["height"]
    for stage in range(3):
        column = [one for one in it["blocks"] if one["stage"] == stage]
        for above, below in pairwise(column):
            assert above["y"] + above["height"] < below["y"]
    assert all("nan" not in band["path"] for band in it["bands"])


def test_blocks_are_as_high_as_their_numbers_and_empty_ones_are_left_out():
    it = flow.flow(*journey([300, 0, 100, 0, 0, 0]))

    high = {one["block"].key: one["height"] for one in it["blocks"]}
    assert set(high) == {"contact", "referral", "plan", "open"}
    assert high["plan"] == pytest.approx(3 * high["open"], abs=0.3)
    assert high["contact"] == flow.FULL


def test_the_number_on_a_band_stands_on_it_past_the_words_of_the_block_it_leaves():
    stages, bands = journey([600, 400, 500, 300, 300, 0])
    stages[1].append(Block("help", "Early help", 100))
    stages[0][0] = Block("contact", "Contacts", 2200)
    bands += [Band("contact", "help", 100), Band("help", "plan", 100)]
    stages[2][0] = Block("plan", "Plan", 700)

    written = [one for one in flow.flow(stages, bands)["bands"] if one["written"]]

    assert {(one["band"].start, one["band"].end) for one in written} == {("referral", "plan")}
    (it,) = written
    (source,) = [one for one in flow.flow(stages, bands)["blocks"] if one["block"].key == "referral"]
    assert it["x"] > source["x"] + flow.THICK + 150


def test_a_flow_that_does_not_add_up_is_not_drawn():
    stages, bands = journey([3, 2, 1, 4, 0, 0])

    with pytest.raises(ValueError, match="more leave"):
        flow.flow(stages, [*bands, Band("referral", "plan", 1)])
    with pytest.raises(ValueError, match="at most 4"):
        flow.flow([stages[0]] * 5, [])


@given(some.dictionaries(some.integers(0, 200), some.integers(1, 40), min_size=1, max_size=30))
def test_the_middle_lies_between_the_tenths_and_eight_of_ten_between_them(tally):
    low, middle, high = spans.tenths(tally)
    lengths = sorted(length for length, cases in tally.items() for _ in range(cases))

    assert low <= middle <= high
    assert sum(low <= one <= high for one in lengths) >= 0.8 * len(lengths)
    assert {low, high} <= set(lengths)


@pytest.mark.parametrize(
    ("lengths", "found"),
    [
        ([3], (3, 3, 3)),
        ([1, 2], (1, 1.5, 2)),
        (range(1, 11), (1, 5.5, 9)),
        (range(1, 12), (2, 6, 10)),
        ([0] * 9 + [50], (0, 0, 0)),
    ],
)
def test_tenths_are_lengths_that_occurred(lengths, found):
    tally = {length: list(lengths).count(length) for length in lengths}

    assert spans.tenths(tally) == found


def test_what_lies_over_the_limit_begins_at_the_limit():
    (row,) = spans.spans([Span("Assessment", 40, 18, 37, 49, 45, 6)])["rows"]

    assert row["over_x"] == row["limit"]
    assert row["over"] > 0
    assert row["x"] + row["width"] == pytest.approx(row["limit"], abs=0.2)


@pytest.mark.parametrize(
    ("span", "inside", "over"),
    [
        (Span("All in time", 40, 1, 2, 3, 45), True, False),
        (Span("All late", 40, 50, 60, 70, 45), False, True),
        (Span("No limit", 40, 1, 2, 3), True, False),
    ],
)
def test_bars_without_anything_over_the_limit_or_under_it(span, inside, over):
    (row,) = spans.spans([span])["rows"]

    assert (row["width"] > 0) is inside
    assert (row["over"] > 0) is over


def test_a_step_with_a_handful_of_cases_is_not_drawn():
    it = spans.spans([Span("Rare", 4, 1, 2, 3), Span("Often", 5, 1, 2, 3)])

    assert [row["drawn"] for row in it["rows"]] == [False, True]
    assert spans.spans([Span("Rare", 4, 1, 2, 3)]) is None
    assert spans.spans([]) is None


moves = some.lists(some.tuples(some.integers(0, 90), some.integers(0, 90)), max_size=9)


@given(some.integers(0, 500), moves)
def test_a_waterfall_leads_from_the_start_to_the_end(start, pairs):
    level, steps = start, []
    for joined, gone in pairs:
        left = min(gone, level + joined)
        steps.append(Move("7 Sep", joined, left))
        level += joined - left

    it = waterfall.waterfall(start, steps, level)

    if it is None:
        assert not start
        assert not any(step.joined for step in steps)
        return
    assert all(it["top"] - 1 <= one["joined_y"] <= one["left_bottom"] <= it["bottom"] for one in it["moves"])
    assert all(one["joined_height"] >= 0 and one["left_height"] >= 0 for one in it["moves"])
    if steps:
        assert it["moves"][-1]["level"] == it["end"]["value"]


@pytest.mark.parametrize(("start", "pair", "end"), [(5, (2, 3), 5), (1, (0, 2), -1)])
def test_a_waterfall_that_does_not_add_up_is_not_drawn(start, pair, end):
    with pytest.raises(ValueError, match="does not lead"):
        waterfall.waterfall(start, [Move("7 Sep", *pair)], end)


@given(some.integers(1, 300), some.floats(0.01, 0.99))
def test_outer_limits_lie_outside_the_inner_and_all_round_the_average(whole, average):
    lowest, lower, upper, highest = (
        funnel.limit(whole, average, tail)
        for tail in (funnel.OUTER, funnel.INNER, 1 - funnel.INNER, 1 - funnel.OUTER)
    )

    assert 0 <= lowest <= lower <= upper <= highest <= 1
    assert lower - 1 / whole <= average <= upper + 1 / whole


@pytest.mark.parametrize("tail", [0.025, 0.001])
@pytest.mark.parametrize(("whole", "average"), [(1, 0.84), (10, 0.5), (92, 0.84), (400, 0.1)])
def test_beyond_a_limit_is_what_the_binomial_distribution_finds_too_unlikely(whole, average, tail):
    """The chances are summed from whole numbers of ways here, not from logarithms."""
    chances = [math.comb(whole, n) * average**n * (1 - average) ** (whole - n) for n in range(whole + 1)]
    low, high = (funnel.limit(whole, average, one) for one in (tail, 1 - tail))

    for part in range(whole + 1):
        assert (part / whole < low) == (sum(chances[: part + 1]) < tail)
        assert (part / whole > high) == (sum(chances[part:]) < tail)


@pytest.mark.parametrize(
    ("part", "whole", "standing"),
    [
        (60, 92, "very low"),
        (77, 92, "inside"),
        (69, 92, "low"),
        (92, 92, "very high"),
        (1, 1, "inside"),
        (0, 1, "inside"),
    ],
)
def test_where_a_team_stands(part, whole, standing):
    assert funnel.standing(part, whole, 0.841) == standing


teams = some.lists(
    some.tuples(some.integers(1, 400), some.floats(0, 1)).map(
        lambda pair: Point("A team", round(pair[0] * pair[1]), pair[0])
    ),
    min_size=2,
    max_size=12,
)


@given(teams)
def test_a_funnel_stays_inside_its_picture(points):
    it = funnel.funnel(points)

    assert it is not None
    for one in it["points"]:
        assert it["left"] <= one["x"] <= it["right"]
        assert it["top"] - 1 <= one["y"] <= it["bottom"] + 1
        assert one["words_x"] >= 2 or len(points) > 1
    assert all("nan" not in path for path in it["curves"].values())


def test_one_team_is_no_funnel_and_a_team_without_cases_has_no_share():
    assert funnel.funnel([Point("North", 3, 4)]) is None
    with pytest.raises(ValueError, match="no share"):
        funnel.funnel([Point("North", 3, 4), Point("South", 0, 0)])
    with pytest.raises(ValueError, match="needs a size"):
        funnel.limit(0, 0.5, 0.025)


def test_where_everything_is_in_time_nobody_is_beyond_a_limit():
    it = funnel.funnel([Point("North", 40, 40), Point("South", 7, 7)])

    assert [one["standing"] for one in it["points"]] == ["inside", "inside"]


def test_names_lose_the_first_words_that_many_share():
    names = [
        "Care and Safety North A",
        "Care and Safety South A",
        "Care and Safety South B",
        "Disabled Children",
    ]

    assert funnel.short_names([*names, "Care and Safety North"])[-1] == "North"
    assert funnel.short_names(names) == ["North A", "South A", "South B", "Disabled Children"]
    assert funnel.short_names(["Team North", "Team South"]) == ["Team North", "Team South"]
    assert funnel.short_names([]) == []


def test_names_of_teams_never_lie_on_each_other_and_those_beyond_a_limit_are_always_there():
    points = [Point(f"Team number {n}", 80 + n % 3, 100 + n % 4) for n in range(14)] + [Point("Low", 30, 100)]

    drawn = funnel.funnel(points)["points"]

    assert next(one for one in drawn if one["point"].words == "Low")["words"] == "Low"
    boxes = [(one["words_x"], one["words_y"], len(one["words"])) for one in drawn if one["words"]]
    assert len({(x, y) for x, y, _ in boxes}) == len(boxes)
