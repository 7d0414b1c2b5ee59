"""Guests as somebody types them, one a line: name, then body. Plain values only."""

from collections.abc import Sequence
from datetime import date

from kith.core.reading_words import listing

MOST, LONGEST = 40, 200
Guest = tuple[str, str]


def read(text: str) -> tuple[list[Guest], list[str]]:
    """The guests of a text, and what is wrong with it line by line. A guest who is named twice is one."""
    found: dict[Guest, None] = {}
    wrong = []
    lines = [" ".join(line.split()) for line in text.replace("\x00", "").splitlines()]
    for place, line in enumerate(lines, 1):
        if not line:
            continue
        name, _, body = (part.strip() for part in line.partition(","))
        if not name or not body:
            wrong.append(
                f"Line {place}: write name and body with a comma between, such as Ann Field, Health."
            )
        elif max(len(name), len(body)) > LONGEST:
            wrong.append(f"Line {place}: name and body have at most {LONGEST} letters each.")
        else:
            found[name, body] = None
    if len(found) > MOST:
        wrong.append(f"Write at most {MOST} guests; there are {len(found)}.")
    return list(found), wrong


def written(guests: Sequence[Guest]) -> str:
    """The same guests as a text to change."""
    return "\n".join(f"{name}, {body}" for name, body in guests)


def told(guests: Sequence[Guest]) -> str:
    """The guests in a row: 'Ann Field (Health) and Kate Moor (Schools forum)'; empty without any."""
    return listing([f"{name} ({body})" for name, body in guests]) if guests else ""


def standing(held_on: date, today: date) -> str:
    """What guests of a meeting are on a day: expected before it, and then named: nobody says yet that they came."""
    return "expected" if today < held_on else "named as a guest"
