"""In which order work waits for a decision, and why each piece stands where it stands. There is no score.

Five questions, one after the other; a later one only decides between pieces that the earlier ones leave equal:
protection or court work first, then what is late, the latest first, then what is soon due, then a child who has not
been seen, then the longest wait.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kith.core.reading_words import listing, working_days

LATE, SOON = "late", "soon"
IN_WORDS = (
    "Protection and court work first; then what is late, the latest first; then what is soon due; then children not "
    "seen; then the longest wait."
)


@dataclass(frozen=True, slots=True)
class Waits:
    """One piece of work that waits: what the order needs to know of it.

    ``first`` says in the pack's words why such work comes first, empty for other work. ``stands`` is late, soon,
    in time or no limit; ``unseen`` are the first names of children not seen since its clock began.
    """

    step: int
    sent_at: datetime
    first: str = ""
    stands: str = ""
    late_days: int = 0
    unseen: tuple[str, ...] = ()
    waited: int = 0


def in_order(waiting: Iterable[Waits]) -> list[Waits]:
    """What waits, the most urgent first."""
    return sorted(waiting, key=_place)


def _place(one: Waits) -> tuple[bool, bool, int, bool, bool, int, datetime, int]:
    is_late = one.stands == LATE
    return (
        not one.first,
        not is_late,
        -one.late_days if is_late else 0,
        one.stands != SOON,
        not one.unseen,
        -one.waited,
        one.sent_at,
        one.step,
    )


def reasons(one: Waits) -> list[str]:
    """Why a piece stands where it stands, in words, the strongest first. There always is one."""
    found = [one.first] if one.first else []
    if one.stands == LATE:
        found.append(f"late by {working_days(one.late_days)}" if one.late_days else "past its day")
    elif one.stands == SOON:
        found.append("soon due")
    if one.unseen:
        found.append(f"{listing(list(one.unseen))} not seen since its clock began")
    found.append(f"waits {working_days(one.waited)}" if one.waited else "sent today")
    return found
