"""What is wrong with a complaint or an answer to one, by when a stage is to be answered, and how it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar
from kith.listening.complaints.words import KINDS, OUTCOMES, WHO
from kith.practice.listening import ComplaintStage
from kith.practice.timescales import Length

LONGEST, LONGEST_WHY = 5_000, 400
CAUTION = "The days were not checked against the law."
Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Due:
    """By when a stage is to be answered, why, and by when at the latest where it is complex."""

    on: date
    reason: str
    longest_on: date | None
    longest_reason: str


def due(stage: ComplaintStage, started_on: date, calendar: WorkingCalendar) -> Due | None:
    """When a stage that starts on a day is to be answered; None where the practice had no limit on that day."""
    usual, longest = stage.lengths_on(started_on)
    if usual is None:
        return None
    began = reading_words.day(started_on, year=True)

    def reason(length: Length) -> str:
        caution = "" if length.verified else f" {CAUTION}"
        return f"{length.words} from {began} ({length.source}).{caution}"

    return Due(
        usual.last_day(started_on, calendar),
        reason(usual),
        longest.last_day(started_on, calendar) if longest else None,
        reason(longest) if longest else "",
    )


def problem_with_day(
    day: date | None, today: date, *, not_before: date | None = None, what: str = ""
) -> str | None:
    """Why something cannot have happened on a day, or None. ``what`` came on ``not_before``."""
    if day is None:
        return "Write the day as 21/4/2026."
    if day > today:
        return "That day has not come yet."
    if not_before and day < not_before:
        return f"That is before {what}, on {reading_words.day(not_before, year=True)}."
    return None


def problems_of_new(kind: str, who: str, words: str, received_on: date | None, today: date) -> Problems:
    """What is wrong with what is to be registered; nothing where it can be."""
    found: Problems = [] if kind in KINDS else [("kind", "Choose whether it is a complaint or a compliment.")]
    found += [] if who in WHO else [("who", "Choose who said it.")]
    found += _words("words", words, "Write what was said, in their words.")
    if wrong := problem_with_day(received_on, today):
        found.append(("received_on", wrong))
    return found


def problems_of_answer(
    outcome: str, words: str, learning: str, answered_on: date | None, started_on: date, today: date
) -> Problems:
    """What is wrong with an answer to a stage: nothing is closed without outcome, words and what is learned."""
    found: Problems = (
        [] if outcome in OUTCOMES else [("outcome", "Choose the outcome: nothing is closed without.")]
    )
    found += _words("answer", words, "Write what they were told.")
    found += _words("learning", learning, "Write what is learned, or that nothing is and why.")
    if wrong := problem_with_day(answered_on, today, not_before=started_on, what="this stage began"):
        found.append(("answered_on", wrong))
    return found


def problem_with_lengthening(
    why: str, longest_on: date | None, is_longer: bool, is_answered: bool
) -> str | None:
    """Why a stage cannot take longer, or None."""
    if is_answered:
        return "This stage is answered."
    if is_longer:
        return "It takes longer already."
    if longest_on is None:
        return "This stage has no longer limit."
    if not why:
        return "Write why it takes longer, as they are told."
    return f"Write at most {LONGEST_WHY} letters." if len(why) > LONGEST_WHY else None


def problem_with_next(
    answered: Collection[bool], outcome: str, has_next: bool, is_complaint: bool
) -> str | None:
    """Why a complaint cannot go to its next stage, or None. ``answered`` says of each stage so far whether it is."""
    if not is_complaint:
        return "A compliment has no stages."
    if not all(answered):
        return "Answer this stage first."
    if outcome == "withdrawn":
        return "It was withdrawn."
    return None if has_next else "There is no further stage."


def problem_with_owner(may_keep: bool, may_know: bool) -> str | None:
    """Why somebody cannot answer for a stage, or None: they keep the register and may know whom it is about."""
    if not may_keep:
        return "Choose somebody from the list: who answers must be able to open the register."
    return (
        None if may_know else "They may not open the record of the child it is about. Choose somebody else."
    )


def standing(
    answered_on: date | None, due_on: date | None, longest_on: date | None, today: date
) -> tuple[str, str]:
    """How a stage stands: a mark, and that in words."""
    last = longest_on or due_on
    if due_on is None or last is None:
        return "none", "No answer is due"
    if answered_on:
        late = answered_on > last
        return ("late", "Answered late") if late else ("done", "Answered in time")
    if today > last:
        return "late", f"Late since {reading_words.day(last)}"
    return "none", f"Due {reading_words.day(last)}"


def _words(field: str, words: str, ask: str) -> Problems:
    if not words:
        return [(field, ask)]
    if len(words) > LONGEST:
        return [(field, f"Write at most {LONGEST:,} letters; there are {len(words):,}.")]
    return []
