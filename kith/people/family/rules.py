"""How people of a family can be related: what is likely, and what cannot be. Answers are words or nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words
from kith.people.rules import OTHER_WAY_ROUND, RELATIONSHIPS

BIRTH = ("mother", "father", "parent")
CHILD_WORDS = ("child", "son", "daughter")
SIBLING, HALF, STEP_SIBLING = (
    "brother or sister",
    "half-brother or half-sister",
    "step-brother or step-sister",
)
SIBLINGS = (SIBLING, "brother", "sister", HALF, STEP_SIBLING)
GRANDPARENTS = ("grandparent", "grandmother", "grandfather")
COUPLES = ("husband or wife", "partner")
KNOWN = ("exact", "month", "expected")  # how sure a birth date must be to speak against a relationship
YOUNGEST_PARENT = 11
LONGEST_AFTER_DEATH = timedelta(weeks=45)
# what the younger can be to the elder, and how that is kept: told from the other end
TURNED = {
    "child": "parent",
    "adopted child": "adoptive parent",
    "stepchild": "step-parent",
    "fostered child": "foster carer",
    "cared-for child": "carer",
    "grandchild": "grandparent",
    "niece or nephew": "aunt or uncle",
}
KINDS = (*RELATIONSHIPS, *TURNED)
Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Being:
    """What must be known of somebody to say whom they can be related to."""

    id: int
    name: str
    sex: str = "U"
    born_on: date | None = None
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """``person`` is the ``kind`` of ``other``, today."""

    person: int
    kind: str
    other: int


def kept(elder: Being, kind: str, younger: Being) -> Tie:
    """How it is put on record that the elder is the ``kind`` of the younger: from the end that has a word for it."""
    if kind not in TURNED:
        return Tie(elder.id, kind, younger.id)
    turned = TURNED[kind]
    if turned == "parent":
        turned = {"F": "mother", "M": "father"}.get(younger.sex, "parent")
    return Tie(younger.id, turned, elder.id)


def seen_from(elder: int, tie: Tie) -> str:
    """What the elder of a pair is to the other, whichever end the tie was told from."""
    return tie.kind if tie.person == elder else OTHER_WAY_ROUND.get(tie.kind, tie.kind)


def pairs(people: Iterable[Being]) -> Iterator[tuple[Being, Being]]:
    """Each pair once, the elder first; who has no birth date comes last."""
    ordered = sorted(people, key=lambda one: (one.born_on is None, one.born_on or date.max, one.id))
    for place, elder in enumerate(ordered):
        for younger in ordered[place + 1 :]:
            yield elder, younger


class Kinship:
    """Who descends from whom, by the ties of today."""

    def __init__(self, ties: Collection[Tie]) -> None:
        self.ties = ties
        self.parents: dict[int, set[int]] = {}
        for tie in ties:
            if tie.kind in BIRTH:
                self.parents.setdefault(tie.other, set()).add(tie.person)
            elif tie.kind in CHILD_WORDS:
                self.parents.setdefault(tie.person, set()).add(tie.other)
        self.couples = {frozenset((tie.person, tie.other)) for tie in ties if tie.kind in COUPLES}

    def of(self, person: int) -> set[int]:
        """The parents of somebody."""
        return self.parents.get(person, set())

    def above(self, person: int) -> set[int]:
        """Everybody somebody descends from."""
        found: set[int] = set()
        waiting = list(self.of(person))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.of(one))
        return found

    def likely(self, elder: int, younger: int) -> str:
        """What the elder most likely is to the younger, by what is known of others; nothing when nothing follows."""
        mine, theirs = self.of(elder), self.of(younger)
        if mine & theirs:
            return HALF if mine - theirs and theirs - mine else SIBLING
        if any(elder in self.of(parent) for parent in theirs):
            return "grandparent"
        if any(mine & self.of(parent) for parent in theirs):
            return "aunt or uncle"
        above_me = {two for one in mine for two in self.of(one)}
        if any(above_me & self.of(parent) for parent in theirs):
            return "cousin"
        if any(frozenset((one, two)) in self.couples for one in mine for two in theirs):
            return STEP_SIBLING
        if any(frozenset((elder, parent)) in self.couples for parent in theirs) and elder not in theirs:
            return "step-parent"
        return ""


def obstacles(
    people: Mapping[int, Being], ties: Collection[Tie], changed: Collection[Pair]
) -> list[tuple[Pair, str]]:
    """Why these ties cannot all be: of each pair that was changed, the words to put it right."""
    kinship = Kinship(ties)
    found: list[tuple[Pair, str]] = []
    for tie in ties:
        pair = frozenset((tie.person, tie.other))
        if tie.kind in BIRTH:
            told = _obstacles_to_parent(people[tie.person], people[tie.other], tie.kind, kinship)
            found += [(pair, words) for words in told]
        if tie.kind in GRANDPARENTS and _is_younger(people[tie.person], people[tie.other]):
            found.append((pair, f"{people[tie.person].name} is younger than {people[tie.other].name}."))
        if tie.kind in SIBLINGS and (
            tie.person in kinship.above(tie.other) or tie.other in kinship.above(tie.person)
        ):
            found.append((pair, "They cannot be brothers or sisters: one descends from the other."))
    found += _two_of_a_kind(people, ties, changed)
    return [(pair, words) for pair, words in dict.fromkeys(found) if pair in changed]


def _is_younger(one: Being, two: Being) -> bool:
    return one.born_on is not None and two.born_on is not None and one.born_on >= two.born_on


def _obstacles_to_parent(parent: Being, child: Being, kind: str, kinship: Kinship) -> Iterator[str]:
    if parent.id in kinship.above(parent.id):
        yield f"{parent.name} would descend from themselves. Nobody is their own parent."
    yield from obstacles_to_birth(parent, child, kind)


def obstacles_to_birth(parent: Being, child: Being, kind: str) -> Iterator[str]:
    """Why the one cannot be the ``kind`` (mother, father, parent) of the other, by the days of both: not older (rule
    621 of the looked-after return), under 11 at the birth (620), dead by then.
    """
    if parent.born_on is None or child.born_on is None:
        return
    if parent.born_on >= child.born_on:
        yield f"{parent.name} is not older than {child.name} and cannot be the {kind}. Check the birth dates."
        return
    years = reading_words.whole_years(parent.born_on, child.born_on)
    if years < YOUNGEST_PARENT:
        yield f"{parent.name} was {years} when {child.name} was born. Check the birth dates."
    limit = parent.died_on and parent.died_on + (LONGEST_AFTER_DEATH if kind != "mother" else timedelta(0))
    if limit and limit < child.born_on:
        yield f"{parent.name} died before {child.name} was born."


def birth_of(tie: Tie) -> tuple[int, int, str] | None:
    """Parent, child and what the parent is, where a tie says that one descends from the other; from either end."""
    if tie.kind in BIRTH:
        return tie.person, tie.other, tie.kind
    return (tie.other, tie.person, "parent") if tie.kind in CHILD_WORDS else None


def _two_of_a_kind(
    people: Mapping[int, Being], ties: Collection[Tie], changed: Collection[Pair]
) -> Iterator[tuple[Pair, str]]:
    """Nobody has two mothers or two fathers by birth: told at every changed pair of them."""
    held: dict[tuple[int, str], list[Tie]] = {}
    for tie in ties:
        if tie.kind in ("mother", "father"):
            held.setdefault((tie.other, tie.kind), []).append(tie)
    for (child, kind), twice in held.items():
        if len({tie.person for tie in twice}) > 1:
            names = reading_words.listing([people[tie.person].name for tie in twice])
            other = "parent" if kind == "mother" else "parent, or step-parent"
            words = f"{people[child].name} cannot have two {kind}s by birth: {names}. Choose {other} for one of them."
            for tie in twice:
                yield frozenset((tie.person, tie.other)), words
