"""Shares that hold among few as well as among many."""

from collections import Counter
from collections.abc import Collection, Mapping
from random import Random
from typing import Generic, TypeVar

Choice = TypeVar("Choice")
SPREAD = 0.9  # how far chance may stray from what would come next


class Quota(Generic[Choice]):
    """Draws things as their weights say, even where not every thing is possible every time.

    What has come least often for its weight comes next, give or take some chance. So the shares of an authority of
    hundreds are those of the published figures, and a thing that is seldom possible comes whenever it is.
    """

    def __init__(self, weights: Mapping[Choice, float]) -> None:
        whole = sum(weights.values())
        self.weights = {thing: weight / whole for thing, weight in weights.items()}
        self.drawn: Counter[Choice] = Counter()

    def lacks(self, thing: Choice, of: int = 1) -> float:
        """How many of a thing are lacking, if ``of`` more are drawn."""
        return self.weights[thing] * (self.drawn.total() + of) - self.drawn[thing]

    def draw(self, rng: Random, possible: Collection[Choice] = (), of: int = 1) -> Choice:
        """One thing of those possible (of all when empty), which counts ``of`` times."""
        among = [thing for thing in self.weights if not possible or thing in possible]
        chosen = max(among, key=lambda thing: self.lacks(thing, of) + rng.random() * SPREAD)
        self.drawn[chosen] += of
        return chosen
