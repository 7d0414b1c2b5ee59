"""What a leaver holds, and whether a place in a team may end."""

from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words

FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Left:
    """How much of each kind a worker holds in a team."""

    children: int = 0
    steps: int = 0
    drafts: int = 0
    sign_offs: int = 0
    visits: int = 0
    co_works: int = 0
    plans: int = 0
    promises: int = 0

    @property
    def anything(self) -> bool:
        """Whether work would be left behind."""
        others = (self.sign_offs, self.visits, self.co_works, self.plans, self.promises)
        return any((self.children, self.steps, *others))

    @property
    def words(self) -> str:
        """All of it in one line."""
        count = reading_words.count
        parts = [
            count(self.children, "child", "children") if self.children else "",
            count(self.steps, "open piece of work", "open pieces of work") if self.steps else "",
            f"{self.drafts} of them begun" if self.drafts else "",
            count(self.sign_offs, "decision that waits", "decisions that wait") if self.sign_offs else "",
            count(self.visits, "planned visit") if self.visits else "",
            count(self.co_works, "case worked on beside others", "cases worked on beside others")
            if self.co_works
            else "",
            count(self.plans, "plan") if self.plans else "",
            count(self.promises, "promise in plans", "promises in plans") if self.promises else "",
        ]
        return reading_words.listing([part for part in parts if part]) or "nothing"


def obstacle_to_ending(
    *, began_on: date, last_day: date | None, today: date, left: Left, is_handed_over: bool, name: str
) -> str | None:
    """Why a place in a team may not end after ``last_day``, or None.

    A day to come may be noted with work left: the board warns until it is handed over. Ending now may not leave any.
    """
    if last_day is None:
        return "Write the last day."
    if last_day < began_on:
        return f"The place in the team began on {reading_words.short_day(began_on)} and cannot end before."
    if last_day > today + FARTHEST:
        return "That is more than a year ahead."
    if last_day <= today and left.anything and not is_handed_over:
        return f"{name} still holds {left.words}. Say who takes it."
    return None
