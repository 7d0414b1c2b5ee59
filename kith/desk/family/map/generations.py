"""On which line of the map everybody stands: parents above children, couples and brothers and sisters level."""

from collections import deque
from collections.abc import Iterator
from itertools import pairwise

from kith.desk.family.map.kin import AUNTS, GRANDPARENTS, OTHER_SIBLINGS, SIBLINGS, STEP, Kin

Step = tuple[int, int, int]  # from, to, lines further down


def generations(kin: Kin) -> dict[int, int]:
    """Person id -> line, counted from 0 at the top. A tie that contradicts the others bends, it stops nothing."""
    found: dict[int, int] = {}
    strong, weak = list(_strong(kin)), list(_weak(kin))
    tied = {one for step in (*strong, *weak) for one in step[:2]}
    start = sorted(kin.people.values(), key=lambda one: (not one.is_child, one.id))
    for one in start:
        if one.id not in found:
            found[one.id] = 0 if one.is_child or one.id not in tied else -1
            _spread(found, one.id, strong)
            while _join(found, weak, strong):
                pass
    _keep_children_below(found, kin)
    top = min(found.values(), default=0)
    lines = sorted({line - top for line in found.values()})
    return {one: lines.index(line - top) for one, line in found.items()}


def _strong(kin: Kin) -> Iterator[Step]:
    for union in kin.unions:
        for one, two in pairwise(union.parents):
            yield one, two, 0
        for child, _ in union.children:
            for parent in union.parents:
                yield parent, child, 1
        for (one, _), (two, _) in pairwise(union.children):
            if not union.parents:
                yield one, two, 0


def _weak(kin: Kin) -> Iterator[Step]:
    for tie in kin.ties:
        if tie.kind in SIBLINGS or tie.kind in OTHER_SIBLINGS or tie.kind == "cousin":
            yield tie.person, tie.other, 0
        elif tie.kind in GRANDPARENTS:
            yield tie.person, tie.other, 2
        elif tie.kind in AUNTS or tie.kind in STEP or tie.kind in ("mother", "father", "parent"):
            yield tie.person, tie.other, 1


def _spread(found: dict[int, int], start: int, steps: list[Step]) -> None:
    """Place everybody who hangs together with somebody placed already."""
    near: dict[int, list[tuple[int, int]]] = {}
    for one, two, down in steps:
        near.setdefault(one, []).append((two, down))
        near.setdefault(two, []).append((one, -down))
    waiting = deque([start])
    while waiting:
        one = waiting.popleft()
        for two, down in near.get(one, ()):
            if two not in found:
                found[two] = found[one] + down
                waiting.append(two)


def _join(found: dict[int, int], weak: list[Step], strong: list[Step]) -> bool:
    """Place one more person by a tie that is not drawn between parents and children; whether there was one."""
    for one, two, down in weak:
        if (one in found) != (two in found):
            new, line = (two, found[one] + down) if one in found else (one, found[two] - down)
            found[new] = line
            _spread(found, new, strong)
            return True
    return False


def _keep_children_below(found: dict[int, int], kin: Kin) -> None:
    births = [
        (parent, child) for union in kin.unions for child, _ in union.children for parent in union.parents
    ]
    for _ in found:
        moved = False
        for parent, child in births:
            if found[child] <= found[parent]:
                found[child] = found[parent] + 1
                moved = True
        if not moved:
            return
