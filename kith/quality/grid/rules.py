"""Which audits the grid and the lists behind it are asked for, as an address says it; and what stands out in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

WRONG = {
    "team": "Choose a team of which an audit is finished.",
    "month": "Choose one of the months.",
    "standard": "Choose one of the standards.",
    "grade": "Choose one of the grades.",
    "theme": "Choose one of the themes.",
}
Known = Mapping[str, Mapping[str, str]]  # filter -> what may be chosen, with its words


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for: ``values`` has each filter, '' for everything; ``problems`` is what there is not."""

    known: Known
    values: Mapping[str, str]
    problems: tuple[tuple[str | None, str], ...] = ()

    @property
    def words(self) -> str:
        """'Plan and reviews, Inadequate'; '' for everything."""
        return ", ".join(self.known[name][value] for name, value in self.values.items() if value)

    def address(self, **other: str) -> str:
        """The same as an address asks for it, with these in their place: '?team=3&grade=good'; '' for everything."""
        asked = {name: value for name, value in {**self.values, **other}.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


def chosen(known: Known, given: Mapping[str, str]) -> Chosen:
    """What an address asks for; what it asks for that there is not is told, and everything is meant instead."""
    sent = {name: given.get(name, "") for name in known}
    odd = [name for name, value in sent.items() if value and value not in known[name]]
    values = {name: "" if name in odd else value for name, value in sent.items()}
    return Chosen(known, values, tuple((name, WRONG[name]) for name in odd))


def stands_out(shares: Sequence[tuple[str, int, int]]) -> tuple[str, str] | None:
    """Of standards with how many are good of how many: the weakest and the strongest; None where all are alike."""
    told = [(part / whole, title) for title, part, whole in shares if whole]
    if not told:
        return None
    weakest, strongest = min(told, key=lambda one: one[0]), max(told, key=lambda one: one[0])
    return (weakest[1], strongest[1]) if weakest[0] < strongest[0] else None
