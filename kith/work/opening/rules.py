"""Whether a step may be opened, and which day its clock runs from."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from kith.core import reading_words
from kith.practice.steps import OWN_START, StepKind

REFERRAL = "referral"
FRONT_DOOR = "front door"


def obstacle_to_opening(
    kind: StepKind, *, names: Mapping[int, str], already_open: Collection[int], started_on: date, today: date
) -> str | None:
    """Why a step of this kind may not be opened, or None.

    ``names`` maps the children to their first names, ``already_open`` are those with an open step of the
    kind: one at a time (children in need census, section 3), but for contacts, which come when they come
    and may begin before anybody is recognised.
    """
    if not names and kind.group != FRONT_DOOR:
        return "Say which child it is about."
    if kind.about == "child" and len(names) > 1:
        return f"{kind.title} is about one child. Open one for each."
    if started_on > today:
        return f"It cannot start in the future, on {reading_words.day(started_on, year=True)}."
    twice = [name for person, name in names.items() if person in already_open]
    if twice and kind.group != FRONT_DOOR:
        return f"{kind.title} is already open for {reading_words.listing(twice)}."
    return None


def obstacle_by_hand(kind: StepKind, not_open: Sequence[str]) -> str | None:
    """Why work may not be started by hand for these children, or None.

    ``not_open`` are the first names of those without an open involvement: work with them begins with a
    contact at the front door, so that its referral is counted.
    """
    if not not_open or kind.group == FRONT_DOOR:
        return None
    verb = "is" if len(not_open) == 1 else "are"
    return f"{reading_words.listing(list(not_open))} {verb} not open to us. Begin with a contact at the front door."


def clock_starts(kind: StepKind, *, started_on: date, clock_from_on: date) -> dict[str, date]:
    """The day of every event that a limit of this kind may run from.

    A limit that runs from the step's own start takes that day; any other runs from the event that the
    opener gives the day of.
    """
    named = {clock for limit in kind.limits for clock in (limit.clock, limit.otherwise_clock) if clock}
    return {clock: started_on if clock == OWN_START else clock_from_on for clock in named}


def runs_from_referral(kind: StepKind) -> bool:
    """Whether a step of this kind uses up the time since the referral."""
    return any(limit.clock == REFERRAL for limit in kind.limits)


def next_clock(chain: Sequence[tuple[StepKind, date, date]], kind: StepKind, on: date) -> date:
    """The day the clock of a next step runs from.

    ``chain`` holds (kind, started on, clock from on) of the step that ends and of those it came from,
    nearest first. A clock named after one of these kinds starts with that step; a clock named after the
    referral runs on from the front door until one assessment has used it. Otherwise it is its own start.
    """
    named = {limit.clock for limit in kind.limits}
    for earlier, started_on, clock_from_on in chain:
        if earlier.code in named:
            return started_on
        if REFERRAL in named and earlier.group == FRONT_DOOR:
            return clock_from_on
        if runs_from_referral(earlier):
            break
    return on


def clock_by_hand(kind: StepKind, *, open_since: date | None, had_one: bool, on: date) -> date:
    """The day the clock of a step started by hand runs from.

    A limit named after the referral runs from the beginning of the involvement for its first step of the
    kind; later ones, all others, and what is new at the front door run from their own start.
    """
    of_the_referral = runs_from_referral(kind) and kind.group != FRONT_DOOR
    if of_the_referral and open_since is not None and not had_one:
        return open_since
    return on
