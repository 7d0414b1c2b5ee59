"""What an audit must say before it is finished, and what may be written into its boxes. No Django here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.quality.words import OVERALL

LONGEST = 6_000
SHORTEST = 3
Problem = tuple[str | None, str]
TALKS = {"worker": "the worker", "family": "the family"}
OWN_GRADE = "worker_grade"


@dataclass(frozen=True, slots=True)
class Asked:
    """The form of an audit as it is kept with it: codes of standards with their titles, grades, themes."""

    standards: Mapping[str, str]
    grades: Mapping[str, str]
    themes: Mapping[str, str]

    def questions(self, actions: Collection[int] = ()) -> set[str]:
        """The names of every box: of each standard, overall, the child's voice, talks, what is checked again."""
        each = {f"{part}:{code}" for code in self.standards for part in ("grade", "words")}
        checks = {f"{part}:{action}" for action in actions for part in ("met", "said")}
        talks = {f"{who}_{part}" for who in TALKS for part in ("on", "said")}
        return each | checks | talks | {OVERALL, OWN_GRADE, "voice", "practice", "themes"}


def asked(form: Mapping[str, Any]) -> Asked:
    """What a kept form asks."""
    return Asked(
        *({one["code"]: one["title"] for one in form[name]} for name in ("standards", "grades", "themes"))
    )


def obstacle_to_box(
    form: Asked, actions: Collection[int], question: str, values: Sequence[str]
) -> str | None:
    """Why something may not be written into a box, or None."""
    if question not in form.questions(actions):
        return "The form has no such question."
    value = values[0] if values else ""
    is_grade = question in (OVERALL, OWN_GRADE) or question.startswith("grade:")
    if is_grade and value and value not in form.grades:
        return "Choose one of the grades."
    if question.startswith("met:") and value not in ("", "yes", "no"):
        return "Choose met or not met."
    if question == "themes" and any(one and one not in form.themes for one in values):
        return "Choose from the themes."
    if any("\x00" in one for one in values):
        return "It holds a sign that cannot be kept."
    length = sum(map(len, values))
    return f"Write at most {LONGEST:,} letters; there are {length:,}." if length > LONGEST else None


def problems(form: Asked, actions: Mapping[int, str], given: Mapping[str, str]) -> list[Problem]:
    """What stops finishing: a grade and a reason for each standard, overall, the child's voice, each action checked."""
    found: list[Problem] = []
    for code, title in form.standards.items():
        if given.get(f"grade:{code}", "") not in form.grades:
            found.append((f"grade:{code}", f"{title}: choose a grade."))
        if _short(given.get(f"words:{code}", "")):
            found.append((f"words:{code}", f"{title}: say why, and what difference it made for the child."))
    if given.get(OVERALL, "") not in form.grades:
        found.append((OVERALL, "Choose the overall grade. Kith does not add it up."))
    if _short(given.get("voice", "")):
        found.append(("voice", "Say what the record holds of the child’s own voice, or that it holds none."))
    for action, words in actions.items():
        if given.get(f"met:{action}", "") not in ("yes", "no"):
            found.append((f"met:{action}", f"“{words}”: say whether it is met."))
        if _short(given.get(f"said:{action}", "")):
            found.append((f"said:{action}", f"“{words}”: say what you saw."))
    return found


def problems_of_talks(
    given: Mapping[str, str], days: Mapping[str, date | None], today: date
) -> list[Problem]:
    """What is missing in the talks with the worker and the family: a day that has been, and words; or neither.

    ``days`` are those that were written, read; None for what is no day.
    """
    found: list[Problem] = []
    for who, called in TALKS.items():
        on, said = days[who], given.get(f"{who}_said", "")
        own = given.get(OWN_GRADE, "") if who == "worker" else ""
        if not (given.get(f"{who}_on", "").strip() or said.strip() or own):
            continue
        if on is None or on > today:
            found.append((f"{who}_on", f"Write the day you talked with {called}, today or before."))
        if _short(said):
            found.append((f"{who}_said", f"Say what {called} said."))
    return found


def _short(words: str) -> bool:
    return len(words.strip()) < SHORTEST


def problems_of_action(words: str, owner: object, due_on: date | None, today: date) -> list[Problem]:
    """What is missing in something that is to be done."""
    found: list[Problem] = []
    if _short(words) or len(words.strip()) > 400:
        found.append(("action_words", "Say what is to be done, in at most 400 letters."))
    if owner is None:
        found.append(("owner", "Choose who does it."))
    if due_on is None or due_on < today:
        found.append(("action_due_on", "Write a day, today or later, by which it is done."))
    return found


def told_worker(*, is_second: bool, is_again: bool) -> str:
    """What the worker who held a child is told when an audit of the case is finished. No name: mails may tell it on."""
    if is_second:
        return "A case you held was read a second time, to see how far two auditors agree."
    if is_again:
        return "A case you held was checked again, for what its audit had asked for."
    return "An audit of a case you held is finished. Read what it found, and what was good."
