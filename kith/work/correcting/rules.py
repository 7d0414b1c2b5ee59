"""When something entered on the wrong record may be moved, and how its trace is told."""

from datetime import date

from kith.core.reading_words import short_day

LONGEST_REASON = 400
WITHDRAW, ELSEWHERE = "withdraw", "elsewhere"
NO_CHOICE = "Choose what is to become of it."
GONE = "It is not on this record any more: somebody has moved it meanwhile."
SAME = "It stands on this record already. Choose whose record it belongs on."
THERE = "The other record has it already. Take it off this one instead."
TITLES = {"visit": "Visit", "note": "Note", "alert": "Alert"}


def obstacle(reason: str, happened_on: date, born_on: date | None) -> list[tuple[str, str]]:
    """Fields and words: what stands against it; `born_on` of the one it is moved to, if that is known."""
    found = []
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        found.append(("reason", f"Say in at most {LONGEST_REASON} letters how it came to stand here."))
    if born_on is not None and happened_on < born_on:
        found.append(("becomes", f"That was before their birth: born {short_day(born_on)}."))
    return found


def trace(kind: str, happened_on: date, moved: bool) -> str:
    """'Visit of 3 May 2026 moved to another record', as the record says it that had it by mistake."""
    what = "moved to the record it belongs on" if moved else "taken off, it belongs on no record"
    return f"{TITLES[kind]} of {short_day(happened_on)} {what}"
