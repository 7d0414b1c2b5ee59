"""Times missing: both sides of each border, the hour the clocks change among them."""

from datetime import date, datetime, timedelta

import pytest

from kith.care.missing import rules
from kith.care.missing.rules import Care, Span
from kith.core import clock

NOW = datetime(2026, 10, 14, 12, 0, tzinfo=clock.LONDON)
CARE = Care(date(2026, 1, 5))


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=clock.LONDON)


def start(started_at=None, care=CARE, others=(), kind="M"):
    return rules.problems_of_start(kind, started_at or at(10, 13), NOW, care, others, "Tia")


def test_a_child_in_care_may_be_recorded_missing_or_away():
    assert start() == []
    assert start(kind="A") == []
    assert start(kind="X")[0][0] == "kind"


def test_not_before_care_nor_after_it_581_578():
    assert "not looked after on 13 Oct 2026" in start(care=None)[0][1]


def test_not_in_the_future():
    assert start(started_at=NOW) == []
    assert start(started_at=NOW + timedelta(minutes=1)) == [("on", "That moment is still to come.")]


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        (Span(at(10, 12)), True),  # open since the day before
        (Span(at(10, 12), at(10, 13, 10)), False),  # came back at that very moment
        (Span(at(10, 12), at(10, 13, 10, 1)), True),
        (Span(at(10, 13, 11), at(10, 13, 12)), True),  # later: an open one would run over it
    ],
)
def test_times_missing_do_not_overlap_574(other, refused):
    assert bool(start(others=[other])) is refused


@pytest.mark.parametrize(
    ("span", "refused"),
    [
        (Span(at(10, 10), at(10, 11)), False),
        (Span(at(10, 10), at(10, 12, 0, 1)), True),
        (Span(at(10, 11, 23, 59), at(10, 12, 0)), False),
    ],
)
def test_a_time_that_is_over_may_lie_before_another(span, refused):
    others = [Span(at(10, 12, 0, 0), at(10, 12, 20))]

    assert bool(rules.problems_of_span("M", span, NOW, CARE, others, "Tia")) is refused


def test_a_return_comes_after_the_start_and_within_care_567_577():
    def end(ended_at, care=CARE):
        return rules.problems_of_end(Span(at(10, 10)), ended_at, NOW, care, "Tia")

    assert end(at(10, 10, 10, 1)) == []
    assert "(567)" in end(at(10, 10))[0][1]
    assert end(NOW + timedelta(seconds=1))
    assert end(at(10, 12, 23), Care(date(2026, 1, 5), date(2026, 10, 12))) == []
    assert "(577)" in end(at(10, 13, 0, 0), Care(date(2026, 1, 5), date(2026, 10, 12)))[0][1]


def test_72_hours_are_hours_also_when_the_clocks_go_back():
    back = at(10, 23, 12)  # the clocks go back on 25 October 2026

    assert rules.is_within(back, at(10, 26, 11))
    assert not rules.is_within(back, at(10, 26, 11, 1))
    assert not rules.is_within(back, at(10, 26, 12)), "that is 73 hours, though the wall says 72"


def test_a_talk_follows_the_return_and_is_independent():
    back, next_day = at(10, 13), at(10, 14)

    def talk(ended_at=back, held_at=next_day, who="Hana Reyes, advocate", independent=True):
        return [field for field, _ in rules.problems_of_talk(ended_at, held_at, NOW, who, independent)]

    assert talk() == []
    assert talk(held_at=at(10, 13)) == []
    assert talk(held_at=at(10, 13, 9, 59)) == ["held_on"]
    assert talk(held_at=at(10, 14, 12, 1)) == ["held_on"]
    assert talk(who=" ") == ["interviewer"]
    assert talk(who="x" * 81) == ["interviewer"]
    assert talk(independent=False) == ["independent"]
    assert talk(ended_at=None) == [None]


def test_a_talk_that_was_not_offered_or_declined_has_its_reason():
    assert rules.problems_of_answer("accepted", "") == []
    assert rules.problems_of_answer("declined", " ")[0][0] == "words"
    assert rules.problems_of_answer("declined", "Said no twice") == []
    assert rules.problems_of_answer("", "")[0][0] == "answer"
    assert rules.problems_of_answer("not_offered", "x" * 401)[0][0] == "words"


def test_only_the_18th_birthday_ends_care_and_a_time_missing_together_577_580():
    assert rules.ends_with_care(True, "E8", "Tia") is None
    assert "E8" in rules.ends_with_care(True, "E5", "Tia")
    assert "577" in rules.ends_with_care(False, "E8", "Tia")


def test_how_long_is_said_in_hours_then_days():
    assert rules.length_words(at(10, 1, 10), at(10, 1, 10, 59)) == "under an hour"
    assert rules.length_words(at(10, 1, 10), at(10, 1, 11)) == "1 hour"
    assert rules.length_words(at(10, 1, 10), at(10, 3, 9, 59)) == "47 hours"
    assert rules.length_words(at(10, 1, 10), at(10, 3, 10)) == "2 days"
