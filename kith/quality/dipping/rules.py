"""The draw of a month, who may read what was drawn, and what a reader must say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from kith.quality.draw.rules import by_chance
from kith.quality.marking.rules import Asked, Problems, lacking, problems_with_marks, problems_with_words

TOLD, SUPERVISION = "dip_sample", "supervision"
OCCASIONS = {TOLD: "Told work", SUPERVISION: "Supervision"}
MOST, USUAL = 40, 5


def drawn(seed: str, given: Collection[int], number: int) -> list[int]:
    """So many of these numbers by chance: the same seed and numbers, in whatever order, always give the same."""
    return sorted(sorted(set(given), key=lambda one: (by_chance(seed, one), one))[:number])


def problems_with_draw(month: date | None, today: date, number: int, given: int) -> Problems:
    """Why a month is not drawn: it is not over, too many are wanted, or there is nothing to draw from."""
    if month is None or (month.year, month.month) >= (today.year, today.month):
        return [("month", "Choose a month that is over.")]
    if not 1 <= number <= MOST:
        return [("number", f"Draw 1 to {MOST}.")]
    return [] if given else [("month", "Nothing of that month is there to draw from.")]


def obstacle_to_reading(by: int, makers: Collection[int], read_by: str) -> str | None:
    """Why somebody may not say what they think of what was drawn, or None."""
    if read_by:
        return f"{read_by} has read this already."
    return "Somebody else reads what you made." if by in makers else None


def problems_with_reading(asked: Asked, sent: Mapping[str, str], words: str) -> Problems:
    """What is missing in what a reader says; what is not met wants words."""
    needed = "Say what was not met: it is told to those concerned." if lacking(sent) else ""
    return problems_with_marks(asked, sent) + problems_with_words(words, "words", needed=needed)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record itself says of one supervision."""

    held_on: date
    before_on: date | None
    due_on: date | None
    families: int
    decisions: int
    with_a_day: int
    earlier_open: int

    @property
    def in_time(self) -> bool | None:
        """Whether it was held by its last day; None where there was none."""
        return None if self.due_on is None else self.held_on <= self.due_on

    @property
    def words(self) -> list[tuple[str, str]]:
        """Each fact as a mark and its words."""
        since = (
            f"{(self.held_on - self.before_on).days} days after the one before"
            if self.before_on
            else "The first"
        )
        late = {None: ("none", "no day was set"), True: ("done", "in time"), False: ("late", "late")}
        mark, told = late[self.in_time]
        owned = "soon" if self.with_a_day < self.decisions else "done" if self.decisions else "none"
        return [
            (mark, f"{since}: {told}"),
            ("done" if self.families else "late", f"Families talked about: {self.families}"),
            (owned, f"Decisions: {self.decisions}, with something to do by a day: {self.with_a_day}"),
            (
                "late" if self.earlier_open else "done",
                f"Earlier decisions overdue that day: {self.earlier_open}",
            ),
        ]
