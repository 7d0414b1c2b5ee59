"""When a mail is tried again, when it is given up, and what is said of trouble: never the other side's words."""

import re
from datetime import datetime, timedelta
from unicodedata import category

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
LONGEST_ADDRESS, LONGEST_SUBJECT = 254, 200
ADDRESS = re.compile(
    r"[^@\s,;:<>\"()\\\x00-\x1f]+@[^@\s,;:<>\"()\\\x00-\x1f.]+(\.[^@\s,;:<>\"()\\\x00-\x1f.]+)+"
)
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters by name that show nothing
NOT_ADDRESSED = 0  # no answer of a mail server: nothing can be handed to one under this address
NO_ANSWER = "The mail server did not answer."
UNREADABLE = "There are letters in this address that cannot be seen. Type it anew."
NOT_WANTED = "It was answered or over before it could be sent."
LINK = "{link}"  # where the private link stands that is made as the mail is sent
NO_SERVER = "No mail server is set."


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When a mail is tried again after so many attempts that failed, or None when it is given up."""
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def is_final(code: int | None) -> bool:
    """Whether trying again is of no use: the mail server said so (RFC 5321: 5yz), or it cannot be asked."""
    return code is not None and (code == NOT_ADDRESSED or 500 <= code < 600)


def trouble(code: int | None) -> str:
    """What went wrong in words without anybody's address; a mail server's own words may hold it."""
    if code is None:
        return NO_ANSWER
    if code == NOT_ADDRESSED:
        return "No mail can be sent to an address like this."
    if code in (550, 551, 553):
        return f"The mail server knows no such address (code {code})."
    return (
        f"The mail server refused it (code {code})."
        if is_final(code)
        else f"The mail server put it off (code {code})."
    )


def address_problem(address: str) -> str | None:
    """Why mail cannot go to this address, or None."""
    if len(address) <= LONGEST_ADDRESS and ADDRESS.fullmatch(address) and _has_a_domain(address):
        return UNREADABLE if _has_unseen_letters(address) else None
    return "This is no e-mail address, like name@school.example."


def _has_unseen_letters(address: str) -> bool:
    """Whether something in it cannot be seen, so that it may not be the address that somebody reads."""
    return not address.isprintable() or any(
        sign in UNSEEN or "\ufe00" <= sign <= "\ufe0f" or category(sign) == "Cf" for sign in address
    )


def _has_a_domain(address: str) -> bool:
    """Whether what stands after the @ can be asked for: no part of it too long, no letter that no name may have."""
    try:
        address.rpartition("@")[2].encode("idna")
    except UnicodeError:
        return False
    return True


def one_line(subject: str) -> str:
    """A subject that stays in its line."""
    return " ".join(subject.split())[:LONGEST_SUBJECT]
