"""When a child may be recorded missing, when found, and what the talk after the return has to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kith.core import clock
from kith.core.reading_words import count, short_day

Problem = tuple[str | None, str]
KINDS = {
    "M": "Missing: nobody knows where",
    "A": "Away without leave: we know where",
}
LONGEST_WORDS = 400
LONGEST_NAME = 80
ANSWERS = {"accepted": "Accepted", "declined": "Declined", "not_offered": "Not offered"}


@dataclass(frozen=True, slots=True)
class Span:
    """A time missing as moments; without an end it goes on."""

    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Care:
    """The days of a period of care; without an end it goes on."""

    started_on: date
    ended_on: date | None = None


def london_day(at: datetime) -> date:
    """The day in London of a moment."""
    return clock.london(at).date()


def problems_of_start(
    kind: str, started_at: datetime, now: datetime, care: Care | None, others: Sequence[Span], name: str
) -> list[Problem]:
    """What stands against a child being recorded missing from a moment.

    ``care`` is the period of care that holds on that day; ``others`` are the child's other times missing. Looked-after
    return 574 (no overlap, one open), 578 and 581 (within care), 1006 (M or A).
    """
    found: list[Problem] = []
    if kind not in KINDS:
        found.append(("kind", "Say whether anybody knows where the child is."))
    if started_at > now:
        found.append(("on", "That moment is still to come."))
    if care is None:
        found.append(
            ("on", f"{name} was not looked after on {short_day(london_day(started_at))} (581, 578).")
        )
    for other in others:
        if other.ended_at is None and other.started_at <= started_at:
            since = short_day(london_day(other.started_at))
            found.append(("children", f"{name} is recorded as missing already, since {since} (574)."))
        elif (
            _overlap(other, Span(started_at))
            and other.ended_at is not None
            and other.started_at <= started_at
        ):
            found.append(("on", f"{name} was recorded missing at that time already (574)."))
        elif other.started_at > started_at:
            later = short_day(london_day(other.started_at))
            found.append(
                ("on", f"{name} was missing later, on {later}: say when {name} came back first (574).")
            )
    return found


def problems_of_end(span: Span, ended_at: datetime, now: datetime, care: Care, name: str) -> list[Problem]:
    """What stands against a child having come back at a moment: 567 (after the start), 577 (within care)."""
    if ended_at > now:
        return [("on", "That moment is still to come.")]
    if ended_at <= span.started_at:
        return [("on", f"{name} was missed only after that: the return comes after the start (567).")]
    if care.ended_on is not None and london_day(ended_at) > care.ended_on:
        return [("on", f"{name}’s time in care ended on {short_day(care.ended_on)}, before that (577).")]
    return []


def problems_of_span(
    kind: str, span: Span, now: datetime, care: Care | None, others: Sequence[Span], name: str
) -> list[Problem]:
    """What stands against a whole time missing that is recorded when it is over: as at its start and at its end."""
    wrong = problems_of_start(
        kind, span.started_at, now, care, [o for o in others if _overlap(o, span)], name
    )
    if not wrong and span.ended_at and care:
        return [("back_on", words) for _, words in problems_of_end(span, span.ended_at, now, care, name)]
    return wrong


def _overlap(one: Span, other: Span) -> bool:
    return (other.ended_at is None or one.started_at < other.ended_at) and (
        one.ended_at is None or other.started_at < one.ended_at
    )


def problems_of_answer(answer: str, words: str) -> list[Problem]:
    """What stands against the answer to the offer of a talk: a talk not offered or declined has its reason."""
    if answer not in ANSWERS:
        return [("answer", "Say what came of the offer.")]
    if answer != "accepted" and not words.strip():
        return [("words", "Say why, in a few words.")]
    return [("words", f"Say it in at most {LONGEST_WORDS} letters.")] if len(words) > LONGEST_WORDS else []


def problems_of_talk(
    ended_at: datetime | None, held_at: datetime, now: datetime, interviewer: str, is_independent: bool
) -> list[Problem]:
    """What stands against a return interview: it follows the return, and somebody independent holds it.

    Source: statutory guidance on children who run away or go missing (January 2014).
    """
    found: list[Problem] = []
    if ended_at is None:
        found.append((None, "The child is still missing: say first when the child came back."))
    elif held_at < ended_at:
        found.append(("held_on", "The talk comes after the return."))
    if held_at > now:
        found.append(("held_on", "That moment is still to come."))
    if not interviewer.strip():
        found.append(("interviewer", "Say who talked with the child, and from where."))
    elif len(interviewer) > LONGEST_NAME:
        found.append(("interviewer", f"Say it in at most {LONGEST_NAME} letters."))
    if not is_independent:
        found.append(
            ("independent", "A return interview is held by somebody independent of the placement. Write any other "
             "talk as a visit or note.")
        )  # fmt: skip
    return found


def is_within(ended_at: datetime, held_at: datetime, hours: int = 72) -> bool:
    """Whether the talk was held within so many hours of the return; hours pass, whatever the clock is put to."""
    return held_at.astimezone(UTC) - ended_at.astimezone(UTC) <= timedelta(hours=hours)


def ends_with_care(is_eighteenth_birthday: bool, reason: str, name: str) -> str | None:
    """Why care may not end while the child is missing: only the 18th birthday ends both, with reason E8 (577, 580)."""
    if is_eighteenth_birthday and reason == "E8":
        return None
    if is_eighteenth_birthday:
        return (
            f"{name} is missing: care that ends on the 18th birthday ends with “Any other reason” (E8, 580)."
        )
    return f"{name} is recorded as missing. Say first when {name} came back (577)."


def length_words(started_at: datetime, until: datetime) -> str:
    """How long: '7 hours', '2 days'. Less than an hour is 'under an hour'."""
    hours = int((until.astimezone(UTC) - started_at.astimezone(UTC)) / timedelta(hours=1))
    if hours < 1:
        return "under an hour"
    return count(hours, "hour") if hours < 48 else count(hours // 24, "day")
