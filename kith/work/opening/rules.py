"""Whether a step may be opened, and which day its clock runs from."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from kith.core import reading_words
from kith.practice.steps import OWN_START, Limit, StepKind

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


def obstacle_by_hand(kind: StepKind, opened: Mapping[str, date | None], on: date) -> tuple[str, str] | None:
    """Why work may not be started by hand for these children on a day, with the field it is about, or None.

    ``opened`` says by first names since when each has an open involvement: work with those who have none begins with
    a contact at the front door, so that its referral is counted. No work begins before its case (1103).
    """
    if kind.group == FRONT_DOOR:
        return None
    if not_open := [name for name, since in opened.items() if since is None]:
        names, verb = reading_words.listing(not_open), "is" if len(not_open) == 1 else "are"
        return "children", f"{names} {verb} not open to us. Begin with a contact at the front door."
    later = next(((name, since) for name, since in opened.items() if since and on < since), None)
    if later is None:
        return None
    name, since = later
    return "started_on", f"{name}: that is before the case began on {reading_words.short_day(since)}."


def clock_starts(kind: StepKind, *, started_on: date, clock_from_on: date | None) -> dict[str, date]:
    """The day of each event that a limit of this kind may name.

    ``clock_from_on`` is the day of the event it is named after; without one the step's own start stands in
    where the limit names nothing else.
    """
    starts = {OWN_START: started_on} if any(OWN_START in _clocks(limit) for limit in kind.limits) else {}
    for limit in kind.limits:
        for clock in _clocks(limit) - {OWN_START}:
            if clock_from_on is not None or not limit.otherwise_clock:
                starts[clock] = clock_from_on or started_on
    return starts


def _clocks(limit: Limit) -> set[str]:
    return {limit.clock, limit.otherwise_clock} - {""}


def runs_from_referral(kind: StepKind) -> bool:
    """Whether a limit of this kind counts the time since the referral."""
    return any(limit.clock == REFERRAL for limit in kind.limits)


def next_clock(
    chain: Sequence[tuple[StepKind, date]], kind: StepKind, *, referred_on: date | None
) -> date | None:
    """The day the clock of a next step runs from; None for its own start.

    ``chain`` holds (kind, day it took place) of the step that ends and of those it came from, nearest first.
    A clock named after one of these kinds starts with that step, unless work of the same group has used it
    since. For ``referred_on`` see ``clock_by_hand``: a contact in the chain that only joined open work is no
    referral and starts no clock anew (children in need census guide).
    """
    named = {limit.clock for limit in kind.limits}
    for earlier, took_place_on in chain:
        at_the_door = REFERRAL in named and kind.group == earlier.group == FRONT_DOOR
        if earlier.code in named or at_the_door:
            return took_place_on
        if kind.group and earlier.group == kind.group:
            break
    return clock_by_hand(kind, referred_on=referred_on)


def clock_by_hand(kind: StepKind, *, referred_on: date | None) -> date | None:
    """The day the clock of a step started by hand runs from; None for its own start.

    A limit named after the referral runs from ``referred_on``: the first day of an involvement whose
    referral no assessment has taken up yet, None when there is none such. All others, and what is new at
    the front door, run from their own start.
    """
    return referred_on if runs_from_referral(kind) and kind.group != FRONT_DOOR else None
