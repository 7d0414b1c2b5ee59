"""Which assessments and reports are judged at what, who does not judge, and what a quarter shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.quality.marking.rules import NO, Asked, Problems, problems_with_marks, problems_with_words, tally

OCCASIONS = {"conference": "A conference", "review": "A looked-after review"}
JUDGED: Mapping[str, tuple[str, ...]] = {
    "conference": ("conference_report", "single_assessment", "core_assessment", "initial_assessment"),
    "review": ("care_plan", "single_assessment", "core_assessment"),
}
LOOKS_BACK = 90  # days in which a conference or review is still waited for
BEFORE = 200  # days before it in which the assessment or report was finished


def problems_with_note(asked: Asked, sent: Mapping[str, str], words: str) -> Problems:
    """What is missing in a note; a plain no wants words."""
    needed = "Say what was not met." if NO in sent.values() else ""
    return problems_with_marks(asked, sent) + problems_with_words(words, "words", needed=needed)


def obstacle_to_judging(by: int, writers: Sequence[int], *, chaired: bool) -> str | None:
    """Why somebody does not judge a piece of work, or None."""
    if by in writers:
        return "Somebody else says how good your own work is."
    return None if chaired else "Whoever chaired the conference or review says how good it was."


@dataclass(frozen=True, slots=True)
class Told:
    """One note as a quarter counts it."""

    team: str
    kind: str
    held_on: date
    marks: Mapping[str, str]


def by_item(asked: Asked, now: Sequence[Told], before: Sequence[Told]) -> list[tuple[str, str, str]]:
    """For each question what was said this quarter and in the one before it."""
    pairs = zip(
        tally(asked, [one.marks for one in now]), tally(asked, [one.marks for one in before]), strict=True
    )
    counts = ("Assessments and reports judged", f"{len(now):,}", f"{len(before):,}")
    return [counts, *((one.words, one.share, other.share) for one, other in pairs)]


def by_group(asked: Asked, told: Sequence[Told], group: str) -> list[list[str]]:
    """A row for each team or kind of work: how many were judged, and the share of each question that was met."""
    names = sorted({getattr(one, group) for one in told})
    rows = []
    for name in names:
        mine = [one for one in told if getattr(one, group) == name]
        rows.append(
            [name, f"{len(mine):,}", *(each.share for each in tally(asked, [one.marks for one in mine]))]
        )
    return rows
