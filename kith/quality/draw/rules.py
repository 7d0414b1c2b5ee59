"""The draw of case audits: by chance, free of conflict, spread over groups of children, and to be worked out again.

The same seed and the same auditors, cases and conflicts always give the same audits.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Any

STOPPED = {
    "related": "is related to the child, or close to them",
    "closed_to": "may not open the record any more",
    "held": "holds the child now",
    "team": "is now in the team that holds the child",
    "decided": "decided or wrote work about the child",
    "auditing": "audits the child already",
}
WHY = {
    "related": "related to the child, or close to them",
    "closed_to": "the record is closed to them",
    "held": "held the child in the time that is looked at",
    "team": "in the team that held the child in that time",
    "decided": "signed off, decided or wrote work about the child",
    "auditing": "audit the child already",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a draw is made from.

    ``auditors``: ids with how many audits each is to get. ``cases``: ids of children, each with its group. ``shares``:
    groups with how many are wanted, one against another. ``conflicts``: for an auditor, the children who may not be
    theirs, each with why (a key of ``WHY``). ``second_one_in``: one audit in so many gets a second reader; 0 for none.
    """

    auditors: tuple[tuple[int, int], ...]
    cases: tuple[tuple[int, str], ...]
    shares: tuple[tuple[str, int], ...]
    conflicts: Mapping[int, Mapping[int, str]]
    second_one_in: int = 0

    def kept(self) -> dict[str, Any]:
        """As plain lists that can be kept beside the seed."""
        return {
            "auditors": [list(one) for one in self.auditors],
            "cases": [list(one) for one in self.cases],
            "shares": [list(one) for one in self.shares],
            "conflicts": [
                [auditor, case, why]
                for auditor, those in sorted(self.conflicts.items())
                for case, why in sorted(those.items())
            ],
            "second_one_in": self.second_one_in,
        }


def given_from(kept: Mapping[str, Any]) -> Given:
    """What a draw was made from, as it was kept."""
    conflicts: dict[int, dict[int, str]] = {}
    for auditor, case, why in kept["conflicts"]:
        conflicts.setdefault(auditor, {})[case] = why
    pairs = {name: tuple((one[0], one[1]) for one in kept[name]) for name in ("auditors", "cases", "shares")}
    return Given(
        pairs["auditors"], pairs["cases"], pairs["shares"], conflicts, second_one_in=kept["second_one_in"]
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """One audit that was drawn: who audits which child, of which group, and who reads it a second time, if anybody."""

    auditor: int
    case: int
    stratum: str
    second: int | None = None


@dataclass(frozen=True, slots=True)
class Short:
    """For this auditor there was no case left, of so many; and how many are no case of theirs, by why."""

    auditor: int
    cases: int
    because: tuple[tuple[str, int], ...]


def by_chance(seed: str, *parts: Any) -> bytes:
    """The place of something in an order that nobody could know before the seed was made."""
    return sha256(":".join([seed, *map(str, parts)]).encode()).digest()


def quotas(number: int, shares: Sequence[tuple[str, int]], there: Mapping[str, int]) -> dict[str, int]:
    """How many are drawn of each group: by shares (one after another, as Sainte-Laguë gives seats), never more than
    there are. What a group has not is given to the others, those with a share first.
    """
    found = {code: 0 for code, _ in shares}
    weights = dict(shares)
    for _ in range(number):
        free = [code for code in found if found[code] < there.get(code, 0)]
        chosen = [code for code in free if weights[code]] or free
        if not chosen:
            break
        found[max(chosen, key=lambda code: (weights[code] or 1) / (2 * found[code] + 1))] += 1
    return found


def draw(seed: str, given: Given) -> tuple[list[Drawn], list[Short]]:
    """The audits, in the order of the auditors, and for whom there was no case.

    Every auditor who can get a case gets one: where two have only one case between them, one of them is short. A group
    gives way before an auditor goes without.
    """
    slots = [auditor for auditor, number in given.auditors for _ in range(number)]
    order = sorted(given.cases, key=lambda one: by_chance(seed, "case", one[0]))
    strata = _strata_of(seed, given, len(slots))

    def own(slot: int, *, of_its_group: bool = True) -> Iterator[int]:
        closed = given.conflicts.get(slots[slot], {})
        for case, stratum in order:
            if (stratum == strata[slot]) == of_its_group and case not in closed:
                yield case

    taken: dict[int, int] = {}
    turns = _in_turn(seed, slots)
    for slot in turns:
        _place(slot, own, taken)
    without = set(range(len(slots))) - set(taken.values())
    for slot in [one for one in turns if one in without]:
        _place(slot, lambda one: chain(own(one), own(one, of_its_group=False)), taken)
    return _told(seed, given, slots, taken)


def _in_turn(seed: str, slots: Sequence[int]) -> list[int]:
    return sorted(range(len(slots)), key=lambda slot: by_chance(seed, "turn", slots[slot], slot))


def _strata_of(seed: str, given: Given, number: int) -> list[str]:
    """Which group each slot is to be drawn from."""
    there = Counter(stratum for _, stratum in given.cases)
    wanted = quotas(number, given.shares, there)
    those = [(code, at) for code, many in wanted.items() for at in range(many)]
    mixed = [code for code, at in sorted(those, key=lambda one: by_chance(seed, "group", *one))]
    return mixed + [""] * (number - len(mixed))


def _place(slot: int, options: Callable[[int], Iterable[int]], taken: dict[int, int]) -> bool:
    """Give a slot a case; where none of its own is free, others move on to another of theirs (an augmenting path)."""
    came: dict[int, int] = {}  # case -> the slot that would move to it
    waiting = [slot]
    for one in waiting:
        for case in options(one):
            if case in came:
                continue
            came[case] = one
            if case not in taken:
                _move(case, came, taken)
                return True
            waiting.append(taken[case])
    return False


def _move(case: int, came: Mapping[int, int], taken: dict[int, int]) -> None:
    held = {slot: one for one, slot in taken.items()}
    at: int | None = case
    while at is not None:
        mover = came[at]
        before = held.get(mover)
        taken[at] = mover
        at = before


def _told(
    seed: str, given: Given, slots: Sequence[int], taken: Mapping[int, int]
) -> tuple[list[Drawn], list[Short]]:
    case_of, stratum_of = {slot: case for case, slot in taken.items()}, dict(given.cases)
    drawn, short = [], []
    for slot, auditor in enumerate(slots):
        if slot in case_of:
            drawn.append(Drawn(auditor, case_of[slot], stratum_of[case_of[slot]]))
            continue
        those = given.conflicts.get(auditor, {})
        why = Counter(those[case] for case, _ in given.cases if case in those)
        short.append(Short(auditor, len(given.cases), tuple(why.most_common())))
    return with_second_readers(seed, given, drawn), short


def with_second_readers(seed: str, given: Given, drawn: Sequence[Drawn]) -> list[Drawn]:
    """The same audits, one in so many with a second reader: another auditor, free of conflict, the least used first."""
    if not given.second_one_in or not drawn:
        return list(drawn)
    wanted = -(-len(drawn) // given.second_one_in)
    readers = [auditor for auditor, _ in given.auditors]
    used: Counter[int] = Counter()
    seconds: dict[int, int] = {}
    for one in sorted(drawn, key=lambda one: by_chance(seed, "second", one.case)):
        able = [
            who
            for who in readers
            if who != one.auditor and one.case not in given.conflicts.get(who, {}) and not used[who]
        ]
        if able and len(seconds) < wanted:
            chosen = min(able, key=lambda who: by_chance(seed, "reader", one.case, who))
            used[chosen] += 1
            seconds[one.case] = chosen
    return [Drawn(one.auditor, one.case, one.stratum, seconds.get(one.case)) for one in drawn]


def short_words(short: Short, name: str) -> str:
    """'For Colin Burge there is no case: of 12, 10 in the team that held the child in that time, 2 are drawn.'"""
    told = [f"{number:,} {WHY[why]}" for why, number in short.because]
    rest = short.cases - sum(number for _, number in short.because)
    if rest:
        told.append(f"{rest:,} went to others")
    if not short.cases:
        return f"For {name} there is no case: there is none to draw from."
    return f"For {name} there is no case: of {short.cases:,}, {', '.join(told)}."


def stop_words(name: str, why: str) -> str:
    """Why an audit that was drawn had to stop: 'Colin Burge holds the child now.'"""
    return f"{name} {STOPPED[why]}."
