"""What may be asked of the demonstration, and what may not."""

from dataclasses import dataclass, replace

from kith.core import Refused


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. ``people``, ``cases`` and steps are filled up to; 0 leaves them as they come.

    ``stay`` stretches how long help lasts; ``detail`` (0 to 1) says how much is written.
    """

    children: int = 2000
    years: int = 2
    seed: int = 1
    people: int = 0
    cases: int = 0
    open_steps: int = 0
    closed_steps: int = 0
    stay: float = 1.0
    detail: float = 1.0

    def with_seed(self, seed: int) -> "Order":
        """The same order from another seed."""
        return replace(self, seed=seed)

    def check(self) -> "Order":
        """The order itself. Raises Refused for what cannot be made, in words."""
        wrong = [
            (self.children < 1 or self.children > 20_000, "Ask for 1 to 20,000 open children."),
            (self.years < 1 or self.years > 12, "Ask for 1 to 12 years."),
            (self.people < 0 or self.people > 500_000, "Ask for at most 500,000 people."),
            (
                bool(self.cases) and self.cases < self.children,
                "There cannot be more open children than cases.",
            ),
            (self.seed < 0, "The seed is a whole number from 0."),
        ]
        problems = [(None, words) for is_wrong, words in wrong if is_wrong]
        if problems:
            raise Refused.several(problems)
        return self


BENCHMARK = Order(
    children=2000,
    years=10,
    people=100_000,
    cases=16_500,
    open_steps=55_000,
    closed_steps=250_000,
    stay=2.6,
    detail=0.3,
)
