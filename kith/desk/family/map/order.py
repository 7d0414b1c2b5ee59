"""In which order people stand on their line: couples side by side, brothers and sisters together, few crossings.

A start from a walk through the family, then small moves that are kept when they cost less. Always the same
answer for the same family.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from kith.desk.family.map.kin import Extra, Home, Kin, Union, by_age

CROSSING, APART, FARTHER, INTRUDER, OUT_OF_AGE, OUT_OF_HOME, TWINS_APART = 12.0, 22.0, 3.0, 2.0, 0.6, 0.4, 8.0
MOST_PASSES = 6
FEW = 6  # brothers and sisters compared each with each
MOST_TRIES = 1400
MOST_BRANCHES = 80


@dataclass(frozen=True, slots=True)
class Link:
    """From the parents on one line (nobody, one or two) to somebody on the next; ``owner`` is what it belongs to."""

    sources: tuple[int, ...]
    target: int
    way: str
    owner: int


@dataclass(slots=True)
class Graph:
    """Lines of people (and of turning points, with numbers below nought), and the links from line to line."""

    lines: list[list[int]]
    links: list[list[Link]]  # links[n] lead from line n to line n + 1
    couples: list[list[tuple[int, int, int]]]  # of a line: one, two, number of the union
    level_extras: list[tuple[int, Extra]] = field(default_factory=list)  # line and tie of people on one line
    turning: int = 0
    tries: int = 0


def graph(kin: Kin, line_of: Mapping[int, int]) -> Graph:
    """The lines with everybody on them, in the order of a walk, and links that go down one line each."""
    depth = max(line_of.values(), default=-1) + 1
    made = Graph([[] for _ in range(depth)], [[] for _ in range(depth)], [[] for _ in range(depth)])
    for one in _walk(kin, line_of):
        made.lines[line_of[one]].append(one)
    for number, union in enumerate(kin.unions):
        _add_union(made, union, number, line_of)
    of: dict[int, int] = {}  # the ties of one person down to others hang from one bar
    for extra in kin.extras:
        if line_of[extra.person] == line_of[extra.other]:
            made.level_extras.append((line_of[extra.person], extra))
        else:
            above, below = sorted((extra.person, extra.other), key=lambda one: line_of[one])
            owner = of.setdefault(above, len(kin.unions) + len(of))
            _go_down(made, (above,), line_of[above], below, line_of[below], "tie", owner)
    return made


def _walk(kin: Kin, line_of: Mapping[int, int]) -> Iterator[int]:
    """Everybody once: from the eldest down, each with partners and then children, eldest child first."""
    seen: set[int] = set()
    with_parents = {child for union in kin.unions if union.parents for child, _ in union.children}
    of: dict[int, list[Union]] = {}
    for union in kin.unions:
        for parent in union.parents:
            of.setdefault(parent, []).append(union)

    def down(one: int) -> Iterator[int]:
        if one in seen:
            return
        mine = sorted(
            of.get(one, ()), key=lambda union: [by_age(kin.people[c]) for c, _ in union.children[:1]]
        )
        partners = [other for union in mine for other in union.parents]
        others = [each for each in dict.fromkeys(partners) if each not in {one, *seen, *with_parents}]
        half = len(others) // 2
        seen.update((one, *others))
        yield from (*others[:half], one, *others[half:])
        for union in [*mine, *(each for other in others for each in of[other])]:
            for child, _ in union.children:
                yield from down(child)

    tied = {one for tie in kin.ties for one in (tie.person, tie.other)}
    roots = sorted(
        kin.people.values(),
        key=lambda one: (one.id not in tied, one.id in with_parents, line_of[one.id], by_age(one)),
    )
    for one in roots:
        yield from down(one.id)


def drop_beside(made: Graph, line: int, one: int, two: int) -> tuple[int, int]:
    """Between which neighbours the line of a couple's children comes down: themselves, where they are neighbours,
    or the one of them with fewer partners and whoever stands there beside, towards the other."""
    people = made.lines[line]
    left, right = sorted((one, two), key=people.index)
    first, last = people.index(left), people.index(right)
    if last - first == 1:
        return left, right
    partners = [each for couple in made.couples[line] for each in couple[:2]]
    if partners.count(right) < partners.count(left):
        return people[last - 1], right
    return left, people[first + 1]


def _add_union(made: Graph, union: Union, number: int, line_of: Mapping[int, int]) -> None:
    deepest = max((line_of[one] for one in union.parents), default=-1)
    sources = tuple(one for one in union.parents if line_of[one] == deepest)
    if len(sources) == 2:
        made.couples[deepest].append((*sources, number))
    for other in set(union.parents) - set(sources):  # contradictory ties have put them on two lines
        _go_down(made, (other,), line_of[other], sources[0], deepest, "couple", number)
    for child, way in union.children:
        if not sources:
            if line_of[child]:
                made.links[line_of[child] - 1].append(Link((), child, way, number))
        else:
            _go_down(made, sources, deepest, child, line_of[child], way, number)


def _go_down(
    made: Graph, sources: tuple[int, ...], start: int, target: int, end: int, way: str, owner: int
) -> None:
    """A link, through turning points where it passes lines between."""
    if end <= start:  # contradictory ties: said in the table, not drawn
        return
    for line in range(start, end - 1):
        made.turning -= 1
        made.lines[line + 1].append(made.turning)
        made.links[line].append(Link(sources, made.turning, way, owner))
        sources = (made.turning,)
    made.links[end - 1].append(Link(sources, target, way, owner))


def arrange(made: Graph, kin: Kin, homes: Sequence[Home] = ()) -> None:
    """Put every line into an order that costs little."""
    cost = _Cost(made, kin, homes)
    for _ in range(4):
        before = [list(line) for line in made.lines]
        worth = cost.total()
        for line in [*range(1, len(made.lines)), *range(len(made.lines) - 2, -1, -1)]:
            _towards_neighbours(made, cost, line)
        if cost.total() >= worth:
            made.lines[:] = before
            cost.refresh()
            break
    for _ in range(MOST_PASSES):
        moved = [_improve(made, cost, line) for line in range(len(made.lines))]
        if not any(moved) or made.tries > MOST_TRIES:
            break
    _move_branches(made, cost)
    _try_the_mirror(made, cost)


def _try_the_mirror(made: Graph, cost: "_Cost") -> None:
    """Turn everything round, improve once more, and keep it where the eldest then stand left."""
    worth, best = cost.total(), [list(line) for line in made.lines]
    for people in made.lines:
        people.reverse()
    cost.refresh()
    made.tries = MOST_TRIES * 3 // 4
    for line in range(len(made.lines)):
        _improve(made, cost, line)
    if cost.total() >= worth - 1e-6:
        made.lines[:] = best
        cost.refresh()


def _blocks(made: Graph, line: int) -> list[list[int]]:
    """The line in blocks that belong side by side: people joined by couples, in their present order."""
    block_of: dict[int, list[int]] = {one: [one] for one in made.lines[line]}
    for one, two, _ in made.couples[line]:
        if block_of[one] is not block_of[two]:
            block_of[one].extend(block_of[two])
            for other in block_of[two]:
                block_of[other] = block_of[one]
    at = {one: place for place, one in enumerate(made.lines[line])}
    blocks = {id(block): sorted(block, key=at.__getitem__) for block in block_of.values()}
    return sorted(blocks.values(), key=lambda block: sum(at[one] for one in block) / len(block))


def _towards_neighbours(made: Graph, cost: "_Cost", line: int) -> None:
    """Put the blocks of a line into the order of the middle of what they are linked to."""
    pos = cost.pos
    drawn: dict[int, list[float]] = {}
    for near in (line - 1, line):
        if near < 0:
            continue
        wide = (
            max(len(made.lines[near]), 1)
            if near < line
            else max(len(made.lines[min(near + 1, len(made.lines) - 1)]), 1)
        )
        for link in made.links[near]:
            if near < line and link.sources:
                middle = sum(pos[one] for one in link.sources) / len(link.sources)
                drawn.setdefault(link.target, []).append(middle / wide)
            elif near == line:
                for one in link.sources:
                    drawn.setdefault(one, []).append(pos[link.target] / wide)
    blocks = _blocks(made, line)
    count = max(len(made.lines[line]), 1)

    def centre(block: list[int]) -> float:
        found = [place for one in block for place in drawn.get(one, ())]
        return sum(found) / len(found) if found else sum(pos[one] for one in block) / len(block) / count

    made.lines[line] = [one for block in sorted(blocks, key=centre) for one in block]
    cost.refresh(line)


def _improve(made: Graph, cost: "_Cost", line: int) -> bool:
    """Move blocks and single people of a line to where they cost least; whether anything moved."""
    improved = False
    for group in [*_blocks(made, line), *([one] for one in list(made.lines[line]))]:
        if made.tries > MOST_TRIES:
            return improved
        improved |= _best_place(made, cost, line, group)
    return improved


def _best_place(made: Graph, cost: "_Cost", line: int, group: list[int]) -> bool:
    start = list(made.lines[line])
    rest = [one for one in start if one not in group]
    best, worth = start, cost.around(line)
    turned = [group, group[::-1]] if len(group) > 1 else [group]
    for place in range(len(rest) + 1):
        for block in turned:
            tried = rest[:place] + block + rest[place:]
            if tried == start:
                continue
            made.lines[line] = tried
            made.tries += 1
            cost.refresh(line)
            found = cost.around(line)
            if found < worth - 1e-6:
                best, worth = tried, found
    made.lines[line] = best
    cost.refresh(line)
    return best is not start


def _move_branches(made: Graph, cost: "_Cost") -> None:
    """Move people who have both parents above and children below, and let those below follow."""
    left = MOST_BRANCHES
    parents = {one for links in made.links for link in links for one in link.sources}
    for line in range(1, len(made.lines) - 1):
        for block in _blocks(made, line):
            if not (parents & set(block) and cost.has_parents & set(block)):
                continue
            worth, best = cost.total(), [list(each) for each in made.lines]
            if not worth or not left:
                return
            rest = [each for each in _blocks(made, line) if each != block]
            for place in range(min(len(rest) + 1, left)):
                left -= 1
                tried = [*rest[:place], block, *rest[place:]]
                made.lines[line] = [one for each in tried for one in each]
                cost.refresh(line)
                for below in range(line + 1, len(made.lines)):
                    _towards_neighbours(made, cost, below)
                if (found := cost.total()) < worth - 1e-6:
                    worth, best = found, [list(each) for each in made.lines]
            made.lines[:] = best
            cost.refresh()


class _Cost:
    """What an order costs."""

    def __init__(self, made: Graph, kin: Kin, homes: Sequence[Home]) -> None:
        self.made, self.kin = made, kin
        self.home = {one: number for number, home in enumerate(homes) for one in home.people}
        self.has_parents = {link.target for links in made.links for link in links}
        self.groups = [self._groups(line) for line in range(len(made.lines))]
        self.ends = [
            [(link.sources[0], link.sources[-1], link.target) for link in links if link.sources]
            for links in made.links
        ]
        self.pos: dict[int, int] = {}
        self.refresh()

    def _groups(self, line: int) -> list[tuple[tuple[int, ...], float, bool]]:
        """People of a line who belong together: (ids eldest first, cost of each who stands between, by age)."""
        if not line:
            above: list[Link] = []
        else:
            above = self.made.links[line - 1]
        owned: dict[int, list[int]] = {}
        for link in above:
            if link.way == "birth":
                owned.setdefault(link.owner, []).append(link.target)
        found = [(tuple(ids), INTRUDER, True) for ids in owned.values() if len(ids) > 1]
        half: dict[int, set[int]] = {}
        for link in above:
            for parent in link.sources if link.way == "birth" and link.target > 0 else ():
                half.setdefault(parent, set()).add(link.target)
        for ids in half.values():
            aged = sorted(ids, key=lambda one: by_age(self.kin.people[one]))
            if len(aged) > 1 and tuple(aged) not in {group for group, _, _ in found}:
                found.append((tuple(aged), 0.0, True))
        here = set(self.made.lines[line])
        found += [(twins, TWINS_APART, False) for twins in self.kin.twins if here >= set(twins)]
        homes: dict[int, list[int]] = {}
        for one in self.made.lines[line]:
            if one in self.home:
                homes.setdefault(self.home[one], []).append(one)
        return found + [(tuple(ids), OUT_OF_HOME, False) for ids in homes.values() if len(ids) > 1]

    def refresh(self, line: int | None = None) -> None:
        """Count the places anew, of one line or of all."""
        for each in [self.made.lines[line]] if line is not None else self.made.lines:
            for place, one in enumerate(each):
                self.pos[one] = place

    def total(self) -> float:
        """The cost of everything."""
        lines = range(len(self.made.lines))
        return sum(self._within(line) for line in lines) + sum(self._between(line) for line in lines)

    def around(self, line: int) -> float:
        """The cost of what touches a line."""
        return self._within(line) + self._between(line) + (self._between(line - 1) if line else 0)

    def _within(self, line: int) -> float:
        pos, cost = self.pos, 0.0
        order = self.made.lines[line]
        for one, two, _ in self.made.couples[line]:
            low, high = sorted((pos[one], pos[two]))
            if high - low > 1:
                cost += APART + FARTHER * (high - low - 2)
                cost += CROSSING * 0.8 * sum(between in self.has_parents for between in order[low + 1 : high])
        for ids, each, aged in self.groups[line]:
            places = [pos[one] for one in ids]
            cost += each * (max(places) - min(places) + 1 - len(places))
            if aged:
                near = pairwise(places) if len(places) > FEW else combinations(places, 2)
                cost += OUT_OF_AGE * sum(one > two for one, two in near)
        for on, extra in self.made.level_extras:
            if on == line:
                cost += 1.5 * abs(pos[extra.person] - pos[extra.other])
        return cost

    def _between(self, line: int) -> float:
        """Twice the middle of two parents is as good as the middle; pairs in the wrong order are counted by halving."""
        pos = self.pos
        ends = [(pos[one] + pos[two], pos[target]) for one, two, target in self.ends[line]]
        ends.sort()
        seen: list[int] = []
        crossings = 0
        for _, target in ends:
            place = bisect_right(seen, target)
            crossings += len(seen) - place
            seen.insert(place, target)
        return CROSSING * crossings
