"""How far from the left everybody stands: at least a card apart, children under parents, parents over children."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kith.desk.family.map.order import Graph, drop_beside

CARD, GAP, COUPLE_GAP, TURN = 104, 18, 26, 10
SWEEPS = 10


def places(made: Graph) -> dict[int, float]:
    """Person or turning point -> middle of its card, from the left."""
    steps = [_steps(made, line) for line in range(len(made.lines))]
    at: dict[int, float] = {}
    for line, order in enumerate(made.lines):
        x = 0.0
        for one, step in zip(order, steps[line], strict=True):
            x += step
            at[one] = x
    for sweep in range(SWEEPS):
        lines = range(len(made.lines))
        for line in lines if sweep % 2 else reversed(lines):
            wanted = _wanted(made, at, line, from_above=bool(sweep % 2))
            at.update(_placed(made.lines[line], steps[line], at, wanted))
    left = min(at.values(), default=0)
    return {one: round(x - left, 1) for one, x in at.items()}


def _steps(made: Graph, line: int) -> list[float]:
    """How far each must at least stand from the one before."""
    couples = {frozenset(couple[:2]) for couple in made.couples[line]}
    order = made.lines[line]
    found = [0.0]
    for one, two in pairwise(order):
        widths = [CARD if each > 0 else TURN for each in (one, two)]
        gap = COUPLE_GAP if frozenset((one, two)) in couples else GAP
        found.append(sum(widths) / 2 + gap)
    return found[: len(order)]


def _wanted(made: Graph, at: Mapping[int, float], line: int, *, from_above: bool) -> dict[int, list[float]]:
    """Where each would like to stand, seen from the line above or below."""
    wanted: dict[int, list[float]] = {}
    links = made.links[line - 1] if from_above and line else made.links[line] if not from_above else []
    owned: dict[tuple[int, ...], list[int]] = {}
    for link in links:
        if link.sources:
            owned.setdefault(link.sources, []).append(link.target)
    for sources, targets in owned.items():
        hold = drop_beside(made, line - from_above, *sources) if len(sources) == 2 else sources
        above = sum(at[one] for one in hold) / len(hold)
        below = sum(at[one] for one in targets) / len(targets)
        shift = above - below
        for one in targets if from_above else set(sources) & set(hold):
            wanted.setdefault(one, []).append(at[one] + (shift if from_above else -shift))
    return wanted


def _placed(
    order: Sequence[int],
    steps: Sequence[float],
    at: Mapping[int, float],
    wanted: Mapping[int, Sequence[float]],
) -> dict[int, float]:
    """As near as can be to where each wants to stand, in this order and no nearer to each other than the steps.

    Least squares under these conditions: neighbours who push against each other become one block that stands
    at the middle of what its people want (pool adjacent violators).
    """
    offset, offsets = 0.0, []
    for step in steps:
        offset += step
        offsets.append(offset)
    blocks: list[list[float]] = []  # sum of what is wanted, weight, number of people
    for one, moved in zip(order, offsets, strict=True):
        goal = wanted.get(one)
        aim, weight = (sum(goal) / len(goal), 1.0) if goal else (at[one], 0.15)
        blocks.append([(aim - moved) * weight, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [before + more for before, more in zip(blocks[-1], last, strict=True)]
    found: dict[int, float] = {}
    place = 0
    for total, weight, number in blocks:
        for index in range(place, place + int(number)):
            found[order[index]] = total / weight + offsets[index]
        place += int(number)
    return found
