"""What follows for a risk: how high it is, how it moved, when it must be looked at again. Plain values only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.improvement.rules import FIRST_DAY, LAST_DAY, problem_of_day

# Five steps each way, as the risk matrix that councils and the health service share.
LIKELIHOOD: Mapping[int, str] = {
    1: "Rare",
    2: "Unlikely",
    3: "Possible",
    4: "Likely",
    5: "Almost certain",
}
IMPACT: Mapping[int, str] = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Very severe"}
# The lowest score of each level, from the highest; the mark that goes with its word.
LEVELS: Sequence[tuple[int, str, str]] = (
    (15, "Very high", "late"),
    (10, "High", "soon"),
    (5, "Medium", "none"),
    (1, "Low", "done"),
)
MOVES: Mapping[str, str] = {
    "new": "New",
    "up": "Higher",
    "down": "Lower",
    "same": "Unchanged",
    "closed": "Closed",
}


def score(likelihood: int, impact: int) -> int:
    """How high a risk is: likelihood times impact, 1 to 25."""
    return likelihood * impact


def level(number: int) -> tuple[str, str]:
    """The word of a score and its mark: ('High', 'soon')."""
    return next((words, mark) for least, words, mark in LEVELS if number >= least)


def moved(before: int | None, now: int, *, is_closed: bool) -> str:
    """How a risk moved since a day, from its score then (None where it was not there yet) and now."""
    if is_closed:
        return "closed"
    if before is None:
        return "new"
    return "up" if now > before else "down" if now < before else "same"


def problems_of_score(likelihood: int, impact: int) -> list[tuple[str, str]]:
    """What is wrong with how a risk is scored."""
    told = [] if likelihood in LIKELIHOOD else [("likelihood", "Choose how likely it is.")]
    return told + ([] if impact in IMPACT else [("impact", "Choose how bad it would be.")])


def problem_of_next(field: str, day: date | None, today: date) -> list[tuple[str, str]]:
    """What is wrong with the day something is next looked at or due: it lies ahead, or is today."""
    if day is None:
        return [(field, "Write the day, such as 21/4/2026.")]
    return [] if max(today, FIRST_DAY) <= day <= LAST_DAY else [(field, "Choose today or a day to come.")]


def problem_of_scored(day: date | None, today: date, last: date | None) -> list[tuple[str, str]]:
    """What is wrong with the day of a score: never before the last one."""
    if wrong := problem_of_day(day, today):
        return [("scored_on", wrong)]
    if last and day and day < last:
        return [("scored_on", "It was scored on a later day already.")]
    return []


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the heat map: its level, and the numbers of the open risks in it."""

    words: str
    mark: str
    numbers: tuple[int, ...]


def heat_map(scored: Iterable[tuple[int, int, int]]) -> list[tuple[str, list[Cell]]]:
    """The heat map from the most likely row down, each from the least to the worst impact.

    `scored` are (number of the risk, likelihood, impact) of the open risks.
    """
    placed: dict[tuple[int, int], list[int]] = {}
    for number, likelihood, impact in scored:
        placed.setdefault((likelihood, impact), []).append(number)
    return [
        (words, [_cell(likely, bad, placed.get((likely, bad), [])) for bad in IMPACT])
        for likely, words in reversed(list(LIKELIHOOD.items()))
    ]


def _cell(likelihood: int, impact: int, numbers: list[int]) -> Cell:
    return Cell(*level(score(likelihood, impact)), tuple(sorted(numbers)))


def told(highest: Sequence[tuple[int, str]], count: int) -> str:
    """The heat map in one sentence: how many risks are open, and which are very high."""
    if not count:
        return "No risk is open."
    worst = [f"R{number}" for number, words in highest if words == LEVELS[0][1]]
    open_words = "1 risk is open" if count == 1 else f"{count} risks are open"
    if not worst:
        return f"{open_words}, none of them very high."
    return f"{open_words}; very high: {', '.join(worst)}."
