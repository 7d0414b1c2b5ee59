"""What a failure cost somebody who typed: how many letters, and how many seconds of typing these were."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

LONGEST_LOSS = 2.0  # seconds of typing: /requirements, "nothing beyond the last two seconds"
KINDS = {
    "network": "the line is gone for a moment",
    "timeout": "the server takes the words and never answers",
    "answer": "the words arrive and the answer is lost",
    "worker": "the web process is killed",
    "server": "the web server is killed with everything under it",
    "store": "the record store is killed and starts again",
    "tab": "the browser dies: nothing can be sent any more",
}


@dataclass
class Typing:
    """What one editor typed into a box: every letter with the moment it was typed, in seconds."""

    text: str = ""
    at: list[float] = field(default_factory=list)

    def type(self, letters: str, moment: float) -> None:
        """These letters were typed at this moment."""
        self.text += letters
        self.at += [moment] * len(letters)

    def lost(self, kept: str, ended: float) -> tuple[int, float] | None:
        """Letters and seconds that are missing at the end of what was kept; None when it is something else.

        The seconds run from the first letter lost to the moment at which it ended.
        """
        if not self.text.startswith(kept):
            return None
        missing = len(self.text) - len(kept)
        return (missing, ended - self.at[len(kept)]) if missing else (0, 0.0)


@dataclass(frozen=True, slots=True)
class Loss:
    """What one failure cost one editor."""

    editor: int
    kind: str
    letters: int
    seconds: float


@dataclass
class Counted:
    """All failures of a run and what they cost."""

    injected: Counter[str] = field(default_factory=Counter)
    losses: list[Loss] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)  # texts that are neither whole nor cut short

    @property
    def number(self) -> int:
        """How many failures were injected."""
        return sum(self.injected.values())

    def lasting(self) -> list[Loss]:
        """What was lost although the browser lived."""
        return [loss for loss in self.losses if loss.kind != "tab" and loss.letters]

    def worst(self, kinds: Iterable[str]) -> float:
        """The most seconds that one failure of these kinds cost."""
        wanted = set(kinds)
        return max((loss.seconds for loss in self.losses if loss.kind in wanted), default=0.0)

    def total_of_an_editor(self) -> float:
        """The most seconds that all failures together cost one editor whose browser lived."""
        by_editor: Counter[int] = Counter()
        for loss in self.lasting():
            by_editor[loss.editor] += loss.seconds  # type: ignore[assignment]
        return max(by_editor.values(), default=0.0)

    def holds(self) -> bool:
        """Whether no living browser lost more than the limit in all, and no dying one more each time."""
        return (
            self.total_of_an_editor() <= LONGEST_LOSS
            and self.worst(["tab"]) <= LONGEST_LOSS
            and not self.strange
        )


def lines(told: Counted) -> list[str]:
    """The result in words, a line for each kind of failure."""
    found = []
    for kind, words in KINDS.items():
        losses = [loss for loss in told.losses if loss.kind == kind]
        letters, most = (
            sum(loss.letters for loss in losses),
            max((loss.seconds for loss in losses), default=0.0),
        )
        found.append(
            f"{words}: {told.injected[kind]} times, {letters} letters lost, at most {most:.1f} s at once"
        )
    return found


def shares(number: int, weights: Sequence[tuple[str, int]]) -> list[str]:
    """So many failures, each kind in its share and spread evenly over the run."""
    whole = sum(weight for _, weight in weights)
    places = [
        ((turn + 0.5) * whole / weight, kind)
        for kind, weight in weights
        for turn in range(max(1, round(number * weight / whole)))
    ]
    return [kind for _, kind in sorted(places)][:number]
