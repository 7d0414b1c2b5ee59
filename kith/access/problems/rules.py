"""What a report of a problem must say, and which page it may name."""

from urllib.parse import urlsplit

LONGEST = 4000
LONGEST_PAGE = 200
Problems = list[tuple[str | None, str]]


def clean(words: str) -> str:
    """Words as they are kept: without signs that no database takes and without space around them."""
    return words.replace("\r\n", "\n").replace("\x00", "").strip()


def reporting_problems(doing: str, wrong: str) -> Problems:
    """What stops a report, with the box it is about."""
    found: Problems = []
    if not wrong:
        found.append(("wrong", "Say what went wrong."))
    for box, words in (("doing", doing), ("wrong", wrong)):
        if len(words) > LONGEST:
            found.append((box, f"Make this shorter: {len(words):,} letters, and at most {LONGEST:,} fit."))
    return found


def answering_problem(words: str) -> str | None:
    """What stops an answer, or None."""
    if not words:
        return "Write an answer."
    if len(words) > LONGEST:
        return f"Make this shorter: {len(words):,} letters, and at most {LONGEST:,} fit."
    return None


def path_of(address: str, host: str) -> str:
    """The path of a page of this site, without its query; empty when the address is none of this site's."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    ours = parts.netloc in ("", host) and parts.path.startswith("/") and not address.startswith("//")
    return parts.path if ours and len(parts.path) <= LONGEST_PAGE else ""
