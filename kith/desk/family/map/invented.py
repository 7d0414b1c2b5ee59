"""Hard families made up from a seed, for tests and for looking at: what a map must cope with."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count
from random import Random

from kith.desk.family.map.kin import Home, Someone, Tie

TODAY = date(2026, 10, 14)
GIRLS = (
    "Ada",
    "Bea",
    "Cleo",
    "Dora",
    "Esme",
    "Fay",
    "Gwen",
    "Hope",
    "Ines",
    "Joy",
    "Kit",
    "Lola",
    "Mia",
    "Nell",
)
BOYS = ("Abe", "Ben", "Cal", "Dan", "Eli", "Fred", "Gus", "Hal", "Ian", "Jay", "Ken", "Leo", "Max", "Ned")
LAST = ("Ashdown", "Birch", "Cole", "Drew", "Ellery", "Finch", "Grove", "Hale", "Innes", "Jarvis")
Family = tuple[list[Someone], list[Tie], list[Home]]


class Making:
    """A family in the making."""

    def __init__(self, seed: int) -> None:
        self.rng, self.numbers = Random(seed), count(1)  # noqa: S311 - no secret
        self.people: list[Someone] = []
        self.ties: list[Tie] = []
        self.homes: list[Home] = []

    def one(self, sex: str, age: int, last: str = "", *, died: bool = False, unborn: bool = False) -> int:
        """Somebody of an age."""
        number = next(self.numbers)
        born = TODAY - timedelta(days=age * 365 + self.rng.randint(1, 360))
        born = TODAY + timedelta(days=100) if unborn else born
        first = "Baby" if unborn else self._name(GIRLS if sex == "F" else BOYS)
        words = "died 2019" if died else "due Jan 2027" if unborn else f"born {born.year}"
        self.people.append(Someone(
            number, first, last or self.rng.choice(LAST), sex, "" if unborn or died else str(age), words,
            born, is_child=age < 18, is_unborn=unborn, has_died=died,
        ))  # fmt: skip
        return number

    def _name(self, names: Sequence[str]) -> str:
        """A first name, one that nobody has yet while there is one."""
        taken = {one.first for one in self.people}
        return self.rng.choice([name for name in names if name not in taken] or list(names))

    def tie(self, one: int, kind: str, *others: int, over: bool = False) -> None:
        """What one is to others."""
        self.ties += [Tie(one, kind, other, over) for other in others]

    def born_to(self, mother: int | None, father: int | None, *children: int) -> None:
        """Children of one or two parents."""
        if mother:
            self.tie(mother, "mother", *children)
        if father:
            self.tie(father, "father", *children)

    def children(self, number: int, oldest: int, last: str = "") -> list[int]:
        """Children of one family name, the eldest first."""
        last = last or self.rng.choice(LAST)
        return [self.one(self.rng.choice("MF"), max(oldest - 2 * place, 0), last) for place in range(number)]

    def home(self, words: str, *people: int) -> None:
        """Who lives somewhere."""
        self.homes.append(Home(words, people))

    def done(self) -> Family:
        """The family."""
        return self.people, self.ties, self.homes


def _step_family(make: Making) -> None:
    mum, dad = make.one("F", 34), make.one("M", 36)
    before, his_ex = make.one("M", 38), make.one("F", 35)
    hers, his, ours = make.children(2, 12), make.children(2, 10), make.children(1, 2)
    make.tie(mum, "partner", dad)
    make.tie(mum, "former partner", before)
    make.tie(dad, "former husband or wife", his_ex)
    make.born_to(mum, before, *hers)
    make.born_to(his_ex, dad, *his)
    make.born_to(mum, dad, *ours)
    make.tie(dad, "step-parent", *hers)
    make.home("1 Elm Road", mum, dad, *hers, *ours)
    make.home("8 Oak Road", his_ex, *his)


def _half_siblings(make: Making) -> None:
    mum = make.one("F", 33)
    fathers = [make.one("M", 30 + place) for place in range(3)]
    homes = [mum]
    for place, father in enumerate(fathers):
        children = make.children(2, 13 - 4 * place)
        make.born_to(mum, father, *children)
        homes += children
    make.tie(mum, "former partner", *fathers[:2])
    make.home("3 Ash Lane", *homes)


def _four_partners(make: Making) -> None:
    dad = make.one("M", 52)
    for place in range(4):
        mother = make.one("F", 48 - 5 * place)
        make.tie(dad, "former husband or wife" if place < 3 else "husband or wife", mother)
        make.born_to(mother, dad, *make.children(1 + place % 2, 20 - 5 * place))


def _two_households(make: Making) -> None:
    mum, dad, gran, grandad = (
        make.one("F", 31),
        make.one("M", 34),
        make.one("F", 58),
        make.one("M", 60, died=True),
    )
    children = make.children(4, 11)
    make.born_to(gran, grandad, mum)
    make.tie(gran, "husband or wife", grandad, over=True)
    make.born_to(mum, dad, *children)
    make.tie(mum, "former partner", dad)
    make.tie(gran, "grandparent", *children)
    make.home("27 Alder Walk", mum, *children[:2])
    make.home("12 Comfort Road", dad, *children[2:])


def _three_generations(make: Making) -> None:
    sides = []
    for sex in "FM":
        gran, grandad = make.one("F", 62), make.one("M", 65)
        make.tie(gran, "husband or wife", grandad)
        mine, others = make.one(sex, 36), make.children(2, 34)
        make.born_to(gran, grandad, mine, *others)
        sides.append((mine, others))
    (mum, aunts), (dad, _) = sides
    children = make.children(3, 9)
    make.tie(mum, "husband or wife", dad)
    make.born_to(mum, dad, *children)
    cousins = make.children(2, 8)
    make.born_to(aunts[0], None, *cousins)
    make.tie(aunts[0], "aunt or uncle", *children)
    make.home("5 High Street", mum, dad, *children)


def _twins(make: Making) -> None:
    mum, dad = make.one("F", 30), make.one("M", 29)
    first = make.one("F", 9)
    pair = [make.one("M", 5), make.one("F", 5)]
    same = make.people[-2].born_on
    make.people[-1] = Someone(**{
        **{name: getattr(make.people[-1], name) for name in Someone.__dataclass_fields__}, "born_on": same
    })  # fmt: skip
    baby = make.one("U", 0, unborn=True)
    make.born_to(mum, dad, first, *pair, baby)
    make.tie(mum, "partner", dad)
    make.home("2 Mill Lane", mum, first, *pair)


def _kinship_care(make: Making) -> None:
    gran, aunt, mum = make.one("F", 61), make.one("F", 40), make.one("F", 32, died=True)
    make.born_to(gran, None, aunt, mum)
    children = make.children(3, 10)
    make.born_to(mum, None, *children)
    make.tie(aunt, "carer", *children[:2])
    carers = [make.one("F", 50), make.one("M", 51)]
    make.tie(carers[0], "husband or wife", carers[1])
    for carer in carers:
        make.tie(carer, "foster carer", children[2])
    make.home("9 Hill View", aunt, *children[:2])
    make.home("Foster home", *carers, children[2])


def _gaps_in_what_is_known(make: Making) -> None:
    children = make.children(3, 12)
    make.tie(children[0], "brother or sister", *children[1:])
    gran, cousin, nobody = make.one("F", 66), make.one("M", 11), make.one("F", 40)
    make.tie(gran, "grandparent", *children)
    make.tie(cousin, "cousin", children[0])
    make.tie(nobody, "friend", children[0])
    make.home("4 Quay Row", gran, *children)


def _fourteen(make: Making) -> None:
    mum, first, second = make.one("F", 45), make.one("M", 48), make.one("M", 40)
    older, younger = make.children(8, 17), make.children(6, 9)
    make.born_to(mum, first, *older)
    make.born_to(mum, second, *younger)
    make.tie(mum, "former husband or wife", first)
    make.tie(mum, "partner", second)
    make.home("Long House", mum, second, *older[3:], *younger)


def _forty(make: Making) -> None:
    """Three generations, forty people, both sides, partners before and after."""
    last, couples = make.rng.choice(LAST), []
    for _ in range(3):
        gran, grandad = make.one("F", 66), make.one("M", 68, last)
        make.tie(gran, "husband or wife", grandad)
        grown = [make.one(make.rng.choice("MF"), 30 + place, last) for place in range(3)]
        make.born_to(gran, grandad, *grown)
        couples.append(grown)
    pairs = [(couples[0][2], couples[1][0]), (couples[1][2], couples[2][0])]
    for one, two in pairs:
        children = make.children(3, 10)
        make.tie(one, "husband or wife", two)
        make.born_to(one, two, *children)
        make.home(f"{one} Park Way", one, two, *children)
    for one in (couples[0][0], couples[2][2], couples[1][1]):
        for _ in range(2):
            other = make.one("F", 33)
            make.tie(one, "former partner", other)
            make.born_to(other, one, make.one("M", 6))
    while len(make.people) < 40:
        make.born_to(couples[0][1], None, make.one("F", 3))


KINDS: dict[str, Callable[[Making], None]] = {
    "step family": _step_family,
    "half siblings": _half_siblings,
    "four partners": _four_partners,
    "two households": _two_households,
    "three generations": _three_generations,
    "twins and a pregnancy": _twins,
    "care by family and foster carers": _kinship_care,
    "gaps in what is known": _gaps_in_what_is_known,
    "fourteen brothers and sisters": _fourteen,
    "forty people": _forty,
}


def family(kind: str, seed: int = 1) -> Family:
    """A family of a kind of ``KINDS``: people, ties and homes."""
    made = Making(seed)
    KINDS[kind](made)
    return made.done()
