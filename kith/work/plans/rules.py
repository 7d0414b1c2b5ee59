"""What a plan may hold and how it stands: what is wrong with what was typed, when a task is late, who clashed."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words
from kith.work import typed

LONGEST_WORDS = 4000
LONGEST_LINE = 400
LONGEST_NAME = 80
LONGEST_WHEN = 60
FARTHEST = timedelta(days=3 * 366)
ENDED = "This plan has ended. It is kept as it was and cannot be changed."
Problem = tuple[str, str]
WITHOUT_CASE = (
    "early_help",
)  # plans of children who need not be open to us; begun where their help is given

# what is written of a plan as a whole: the field, what it is called, how long it may be
WORDS: Mapping[str, tuple[str, int]] = {
    "worries": ("What we are worried about", LONGEST_WORDS),
    "danger": ("The danger in one sentence", LONGEST_LINE),
    "going_well": ("What is going well", LONGEST_WORDS),
    "if_well": ("If things go well", LONGEST_WORDS),
    "if_harder": ("If things get harder", LONGEST_WORDS),
}


def tidied(text: str) -> str:
    """Words without what no form can hold, and without space at either end."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def too_long(field: str, title: str, text: str, most: int) -> list[Problem]:
    """Why a text is too long, if it is."""
    if len(text) <= most:
        return []
    return [(field, f"{title}: shorten this to {most:,} letters; there are {len(text):,}.")]


def lacking(field: str, text: str, words: str) -> list[Problem]:
    """What to say where nothing was written."""
    return [] if text else [(field, words)]


def problems_with_words(told: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the words of a plan as a whole."""
    return [
        problem
        for field, text in told.items()
        for problem in too_long(field, WORDS[field][0], text, WORDS[field][1])
    ]


def problems_with_goal(words: str, whose: str) -> list[Problem]:
    """What is wrong with a goal."""
    return [
        *lacking("goal", words, "Say in the family’s words what needs to be different."),
        *too_long("goal", "The goal", words, LONGEST_LINE),
        *too_long("whose", "Whose words", whose, LONGEST_NAME),
    ]


@dataclass(frozen=True, slots=True)
class Promise:
    """A task as it was typed: what, who, by when, towards which goal, what kind of help."""

    words: str
    owner_kind: str
    owner: str
    when: str
    help: str = ""
    worker: int | None = None
    person: int | None = None
    goal: int | None = None


def by_when(text: str, today: date) -> tuple[date | None, str]:
    """A day, or the words of what goes on: "23 October" of this year or the next, "every day"."""
    found = typed.day(text) or _day_without_year(text, today)
    return (found, "") if found else (None, text)


def _day_without_year(text: str, today: date) -> date | None:
    """The next such day: "23 October" said in November is next year's."""
    bare = re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", "", text.strip(), flags=re.IGNORECASE)
    if re.search(r"\d{4}|\d+[/.]\d+[/.]\d+", bare):
        return None
    for year in (today.year, today.year + 1):
        found = typed.day(f"{bare} {year}") or typed.day(f"{bare}/{year}")
        if found and found >= today:
            return found
    return None


def problems_with_task(
    told: Promise, *, owners: Collection[str], helps: Collection[str], started_on: date, today: date
) -> list[Problem]:
    """Everything that is wrong with a task."""
    due_on, words = by_when(told.when, today)
    wrong = [
        *lacking("task", told.words, "Say what is to be done."),
        *too_long("task", "What is to be done", told.words, LONGEST_LINE),
        *lacking("owner", told.owner, "Say who does it, by name."),
        *too_long("owner", "Who does it", told.owner, LONGEST_NAME),
        *lacking("when", told.when, "Say by which day, or how often."),
        *too_long("when", "By when", words, LONGEST_WHEN),
    ]
    if told.owner_kind not in owners:
        wrong.append(("owner_kind", "Choose whether it is the family, our worker or another agency."))
    if told.help and told.help not in helps:
        wrong.append(("help", "Choose the kind of help from the list."))
    if due_on and due_on < started_on:
        wrong.append(("when", f"{reading_words.long_day(due_on)} is before the plan began. Check the day."))
    if due_on and due_on > today + FARTHEST:
        wrong.append(
            ("when", f"{reading_words.long_day(due_on)} is more than three years ahead. Check the year.")
        )
    return wrong


def problems_with_day(field: str, on: date | None, text: str, started_on: date, today: date) -> list[Problem]:
    """Why something cannot have been on this day: unreadable, before the plan, still to come."""
    if on is None:
        return [(field, f"“{text[:40]}” cannot be read as a day. Write it like 21/4/2026.")]
    if on > today:
        return [(field, "That is still to come. Record it when it has happened.")]
    if on < started_on:
        return [(field, f"The plan began on {reading_words.long_day(started_on)}. Check the day.")]
    return []


def problems_with_result(result: str, known: Collection[str]) -> list[Problem]:
    """Whether it worked must be one of the four answers."""
    return (
        []
        if result in known
        else [("result", "Say whether it worked, helped in part, did not help, or is too early.")]
    )


def problems_with_review(
    *,
    on: date | None,
    present: str,
    words: str,
    decision: str,
    next_on: date | None,
    decisions: Collection[str],
) -> list[Problem]:
    """What a review lacks, its own day apart."""
    wrong = [
        *lacking("present", present, "Say who was there."),
        *too_long("present", "Who was there", present, LONGEST_LINE),
        *lacking("review_words", words, "Say what came of the plan."),
        *too_long("review_words", "What came of the plan", words, LONGEST_WORDS),
    ]
    if decision not in decisions:
        wrong.append(("decision", "Choose what happens with the plan."))
    elif decision != "end" and next_on is None:
        wrong.append(("next_on", "Say when you meet again, like 21/4/2026."))
    if next_on and on and next_on <= on:
        wrong.append(("next_on", "You meet again after this review. Check the day."))
    return wrong


def clashes(
    changed: Iterable[tuple[str, str, str]], told: Mapping[str, str], present: Mapping[str, str]
) -> list[Problem]:
    """Fields somebody else changed since the page was made, to something else than was typed now.

    ``changed``: field, who, when in words of every change since. Both texts are shown; nothing is overwritten.
    """
    found: dict[str, str] = {}
    for field, who, when in changed:
        if field in told and told[field] != present[field]:
            found[field] = (
                f"{who} changed this {when} to: “{present[field]}”. Write what shall stand, and save again."
            )
    return list(found.items())


# the box of a promise in which each of its facts is typed
BOXES: Mapping[str, str] = {
    "words": "task", "owner": "owner", "owner_kind": "owner", "worker": "owner", "person": "owner",
    "due_on": "when", "due_words": "when",
}  # fmt: skip


def in_boxes(task: Mapping[str, object]) -> dict[str, str]:
    """What stands in the boxes of a promise with these facts: what is to be done, who does it, by when."""
    due_on = task["due_on"]
    when = reading_words.short_day(due_on) if isinstance(due_on, date) else str(task["due_words"])
    return {"task": str(task["words"]), "owner": str(task["owner"]), "when": when}


def how_due(due_on: date | None, due_words: str, today: date) -> tuple[str, str]:
    """The mark and the words of an open task: ("late", "Fri 2 Oct"), ("soon", "today"), ("", "every day")."""
    if due_on is None:
        return "", due_words
    words = reading_words.day_seen_from(due_on, today)
    if due_on < today:
        return "late", f"Late, {words}"
    return ("soon", words) if due_on == today else ("", words)


def obstacle_to_sending(goals: int, tasks: int, agreements: int) -> list[str]:
    """Why a plan cannot go for sign-off: a plan without a goal, without a task or that nobody was asked about."""
    wrong = []
    if not goals:
        wrong.append("The plan has no goal in the family’s words.")
    if not tasks:
        wrong.append("The plan does not say who does what.")
    if not agreements:
        wrong.append("Nobody is recorded as agreeing or not agreeing with the plan.")
    return wrong


def results_in_words(results: Sequence[str], words: Mapping[str, str]) -> str:
    """How often what helped: "It worked 3, too early to say 1"; empty where nothing was said."""
    counted = [(words[code], results.count(code)) for code in words if code in results]
    return ", ".join(
        f"{label} {number}" if i == 0 else f"{label.lower()} {number}"
        for i, (label, number) in enumerate(counted)
    )


FIELDS = {
    "step": "Piece of work",
    "worries": "What we are worried about", "danger": "The danger in one sentence", "going_well": "What is going well",
    "if_well": "If things go well", "if_harder": "If things get harder", "review_on": "We meet again on",
    "review_words": "Time and place", "own_words": "What the child says", "words": "Words", "whose": "Whose words",
    "owner": "Who does it", "owner_kind": "Who they are to us", "worker": "Worker", "team": "Team", "person": "Person",
    "help": "Kind of help",
    "goal": "Towards the goal", "due_on": "By when", "due_words": "By when", "done_on": "Done on",
    "dropped_on": "Dropped on", "dropped_why": "Why it was dropped", "closed_on": "Closed on",
    "closed_how": "How it ended",
    "result": "Whether it worked", "result_on": "Said on", "result_words": "What came of it", "ended_on": "Ended on",
    "end_reason": "Why it ended",
}  # fmt: skip
PARTS = {"plan": "", "goal": "Goal: ", "task": "Who does what: ", "child": "Child: "}


def field_words(part: str, field: str) -> str:
    """What a changed field is called: "Goal: Whose words"."""
    return PARTS.get(part, "") + FIELDS.get(field, field)


def value_words(field: str, value: str, known: Mapping[str, str]) -> str:
    """A value of the history as people read it; ``known`` gives words for codes. Rows of others are not named."""
    if field in ("worker", "team", "person", "goal", "step"):
        return "another one" if value else "nobody"
    if field.endswith("_on") and value:
        return reading_words.short_day(date.fromisoformat(value))
    return known.get(value, value) if field in ("result", "closed_how", "owner_kind", "help") else value


def kept_words(value: object) -> str:
    """A value as the history keeps it: rows by their number, so that no name is in it twice."""
    if value is None:
        return ""
    return str(value.pk) if hasattr(value, "pk") else str(value)
