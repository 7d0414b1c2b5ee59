"""Whether a decision can still be taken back: for ten minutes, and only where nothing has come of it yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from kith.core.reading_words import listing

MINUTES = 10
WINDOW = timedelta(minutes=MINUTES)
NONE_MADE = "There is no decision to take back."
INSTEAD = "Correct or withdraw it instead: both stay on the record."
DECIDED = ("signed_off", "returned")


@dataclass(frozen=True, slots=True)
class Made:
    """A decision that somebody may want back.

    ``effects`` are the names of what it set going; ``touched`` the titles of work it opened that somebody has begun;
    ``is_written_since``: whether a worker wrote in the piece after it was sent back.
    """

    decision: str
    decided_by: int | None
    decided_at: datetime | None
    effects: Collection[str] = ()
    touched: Collection[str] = ()
    is_written_since: bool = False


def until(decided_at: datetime) -> datetime:
    """The moment until which a decision can be taken back."""
    return decided_at + WINDOW


def obstacle(made: Made | None, *, by: int, now: datetime, undoable: Collection[str]) -> str | None:
    """Why a decision cannot be taken back, or None. ``undoable`` are the effects that leave nothing behind."""
    if made is None or made.decided_at is None or made.decision not in DECIDED:
        return NONE_MADE
    if made.decided_by != by:
        return "Only whoever decided can take it back. Speak with them."
    if now >= until(made.decided_at):
        return f"{MINUTES} minutes have passed. {INSTEAD}"
    if stays := sorted(set(made.effects) - set(undoable)):
        done = listing([effect.replace("_", " ") for effect in stays])
        return f"What it set going cannot be taken back ({done}). {INSTEAD}"
    if made.touched:
        return f"Somebody has begun what followed: {listing(sorted(made.touched))}. {INSTEAD}"
    if made.is_written_since:
        return "The worker has begun to answer your points. It will come back to you."
    return None
