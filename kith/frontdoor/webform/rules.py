"""What the public form asks, what is missing in it, and how a robot is told from a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kith.documents.post import rules as post
from kith.people import rules as people

CHILDREN = 4
TRAP = "website"  # hidden from people; a program that fills every box fills it too
QUICKEST = timedelta(seconds=4)
LONGEST = timedelta(hours=12)
TRIES, WINDOW = 10, timedelta(hours=1)
SEXES = (("U", "Not known"), ("F", "Girl"), ("M", "Boy"))
SAFE = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))
BOXES = {
    "name": ("your name", 120),
    "organisation": ("where you work", 160),
    "phone": ("your telephone number", 30),
    "email": ("your e-mail address", 120),
    "home": ("the address", 200),
    "postcode": ("the postcode", 10),
    "told": ("what has happened", 8000),
    "wants": ("what you would like to happen", 1000),
}
OF_A_CHILD = {"child": ("the child’s name", 160), "born": ("the birth date or age", 60)}
NEEDED = {
    "name": "Write your name.",
    "organisation": "Write where you work.",
    "phone": "Write a telephone number on which we can ring you.",
    "told": "Write what has happened and what you are worried about.",
}
Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Child:
    """A child as the form names it."""

    name: str
    born: str
    sex: str


def tidy(posted: Mapping[str, str]) -> dict[str, str]:
    """Every box of the form as it is kept: one line without double spaces, long texts with their lines."""
    names = [*BOXES, "source", "safe_now", *(f"{box}.{n}" for n in places() for box in (*OF_A_CHILD, "sex"))]
    return {name: _tidy(name, posted.get(name, "")) for name in names}


def _tidy(name: str, value: str) -> str:
    words = value.replace("\x00", "").replace("\r\n", "\n").strip()
    return words if name in ("told", "wants") else " ".join(words.split())


def places() -> range:
    """The numbers of the lines for children."""
    return range(1, CHILDREN + 1)


def children(told: Mapping[str, str]) -> list[Child]:
    """The children that are named."""
    found = [Child(told[f"child.{n}"], told[f"born.{n}"], told[f"sex.{n}"] or "U") for n in places()]
    return [child for child in found if child.name]


def problems(told: Mapping[str, str], sources: Sequence[str]) -> Problems:
    """What is missing or cannot be kept, with the box it is about."""
    found: Problems = [(name, words) for name, words in NEEDED.items() if not told[name]]
    limits = BOXES | {f"{box}.{n}": told_of for n in places() for box, told_of in OF_A_CHILD.items()}
    for name, (what, longest) in limits.items():
        if len(told[name]) > longest:
            found.append(
                (name, f"Write {what} in at most {longest:,} letters; there are {len(told[name]):,}.")
            )
    if told["source"] not in sources:
        found.append(("source", "Choose what kind of agency you work for."))
    if told["safe_now"] not in dict(SAFE):
        found.append(("safe_now", "Say whether the children are safe right now."))
    if told["email"] and post.address_problem(told["email"]):
        found.append(("email", post.address_problem(told["email"]) or ""))
    if people.tidy_postcode(told["postcode"]) is None:
        found.append(("postcode", people.NO_POSTCODE))
    return found + _children_problems(told)


def _children_problems(told: Mapping[str, str]) -> Problems:
    found: Problems = []
    if not children(told):
        found.append(("child.1", "Name at least one child. A part of a name is enough."))
    for n in places():
        if told[f"born.{n}"] and not told[f"child.{n}"] and children(told):
            found.append((f"child.{n}", "There is a birth date here and no name."))
        if told[f"sex.{n}"] not in ("", *dict(SEXES)):
            found.append((f"sex.{n}", "Choose from the list, or leave it as not known."))
    return found


def robot_problem(trap: str, age: timedelta | None) -> str | None:
    """Why this looks as if a program had filled it in, or None. ``age`` is how long the page was open, if known."""
    if trap.strip():
        return "A box that people do not see was filled in, as programs do. It is empty again: send the form once more."
    if age is None or age > LONGEST:
        return "The form had been open for too long. What you wrote is still here: send it once more."
    if age < QUICKEST:
        return "That was quicker than anybody reads. What you wrote is still here: send it once more."
    return None


def too_many(tries: int) -> bool:
    """Whether one address has sent the form more often in an hour than people do."""
    return tries >= TRIES
