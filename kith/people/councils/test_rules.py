"""Where somebody went, or came from, stands first on the record."""

from datetime import date, timedelta

import pytest

from kith.people.councils.rules import Move, obstacle, words

TODAY = date(2026, 10, 14)
CAME, WENT = (
    Move("in", "Harbourne", date(2026, 4, 14)),
    Move("out", "Redfell", date(2026, 9, 1), "Ms Orme, 01632 960 555"),
)


@pytest.mark.parametrize(
    ("moves", "on", "told"),
    [
        ([], TODAY, ""),
        ([CAME], TODAY, "Came from Harbourne on 14 Apr 2026"),
        ([CAME], TODAY + timedelta(1), ""),
        ([CAME, WENT], TODAY, "Moved to Redfell on 1 Sep 2026: Ms Orme, 01632 960 555"),
        ([WENT, CAME], date(2026, 5, 1), "Came from Harbourne on 14 Apr 2026"),
        ([WENT], TODAY + timedelta(900), "Moved to Redfell on 1 Sep 2026: Ms Orme, 01632 960 555"),
        ([CAME, WENT], date(2026, 1, 1), ""),
    ],
)
def test_the_latest_move_is_told_and_a_coming_only_for_half_a_year(moves, on, told) -> None:
    assert words(moves, on) == told


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"way": "", "council": ""}, ["way", "council"]),
        ({"moved_on": TODAY + timedelta(1)}, ["moved_on"]),
        ({"moved_on": date(2016, 1, 1)}, ["moved_on"]),
        ({"told": "x" * 201}, ["council_words"]),
    ],
)
def test_what_is_wrong_with_a_move_is_told(facts, fields) -> None:
    said = {
        "way": "out",
        "council": "Redfell",
        "told": "",
        "moved_on": TODAY,
        "born_on": date(2017, 2, 3),
    } | facts

    assert [field for field, _ in obstacle(**said, today=TODAY)] == fields
