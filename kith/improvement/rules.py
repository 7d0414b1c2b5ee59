"""What follows for an action: when it is due and late, what may be rated how, and what proves it. Plain values only."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core.period import add_months
from kith.core.reading_words import listing
from kith.improvement.words import CLOSED, MONTHS, PROOFS, PROVE, RATINGS

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2060, 12, 31)
DEEPEST = 4  # numbers in an outline: 1.2.5.1 is theme 1.2, section 1.2.5, action 1.2.5.1
LARGEST = 9_999


def outline(number: str) -> tuple[int, ...] | None:
    """The numbers of '1.2.5.1', or None for what is no number of an outline."""
    parts = number.strip().rstrip(".:").split(".")
    if len(parts) > DEEPEST or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
        return None
    return tuple(int(part) for part in parts)


def due_on(kind: str, inspected_on: date | None, day: date | None) -> date | None:
    """The day an action is due: some months from the inspection, or its own day; None where no end is set."""
    if kind in MONTHS:
        return None if inspected_on is None else add_months(inspected_on, MONTHS[kind])
    return day if kind == "day" else None


def problems_of_due(kind: str, inspected_on: date | None, day: date | None) -> list[tuple[str, str]]:
    """What is wrong with when an action is due."""
    if kind in MONTHS and inspected_on is None:
        return [("due_kind", "The plan has no day of inspection to count from. Choose a day.")]
    if kind == "day" and day is None:
        return [("due_on", "Write the day, such as 21/4/2026.")]
    if kind == "day" and day and not FIRST_DAY <= day <= LAST_DAY:
        return [("due_on", "Write a day from 1990 to 2060.")]
    return []


def is_late(rating: str, due: date | None, today: date, *, is_carried: bool = False) -> bool:
    """Whether an action is past its day, not completed, and not carried on by a later plan."""
    return rating not in CLOSED and not is_carried and due is not None and due < today


def beside(taken: Iterable[Sequence[int]], above: Sequence[int]) -> tuple[int, ...]:
    """The next free number under a heading: after 1.2.1 and 1.2.4 comes 1.2.5."""
    under = [number[len(above)] for number in taken if tuple(number[:-1]) == tuple(above)]
    return (*above, max(under, default=0) + 1)


def written(outline: Sequence[int]) -> str:
    """'1.2.5' for its numbers."""
    return ".".join(str(number) for number in outline)


def one_line(text: str) -> str:
    """What was typed, on one line and without spaces too many."""
    return " ".join(text.replace("\x00", "").split())


def in_lines(text: str) -> str:
    """What was typed, without spaces too many; its lines stay."""
    return "\n".join(line for one in text.replace("\x00", "").splitlines() if (line := " ".join(one.split())))


def problem_of_words(field: str, text: str, wanted: str, longest: int) -> list[tuple[str, str]]:
    """What is wrong with words that must be there: none, or too many letters."""
    if not text:
        return [(field, wanted)]
    return [] if len(text) <= longest else [(field, f"Write at most {longest:,} letters.")]


def problem_of_day(day: date | None, today: date) -> str:
    """What is wrong with the day on which something was said; empty where nothing is."""
    if day is None:
        return "Write the day, such as 21/4/2026."
    if not FIRST_DAY <= day <= today:
        return "Choose today or a day in the past, from 1990 on."
    return ""


@dataclass(frozen=True, slots=True)
class Proofs:
    """Which of the four proofs stand."""

    lead: bool = False
    measure: bool = False
    affected: bool = False
    board: bool = False

    def missing(self, but: Collection[str] = ()) -> list[str]:
        """The words of those that do not stand yet."""
        return [words for kind, words in PROOFS.items() if kind not in but and not getattr(self, kind)]


def obstacle_to_rating(
    rating: str, before: str, why: str, *, asks_those_affected: bool, proofs: Proofs
) -> tuple[str, str] | None:
    """Why an action may not be rated so, with the field it is about; None when it may.

    Proved is never said by hand: it follows when the board agrees as the fourth.
    """
    if rating == "proved":
        return "rating", "Proved is not chosen: it follows when all four proofs stand."
    if rating not in RATINGS:
        return "rating", "Choose red, amber or green."
    if rating == before:
        return "rating", f"It is {RATINGS[rating].lower()} already. Write a note instead."
    if not why:
        evidence = "what shows that it is completed" if rating == "green" else "why"
        return "why", f"Write {evidence}."
    if rating == "green" and asks_those_affected and not proofs.affected:
        return "rating", (
            "Nothing in this plan is completed before a child, a parent or a member of staff says that it helped. "
            "Record what they say first."
        )
    return None


def obstacle_when_carried(carried: str) -> str | None:
    """Why nothing is said of an action any more, or None; `carried` is its number and plan where it goes on."""
    return (
        f"It is carried on as {carried}. What is done, said and rated is written there." if carried else None
    )


def obstacle_to_proof(proofs: Proofs) -> str | None:
    """Why the board may not agree yet, or None when the three proofs before it stand."""
    if missing := proofs.missing(but=("board",)):
        return f"The board agrees last. Still missing: {listing([one.lower() for one in missing])}."
    return None


def rating_after(rating: str, proofs: Proofs) -> str:
    """The rating that follows from the proofs: proved with all four, and never proved with fewer."""
    if not proofs.missing():
        return "proved"
    return "green" if rating == "proved" else rating


def affected_agree(said: Sequence[tuple[str, bool]]) -> bool:
    """Whether those affected agree, from what each said in order: (who, agrees).

    A child, a parent or a member of staff agreed after the last who did not. What others say counts against, not for.
    """
    agrees = False
    for who, yes in said:
        agrees = (agrees or who in PROVE) if yes else False
    return agrees


def reopened(rating: str) -> str:
    """The rating after somebody affected said that it did not help: what was completed needs further work."""
    return "amber" if rating in CLOSED else rating


def obstacle_to_measure(measure: str, verdict: str, reads: str) -> str | None:
    """Why a measure does not count as moved, or None when its months show a real change for the better.

    `verdict` is what statistical process control says of them: 'real change: better' and nothing less.
    """
    if not measure:
        return "No measure is linked to this action. Link one first."
    if verdict != "real change: better":
        return f"The measure has not moved: {reads}"
    return None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many actions there are of each rating, and how many of them are late."""

    red: int = 0
    amber: int = 0
    green: int = 0
    proved: int = 0
    unrated: int = 0
    late: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.red + self.amber + self.green + self.proved + self.unrated


def together(counts: Iterable[Counts]) -> Counts:
    """Counts of parts added up."""
    sums = [0] * 6
    for one in counts:
        row = (one.red, one.amber, one.green, one.proved, one.unrated, one.late)
        sums = [total + more for total, more in zip(sums, row, strict=True)]
    return Counts(*sums)
