from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kith.core.calendar import england
from kith.practice.office import Office
from kith.work.night import rules

LONDON = ZoneInfo("Europe/London")
WHOLE = {
    "words": "Lee may come to the house.",
    "plan_a": "Ring Pauline.",
    "plan_b": "Ring 999.",
    "phones": "",
}


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-10-13 16:40", ["10-14 08:30", "10-16 08:30", "10-20 08:30"]),
        (
            "2026-10-13 02:10",
            ["10-13 08:30", "10-15 08:30", "10-19 08:30"],
        ),  # the night that is on is the first
        ("2026-10-14 16:40", ["10-15 08:30", "10-19 08:30", "10-21 08:30"]),
        ("2026-10-16 16:40", ["10-19 08:30", "10-23 08:30"]),  # three nights are over when the office opens
        ("2026-12-23 16:40", ["12-24 08:30", "12-29 08:30", "12-30 08:30"]),
    ],
)
def test_an_alert_ends_when_the_office_opens(now: str, ends: list[str]) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=LONDON)

    assert [f"{one.at:%m-%d %H:%M}" for one in rules.choices(moment, Office(), england())] == ends


def test_as_many_whole_lines_are_told_as_fit() -> None:
    assert rules.lines_that_fit(["Jade: 1", "a longer line", "Lee: 2"], 15) == "Jade: 1\nLee: 2"
    assert rules.lines_that_fit(["Jade: 1", "Lee: 2"], 14) == "Jade: 1"
    assert rules.lines_that_fit(["x" * 401]) == rules.lines_that_fit([]) == ""


def test_a_whole_alert_has_no_problem() -> None:
    assert rules.problems(**WHOLE) == []


@pytest.mark.parametrize("name", ["words", "plan_a", "plan_b"])
def test_what_may_happen_and_two_plans_are_needed(name: str) -> None:
    assert [field for field, _ in rules.problems(**WHOLE | {name: "  "})] == [name]


@pytest.mark.parametrize("name", list(WHOLE))
def test_too_many_words_are_told_with_their_number(name: str) -> None:
    (field, words), *others = rules.problems(**WHOLE | {name: "x" * 401})

    assert (field, others) == (name, [])
    assert "401" in words
