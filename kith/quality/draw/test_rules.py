"""A draw is by chance, reproducible, free of conflict, and gives nobody a child twice."""

from itertools import permutations
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.quality.draw.rules import Given, Short, draw, given_from, quotas, short_words

GROUPS = ("protection", "looked_after", "in_need", "closed")
SHARES = (("protection", 3), ("looked_after", 3), ("in_need", 3), ("closed", 1))
SECOND = 1.0


def of(auditors, cases, conflicts=(), second_one_in=0, shares=SHARES):
    held: dict[int, dict[int, str]] = {}
    for auditor, case in conflicts:
        held.setdefault(auditor, {})[case] = "team"
    return Given(tuple(auditors), tuple(cases), shares, held, second_one_in)


@st.composite
def anything(draw_from):
    """Few auditors, few cases and many conflicts: where mistakes would show."""
    auditors = [(one, draw_from(st.integers(1, 2))) for one in range(1, draw_from(st.integers(1, 4)) + 1)]
    number = draw_from(st.integers(0, 7))
    cases = [(100 + at, draw_from(st.sampled_from(GROUPS))) for at in range(number)]
    pairs = [(auditor, case) for auditor, _ in auditors for case, _ in cases]
    conflicts = [pair for pair in pairs if draw_from(st.booleans())]
    return of(auditors, cases, conflicts, draw_from(st.integers(0, 3)))


@settings(max_examples=200)
@given(st.text("0123456789abcdef", min_size=8, max_size=32), anything())
def test_the_same_seed_and_the_same_cases_give_the_same_audits(seed, told):
    first = draw(seed, told)

    assert draw(seed, given_from(told.kept())) == first
    mixed = Given(told.auditors, told.cases[::-1], told.shares, told.conflicts, told.second_one_in)
    assert draw(seed, mixed) == first


@settings(max_examples=200)
@given(st.text("0123456789abcdef", min_size=8, max_size=32), anything())
def test_no_audit_has_a_conflict_and_no_child_is_drawn_twice(seed, told):
    drawn, short = draw(seed, told)

    cases = [one.case for one in drawn]
    assert len(cases) == len(set(cases))
    for one in drawn:
        assert one.case not in told.conflicts.get(one.auditor, {})
        assert one.second is None or (
            one.second != one.auditor and one.case not in told.conflicts.get(one.second, {})
        )
    assert len(drawn) + len(short) == sum(number for _, number in told.auditors)


def most(told) -> int:
    """The most audits that any draw could give, by trying every order of the cases."""
    slots = [auditor for auditor, number in told.auditors for _ in range(number)]
    cases = [case for case, _ in told.cases]
    those = [*cases, *[None] * len(slots)]
    return max(
        sum(
            case is not None and case not in told.conflicts.get(auditor, {})
            for auditor, case in zip(slots, order, strict=False)
        )
        for order in permutations(those, len(slots))
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_nobody_goes_without_a_case_that_could_have_one(number):
    chance = Random(number)
    cases = [(100 + at, chance.choice(GROUPS)) for at in range(chance.randint(0, 4))]
    auditors = [(one, 1) for one in range(1, chance.randint(1, 4) + 1)]
    pairs = [(one, case) for one, _ in auditors for case, _ in cases if chance.random() < 0.6]
    told = of(auditors, cases, pairs)

    assert len(draw(f"{number}", told)[0]) == most(told)


def test_other_seeds_give_other_audits_and_every_child_has_its_chance():
    told = of([(1, 2)], [(100 + at, "in_need") for at in range(6)])

    found = {one.case for number in range(200) for one in draw(f"{number}", told)[0]}

    assert found == {100, 101, 102, 103, 104, 105}


def test_the_chance_of_a_child_is_even():
    told = of([(1, 1)], [(100 + at, "in_need") for at in range(10)])
    drawn = [draw(f"{number}", told)[0][0].case for number in range(2000)]

    assert all(150 < drawn.count(100 + at) < 250 for at in range(10))  # 200, and 50 is 3.7 deviations


@pytest.mark.parametrize(
    ("number", "there", "wanted"),
    [
        (10, {"protection": 99, "looked_after": 99, "in_need": 99, "closed": 99}, (3, 3, 3, 1)),
        (20, {"protection": 99, "looked_after": 99, "in_need": 99, "closed": 99}, (6, 6, 6, 2)),
        (10, {"protection": 1, "looked_after": 99, "in_need": 99, "closed": 99}, (1, 4, 4, 1)),
        (4, {"protection": 1, "looked_after": 1, "in_need": 0, "closed": 1}, (1, 1, 0, 1)),
        (0, {"protection": 1}, (0, 0, 0, 0)),
    ],
)
def test_groups_get_their_share_as_far_as_there_are_children(number, there, wanted):
    assert tuple(quotas(number, SHARES, there).values()) == wanted


@given(st.integers(0, 80), st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_as_many_are_drawn_as_there_are(number, there):
    found = quotas(number, SHARES, dict(zip(GROUPS, there, strict=True)))

    assert sum(found.values()) == min(number, sum(there))
    assert all(found[code] <= many for code, many in zip(GROUPS, there, strict=True))


def test_a_draw_is_spread_over_the_groups():
    cases = [(number, GROUPS[number % 4]) for number in range(400)]
    drawn, _ = draw("seed", of([(one, 1) for one in range(1, 11)], cases))

    assert sorted(one.stratum for one in drawn) == sorted(
        ["protection"] * 3 + ["looked_after"] * 3 + ["in_need"] * 3 + ["closed"]
    )


def test_one_in_six_gets_a_second_reader_and_nobody_reads_twice():
    cases = [(number, GROUPS[number % 4]) for number in range(400)]
    drawn, _ = draw("seed", of([(one, 1) for one in range(1, 28)], cases, second_one_in=6))
    seconds = [one.second for one in drawn if one.second]

    assert (len(drawn), len(seconds), len(set(seconds))) == (27, 5, 5)


def test_who_goes_without_is_told_why():
    told = of([(1, 1), (2, 1)], [(100, "closed"), (101, "in_need")], [(1, 100), (1, 101)])
    drawn, short = draw("seed", told)

    assert [one.auditor for one in drawn] == [2]
    assert short == [Short(1, 2, (("team", 2),))]
    assert short_words(short[0], "Colin Burge") == (
        "For Colin Burge there is no case: of 2, 2 in the team that held the child in that time."
    )
    assert "none to draw from" in short_words(Short(1, 0, ()), "Colin Burge")


def test_sixty_from_two_thousand_take_less_than_a_second():
    chance = Random(7)
    cases = [(number, chance.choice(GROUPS)) for number in range(2000)]
    pairs = [(one, case) for one in range(60) for case, _ in cases if chance.random() < 0.1]
    told = of([(one, 1) for one in range(60)], cases, pairs, second_one_in=6)
    began = perf_counter()

    drawn, short = draw("seed", told)

    assert (len(drawn), short) == (60, [])
    assert perf_counter() - began < SECOND
