"""The whole proof of a record store: figures as known today, as known on past days, and as they were frozen."""

from collections.abc import Iterator, Sequence
from datetime import date

from kith.performance.definition import Indicator
from kith.performance.proving.frozen import prove_frozen
from kith.performance.proving.queries import MONTHS, Proved, past_days, prove

__all__ = ["MONTHS", "everything"]


def everything(
    on: date, months: int = MONTHS, known: Sequence[Indicator] | None = None
) -> Iterator[tuple[str, Proved]]:
    """What was looked at of each indicator (or of these), under words for the way it was looked at."""
    for found in prove(on, months=months, known=known):
        yield "as known today", found
    for day in past_days(on):
        for found in prove(day, as_at=day, months=1, known=known):
            yield "as known on past days", found
    for found in prove_frozen(None if known is None else [one.code for one in known]):
        yield "frozen", found
