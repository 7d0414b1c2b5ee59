"""When a conference can be held, who must be there, what it can decide, and what is still to be said of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from kith.core import reading_words

INITIAL, REVIEW, TRANSFER = "initial", "review", "transfer_in"
KINDS = (INITIAL, REVIEW, TRANSFER)
PLAN, IN_NEED, NEITHER = "plan", "in_need", "neither"
DECISIONS = (PLAN, IN_NEED, NEITHER)
BEGINS = {PLAN: "protection", IN_NEED: "in_need"}  # the standing that a decision lets begin
FAMILY, OURS = "family", "social_care"
NOT_OTHERS = (FAMILY, OURS, "chair", "legal")  # who comes, and is no other agency
OTHERS_NEEDED = 2  # agencies besides social care (Working Together 2010, 5.84, as councils still keep it)
CAME = ("present", "part")
ANSWERS = ("coming", "apologies")
ATTENDANCE = ("present", "part", "apologies", "absent")
PARTICIPATION = ("present", "part", "spoke_for", "wrote", "not_asked", "too_young")
LONGEST, LONGEST_PLACE, LONGEST_NAME = 400, 200, 120
SATURDAY = 5
# the clocks that ask for a conference, by its kind
TIMESCALES = {
    "initial_conference": INITIAL,
    "transfer_in_conference": TRANSFER,
    "protection_first_review": REVIEW,
    "protection_review": REVIEW,
}
MET_BY_HOLDING = {INITIAL: "initial_conference", TRANSFER: "transfer_in_conference"}
# what a decision is called, by kind of conference: a review decides on a plan that there is
DECISION_WORDS = {
    INITIAL: {
        PLAN: "A child protection plan",
        IN_NEED: "A child in need plan",
        NEITHER: "Neither of the two",
    },
    TRANSFER: {
        PLAN: "A child protection plan",
        IN_NEED: "A child in need plan",
        NEITHER: "Neither of the two",
    },
    REVIEW: {
        PLAN: "The child protection plan goes on",
        IN_NEED: "It ends, with a child in need plan",
        NEITHER: "It ends",
    },
}
Problem = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be invited. ``key`` is what a form calls them; at most one of the three numbers is set."""

    key: str
    name: str
    agency: str
    role: str = ""
    email: str = ""
    person: int | None = None
    worker: int | None = None
    professional: int | None = None
    report: bool = False  # whether they are asked for a report
    ticked: bool = True  # whether the page proposes to invite them


@dataclass(frozen=True, slots=True)
class SetUp:
    """A conference as somebody wants to set it up. ``people``: the children, by number."""

    kind: str
    people: Sequence[int]
    on: date | None
    at: time | None
    place: str
    chair: int | None = None
    told_on: date | None = None
    guests: Sequence[Guest] = ()
    report_due_on: date | None = None


def with_email(guest: Guest, email: str) -> Guest:
    """The same with another address for mail."""
    return replace(guest, email=email)


def is_weekend(on: date) -> bool:
    """Whether a conference cannot be held on a day: a Saturday or a Sunday (children in need census, 8875)."""
    return on.weekday() >= SATURDAY


def problems(told: SetUp, today: date) -> list[Problem]:
    """All that is wrong with what somebody wants to set up."""
    found: list[Problem] = []
    if told.kind not in KINDS:
        found.append(("kind", "Choose what kind of conference it is."))
    if not told.people:
        found.append(("people", "Tick at least one child."))
    if told.on is None:
        found.append(("on", "Enter the day, like 21/4/2026."))
    elif is_weekend(told.on):
        found.append(("on", "A conference is not held at a weekend. Choose another day."))
    if told.at is None:
        found.append(("at", "Enter the time, like 10:30."))
    if not 0 < len(told.place) <= LONGEST_PLACE:
        found.append(("place", f"Say where it is held, in at most {LONGEST_PLACE} letters."))
    if told.kind == TRANSFER and told.told_on is None:
        found.append(("told_on", "Enter the day on which the other council told us."))
    if told.told_on is not None and told.told_on > today:
        found.append(("told_on", "The day lies in the future."))
    if told.report_due_on and told.on and told.report_due_on >= told.on:
        found.append(("report_due_on", "Reports are needed before the day of the conference."))
    return found + guest_problems(told.guests)


def guest_problems(guests: Sequence[Guest]) -> list[Problem]:
    """All that is wrong with those who are to be invited, each said once."""
    found: list[Problem] = []
    for one in guests:
        if not 0 < len(one.name) <= LONGEST_NAME:
            found.append((f"name.{one.key}", f"Enter a name, in at most {LONGEST_NAME} letters."))
        if not one.agency:
            found.append((f"agency.{one.key}", f"Choose where {one.name or 'they'} come from."))
    named = [(one.agency, one.name.casefold()) for one in guests]
    twice = [one for one in guests if named.count((one.agency, one.name.casefold())) > 1]
    return found + [
        ("guests", f"{name} is there twice.") for name in dict.fromkeys(one.name for one in twice)
    ]


def obstacle_for_child(
    kind: str, name: str, *, enquiry_on: date | None, has_plan: bool, ahead: bool, on: date | None
) -> str | None:
    """Why this child cannot be in such a conference, or None.

    ``enquiry_on``: when the enquiry began that goes on; ``ahead``: a conference of any kind is planned already.
    """
    if ahead:
        return f"{name}: a conference is planned already."
    if kind == INITIAL:
        if enquiry_on is None:
            return f"{name}: no section 47 enquiry goes on, and an initial conference follows one."
        if on is not None and on < enquiry_on:
            began = reading_words.short_day(enquiry_on)
            return f"{name}: that is before the strategy discussion that began the enquiry, on {began}."
    if kind == REVIEW and not has_plan:
        return f"{name}: there is no child protection plan to review."
    if kind != REVIEW and has_plan:
        return f"{name}: there is a child protection plan already. Its conference is a review."
    return None


def other_agencies(attended: Mapping[str, Collection[str]]) -> list[str]:
    """Agencies besides social care and the family of which somebody came. ``attended``: agency -> how each attended."""
    return [
        agency
        for agency, how in attended.items()
        if agency not in NOT_OTHERS and any(one in CAME for one in how)
    ]


def has_quorum(attended: Mapping[str, Collection[str]]) -> bool:
    """Whether at least two agencies besides social care are there."""
    return len(other_agencies(attended)) >= OTHERS_NEEDED


def obstacle_to_holding(
    on: date | None,
    *,
    is_ahead: bool,
    attended: Mapping[str, Collection[str]],
    went_on_why: str,
    earliest: date | None,
    has_chair: bool,
    today: date,
    told_on: date | None = None,
) -> list[Problem]:
    """All that stands against a conference being held on a day. ``earliest``: the last day an enquiry of it began;
    ``told_on``: when another council told us of the children, at a transfer-in conference.
    """
    if not is_ahead:
        return [(None, "It has been held already, or was cancelled.")]
    found: list[Problem] = []
    if on is None:
        found.append(("held_on", "Enter the day on which it is held, like 21/4/2026."))
    elif on > today:
        found.append(("held_on", "The day lies in the future."))
    elif is_weekend(on):
        found.append(("held_on", "A conference is not held at a weekend."))
    elif earliest is not None and on < earliest:
        found.append(("held_on", f"That is before the enquiry began on {reading_words.short_day(earliest)}."))
    elif told_on is not None and on < told_on:
        told = reading_words.short_day(told_on)
        found.append(("held_on", f"That is before the other council told us of the child, on {told}."))
    if not has_chair:
        found.append(("chair", "Choose who chairs it."))
    if not has_quorum(attended) and not went_on_why.strip():
        found.append(("went_on_why", TOO_FEW))
    if len(went_on_why) > LONGEST:
        found.append(("went_on_why", f"Say it in at most {LONGEST} letters."))
    return found


TOO_FEW = (
    "A conference needs at least two other agencies. Say why it goes on without them, or cancel it and set it up "
    "again."
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a conference decides for one child."""

    decision: str
    category: str = ""
    why: str = ""
    dissent: str = ""
    participation: str = ""


def decision_problems(
    told: Decided, *, categories: Collection[str], held: bool, before: str, began: bool
) -> list[Problem]:
    """All that is wrong with a decision. ``before``: what was decided first; ``began``: a plan began because of it."""
    if not held:
        return [(None, "The conference has not been opened yet. Say first who is there.")]
    if told.decision not in DECISIONS:
        return [("decision", "Choose what is decided.")]
    found: list[Problem] = []
    if began and told.decision != before:
        return [("decision", "The plan has begun with this decision. It ends at a review, not here.")]
    if told.decision == PLAN and told.category not in categories:
        found.append(("category", "Choose the category of abuse."))
    if not told.why.strip():
        found.append(("why", "Say why, in a sentence or two."))
    if len(told.dissent) > LONGEST:
        found.append(("dissent", f"Say it in at most {LONGEST} letters."))
    return found


@dataclass(frozen=True, slots=True)
class Replies:
    """What came back from one who was invited, as it was typed."""

    answer: str = ""
    attended: str = ""
    report_due_on: date | None = None
    report_received_on: date | None = None
    report_shared_on: date | None = None
    unread: tuple[str, ...] = field(default=())  # fields whose day could not be read


def reply_problems(key: object, told: Replies, today: date) -> list[Problem]:
    """All that is wrong with what is said to have come back from somebody."""
    found: list[Problem] = [(f"{name}.{key}", "Enter the day like 21/4/2026.") for name in told.unread]
    found += [
        (f"{name}.{key}", "The day lies in the future.")
        for name in ("report_received_on", "report_shared_on")
        if (day := getattr(told, name)) and day > today
    ]
    if told.report_shared_on and not told.report_received_on:
        found.append((f"report_shared_on.{key}", "Say first when the report came."))
    return found


def reference(number: int) -> str:
    """What a conference is called in mail, which names nobody."""
    return f"CP{number}"


def when_words(at: datetime) -> str:
    """'Tuesday 10 November 2026 at 10:30', of a moment in London time."""
    return f"{reading_words.long_day(at.date())} at {at:%H:%M}"
