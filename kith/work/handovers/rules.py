"""Whether children may be handed to another worker of the team, and whether that worker may accept them now."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from kith.core import reading_words

SUMMARY, MEETING = "summary", "meeting"
SEEN_BY_ITSELF = frozenset({SUMMARY, MEETING})
LONG = 5  # working days after which a handover is marked late
FARTHEST = timedelta(days=183)
ANSWERED = "This has been answered or taken back already."


def obstacle_to_asking(
    *, is_held_by_them: bool, is_offered: bool, same_worker: bool, name: str, holder: str
) -> str | None:
    """Why a child may not be handed to another worker of the team, or None."""
    if same_worker:
        return f"{holder} holds the children already. Choose somebody else."
    if not is_held_by_them:
        return f"{name} is not with {holder} any more. Look again."
    if is_offered:
        return f"{name} is being handed over already."
    return None


def missing(ticked: Collection[str], musts: Mapping[str, str], by_itself: Mapping[str, bool]) -> list[str]:
    """The words of what must be done before the children can be accepted and is not.

    ``by_itself`` says of what Kith sees by itself whether it is done; a tick counts for nothing there.
    """
    done = {code for code in ticked if code not in SEEN_BY_ITSELF}
    done |= {code for code, is_done in by_itself.items() if is_done}
    return [words for code, words in musts.items() if code not in done]


def obstacle_to_accepting(left: Sequence[str], *, is_open: bool, is_taker: bool, taker: str) -> str | None:
    """Why the children may not be accepted now, or None."""
    if not is_open:
        return ANSWERED
    if not is_taker:
        return f"Only {taker} can answer this. A manager may decide it with a reason."
    if left:
        return f"Not yet: {'; '.join(left)}."
    return None


def obstacle_to_declining(words: str, *, is_open: bool, is_taker: bool, taker: str) -> str | None:
    """Why a handover may not be declined with these words, or None."""
    if obstacle := obstacle_to_accepting([], is_open=is_open, is_taker=is_taker, taker=taker):
        return obstacle
    return None if words.strip() else "Say why, and what would help."


def obstacle_to_deciding(words: str, *, is_open: bool) -> str | None:
    """Why a manager may not decide in the new worker's place, or None."""
    if not is_open:
        return ANSWERED
    return None if words.strip() else "Say why this cannot wait for the answer."


def obstacle_to_meeting(meets_on: date | None, who: str, *, today: date) -> tuple[str, str] | None:
    """The field and the words where a meeting cannot be, or None. A day and nobody, or nobody's day, is half of one."""
    if meets_on is not None and abs(meets_on - today) > FARTHEST:
        return (
            "meets_on",
            f"{reading_words.short_day(meets_on)} is more than half a year away. Look at the year.",
        )
    if meets_on is not None and not who.strip():
        return "meets_with", "Say who meets the family together."
    if meets_on is None and who.strip():
        return "meets_on", "Say on which day they meet."
    return None
