"""The draw, what a reader must say, and who may not read."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

AGREE, CONCERNS = "agree", "concerns"
LONGEST = 4000
SHORTEST = 3


def is_drawn(seed: str, step: int, one_in: int) -> bool:
    """Whether a piece of work is drawn: the same seed and number always give the same answer.

    The seed is made by chance for each piece at the moment it is finished, so that nobody can know before.
    """
    number = int.from_bytes(sha256(f"{seed}:{step}".encode()).digest()[:8], "big")
    return number % one_in == 0


def reason(title: str, one_in: int, pack: str) -> str:
    """Why a piece stands on the desk of those who read."""
    return f"{title}: nobody signs it off, one in {one_in} is read ({pack})."


def obstacle_to_reading(*, by: int, writers: Collection[int], is_chosen: bool, read_by: str) -> str | None:
    """Why somebody may not say what they think of a piece, or None."""
    if not is_chosen:
        return "Chance did not pick this piece."
    if read_by:
        return f"{read_by} has read this piece already."
    return "Somebody else reads what you wrote." if by in writers else None


def problems(verdict: str, words: str) -> list[tuple[str | None, str]]:
    """What is missing in what a reader says. Nothing is chosen beforehand."""
    if verdict not in (AGREE, CONCERNS):
        return [("verdict", "Choose: I agree, or I have concerns.")]
    length = len(words.strip())
    if verdict == CONCERNS and length < SHORTEST:
        return [("words", "Say what concerns you.")]
    return (
        [("words", f"Say it in at most {LONGEST:,} letters; there are {length:,}.")]
        if length > LONGEST
        else []
    )


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one kind of work was finished, drawn and read."""

    title: str
    one_in: int
    finished: int
    drawn: int
    read: int
    concerns: int

    @property
    def words(self) -> str:
        """'40 finished, 2 drawn (one in 20 expected), 1 read, no concerns'."""
        concerns = f"{self.concerns} with concerns" if self.concerns else "no concerns"
        return (
            f"{self.finished:,} finished, {self.drawn:,} drawn (one in {self.one_in} by chance), "
            f"{self.read:,} read, {concerns}"
        )
