"""How far two readers of the same cases agree beyond chance: Cohen's kappa, plain and with linear weights. No Django.

Sources: J. Cohen, A coefficient of agreement for nominal scales, 1960; J. Cohen, Weighted kappa, 1968;
J. R. Landis and G. G. Koch, The measurement of observer agreement for categorical data, 1977, for the words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

FEW = 10
WORDS = (
    (0.81, "almost perfect"), (0.61, "substantial"), (0.41, "moderate"), (0.21, "fair"), (0.0, "slight"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of ``pairs`` graded twice, how many alike; kappa and weighted kappa, None where chance leaves nothing to say."""

    pairs: int
    alike: int
    kappa: float | None
    weighted: float | None

    @property
    def words(self) -> str:
        """'17 of 24 graded alike (71%); kappa 0.56, with weights 0.67: substantial agreement.'"""
        if not self.pairs:
            return "No case is finished by two readers yet."
        head = f"{self.alike} of {self.pairs} graded alike ({round(100 * self.alike / self.pairs)}%)"
        if self.kappa is None or self.weighted is None:
            return f"{head}; kappa says nothing here, as both gave everything one grade."
        tail = f"{head}; kappa {self.kappa:.2f}, with weights {self.weighted:.2f}: {strength(self.weighted)}"
        few = ". So few pairs say little." if self.pairs < FEW else "."
        return tail + few


def strength(kappa: float) -> str:
    """What a kappa is called: 'moderate agreement'."""
    return (
        f"{next((words for least, words in WORDS if round(kappa, 2) >= least), 'less than chance')} agreement"
    )


def agreement(pairs: Sequence[tuple[str, str]], grades: Sequence[str]) -> Agreement:
    """How far the readers of these pairs (first grade, second grade) agree; ``grades`` in their order."""
    alike = sum(one == other for one, other in pairs)
    plain = _kappa(pairs, grades, lambda one, other: float(one != other))
    steps = max(len(grades) - 1, 1)
    linear = _kappa(pairs, grades, lambda one, other: abs(one - other) / steps)
    return Agreement(len(pairs), alike, plain, linear)


def _kappa(
    pairs: Sequence[tuple[str, str]], grades: Sequence[str], apart: Callable[[int, int], float]
) -> float | None:
    """1 - how far apart they are / how far apart they would be by chance alone."""
    if not pairs:
        return None
    places = {grade: at for at, grade in enumerate(grades)}
    told = [(places[one], places[other]) for one, other in pairs]
    seen = sum(apart(one, other) for one, other in told) / len(told)
    by_chance = sum(apart(one, other) for one, _ in told for _, other in told) / len(told) ** 2
    return 1 - seen / by_chance if by_chance else None


def problem_of_moderation(grade: str, grades: Sequence[str], reason: str) -> list[tuple[str | None, str]]:
    """What is missing in an agreed grade."""
    found: list[tuple[str | None, str]] = []
    if grade not in grades:
        found.append(("grade", "Choose the grade you settle on."))
    if len(reason.strip()) < 3:
        found.append(("reason", "Say why."))
    return found
