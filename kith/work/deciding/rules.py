"""What is checked for a manager before a decision, and what will follow from it by itself, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kith.core import clock, reading_words
from kith.core.reading import Reading
from kith.practice import StepKind
from kith.practice.steps import START_NEXT
from kith.work.plans.copies.sheet import OLDEST_READER
from kith.work.steps.rules import Follow, what_follows

DONE = {"signed_off": "signed it off", "returned": "sent it back", "undone": "took the decision back"}
CHOICES = ("agree", "agree_except", "ask", "return")
ONE_SIDE = 400  # words that a family's copy holds, about


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: the mark (done or soon), what was found, and the small print."""

    mark: str
    words: str
    small: str = ""


def checks(
    *,
    missing: int,
    seen: Mapping[str, tuple[int, int]],
    set_aside: int,
    late_words: str,
    has_late_reason: bool,
) -> list[Check]:
    """What was checked: nothing left out, each child seen alone, no words set aside, in time.

    ``seen`` maps each child's first name to (times seen, times alone) since the clock began; ``late_words``
    is empty while it is in time.
    """
    return [
        _check(
            missing == 0,
            "Everything asked for is answered",
            f"{reading_words.count(missing, 'answer')} missing",
        ),
        *_seen(seen),
        *(
            [Check("soon", f"{reading_words.count(set_aside, 'text')} set aside when two people wrote")]
            if set_aside
            else []
        ),
        *_in_time(late_words, has_late_reason),
    ]


def more_checks(
    *,
    dates: Sequence[str],
    danger: bool | None,
    without_evidence: int,
    facts: Sequence[tuple[str, bool]] = (),
) -> list[Check]:
    """What else was checked: the days agree, the danger is told, every risk has evidence.

    ``facts`` are the titles of facts on record, each with whether somebody said that it is still right. ``danger`` is
    None where the form asks about no risk: then nothing is said of it.
    """
    found = (
        [Check("soon", "A day cannot be right", ", ".join(dates))]
        if dates
        else [Check("done", "The days agree")]
    )
    found += _facts(facts)
    if danger is None:
        return found
    found.append(_check(danger, "The danger is told in one sentence", "The danger is not told"))
    risks = reading_words.count(without_evidence, "risk")
    return [
        *found,
        _check(not without_evidence, "Every risk cites what it rests on", f"{risks} without evidence"),
    ]


def _facts(facts: Sequence[tuple[str, bool]]) -> list[Check]:
    """Whether the facts on record were looked at; nothing where the form shows none."""
    unsaid = [title for title, is_said in facts if not is_said]
    if not facts:
        return []
    words = reading_words.count(len(unsaid), "fact on record is", "facts on record are")
    return [
        Check("soon", f"{words} not said to be right", ", ".join(unsaid))
        if unsaid
        else Check("done", "The facts on record were said to be right")
    ]


def read_by_family(told: Reading, parts: Sequence[tuple[str, int | None]]) -> Check:
    """The length and reading age of what the family reads. ``parts``: the headings with the age of each."""
    if not told.words:
        return Check("soon", "Nothing is written for the family")
    hard = [f"“{title}”: {age}" for title, age in parts if age and age > OLDEST_READER]
    small = (
        [f"Not read with ease at {OLDEST_READER}. {', '.join(hard)}".strip()]
        if (told.age or 0) > OLDEST_READER
        else []
    )
    small += [f"More than the {ONE_SIDE} words or so that fit on one side."] if told.words > ONE_SIDE else []
    return Check("soon" if small else "done", f"The family reads {told.told}", " ".join(small))


def told_meanwhile(viewer: int, decisions: Sequence[Any]) -> str:
    """Who was faster, when, and with what: said to a manager whose decision came too late."""
    last = next((one for one in decisions if one.decided_at), None)
    if last is None or last.decided_by_id == viewer or last.decision not in DONE:
        return ""
    return (
        f"{last.decided_by.name} {DONE[last.decision]} at {clock.london(last.decided_at):%H:%M on %-d %B %Y}."
    )


def _check(is_well: bool, well: str, otherwise: str) -> Check:
    return Check("done", well) if is_well else Check("soon", otherwise)


def _seen(seen: Mapping[str, tuple[int, int]]) -> list[Check]:
    if not seen:
        return []
    not_alone = [name for name, (_, alone) in seen.items() if not alone]
    small = ", ".join(
        f"{name} {reading_words.count(times, 'time')}, {alone} alone" for name, (times, alone) in seen.items()
    )
    well = "Seen alone" if len(seen) == 1 else "Every child seen alone"
    return [
        Check(
            "soon" if not_alone else "done",
            f"No visit alone: {reading_words.listing(not_alone)}" if not_alone else well,
            small,
        )
    ]


def _in_time(late_words: str, has_late_reason: bool) -> list[Check]:
    if not late_words:
        return [Check("done", "In time")]
    return [Check("soon", late_words, "the reason is given" if has_late_reason else "no reason given yet")]


def follows_in_words(
    kind: StepKind, outcomes: Mapping[int, str], names: Mapping[int, str], titles: Mapping[str, str]
) -> list[str]:
    """What signing off sets going with these outcomes; ``titles`` are the titles of steps by code."""
    lines = [_follow(follow, names, titles) for follow in what_follows(kind, outcomes)]
    if not any(line.endswith("starts") or "start for" in line for line in lines):
        lines.append("Nothing else starts by itself")
    return [line for line in lines if line]


def _follow(follow: Follow, names: Mapping[int, str], titles: Mapping[str, str]) -> str:
    who = reading_words.listing([names[person] for person in follow.people if person in names])
    if follow.step:
        return f"{titles.get(follow.step, follow.step)} for {who} starts"
    return "" if follow.effect in (START_NEXT, "note_only") else f"{who}: {follow.effect.replace('_', ' ')}"


def problem_with_choice(choice: str, words: str, different: Mapping[int, str]) -> tuple[str, str] | None:
    """(field, words) of what is wrong with a decision, or None. Nothing is chosen beforehand."""
    if choice not in CHOICES:
        return "decision", "Choose: agree, agree except for one child, ask, or send back."
    if choice == "ask" and not words.strip():
        return "words", "Write your question."
    if choice == "return" and not words.strip():
        return "words", "Say what is to be answered."
    if choice == "agree_except" and not different:
        return "outcomes", "Choose the child for whom something else happens."
    return None


def neighbours(queue: Sequence[int], step: int) -> tuple[int | None, int | None, int]:
    """(the one before, the one after, place from 1) of a step in the queue; place 0 when it is not in it."""
    if step not in queue:
        return None, queue[0] if queue else None, 0
    at = queue.index(step)
    return (queue[at - 1] if at else None), (queue[at + 1] if at + 1 < len(queue) else None), at + 1
