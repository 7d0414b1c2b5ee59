"""What an answer says of an action, which names stand in words that leave, who came to an event, and small numbers."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kith.core.reading_words import listing
from kith.performance.small_numbers import MARK, hidden

LONGEST = 2_000
TENTH = Decimal("0.1")
SHORTEST_NAME = 3  # letters; shorter ones stand in too many words
MOST_CAME = 2_000
MOST_SAID = 40
CAME: Mapping[str, str] = {
    "children": "Children and young people",
    "parents": "Parents",
    "staff": "Members of staff",
    "referrers": "Referrers",
    "foster_carers": "Foster carers",
}
# what a rating means to somebody who does not work here
PLAINLY: Mapping[str, str] = {
    "": "We have taken it up and have not begun",
    "red": "We have taken it up and hardly begun",
    "amber": "We are working on it",
    "green": "It is done",
    "proved": "It is done, and those it is for say that it helped",
}
NOT_YET = "Nobody has taken it up yet"
ORDER = ("", "red", "amber", "green", "proved")
Problems = list[tuple[str | None, str]]
COUNTED = ("Yes", "A bit", "No", "No answer", "Asked")


def agrees(helped: str) -> bool | None:
    """Whether who answered so says that it helped; None where the answer is neither a yes nor a no."""
    return {"yes": True, "no": False}.get(helped)


def obstacle_to_taking(helped: str, is_heard: bool) -> str | None:
    """Why an answer cannot be taken as the words of those affected of an action, or None."""
    if is_heard:
        return "This answer was taken for this action already."
    if agrees(helped) is None:
        return "They said neither that it helped nor that it did not. Ask them about this action."
    return None


def names_in(words: str, names: Iterable[str]) -> list[str]:
    """Which of these names stand in words, each once, as they were given."""
    said = set(re.findall(r"\w+", words.casefold()))
    parts = {part for name in names for part in re.findall(r"\w+", name) if len(part) >= SHORTEST_NAME}
    return sorted(part for part in parts if part.casefold() in said)


def problem_with_names(words: str, names: Iterable[str]) -> str | None:
    """Why words may not leave the record as they are, or None."""
    found = names_in(words, names)
    return f"Take out {listing(found)}: nobody is named here." if found else None


def came(posted: Mapping[str, str]) -> tuple[dict[str, int], Problems]:
    """How many of each kind came to an event, and what is wrong with what was written."""
    counts: dict[str, int] = {}
    wrong: Problems = []
    for code, words in CAME.items():
        text = posted.get(code, "").strip()
        if text and not (text.isascii() and text.isdecimal() and int(text[:9]) <= MOST_CAME):
            wrong.append((code, f"{words}: write a number up to {MOST_CAME:,}, or leave it empty."))
        counts[code] = int(text) if text and not wrong else 0
    if not wrong and not any(counts.values()):
        wrong.append(("children", "Write how many people came."))
    return counts, wrong


def lines_of(words: str) -> list[str]:
    """What was said at an event, one thing a line, each once."""
    tidy = (" ".join(line.split()) for line in words.replace("\x00", "").splitlines())
    return list(dict.fromkeys(line for line in tidy if line))


@dataclass(frozen=True, slots=True)
class Count:
    """What was asked of one kind of people and what they answered. ``score`` is the mean of their scales."""

    who: str
    asked: int
    yes: int
    partly: int
    no: int
    answered: int
    score: Decimal | None = None

    @property
    def cells(self) -> tuple[int, ...]:
        """The counts in the order of ``COUNTED``: the last is their sum."""
        return (self.yes, self.partly, self.no, self.asked - self.yes - self.partly - self.no, self.asked)

    @property
    def helped_words(self) -> str:
        """'8 of 10 (80%)': of those who said whether it helped, how many said yes."""
        said = self.yes + self.partly + self.no
        return f"{self.yes} of {said} ({round(100 * self.yes / said)}%)" if said else "–"


def shown(counts: Sequence[Count], *, outward: bool) -> list[list[int | str]]:
    """The table of counts; with ``outward`` small numbers are hidden, with whatever would give them away."""
    table = [list(one.cells) for one in counts]
    sums = [sum(column) for column in zip(*table, strict=True)] if table else []
    full = [*table, sums] if table else []
    if not outward or not full:
        return [list(row) for row in full]
    marks = hidden(full, total_row=True, total_column=True)
    return [
        [MARK if is_hidden else number for number, is_hidden in zip(row, line, strict=True)]
        for row, line in zip(full, marks, strict=True)
    ]


def standing(ratings: Collection[str]) -> str:
    """How what was said stands, in plain words: by the action that is furthest behind."""
    if not ratings:
        return NOT_YET
    return PLAINLY[min(ratings, key=ORDER.index)]
