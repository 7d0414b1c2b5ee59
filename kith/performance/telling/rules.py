"""What may be said of a figure, and where a change in a trend may be named. Plain values only."""

from collections.abc import Collection, Sequence

from kith.core.reading_words import count
from kith.ui.charts.spc import steps_that_part

TOO_NEAR = "There have to be two whole months with a figure before and after it, up to the changes beside it."
NAMED_ALREADY = "A change is named for this month already. Take that one back, or choose another month."


def obstacle_to_saying(words: str, longest: int, what: str) -> str | None:
    """Why these words about a figure cannot be kept, or None when they can."""
    if not words:
        return f"Write {what}."
    if len(words) > longest:
        return f"Say it in at most {longest:,} letters: these are {count(len(words), 'letter')}."
    return None


def obstacle_to_naming(values: Sequence[float | None], named: Collection[int], at: int | None) -> str | None:
    """Why no change can be named at this place of a series, or None when one can; `named` are the places of others."""
    if at is None:
        return "Choose a month from the list."
    if at in named:
        return NAMED_ALREADY
    before = steps_that_part(values, named)
    return None if steps_that_part(values, {*before, at}) == sorted({*before, at}) else TOO_NEAR


def places_to_name(values: Sequence[float | None], named: Collection[int]) -> list[int]:
    """Every place of a series at which a change can be named."""
    return [at for at in range(len(values)) if obstacle_to_naming(values, named, at) is None]
