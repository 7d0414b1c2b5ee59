"""When an adoption can be recorded."""

from datetime import date

from kith.core.reading_words import short_day

SEALED = "Adopted: the record is sealed"
OPEN_CASE = (
    "The child has an open case. Close it on the day of the order, with the reason adopted, and come back."
)
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
