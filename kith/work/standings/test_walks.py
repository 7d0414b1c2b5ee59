"""Random walks over how a child stands with the service: what the rules let happen never breaks a guard of the law.

The guards are written down a second time here, as plain sentences over the periods: the rules must refuse exactly what
would break one of them. Two thousand steps a run.
"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from kith.work.standings.rules import Case, Held, obstacle_to_beginning, obstacle_to_ending

STEPS = 2000
TODAY = date(2026, 10, 14)
FIRST = date(2025, 1, 6)
LATER = date(2030, 1, 1)
CASE = Case(FIRST)
KINDS = ("enquiry", "in_need", "protection", "looked_after", "care_leaver", "early_help")
IN_CASE = ("enquiry", "in_need", "protection", "looked_after")
APART = ("protection", "looked_after")
NOT_TOUCHING = (*APART, "in_need")


def shared(one: Held, other: Held, *, last: int) -> int:
    """How many days two periods share; ``last`` is 1 where the day on which one ended counts with it."""
    ends = [(each.ended_on or LATER) + timedelta(days=last) for each in (one, other)]
    return (
        (min(ends) - max(one.started_on, other.started_on)).days
        if min(lasts(one), lasts(other)) + last
        else 0
    )


def lasts(one: Held) -> int:
    """How many days a period has, without the one on which it ended."""
    return ((one.ended_on or LATER) - one.started_on).days


def alone(one: Held, case: Case) -> list[str]:
    """The guards that one period breaks by itself."""
    guards = {
        "in the future": max(one.started_on, one.ended_on or TODAY) > TODAY,
        "ends before it begins": lasts(one) < 0,
        "8840: ends on its first day": one.kind in APART and lasts(one) == 0,
        "before its case": one.kind in IN_CASE and one.started_on < case.started_on,
        "after its case": one.kind in IN_CASE and (one.ended_on or LATER) > (case.ended_on or LATER),
    }
    return [words for words, is_broken in guards.items() if is_broken]


def together(one: Held, other: Held) -> list[str]:
    """The guards that two periods of one child break together."""
    is_alike = one.kind == other.kind
    guards = {
        "two of a kind": is_alike and shared(one, other, last=0) > 0,
        "4001: both": {one.kind, other.kind} == {"in_need", "protection"} and shared(one, other, last=0) > 0,
        "8940, 431, 4014: touching": is_alike and one.kind in NOT_TOUCHING and shared(one, other, last=1) > 0,
    }
    return [words for words, is_broken in guards.items() if is_broken]


def broken(periods: list[Held], case: Case) -> list[str]:
    """The guards that these periods of one child break."""
    found = [words for one in periods for words in alone(one, case)]
    return found + [words for pair in combinations(periods, 2) for words in together(*pair)]


def some_day(rng: Random) -> date:
    return FIRST + timedelta(days=rng.randint(-3, (TODAY - FIRST).days + 2))


@pytest.mark.parametrize("seed", range(3))
def test_no_walk_breaks_a_guard_and_nothing_else_is_refused(seed):
    """Pitfall 10 and the guards of law, for six ways of standing and 2,000 steps."""
    rng, periods, taken, refused = Random(seed), [], 0, 0
    for _ in range(STEPS):
        if len(periods) > 14:
            periods = rng.sample(periods, 4)  # another child, so that there is room again
        opened = [one for one in periods if one.ended_on is None]
        if opened and rng.random() < 0.4:
            one, on = rng.choice(opened), some_day(rng)
            why = obstacle_to_ending(one.kind, one.started_on, one.ended_on, on, TODAY)
            after = [replace(one, ended_on=on) if each is one else each for each in periods]
        else:
            kind, on = rng.choice(KINDS), some_day(rng)
            until = None if rng.random() < 0.4 else on + timedelta(days=rng.randint(-1, 90))
            why = obstacle_to_beginning(
                "Tia", kind, on, until=until, held=periods, case=CASE, needs_case=kind in IN_CASE, today=TODAY
            )
            after = [*periods, Held(kind, on, until)]
        assert bool(why) == bool(broken(after, CASE)), (why, broken(after, CASE), after)
        periods, taken, refused = (periods, taken, refused + 1) if why else (after, taken + 1, refused)
    assert min(taken, refused) > STEPS / 20


@pytest.mark.parametrize("kind", IN_CASE)
def test_nothing_is_begun_in_a_case_that_was_closed(kind):
    closed = Case(FIRST, date(2026, 3, 31))

    for seed in range(200):
        on = some_day(Random(seed))
        until = on + timedelta(days=seed % 40)
        why = obstacle_to_beginning(
            "Tia", kind, on, until=until, held=[], case=closed, needs_case=True, today=TODAY
        )
        assert bool(why) == bool(broken([Held(kind, on, until)], closed)), (on, until, why)
