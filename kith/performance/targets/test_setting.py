from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kith.core import Refused
from kith.performance.targets import setting
from kith.performance.targets.setting import Wanted

TODAY = date(2026, 10, 14)
FINE = Wanted("ceiling", Decimal(100), TODAY, "An improvement notice")


@pytest.mark.parametrize(
    ("text", "found"),
    [("90", 90), (" 90 %", 90), ("1,200", 1200), ("2.5", Decimal("2.5")), ("0", 0), ("1000000", 1_000_000)],
)
def test_a_number_is_read_as_people_write_it(text, found) -> None:
    assert setting.number(text, "value") == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write a number."),
        ("ninety", "Write a number, such as 90 or 2.5."),
        ("2,5", "Write a number, such as 90 or 2.5."),
        ("1_0", "Write a number, such as 90 or 2.5."),
        ("-1", "Write a number from 0 to 1,000,000."),
        ("1000001", "Write a number from 0 to 1,000,000."),
        ("NaN", "Write a number from 0 to 1,000,000."),
        ("1e400000", "Write a number from 0 to 1,000,000."),
        ("2.555", "Write at most two figures behind the point."),
    ],
)
def test_what_is_no_number_is_told(text, words) -> None:
    with pytest.raises(Refused) as refused:
        setting.number(text, "value")

    assert refused.value.problems == [("value", words)]
    assert setting.number("", "value", needed=False) is None


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"kind": ""}, "kind", "Choose at least, at most or between."),
        ({"kind": "range"}, "high", "Write the upper end: a range has two."),
        ({"high": Decimal(110)}, "high", "Only a range has an upper end"),
        ({"kind": "range", "high": Decimal(99)}, "high", "The upper end is less than the lower end."),
        ({"last_on": date(2026, 10, 13)}, "last_on", "It would end before it begins."),
        ({"deadline_on": date(2026, 10, 13)}, "deadline_on", "The deadline is before the target begins."),
        (
            {"deadline_on": date(2036, 10, 15)},
            "deadline_on",
            "Write a day from 1990 on, and at most 10 years ahead.",
        ),
        ({"started_on": date(1989, 12, 31)}, "started_on", "Write a day from 1990 on"),
        ({"last_on": date(2036, 10, 15)}, "last_on", "Write a day from 1990 on"),
        ({"why": ""}, "why", "Write why the team sets it."),
        ({"why": "w" * 301}, "why", "Say it in at most 300 letters: these are 301."),
    ],
)
def test_a_target_that_cannot_be_says_why(changed, field, words) -> None:
    ((at, told),) = setting.problems_with(replace(FINE, **changed), "children", TODAY, 300)

    assert at == field
    assert told.startswith(words)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"kind": "floor"},
        {"kind": "range", "high": Decimal(100)},
        {"last_on": TODAY},
        {"deadline_on": TODAY},
        {"deadline_on": date(2036, 10, 14)},
        {"started_on": date(1990, 1, 1)},
        {"why": "w" * 300},
    ],
)
def test_a_target_at_the_border_is_fine(changed) -> None:
    assert setting.problems_with(replace(FINE, **changed), "children", TODAY, 300) == []


@pytest.mark.parametrize(("value", "fine"), [(100, True), (Decimal("100.01"), False)])
def test_a_share_is_at_most_a_hundred(value, fine) -> None:
    found = setting.problems_with(replace(FINE, value=Decimal(value)), "%", TODAY, 300)

    assert found == ([] if fine else [("value", "A share is at most 100%.")])


MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("started_on", "last_on", "others", "stands"),
    [
        (MAY, None, [], True),
        (MAY, None, [(JUNE, None)], False),
        (JUNE, None, [(MAY, None)], False),
        (JUNE, None, [(MAY, JUNE)], True),
        (date(2026, 5, 31), None, [(MAY, JUNE)], False),
        (MAY, date(2026, 5, 31), [(JUNE, JULY)], True),
        (MAY, JUNE, [(JUNE, JULY)], False),
        (MAY, None, [(date(2025, 1, 1), MAY), (JULY, None)], False),
    ],
)
def test_two_targets_of_a_team_share_no_day(started_on, last_on, others, stands) -> None:
    told = setting.problem_with_days(started_on, last_on, others)

    assert (told is None) == stands


def test_the_target_in_the_way_is_told_with_its_days() -> None:
    assert setting.problem_with_days(MAY, None, [(MAY, JUNE)]) == (
        "There is a target of this measure from 1 May 2026 until 31 May 2026 already. "
        "End that one first, or choose other days."
    )


@pytest.mark.parametrize(
    ("due_on", "done_on", "carried", "state"),
    [
        (date(2026, 10, 13), None, False, ("late", "Late since 13 Oct 2026")),
        (TODAY, None, False, ("soon", "Due today")),
        (date(2026, 10, 15), None, False, ("", "By 15 Oct 2026")),
        (date(2026, 10, 13), None, True, ("", "Carried over from 13 Oct 2026")),
        (date(2026, 10, 13), date(2026, 10, 13), False, ("done", "Done 13 Oct 2026")),
        (date(2026, 10, 12), date(2026, 10, 13), False, ("done", "Done 13 Oct 2026, 1 day late")),
        (date(2026, 10, 2), date(2026, 10, 13), False, ("done", "Done 13 Oct 2026, 11 days late")),
    ],
)
def test_how_an_action_stands(due_on, done_on, carried, state) -> None:
    assert setting.state_of_action(due_on, done_on, carried, TODAY) == state
