"""What a transfer between councils must say, and when our case may end with it. Children of other councils here."""

from collections.abc import Collection
from datetime import date

from kith.core import reading_words
from kith.core.calendar import FIRST

Problem = tuple[str | None, str]
LONGEST_COUNCIL, LONGEST_WHOM, LONGEST_LINE, LONGEST_WORDS = 120, 200, 400, 4000
REASON = "RC5"  # children in need census, item N00103: transferred to services of another local authority
CLOCK = "transfer_in_conference"


def _lacking(field: str, text: str, most: int, missing: str) -> list[Problem]:
    if not text.strip():
        return [(field, missing)]
    return [(field, f"Shorten this to {most} letters.")] if len(text.strip()) > most else []


def _day(
    field: str, on: date | None, today: date, since: date | None = None, before: str = ""
) -> list[Problem]:
    if on is None:
        return [(field, "Enter the day, like 21/4/2026.")]
    if on > today:
        return [(field, "That day is still to come. Record it when it has happened.")]
    if on < FIRST:
        return [(field, f"Check the year: nothing before {FIRST.year} can be counted.")]
    if since and on < since:
        return [(field, f"{before} {reading_words.long_day(since)}. Check the day.")]
    return []


def telling_problems(
    *, way: str, council: str, told_on: date | None, whom: str, words: str, children: int, today: date
) -> list[Problem]:
    """Everything that is wrong with telling of a move: which way, to whom, when, what they need."""
    wrong: list[Problem] = [] if way in ("in", "out") else [("way", "Choose which way.")]
    if not children:
        wrong.append(("children", "Tick at least one child."))
    return [
        *wrong,
        *_lacking("council", council, LONGEST_COUNCIL, "Say which council."),
        *_day("told_on", told_on, today),
        *_lacking("whom", whom, LONGEST_WHOM, "Say who speaks for the other council, and how to reach them."),
        *_lacking("words", words, LONGEST_WORDS, "Say what they need to know to take over."),
    ]


def not_open(names: Collection[str]) -> list[Problem]:
    """Only a case of ours can go to another council. ``names``: the children without one."""
    if not names:
        return []
    verb = "is" if len(names) == 1 else "are"
    return [
        (
            "children",
            f"{reading_words.listing(list(names))} {verb} not open to us, so nothing can be handed over.",
        )
    ]


def answer_problems(
    *,
    answer: str,
    answers: Collection[str],
    on: date | None,
    who: str,
    words: str,
    told_on: date,
    today: date,
) -> list[Problem]:
    """Everything that is wrong with what the other council answered."""
    wrong: list[Problem] = [] if answer in answers else [("answer", "Choose what they answered.")]
    wrong += _day("answered_on", on, today, told_on, "They were told on")
    wrong += _lacking("answered_by", who, LONGEST_COUNCIL, "Say who answered there.")
    if answer == "declined":
        wrong += _lacking("answer_words", words, LONGEST_LINE, "Say why they do not take the case.")
    elif len(words) > LONGEST_LINE:
        wrong.append(("answer_words", f"Shorten this to {LONGEST_LINE} letters."))
    return wrong


def moving_problems(
    *,
    answer: str,
    answered_on: date | None,
    on: date | None,
    conference_on: date | None,
    on_plan: Collection[str],
    looked_after: Collection[str],
    words: str,
    today: date,
) -> list[Problem]:
    """Why our cases may not end with the move, or nothing.

    ``on_plan`` and ``looked_after`` are first names. The plan of a child ends on the day of the conference there
    (children in need census guide 2023-24), never before; a time in care ends in care, with who took it over.
    """
    if answer != "accepted" or answered_on is None:
        return [(None, "The other council has not said that it takes the case.")]
    wrong = _day("moved_on", on, today, answered_on, "They took the case on")
    if looked_after:
        who = reading_words.listing(list(looked_after))
        wrong.append(
            (None, f"{who}: end the time in care first, with the care taken over by the other council.")
        )
    if on_plan and conference_on is None:
        who = reading_words.listing(list(on_plan))
        wrong.append(
            ("conference_on", f"{who}: the plan ends on the day of the conference there. Enter that day.")
        )
    if on_plan and conference_on:
        wrong += _day("conference_on", conference_on, today, answered_on, "They took the case on")
        if on and conference_on > on:
            wrong.append(("moved_on", "The case ends when the conference there has been held, not before."))
    return [
        *wrong,
        *_lacking("moved_words", words, LONGEST_WORDS, "Write a short summary for whoever opens this next."),
    ]


def stay_problems(
    *,
    council: str,
    kind: str,
    kinds: Collection[str],
    told_on: date | None,
    started_on: date | None,
    whom: str,
    words: str,
    born_on: date | None,
    today: date,
) -> list[Problem]:
    """Everything that is wrong with what another council told of a child of theirs who lives here."""
    wrong = [
        *_lacking("council", council, LONGEST_COUNCIL, "Say whose child it is: which council."),
        *_day("told_on", told_on, today),
        *_day("started_on", started_on, today, born_on, "The child was born on"),
        *_lacking("whom", whom, LONGEST_WHOM, "Say who is responsible there, and how to reach them."),
    ]
    if kind not in kinds:
        wrong.append(("kind", "Choose where the child lives."))
    if len(words) > LONGEST_LINE:
        wrong.append(("words", f"Shorten this to {LONGEST_LINE} letters."))
    return wrong


def ending_problems(started_on: date, on: date | None, today: date) -> list[Problem]:
    """Why a stay cannot have ended on a day."""
    return _day("ended_on", on, today, started_on, "The child came on")


def state_words(way: str, answer: str, answered_on: date | None, moved_on: date | None, told_on: date) -> str:
    """How a transfer stands."""
    if way == "in":
        return (
            f"Told {reading_words.short_day(told_on)}"
            if not moved_on
            else f"Here since {reading_words.short_day(moved_on)}"
        )
    if moved_on:
        return f"Moved {reading_words.short_day(moved_on)}"
    if answer and answered_on:
        said = "Accepted" if answer == "accepted" else "Declined"
        return f"{said} {reading_words.short_day(answered_on)}"
    return f"Waiting since {reading_words.short_day(told_on)}"
