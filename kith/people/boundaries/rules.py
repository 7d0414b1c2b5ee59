"""How a boundary between two people is told, whether it holds, and why it cannot be recorded."""

from dataclasses import dataclass
from datetime import date, timedelta

from kith.core.reading_words import count, short_day
from kith.people import rules as people_rules

SOON = timedelta(days=28)  # an end is told ahead, and asked after, for four weeks
CONTACT = ("no_contact", "supervised", "letters")
TOLD = ("told_nothing", "told_part")
FROM_THE_CHILD = {
    "no_contact": "No contact with {}",
    "supervised": "Sees {} only with somebody there",
    "letters": "Only letters and cards from {}",
    "told_nothing": "{} is told nothing",
    "told_part": "{} is told only: ",
}
FROM_THE_OTHER = {
    "no_contact": "No contact with {}",
    "supervised": "Sees {} only with somebody there",
    "letters": "Only letters and cards to {}",
    "told_nothing": "Is told nothing about {}",
    "told_part": "About {} is told only: ",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A boundary as one of the two records shows it. ``is_other``: seen from the one it is about, not the child."""

    kind: str
    name: str
    words: str
    started_on: date
    until_on: date | None
    ended_on: date | None
    is_other: bool = False
    number: int = 0  # of the row

    def holds(self, on: date) -> bool:
        """Whether it holds on a day; the last day named in an order is in it."""
        over = (self.ended_on is not None and self.ended_on <= on) or (
            self.until_on is not None and self.until_on < on
        )
        return self.started_on <= on and not over

    def has_just_lapsed(self, on: date) -> bool:
        """Whether its last day passed within four weeks, and nobody has said that this is right."""
        return (
            self.ended_on is None and self.until_on is not None and self.until_on < on <= self.until_on + SOON
        )


def title(line: Line) -> str:
    """'No contact with Lee Marlowe', 'Is told nothing about Tia Marlowe'."""
    told = (FROM_THE_OTHER if line.is_other else FROM_THE_CHILD)[line.kind].format(line.name)
    return told + line.words if line.kind == "told_part" else told


def alert(line: Line, on: date) -> tuple[str, str] | None:
    """Kind and words of the warning that a boundary makes on a day: before the address, with its end."""
    told = title(line)
    if line.has_just_lapsed(on):
        return "care", f"{told} – ended on {short_day(line.until_on or on)}; ask whether it goes on"
    if not line.holds(on):
        return None
    return "safety" if line.kind in CONTACT else "care", f"{told}{end_words(line.until_on, on)}"


def end_words(until_on: date | None, on: date) -> str:
    """' until 3 May 2027', with the days left in the last four weeks; nothing when no end is known."""
    if until_on is None:
        return ""
    words = f" until {short_day(until_on)}"
    if until_on - on > SOON:
        return words
    left = (until_on - on).days
    return f"{words} ({count(left, 'day')} left)" if left else f"{words} (last day)"


def obstacle(
    kind: str, words: str, started_on: date, until_on: date | None, today: date
) -> list[tuple[str, str]]:
    """Fields and words: all that is wrong with a boundary somebody wants to record."""
    problems = [
        ("boundary", None if kind in FROM_THE_CHILD else "Choose what may not be."),
        ("boundary_words", None if 0 < len(words) <= 200 else "Say by what, in at most 200 letters."),
        ("boundary_since", people_rules.obstacle_to_period(started_on, None, today)),
        (
            "boundary_until",
            "The last day comes before the first."
            if until_on is not None and until_on < started_on
            else None,
        ),
    ]
    return [(field, wrong) for field, wrong in problems if wrong]
