"""What may stand in the list of posts: days that can be, hours that fit, nobody in a post that is not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from kith.core.reading_words import short_day

ONE_DAY = timedelta(days=1)
FIRST = date(1990, 1, 1)
AHEAD = timedelta(days=731)
PART = Decimal("0.01")
JOINED, LEFT = "joined", "left"
AGENCY = "agency"
KIND_WORDS = {
    "permanent": "Permanent",
    "newly_qualified": "Newly qualified, protected caseload",
    "agency": "Agency",
}
LONGEST = {"number": 20, "title": 80, "source": 120}


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of somebody or something from a first day to the day before `ended_on` (None while nobody knows)."""

    full_time: Decimal
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class WantedPost:
    """A post as it was written."""

    number: str
    title: str
    full_time: Decimal
    is_established: bool
    started_on: date
    last_day: date | None
    source: str

    @property
    def ended_on(self) -> date | None:
        """The day after the last."""
        return self.last_day and self.last_day + ONE_DAY


@dataclass(frozen=True, slots=True)
class WantedHolder:
    """Somebody in a post as it was written."""

    kind: str
    full_time: Decimal
    started_on: date
    start_reason: str
    last_day: date | None
    end_reason: str
    source: str

    @property
    def ended_on(self) -> date | None:
        """The day after the last."""
        return self.last_day and self.last_day + ONE_DAY


def read_hours(text: str) -> Decimal | None:
    """The part of full hours that was typed: '1', '0.6' or '60%'. None where it is none, or finer than a hundredth."""
    typed = text.strip()
    try:
        number = Decimal(typed.removesuffix("%").strip())
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    part = number / 100 if typed.endswith("%") else number
    return part.quantize(PART) if PART <= part <= 1 and part == part.quantize(PART) else None


def obstacle_to_days(started_on: date, last_day: date | None, today: date) -> str | None:
    """Why something cannot last from a day to a last day, or None."""
    if not FIRST <= started_on <= today + AHEAD:
        return "The first day lies before 1990 or more than two years ahead."
    if last_day is not None and last_day < started_on:
        return f"The last day, {short_day(last_day)}, lies before the first, {short_day(started_on)}."
    if last_day is not None and last_day > today + AHEAD:
        return "The last day lies more than two years ahead. Leave it empty while nobody knows it."
    return None


def obstacle_to_words(number: str, title: str, source: str) -> tuple[str, str] | None:
    """The field whose words cannot be kept, and why; or None."""
    said = {"number": (number, "the number of the post"), "title": (title, "what the post is called"),
            "source": (source, "who told this, or which list says it")}  # fmt: skip
    for field, (words, what) in said.items():
        if not words:
            return field, f"Write {what}."
        if len(words) > LONGEST[field] or not words.isprintable():
            return field, f"Write {what} in at most {LONGEST[field]} letters."
    return None


def obstacle_to_source(source: str) -> str | None:
    """Why this cannot be where something was told, or None."""
    found = obstacle_to_words("-", "-", source)
    return found[1] if found else None


def most_at_once(spans: Iterable[Span]) -> tuple[Decimal, date | None]:
    """The most hours that hold together on one day, and the first such day."""
    changes: dict[date, Decimal] = {}
    for span in spans:
        changes[span.started_on] = changes.get(span.started_on, Decimal(0)) + span.full_time
        if span.ended_on is not None:
            changes[span.ended_on] = changes.get(span.ended_on, Decimal(0)) - span.full_time
    most, on, held = Decimal(0), None, Decimal(0)
    for day in sorted(changes):
        held += changes[day]
        if held > most:
            most, on = held, day
    return most, on


def obstacle_to_holding(post: Span, wanted: Span, others: Iterable[Span]) -> str | None:
    """Why somebody cannot be in a post for these days and hours, or None. `others` are in it too and of the same sort:
    our own people, or agency. Both may be in a post together, while one of our own is away.
    """
    if wanted.started_on < post.started_on:
        return f"The post begins on {short_day(post.started_on)}."
    if post.ended_on is not None and (wanted.ended_on is None or wanted.ended_on > post.ended_on):
        return f"The last day of the post is {short_day(post.ended_on - ONE_DAY)}. Write that day or an earlier one."
    most, on = most_at_once([wanted, *others])
    if most > post.full_time and on is not None:
        return f"On {short_day(on)} that would be {most.normalize():f} of a post of {post.full_time.normalize():f}."
    return None


def obstacle_to_reasons(
    kind: str,
    start_reason: str,
    end_reason: str,
    *,
    starts: Iterable[str],
    ends: Iterable[str],
    is_over: bool,
) -> tuple[str, str] | None:
    """The field that is wrong about how somebody came and went, and why; or None."""
    if kind not in KIND_WORDS:
        return "kind", f"Choose one of: {', '.join(KIND_WORDS)}."
    if start_reason not in starts:
        return "start_reason", "Choose how they came."
    if is_over and end_reason not in ends:
        return "end_reason", "Choose why they left the post."
    if not is_over and end_reason:
        return "last_day", "Write the last day, or leave the reason empty."
    return None


def late_words(late: int, soon: int, until: date) -> str:
    """What is said of training that is late and that is due until a day; empty where there is none."""
    said = []
    if late:
        said.append(f"{late} {'course is' if late == 1 else 'courses are'} late")
    if soon:
        said.append(f"{soon} {'is' if soon == 1 else 'are'} due by {short_day(until)}")
    return f"{', '.join(said)}." if said else ""
