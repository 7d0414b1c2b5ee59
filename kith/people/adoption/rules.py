"""When an adoption can be recorded."""

from collections.abc import Sequence
from datetime import date

from kith.core.reading_words import listing, short_day

SEALED = "Adopted: the record is sealed"
OPEN_CASE = (
    "The child has an open case. Close it on the day of the order, with the reason adopted, and come back."
)
NIGHT_ALERT = "An alert about the child stands on the night board. Take it back, and come back."
RESTRICTED = "The record is restricted. Lift the restriction first: sealing hides it from everybody."


def obstacle(born_on: date | None, ordered_on: date, today: date, has_open_case: bool) -> str | None:
    """Why no adoption can be recorded for this child on this day."""
    if born_on is None:
        return "Only a child who is born, with a date of birth on record, can be adopted."
    if ordered_on > today:
        return "The order cannot be in the future."
    if ordered_on < born_on:
        return f"That is before birth: born {short_day(born_on)}."
    return OPEN_CASE if has_open_case else None


def obstacle_in_work(titles: Sequence[str]) -> str | None:
    """Why no adoption can be recorded while this work names the child: nobody could finish the child's part of it."""
    if not titles:
        return None
    open_work = listing(sorted(set(titles)))
    return (
        f"The child is named in open work: {open_work}. Finish it or take the child out of it, and come back."
    )
