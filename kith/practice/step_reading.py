"""Reads steps.toml and roles.toml: the whole practice on one page."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from kith.practice.entries import Entry
from kith.practice.layers import Layered
from kith.practice.limits import CLOCK_WORDS
from kith.practice.mistakes import Mistakes
from kith.practice.roles import FIRST_PAGES, REACH, Role
from kith.practice.steps import ABOUT, HOW, Aim, Limit, ReviewPoint, SignOff, StepKind


def read_steps(layered: Layered, mistakes: Mistakes) -> dict[str, StepKind]:
    """Every step kind of a pack by its code, in the order of the file."""
    clocks = {*CLOCK_WORDS, *layered.tables}
    return {entry.name: _step(entry, clocks) for entry in layered.entries(mistakes)}


def read_roles(layered: Layered, permissions: Collection[str] | None, mistakes: Mistakes) -> dict[str, Role]:
    """Every role by its code; permissions nobody declared are noted when the declared ones are given."""
    return {entry.name: _role(entry, permissions) for entry in layered.entries(mistakes)}


def _step(entry: Entry, clocks: Collection[str]) -> StepKind:
    kind = StepKind(
        code=entry.name,
        title=entry.text("title", needed=True),
        about=entry.one_of("about", ABOUT),
        purpose=entry.text("purpose"),
        group=entry.text("group"),
        form=entry.text("form"),
        limits=_limits(entry, clocks),
        sign_off=_sign_off(entry.table("sign_off")),
        next=entry.texts("next"),
        effects=_effects(entry.table("effects")),
        starts=_starts(entry.table("starts")),
        review_point=_review_point(entry.table("review_point")),
        warn_days=_warn_days(entry),
        by_hand=entry.yes("by_hand"),
        plan=entry.text("plan"),
        comes_first=entry.text("comes_first"),
        aims=tuple(_aim(table) for table in entry.tables("aim")),
    )
    entry.finish()
    return kind


def _warn_days(entry: Entry) -> int:
    days = entry.whole("warn_days")
    return 2 if days is None else days


def _limits(entry: Entry, clocks: Collection[str]) -> tuple[Limit, ...]:
    tables = entry.tables("limit")
    limits = [_limit(table, clocks) for table in tables]
    inside = sorted(limits, key=lambda limit: limit.since or date.min)
    for earlier, later in pairwise(inside):
        if _last_day(earlier, later) >= (later.since or date.min):
            entry.wrong(
                "limit",
                f"Two limits hold on {later.since or 'every day'}: {earlier.source} and {later.source}.",
                "Give each its own since: the earlier one then ends the day before.",
            )
    return tuple(_closed(limit, inside) for limit in inside)


def _last_day(limit: Limit, later: Limit) -> date:
    """An open limit ends where a later one begins; a written end is taken at its word."""
    if limit.until:
        return limit.until
    return date.min if later.since and limit.since != later.since else date.max


def _closed(limit: Limit, ordered: list[Limit]) -> Limit:
    """The limit with its last day written in, when the next one ends it."""
    later = [other.since for other in ordered if other.since and other.since > (limit.since or date.min)]
    if limit.until or not later:
        return limit
    return replace(limit, until=min(later) - timedelta(days=1))


def _limit(entry: Entry, clocks: Collection[str]) -> Limit:
    since, until = entry.span()
    limit = Limit(
        clock=entry.text("from", needed=True),
        otherwise_clock=entry.text("or_from"),
        source=entry.text("source"),
        working_days=entry.whole("working_days"),
        calendar_days=entry.whole("calendar_days"),
        since=since,
        until=until,
        verified=entry.yes("verified", True),
        caution=entry.text("caution"),
    )
    entry.finish()
    _check_limit(limit, entry, clocks)
    return limit


def _check_limit(limit: Limit, entry: Entry, clocks: Collection[str]) -> None:
    if not limit.source:
        entry.wrong(
            "", "This limit has no source.", 'Say where it comes from: source = "Working Together 2010".'
        )
    if (limit.working_days is None) == (limit.calendar_days is None):
        entry.wrong("", "A limit has either working_days or calendar_days.", "Write one of them.")
    for key, clock in (("from", limit.clock), ("or_from", limit.otherwise_clock)):
        if clock and clock not in clocks:
            entry.mistakes.unknown(entry.file, entry.place(key), "clock", clock, clocks)
    if not limit.verified and not limit.caution:
        entry.wrong("verified", "It is marked as not verified, without a word why.", 'Add caution = "...".')


def _aim(entry: Entry) -> Aim:
    since, until = entry.span()
    days = entry.whole("working_days", least=1)
    if not entry.has("working_days"):
        entry.wrong("working_days", "This is missing.", "Write a whole number.")
    aim = Aim(days or 1, entry.text("source", needed=True), since, until)
    entry.finish()
    return aim


def _sign_off(entry: Entry | None) -> SignOff:
    if entry is None:
        return SignOff()
    how = entry.one_of("how", HOW)
    by, sample = entry.text("by", needed=how in ("approve", "tell")), entry.whole("sample", least=2) or 0
    if sample and how != "tell":
        entry.wrong(
            "sample",
            f'Only work that is told is sampled; here how = "{how}".',
            'Write how = "tell", or leave sample out.',
        )
    sign_off = SignOff(how or "none", by, sample)
    entry.finish()
    return sign_off


def _review_point(entry: Entry | None) -> ReviewPoint | None:
    if entry is None:
        return None
    days = entry.whole("working_days", least=1)
    if not entry.has("working_days"):
        entry.wrong("working_days", "This is missing.", "Write a whole number.")
    point = ReviewPoint(entry.text("title", needed=True), days or 1, entry.text("source"))
    entry.finish()
    return point


def _effects(entry: Entry | None) -> dict[str, str]:
    return {} if entry is None else {outcome: entry.text(outcome, needed=True) for outcome in entry.values}


def _starts(entry: Entry | None) -> dict[str, tuple[str, ...]]:
    return {} if entry is None else {outcome: entry.texts(outcome) for outcome in entry.values}


def _role(entry: Entry, permissions: Collection[str] | None) -> Role:
    role = Role(
        code=entry.name,
        title=entry.text("title", needed=True),
        may=frozenset(entry.texts("may")),
        reach=entry.one_of("reach", REACH, "own_team"),
        about=entry.text("about"),
        first_page=entry.one_of("first_page", FIRST_PAGES) if entry.has("first_page") else "",
    )
    entry.finish()
    for name in sorted(role.may):
        if permissions is not None and name not in permissions:
            entry.mistakes.unknown(entry.file, entry.place("may"), "permission", name, permissions)
    return role
