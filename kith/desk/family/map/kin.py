"""What a family map is drawn from: people, ties and homes, read into parents with their children.

A tie says that ``person`` is the ``kind`` of ``other``, as the record does. Reading finds the pairs of parents,
what is between them, and which ties no line would show, so that those get a line of their own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

BIRTH = ("mother", "father", "parent")
CHILD_OF = ("child", "son", "daughter")
CHOSEN = {
    "adoptive parent": "adopted",
    "foster carer": "fostered",
    "carer": "cared for",
    "special guardian": "cared for",
}
STEP = ("step-parent", "stepmother", "stepfather")
COUPLES = {
    "husband or wife": "married",
    "former husband or wife": "divorced",
    "partner": "partners",
    "former partner": "parted",
}
ENDED = {"married": "divorced", "partners": "parted"}
SIBLINGS = ("brother or sister", "brother", "sister")
OTHER_SIBLINGS = ("half-brother or half-sister", "step-brother or step-sister")
GRANDPARENTS = ("grandparent", "grandmother", "grandfather")
AUNTS = ("aunt or uncle", "aunt", "uncle")
TURNED = {
    "grandchild": "grandparent",
    "niece or nephew": "aunt or uncle",
    "stepchild": "step-parent",
    "fostered child": "foster carer",
    "adopted child": "adoptive parent",
    "cared-for child": "carer",
    **dict.fromkeys(CHILD_OF, "parent"),
}
NETWORK = ("friend", "social network")
TWINS_BORN_WITHIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the map. ``age`` stands in the sign, ``small`` under the name."""

    id: int
    first: str
    last: str = ""
    sex: str = "U"
    age: str = ""
    small: str = ""
    born_on: date | None = None
    is_child: bool = False
    is_unborn: bool = False
    has_died: bool = False

    @property
    def name(self) -> str:
        """First and family name."""
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class Tie:
    """``person`` is the ``kind`` of ``other``; ``is_over`` when that has ended."""

    person: int
    kind: str
    other: int
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """A place and who lives there."""

    words: str
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """Nobody, one or two parents, what is between them, and their children: (id, "birth" or how they came)."""

    parents: tuple[int, ...]
    between: str
    children: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Extra:
    """A tie with a line of its own, because no line between parents and children shows it."""

    person: int
    other: int
    kind: str


@dataclass(slots=True)
class Kin:
    """A family as read: who is drawn, pairs and their children, and ties with lines of their own."""

    people: dict[int, Someone]
    unions: list[Union] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    twins: list[tuple[int, ...]] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)


def read(people: Collection[Someone], ties: Iterable[Tie]) -> Kin:
    """Read a family. Ties with people who are not there, and those of friends, are not drawn."""
    there = {one.id: one for one in people}
    known = [_turned(tie) for tie in ties if tie.person in there and tie.other in there]
    known = [tie for tie in known if tie.person != tie.other]
    kin = Kin(there, ties=known)
    parents, chosen, more = _parents(known)
    couples = _couples(known, {one.id for one in people if one.has_died})
    kin.unions = _unions(there, parents, chosen, couples)
    kin.extras = more + _not_shown(kin, known, parents)
    kin.unions += _only_siblings(kin, known, parents)
    kin.twins = _twins(kin)
    return kin


def _turned(tie: Tie) -> Tie:
    """The tie told from its elder end."""
    kind = TURNED.get(tie.kind)
    return Tie(tie.other, kind, tie.person, tie.is_over) if kind else tie


def _parents(
    ties: Sequence[Tie],
) -> tuple[dict[int, list[int]], dict[int, dict[str, list[int]]], list[Extra]]:
    """Parents by birth (two at most), parents of another kind, and parents by birth beyond two."""
    birth: dict[int, list[int]] = {}
    chosen: dict[int, dict[str, list[int]]] = {}
    more = []
    for tie in sorted(ties, key=lambda tie: BIRTH.index(tie.kind) if tie.kind in BIRTH else 9):
        if tie.kind in BIRTH:
            found = birth.setdefault(tie.other, [])
            if tie.person not in found and len(found) < 2 and tie.other not in birth.get(tie.person, []):
                found.append(tie.person)
            elif tie.person not in found:
                more.append(Extra(tie.person, tie.other, tie.kind))
        elif tie.kind in CHOSEN:
            chosen.setdefault(tie.other, {}).setdefault(CHOSEN[tie.kind], []).append(tie.person)
    return birth, chosen, more


def _couples(ties: Sequence[Tie], died: Collection[int]) -> dict[frozenset[int], str]:
    """Pair -> what is between them; what goes on outdoes what is over. Who was parted by a death had not parted."""
    found: dict[frozenset[int], str] = {}
    order = list(ENDED.values())[::-1] + list(ENDED)[::-1]
    for tie in ties:
        if tie.kind in COUPLES:
            between = COUPLES[tie.kind]
            pair = frozenset((tie.person, tie.other))
            if tie.is_over and not pair & set(died):
                between = ENDED.get(between, between)
            found[pair] = max(found.get(pair, between), between, key=order.index)
    return found


def _unions(
    there: Mapping[int, Someone],
    birth: Mapping[int, list[int]],
    chosen: Mapping[int, Mapping[str, list[int]]],
    couples: Mapping[frozenset[int], str],
) -> list[Union]:
    children: dict[frozenset[int], list[tuple[int, str]]] = {pair: [] for pair in couples}
    for child, parents in birth.items():
        children.setdefault(frozenset(parents), []).append((child, "birth"))
    for child, ways in chosen.items():
        for way, parents in ways.items():
            for pair in _in_pairs(parents, couples):
                if (child, "birth") not in children.get(pair, []):
                    children.setdefault(pair, []).append((child, way))
    found = []
    for pair, born in children.items():
        between = couples.get(pair, "parents" if len(pair) == 2 else "alone")
        found.append(
            Union(_father_first(pair, there), between, tuple(sorted(born, key=lambda c: by_age(there[c[0]]))))
        )
    return sorted(found, key=lambda union: (union.children == (), union.parents))


def _in_pairs(parents: Sequence[int], couples: Mapping[frozenset[int], str]) -> list[frozenset[int]]:
    """Carers of one child in couples where they are couples, alone where not."""
    left, found = list(dict.fromkeys(parents)), []
    while left:
        one = left.pop(0)
        other = next((two for two in left if frozenset((one, two)) in couples), None)
        if other is not None:
            left.remove(other)
        found.append(frozenset((one,) if other is None else (one, other)))
    return found


def _father_first(pair: Collection[int], there: Mapping[int, Someone]) -> tuple[int, ...]:
    return tuple(sorted(pair, key=lambda one: ({"M": 0, "U": 1, "F": 2}.get(there[one].sex, 1), one)))


def by_age(one: Someone) -> tuple[bool, date, int]:
    """Eldest first; who has no birth date comes last."""
    return (one.born_on is None, one.born_on or date.max, one.id)


def _not_shown(kin: Kin, ties: Sequence[Tie], birth: Mapping[int, list[int]]) -> list[Extra]:
    """Ties that no path of lines between parents and children shows."""
    couples = {frozenset(union.parents) for union in kin.unions if len(union.parents) == 2}
    found: dict[frozenset[int], Extra] = {}
    for tie in ties:
        mine, theirs = set(birth.get(tie.person, ())), set(birth.get(tie.other, ()))
        if tie.kind in STEP:
            shown = any(frozenset((tie.person, parent)) in couples for parent in theirs)
        elif tie.kind in OTHER_SIBLINGS:
            shown = bool(mine & theirs) or any(
                frozenset((one, two)) in couples for one in mine for two in theirs
            )
        elif tie.kind in SIBLINGS:
            shown = bool(mine & theirs) or not (mine or theirs)
        elif tie.kind in GRANDPARENTS:
            shown = any(tie.person in birth.get(parent, ()) for parent in theirs)
        elif tie.kind in AUNTS:
            shown = any(mine & set(birth.get(parent, ())) for parent in theirs)
        elif tie.kind == "cousin":
            above = {two for one in mine for two in birth.get(one, ())}
            shown = any(above & set(birth.get(parent, ())) for parent in theirs)
        else:
            shown = True
        if not shown:
            found.setdefault(frozenset((tie.person, tie.other)), Extra(tie.person, tie.other, tie.kind))
    return list(found.values())


def _only_siblings(kin: Kin, ties: Sequence[Tie], birth: Mapping[int, list[int]]) -> list[Union]:
    """Brothers and sisters none of whose parents are drawn hang together under a bar of their own."""
    groups: list[set[int]] = []
    for tie in ties:
        if tie.kind in SIBLINGS and not birth.get(tie.person) and not birth.get(tie.other):
            pair = {tie.person, tie.other}
            touching = [group for group in groups if group & pair]
            groups = [group for group in groups if not group & pair] + [pair.union(*touching)]
    born = [sorted(group, key=lambda one: by_age(kin.people[one])) for group in groups]
    return [Union((), "unknown", tuple((one, "birth") for one in group)) for group in born]


def _twins(kin: Kin) -> list[tuple[int, ...]]:
    """Children of the same parents, each born at most two days after the one before."""
    found = []
    for union in kin.unions:
        born = [kin.people[child] for child, way in union.children if way == "birth"]
        group: list[Someone] = []
        for one in [*born, None]:
            if one and group and one.born_on and group[-1].born_on \
                    and one.is_unborn == group[-1].is_unborn \
                    and one.born_on - group[-1].born_on <= TWINS_BORN_WITHIN:  # fmt: skip
                group.append(one)
                continue
            if len(group) > 1:
                found.append(tuple(each.id for each in group))
            group = [one] if one else []
    return found
