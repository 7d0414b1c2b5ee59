"""How good matching was: what came of each pair, added up by kind of case. Plain values only."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kith.desk.bench.matching_told import Told
from kith.desk.bench.rules import Line, shares
from kith.people.matching.rules import VERY_LIKELY, Match

FIRST = 10
MOST_NOT_FOUND, MOST_NOT_FIRST, MOST_WRONG = 1.0, 5.0, 1.0  # of 100, of 100, of 1,000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one pair: the place of the right person (0: not found), and who was called very likely."""

    kind: str
    right: bool
    place: int
    named: int
    wrong: int
    spent: float = 0.0


@dataclass(slots=True)
class Tally:
    """The outcomes of one kind, or of all."""

    pairs: int = 0
    people: int = 0
    found: int = 0
    first: int = 0
    named: int = 0
    wrong: int = 0
    spent: list[float] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.pairs += 1
        self.people += outcome.right
        self.found += 1 <= outcome.place <= FIRST
        self.first += outcome.place == 1
        self.named += outcome.named
        self.wrong += outcome.wrong
        self.spent.append(outcome.spent)

    @property
    def not_found(self) -> float:
        """Of 100 people told of, how many are not among the first ten."""
        return 100 * (self.people - self.found) / max(self.people, 1)

    @property
    def not_first(self) -> float:
        """Of 100 people told of, how many do not stand first."""
        return 100 * (self.people - self.first) / max(self.people, 1)

    @property
    def wrongly_named(self) -> float:
        """Of 1,000 people called very likely, how many are somebody else."""
        return 1000 * self.wrong / max(self.named, 1)


def outcome(told: Told, found: Sequence[Match], spent: float = 0.0) -> Outcome:
    """What came of one pair, judged by what was found, best first."""
    place = next((at for at, one in enumerate(found, start=1) if one.id == told.right), 0)
    named = [one.id for one in found if one.band == VERY_LIKELY]
    return Outcome(
        told.kind, told.right is not None, place, len(named), sum(one != told.right for one in named), spent
    )


def judged(pairs: Iterable[Told], find: Callable[[Told], tuple[Sequence[Match], float]]) -> list[Outcome]:
    """Every pair, looked up by ``find``, which also says how many milliseconds it took."""
    return [outcome(told, *find(told)) for told in pairs]


def tallies(outcomes: Iterable[Outcome]) -> tuple[Tally, dict[str, Tally]]:
    """All of them, and each kind."""
    whole = Tally()
    by_kind: dict[str, Tally] = {}
    for one in outcomes:
        whole.add(one)
        by_kind.setdefault(one.kind, Tally()).add(one)
    return whole, by_kind


def lines(whole: Tally, by_kind: dict[str, Tally]) -> list[Line]:
    """The rows of the table: the three targets, then the kinds."""
    strangers = sum(one.pairs - one.people for one in by_kind.values())
    told = f"{whole.pairs:,} look-ups, {strangers:,} of them for strangers"
    precision = f"precision {100 - whole.wrongly_named / 10:.2f} of 100"
    found = [
        Line("not among the first ten, of 100", whole.not_found, "", MOST_NOT_FOUND,
             f"recall {100 - whole.not_found:.2f} of 100; {told}"),
        Line("not first, of 100", whole.not_first, "", MOST_NOT_FIRST,
             f"right person first {100 - whole.not_first:.2f} of 100"),
        Line("called very likely and somebody else, of 1,000", whole.wrongly_named, "", MOST_WRONG,
             f"{whole.wrong} of {whole.named:,} told as very likely; {precision}"),
    ]  # fmt: skip
    return found + [_line(kind, tally) for kind, tally in by_kind.items()]


def _line(kind: str, tally: Tally) -> Line:
    very = f"{tally.named} very likely, {tally.wrong} of them wrong"
    if not tally.people:
        return Line(
            f"{kind}: wrongly very likely", float(tally.wrong), "", None, f"of {tally.pairs} look-ups"
        )
    return Line(f"{kind}: first, of 100", 100 - tally.not_first, "", None,
                f"{tally.people} look-ups; among the first ten {100 - tally.not_found:.1f} of 100; {very}")  # fmt: skip


def moments(outcomes: Sequence[Outcome], most: float) -> Line:
    """How long the look-ups took."""
    taken = shares([one.spent for one in outcomes])
    words = f"half within {taken.p50:.0f} ms, the slowest {taken.most:.0f} ms"
    return Line("a look-up, 95 of 100 within", taken.p95, "ms", most, words)
