"""What a deep dive asks for: a day that has come, actions with owner and day, an outcome in words. Plain values."""

from datetime import date

from kith.core.refused import Problem

LONGEST = 400
BECAME = ("done", "not_done", "carried")


def problems_of_meeting(held_on: date | None, today: date, note: str) -> list[Problem]:
    """What is wrong with a meeting as it was told."""
    if held_on is None:
        return [("held_on", "Write the day of the meeting, for example 14/10/2026.")]
    if held_on > today:
        return [("held_on", "The meeting cannot be recorded before it is held.")]
    return [("note", "Write at most 2,000 letters.")] if len(note) > 2000 else []


def problems_of_agreement(what: str, owner: bool, due_on: date | None, held_on: date) -> list[Problem]:
    """What is wrong with an agreed action as it was told; `owner` says whether somebody was found."""
    problems: list[Problem] = []
    if not what:
        problems.append(("what", "Write what is to be done."))
    if len(what) > LONGEST:
        problems.append(("what", f"Write at most {LONGEST} letters."))
    if not owner:
        problems.append(("owner", "Choose who does it from the list."))
    return problems + problems_of_due_day(due_on, held_on)


def problems_of_due_day(due_on: date | None, held_on: date) -> list[Problem]:
    """What is wrong with the day by which something is to be done."""
    if due_on is None:
        return [("due_on", "Write by when, for example 14/10/2026.")]
    if due_on < held_on:
        return [("due_on", "Choose a day on or after the meeting.")]
    return []


def problems_of_settling(
    became: str, done_on: date | None, outcome: str, held_on: date, today: date
) -> list[Problem]:
    """What is wrong with saying what became of an action."""
    if became not in BECAME:
        return [("became", "Say whether it was done, not done, or is carried over.")]
    if len(outcome) > LONGEST:
        return [("outcome", f"Write at most {LONGEST} letters.")]
    if became == "not_done" and not outcome:
        return [("outcome", "Write why it was not done.")]
    if became != "done":
        return []
    if done_on is None:
        return [("done_on", "Write the day on which it was done, for example 14/10/2026.")]
    if not held_on <= done_on <= today:
        return [("done_on", "Choose a day from the meeting up to today.")]
    return []


def standing(became: str, due_on: date, on: date) -> tuple[str, str]:
    """The mark and the words for how an action stands on a day."""
    if became:
        return {
            "done": ("done", "Done"),
            "not_done": ("late", "Not done"),
            "carried": ("open", "Carried over"),
        }[became]
    return ("late", "Past its day") if due_on < on else ("open", "To be done")
