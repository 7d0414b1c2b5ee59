"""What an entry of the learning log must say, and how far it has gone round."""

from collections.abc import Collection
from datetime import date, timedelta

from kith.quality.marking.rules import Problems, problems_with_words

SOURCES = {
    "audit": "Case audits",
    "sample": "Samples",
    "observation": "Observation",
    "review": "A review of a case",
    "inspection": "An inspection",
    "complaint": "A complaint",
    "feedback": "What families said",
}
LONGEST_LEARNED, LONGEST_NUMBER = 400, 120
EARLIEST = timedelta(days=366 * 10)


def problems_with_entry(
    *, source: str, learned_on: date | None, today: date, learned: str, change: str, recommendation: str
) -> Problems:
    """What is missing in an entry."""
    problems: Problems = [] if source in SOURCES else [("source", "Choose where it was learned.")]
    if problem := problem_with_day(learned_on, today):
        problems.append(("learned_on", problem))
    if not learned.strip() or len(learned.strip()) > LONGEST_LEARNED:
        problems.append(("learned", f"Say what was learned, in at most {LONGEST_LEARNED} letters."))
    problems += problems_with_words(change, "change", needed="Say what is done differently from now on.")
    if len(recommendation.strip()) > LONGEST_NUMBER:
        problems.append(("recommendation", f"Say it in at most {LONGEST_NUMBER} letters."))
    return problems


def problem_with_day(on: date | None, today: date) -> str | None:
    """Why a day cannot stand in the log, or None."""
    if on is None:
        return "Give the day as day, month and year, like 21/4/2026."
    return None if today - EARLIEST <= on <= today else "Give a day that has been, of the last ten years."


def problems_with_talk(talked_on: date | None, learned_on: date, today: date, words: str) -> Problems:
    """What is wrong with saying that a team has talked about something."""
    problems: Problems = []
    if problem := problem_with_day(talked_on, today):
        problems.append(("talked_on", problem))
    elif talked_on and talked_on < learned_on:
        problems.append(("talked_on", "It was learned later than that."))
    if len(words.strip()) > LONGEST_LEARNED:
        problems.append(("words", f"Say it in at most {LONGEST_LEARNED} letters."))
    return problems


def gone_round(talked: Collection[int], teams: Collection[int]) -> str:
    """'2 of 5 teams have talked about it', of the teams there are now."""
    number = len(set(talked) & set(teams))
    return f"{number} of {len(set(teams))} teams have talked about it"
