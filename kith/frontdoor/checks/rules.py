"""What a question to an agency and a decision to share need."""

from collections.abc import Collection
from datetime import datetime, timedelta

Problems = list[tuple[str | None, str]]
LONGEST, LONGEST_REPLY = 400, 4000
NO_BASIS = "none"


def due(asked_at: datetime, hours: str) -> datetime:
    """When the reply is due; ``hours`` is the note of a code of the list ``reply_within``."""
    return asked_at + timedelta(hours=int(hours))


def problems_with_sharing(
    *,
    agency: str,
    agencies: Collection[str],
    what: str,
    basis: str,
    bases: Collection[str],
    why: str,
    is_shared: bool,
    names: tuple[str, str] = ("what", "why"),
) -> Problems:
    """What is missing in a decision to share or not. ``names``: the fields in which what and why are written."""
    found: Problems = []
    if agency not in agencies:
        found.append(("agency", "Choose the agency."))
    if basis not in bases:
        found.append(("basis", "Choose why it may be shared."))
    elif is_shared and basis == NO_BASIS:
        found.append(("basis", "Without a basis nothing is shared. Choose another, or decide not to share."))
    for name, text, words in ((names[0], what, "Say what it is about."), (names[1], why, "Say why.")):
        if not text.strip():
            found.append((name, words))
        elif len(text.strip()) > LONGEST:
            found.append((name, f"Shorten this to {LONGEST} letters; there are {len(text.strip())}."))
    return found


def problems_with_reply(outcome: str, outcomes: Collection[str], reply: str) -> Problems:
    """What is missing in a reply: how it went, and the words of an agency that knows the family."""
    found: Problems = []
    if outcome not in outcomes:
        found.append(("outcome", "Choose what they replied."))
    elif outcome == "known" and not reply.strip():
        found.append(("reply", "Write what they know."))
    if len(reply.strip()) > LONGEST_REPLY:
        found.append(
            ("reply", f"Shorten this to {LONGEST_REPLY:,} letters; there are {len(reply.strip()):,}.")
        )
    return found
