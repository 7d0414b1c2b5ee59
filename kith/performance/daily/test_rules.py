"""What stands on a daily list and how its lines are put together."""

from dataclasses import replace
from datetime import date

import pytest

from kith.access import practice
from kith.core.calendar import england
from kith.performance.daily import rules
from kith.performance.daily.rules import Found

DAYS = england()
WEDNESDAY = date(2026, 10, 14)
FOUND = Found("unallocated", "involvement", "", "Open case", 3, None, 7, (11,), (21,), date(2026, 10, 9))


@pytest.mark.parametrize(
    ("code", "due_on", "told"),
    [
        ("core_group", date(2026, 10, 13), True),
        ("core_group", WEDNESDAY, False),  # due today is not late this morning
        ("protection_review", date(2026, 10, 21), True),  # five working days ahead
        ("protection_review", date(2026, 10, 22), False),
        ("care_visit_6_weeks", WEDNESDAY, False),
        ("early_help_review", date(2026, 10, 1), False),
    ],
)
def test_which_clocks_belong_on_the_list(code, due_on, told):
    assert rules.is_told(code, due_on, WEDNESDAY, DAYS) is told


@pytest.mark.parametrize("day", [date(2011, 10, 26), WEDNESDAY])
def test_every_clock_that_is_called_a_visit_or_a_review_stands_under_that_heading(day):
    clocks = practice.on(day).timescales
    wrong = {
        code: kind.title
        for code, kind in clocks.items()
        if code not in rules.ELSEWHERE
        for word, heading in (("isit", rules.NOT_SEEN), ("eview", rules.REVIEW))
        if word in kind.title and rules.kind_of_clock(code) != heading
    }

    assert clocks and wrong == {}


def test_brothers_and_sisters_are_one_line_and_other_families_another():
    sister, other = (
        replace(FOUND, people=(12,), subjects=(22,)),
        replace(FOUND, family=8, people=(13,), subjects=(23,)),
    )

    joined, alone = rules.lines([FOUND, other, sister], WEDNESDAY, DAYS)

    assert (joined.people, joined.subjects, joined.days) == ((11, 12), (21, 22), 3)
    assert alone.people == (13,)


@pytest.mark.parametrize(
    "other",
    [
        {"team": 4},
        {"worker": 5},
        {"since": date(2026, 10, 8)},
        {"kind": "late", "of": "clock"},
        {"code": "x"},
    ],
)
def test_what_differs_in_anything_is_a_line_of_its_own(other):
    assert (
        len(rules.lines([FOUND, replace(FOUND, people=(12,), subjects=(22,), **other)], WEDNESDAY, DAYS)) == 2
    )


def test_two_pieces_of_work_of_one_family_are_two_lines():
    work = replace(FOUND, kind="late", of="step", people=(11, 12))

    assert len(rules.lines([work, replace(work, subjects=(22,))], WEDNESDAY, DAYS)) == 2


def test_lines_come_by_kind_and_the_longest_first():
    late = replace(FOUND, kind="late", of="step", since=date(2026, 1, 5))
    longer = replace(FOUND, family=9, people=(14,), subjects=(24,), since=date(2026, 9, 1))

    assert [(one.kind, one.subjects) for one in rules.lines([late, FOUND, longer], WEDNESDAY, DAYS)] == [
        ("unallocated", (24,)), ("unallocated", (21,)), ("late", (21,))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "since", "days", "words"),
    [
        ("unallocated", date(2026, 10, 9), 3, "Nobody for 3 working days"),
        ("unallocated", date(2026, 10, 13), 1, "Nobody for 1 working day"),
        ("unallocated", WEDNESDAY, 0, "Nobody since yesterday or today"),
        ("late", date(2026, 10, 12), 2, "Late by 2 working days"),
        ("review", date(2026, 10, 16), -2, "Due by Fri 16 Oct"),
    ],
)
def test_how_long_is_said_in_words(kind, since, days, words):
    assert rules.how_long(kind, since, days) == words


@pytest.mark.parametrize(
    ("team", "is_whole", "is_in"),
    [(3, False, True), (4, False, False), (None, False, False), (None, True, True)],
)
def test_whose_list_a_line_is_on(team, is_whole, is_in):
    assert rules.is_in_place(team, [3], is_whole=is_whole) is is_in


def test_what_left_the_list_is_what_stood_there_before_and_not_now():
    before = [("late", "step", 1), ("late", "step", 2)]

    assert rules.left(before, [("late", "step", 2), ("drift", "step", 1)]) == {("late", "step", 1)}


@pytest.mark.parametrize(
    ("words", "problem"), [("", "Write what"), ("x" * 401, "at most 400"), ("x" * 400, None)]
)
def test_a_remark_says_something_and_not_too_much(words, problem):
    said = rules.problem_of_remark(words)

    assert said is None if problem is None else problem in (said or "")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 10, 15), "lies ahead"),
        (date(2026, 10, 11), "was no working day"),
        (date(2026, 8, 31), "was no working day"),
        (WEDNESDAY, None),
    ],
)
def test_of_which_days_there_can_be_a_list(on, words):
    told = rules.obstacle_to_a_day(on, WEDNESDAY, DAYS)

    assert told is None if words is None else words in (told or "")
