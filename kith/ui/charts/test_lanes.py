"""A stretch of time as lanes."""

from datetime import date

from kith.ui.charts.lanes import BAR, DOT, LEFT, Bar, Dot, Lane, lanes

FIRST, LAST, TODAY = date(2026, 2, 1), date(2027, 2, 1), date(2026, 10, 14)


def drawn(*bars: Bar, dots: tuple[Dot, ...] = ()):
    return lanes([Lane("Tia, 9", bars, dots)], FIRST, LAST, TODAY)


def test_a_bar_reaches_from_its_first_day_to_its_last_and_is_cut_at_the_edges() -> None:
    picture = drawn(Bar(date(2020, 1, 1), None, "At home"))
    (bar,) = picture["lanes"][0]["bars"]

    assert bar["x"] == LEFT
    assert bar["x"] + bar["width"] == picture["width"] - 8


def test_bars_at_the_same_time_lie_under_each_other_and_after_each_other_side_by_side() -> None:
    one, two = Bar(FIRST, date(2026, 5, 1), "A"), Bar(date(2026, 4, 1), date(2026, 6, 1), "B")
    three = Bar(date(2026, 5, 1), date(2026, 7, 1), "C")

    first, second, third = drawn(one, two, three)["lanes"][0]["bars"]

    assert second["y"] == first["y"] + BAR
    assert third["y"] == first["y"]


def test_what_lies_outside_is_left_out() -> None:
    picture = drawn(
        Bar(date(2025, 1, 1), date(2025, 12, 1), "Before"), dots=(Dot(date(2028, 1, 1), "After"),)
    )

    assert picture["lanes"][0]["bars"] == []
    assert picture["lanes"][0]["dots"] == []


def test_words_that_do_not_fit_are_cut_and_kept_for_the_title() -> None:
    (bar,) = drawn(Bar(FIRST, date(2026, 3, 1), "Child and family assessment"))["lanes"][0]["bars"]

    assert bar["words"].endswith("…")
    assert bar["all"] == "Child and family assessment"
    assert drawn(Bar(FIRST, date(2026, 2, 5), "Assessment"))["lanes"][0]["bars"][0]["words"] == ""


def test_dots_have_a_row_of_their_own_under_the_bars() -> None:
    (lane,) = drawn(Bar(FIRST, None, "Open"), dots=(Dot(date(2026, 9, 1), "Seen"),))["lanes"]

    assert lane["dots"][0]["y"] == lane["bars"][0]["y"] + BAR + DOT / 2


def test_months_are_named_once_with_the_year_where_it_begins_and_not_under_today() -> None:
    picture = drawn()
    names = [words for _, words in picture["months"]]

    assert names[0] == "Feb 26"
    assert "Jan 27" in names
    assert "" in names
    assert len(names) == 12
    assert lanes([], FIRST, LAST, date(2030, 1, 1))["today"] is None
