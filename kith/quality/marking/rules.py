"""The four answers to an item of a checklist, what is missing in what was sent, and how often each was given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

YES, PARTLY, NO, UNSEEN = "yes", "partly", "no", "unseen"
ANSWERS = {YES: "Yes", PARTLY: "Partly", NO: "No", UNSEEN: "Cannot be said"}
SHAPES = {YES: "done", PARTLY: "soon", NO: "late", UNSEEN: "none"}
FIELD = "mark-"
LONGEST = 4000
Asked = Sequence[tuple[str, str]]
Problems = list[tuple[str | None, str]]


def problems_with_marks(asked: Asked, sent: Mapping[str, str]) -> Problems:
    """Every item wants one of the four answers."""
    return [
        (f"{FIELD}{code}", f"Choose an answer: {words}")
        for code, words in asked
        if sent.get(code) not in ANSWERS
    ]


def problems_with_words(words: str, field: str, *, needed: str = "") -> Problems:
    """Words of a usual length; ``needed`` is said where there are none."""
    length = len(words.strip())
    if needed and not length:
        return [(field, needed)]
    return (
        [(field, f"Say it in at most {LONGEST:,} letters; there are {length:,}.")] if length > LONGEST else []
    )


def lacking(sent: Mapping[str, str]) -> bool:
    """Whether something was partly met or not met, so that words are needed."""
    return any(mark in (PARTLY, NO) for mark in sent.values())


def sorted_marks(asked: Asked, sent: Mapping[str, str]) -> dict[str, list[str]]:
    """The items met, partly met and not met, as they are kept."""
    return {
        column: [code for code, _ in asked if sent.get(code) == mark]
        for column, mark in (("met", YES), ("partly", PARTLY), ("not_met", NO))
    }


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one item was answered how."""

    words: str
    yes: int
    partly: int
    no: int
    unseen: int

    @property
    def seen(self) -> int:
        """How often it could be said."""
        return self.yes + self.partly + self.no

    @property
    def share(self) -> str:
        """'12 of 15 (80%)', of those of which it could be said."""
        if not self.seen:
            return "not said yet"
        return f"{self.yes:,} of {self.seen:,} ({100 * self.yes / self.seen:.0f}%)"


def tally(asked: Asked, rows: Iterable[Mapping[str, str]]) -> list[Tally]:
    """For each item, in order, how often each answer was given. Who was not asked an item does not count for it."""
    held = list(rows)
    return [
        Tally(
            words,
            *(sum(row[code] == mark for row in held if code in row) for mark in (YES, PARTLY, NO, UNSEEN)),
        )
        for code, words in asked
    ]
