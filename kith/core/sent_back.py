"""What a page was made with and its form sends back: never trusted, and nothing when it cannot be read."""

import json
from typing import Any

LONGEST = 200_000  # letters; a page with thousands of boxes stays far below
MOST_VERSIONS = 2**31
LONGEST_ID, LONGEST_VERSION = 18, 9  # digits


def read(text: str) -> Any:
    """The JSON of a hidden field; None for what is none, is too long or goes too deep."""
    if len(text) > LONGEST:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def versions(text: str) -> dict[str, int]:
    """The versions a page was made with, by the name of the box; what cannot be read was not seen."""
    found = read(text)
    pairs = found.items() if isinstance(found, dict) else ()
    return {
        str(name): number for name, number in pairs if isinstance(number, int) and 0 <= number < MOST_VERSIONS
    }


def number(text: str, longest: int = LONGEST_ID) -> int:
    """A number of at most so many digits, as a form or an address sends it; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= longest else 0


def page(text: str, pages: int) -> int:
    """Which of so many pages an address asks for: the first for what is no number, the last for what lies beyond it."""
    return min(max(number(text), 1), pages)
