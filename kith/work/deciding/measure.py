"""How long work waits for a decision, and how often it is sent back, in words."""

from dataclasses import dataclass
from datetime import timedelta

from kith.core.reading_words import count

FEWEST = 5
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HowLong:
    """Decisions of some days: how many, how many sent back, within what time half and nine in ten were made."""

    days: int
    decisions: int = 0
    returns: int = 0
    half: timedelta | None = None
    most: timedelta | None = None

    @property
    def words(self) -> str:
        """'In the last 90 days half of 24 decisions came within 5 hours, nine in ten within 3 days; ...'"""
        if self.decisions < FEWEST or self.half is None or self.most is None:
            made = count(self.decisions, "decision") if self.decisions else "no decision"
            return f"In the last {self.days} days there was {made}: too few to say how long they take."
        back = (
            f"{self.returns} {'was' if self.returns == 1 else 'were'} sent back"
            if self.returns
            else "none was sent back"
        )
        return (
            f"In the last {self.days} days half of {self.decisions:,} decisions came within {span(self.half)}, "
            f"nine in ten within {span(self.most)}; {back}."
        )


def span(time: timedelta) -> str:
    """'an hour', '5 hours', '3 days': rounded up, so that it is never better told than it is."""
    if time <= HOUR:
        return "an hour"
    if time < 2 * DAY:
        return f"{-(-time // HOUR)} hours"
    return f"{-(-time // DAY)} days"
