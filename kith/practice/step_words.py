"""What a step's limits and sign-off say, in words."""

from collections.abc import Mapping

from kith.core import reading_words
from kith.practice.limits import CLOCK_WORDS
from kith.practice.roles import Role
from kith.practice.steps import Aim, Limit, StepKind


def length(limit: Limit) -> str:
    """'10 working days', '42 days'."""
    if limit.calendar_days is not None:
        return reading_words.count(limit.calendar_days, "day")
    return reading_words.working_days(limit.working_days or 0)


def limit_words(limit: Limit) -> str:
    """'10 working days from the referral'."""
    return f"{length(limit)} from {_clock(limit.clock)}"


def whole_limit(limit: Limit) -> str:
    """The limit with what it counts from otherwise, its days and its source."""
    otherwise = f", or else from {_clock(limit.otherwise_clock)}" if limit.otherwise_clock else ""
    since = f", from {reading_words.short_day(limit.since)}" if limit.since else ""
    until = f", until {reading_words.short_day(limit.until)}" if limit.until else ""
    checked = "" if limit.verified else ", not verified"
    return f"{limit_words(limit)}{otherwise}{since}{until} ({limit.source}{checked})"


def aim_words(aim: Aim) -> str:
    """'10 working days from its start, from 1 Apr 2026 (Westmere, local)'."""
    since = f", from {reading_words.short_day(aim.since)}" if aim.since else ""
    until = f", until {reading_words.short_day(aim.until)}" if aim.until else ""
    return f"{reading_words.working_days(aim.working_days)} from its start{since}{until} ({aim.source})"


def sign_off_words(kind: StepKind, roles: Mapping[str, Role]) -> str:
    """'Team manager signs off', 'Team manager is told, one in 20 is read', 'Nobody needs to sign off'."""
    role = roles.get(kind.sign_off.by)
    name = role.title if role else kind.sign_off.by.replace("_", " ").capitalize()
    read = f", one in {kind.sign_off.sample} is read" if kind.sign_off.sample else ""
    told = {"approve": f"{name} signs off", "tell": f"{name} is told{read}"}
    return told.get(kind.sign_off.how, "Nobody needs to sign off")


def _clock(name: str) -> str:
    return CLOCK_WORDS.get(name, name.replace("_", " "))
