from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.ui.charts import drawing, letters, scale

figures = some.lists(some.one_of(some.none(), some.floats(0, 1e6)), max_size=30)


@given(figures, some.one_of(some.none(), some.floats(0, 1e6)))
def test_a_sparkline_stays_inside_its_picture(values, target):
    it = drawing.sparkline(values, target)

    if it is None:
        assert all(value is None for value in values)
        return
    assert 0 <= it["last"][0] <= it["width"]
    assert 0 <= it["last"][1] <= it["height"]
    assert it["path"].startswith("M")
    assert "nan" not in it["path"]


@given(figures, some.one_of(some.none(), some.floats(0, 1e6)))
def test_a_trend_stays_inside_its_picture(values, target):
    it = drawing.trend(values, [""] * len(values), target, share=False)

    if it is None:
        return
    assert all(it["left"] <= point["x"] <= it["right"] for point in it["points"])
    assert all(it["top"] - 1 <= point["y"] <= it["bottom"] + 1 for point in it["points"])
    assert len(it["points"]) == sum(value is not None for value in values)
    assert all(band["height"] >= 0 and band["width"] >= 0 for band in it["bands"])


def test_a_month_without_a_figure_breaks_the_line():
    it = drawing.sparkline([1, None, 2, 3])

    assert it["path"].count("M") == 2


def test_points_beyond_their_limits_are_marked():
    it = drawing.trend([70, 71, 69, 70, 71, 69, 70, 71, 69, 70, 71, 99], [""] * 12)

    assert [point["value"] for point in it["points"] if point["kind"] == "beyond"] == [99]


def test_below_ten_points_nothing_is_said_to_be_normal():
    it = drawing.trend([70] * 9, [""] * 9, 85)

    assert it["bands"] == []
    assert [line["kind"] for line in it["words_at_right"]] == ["target"]


def test_words_at_the_right_never_touch():
    it = drawing.trend([84] * 12, [""] * 12, 84)

    heights = sorted(line["y"] for line in it["words_at_right"])
    assert all(after - before >= 16 for before, after in pairwise(heights))


def test_a_target_that_steps_has_a_piece_for_each_value_and_a_line_between():
    it = drawing.trend(
        [150.0, 140, 120, 90], [""] * 4, aims=[None, *[(None, 150.0)] * 2, (None, 100.0)], share=False
    )

    first, second = it["aims"]
    assert first["x"] + first["width"] == second["x"]
    assert first["from"] is None
    assert second["from"] == first["lines"][0]
    assert second["lines"][0] > first["lines"][0]
    assert second["band"] is None


def test_a_range_is_a_band():
    it = drawing.trend([25.0, 26], ["", ""], aims=[(20.0, 30.0)] * 2)

    (piece,) = it["aims"]
    assert len(piece["lines"]) == 2
    assert piece["band"] == (piece["lines"][1], round(piece["lines"][0] - piece["lines"][1], 1))
    assert [line["value"] for line in it["words_at_right"]] == [30.0]


def test_each_named_change_that_parts_the_series_stands_with_its_words():
    values = [50.0, 51, 49, 50, 70, 71, 69, 70, 90, 91, 89, 90]

    it = drawing.trend(values, [""] * 12, steps=[(4, "tracking"), (8, "new team"), (11, "too late")])

    assert [(way, words) for _, _, way, words in it["steps"]] == [("start", "tracking"), ("end", "new team")]
    assert it["steps"][0][1] < it["steps"][1][1]
    assert len(it["bands"]) == 3


def test_a_month_that_is_not_over_is_an_open_point():
    it = drawing.trend([70.0, 71, 40], [""] * 3, unfinished={2})

    assert [point["kind"] for point in it["points"]] == ["dot", "dot", "open"]


@given(some.lists(some.floats(0, 1e6), min_size=1, max_size=20), some.floats(0, 1e6))
def test_the_way_to_a_deadline_stays_inside_its_picture(values, aim):
    ahead = [None] * 3

    it = drawing.toward(
        [*values, *ahead], [""] * (len(values) + 3), [(None, aim)] * (len(values) + 3),
        [None] * len(values) + [aim, aim, aim], len(values) + 2, share=False,
    )  # fmt: skip

    assert all(it["top"] - 1 <= y <= it["bottom"] + 1 for _, y in it["points"])
    assert all(it["left"] <= x <= it["right"] for x, _ in it["points"])
    assert len(it["points"]) == len(values)


def test_the_way_to_a_deadline_of_unlike_lengths_is_refused():
    with pytest.raises(ValueError, match="as long as each other"):
        drawing.toward([1.0], ["", ""], [None], [None], 0)
    with pytest.raises(ValueError, match="one of the months"):
        drawing.toward([1.0], [""], [None], [None], 1)


def test_the_way_to_a_deadline_without_figures_is_none():
    assert drawing.toward([None], [""], [(1.0, None)], [None], 0) is None


def test_labels_must_be_as_many_as_figures():
    with pytest.raises(ValueError, match="one label"):
        drawing.trend([1, 2], ["Jan"])


@given(some.lists(some.tuples(some.text(max_size=5), some.integers(0, 10**6)), max_size=20))
def test_bars_start_at_nought_and_keep_their_order_of_size(rows):
    it = drawing.bars(rows)

    assert len(it["rows"]) == len(rows)
    for one in it["rows"]:
        assert 0 <= one["width"] <= it["way"]
        assert (one["value"] == 0) <= (one["width"] == 0)
        assert all(one["width"] <= other["width"] for other in it["rows"] if one["value"] < other["value"])


def test_a_bar_cannot_show_less_than_nothing():
    with pytest.raises(ValueError, match="less than nothing"):
        drawing.bars([("lost", -1)])


def test_compared_places_stand_highest_first_and_the_unknown_are_left_out():
    it = drawing.compare([("B", 66.8, "other"), ("Us", 84.1, "us"), ("Closed", None, "other")], 85)

    assert [one["words"] for one in it["rows"]] == ["Us", "B"]
    assert it["rows"][0]["x"] > it["rows"][1]["x"]
    assert drawing.compare([("Closed", None, "other")]) is None


def test_a_worker_is_over_when_the_weight_after_is():
    assert drawing.workload(21.5, 23.0, 24, 27)["over"] is False
    assert drawing.workload(21.5, 24.5, 24, 27)["over"] is True
    assert drawing.workload(0, 0, 0, 0)["now"] == 0


def test_a_share_of_nothing_fills_nothing():
    assert drawing.share_of(27, 45) == 60.0
    assert drawing.share_of(50, 45) == 100.0
    assert drawing.share_of(3, 0) == 0.0


def test_small_multiples_share_one_scale():
    assert drawing.together([[1, None], [9]], 12) == (1, 12)
    assert drawing.together([]) == (0.0, 1.0)


@given(some.floats(-1e9, 1e9), some.floats(0, 1e9))
def test_round_marks_reach_round_all_figures(low, width):
    marks = scale.round_marks(low, low + width)

    nearly = max(abs(low), abs(low + width), 1) * 1e-6
    assert marks[0] <= low + nearly
    assert marks[-1] >= low + width - nearly
    assert 2 <= len(marks) <= 12


def test_an_axis_needs_its_ends_in_order():
    with pytest.raises(ValueError, match="two finite ends"):
        scale.round_marks(2, 1)
    with pytest.raises(ValueError, match="two finite ends"):
        scale.round_marks(0, float("inf"))


@given(some.lists(some.tuples(some.text(max_size=60), some.integers(0, 10**9)), min_size=1, max_size=9))
def test_words_and_numbers_beside_bars_have_room_and_bars_a_way(rows):
    it = drawing.bars(rows)

    assert it["left"] - 10 >= max(letters.width_of(words) for words, _ in rows)
    assert it["width"] - it["left"] - it["way"] >= max(letters.width_of(f"{value:,}") for _, value in rows)
    assert it["way"] >= 120


def test_short_words_leave_the_bars_more_room():
    short, long = drawing.bars([("North", 3)]), drawing.bars([("Waiting for another agency", 3)])

    assert short["left"] < 60 < long["left"]
    assert short["width"] == long["width"] == 400
    assert short["way"] > long["way"]


@given(some.text(max_size=40), some.floats(0, 300))
def test_words_that_are_too_long_are_cut_with_an_ellipsis(words, room):
    kept = letters.shortened(words, room)

    assert kept == words or kept.endswith("…")
    assert kept == "…" or letters.width_of(kept) <= room
