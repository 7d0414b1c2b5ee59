"""The stages of a child's way from a contact on, as SQL over the days of what followed. Text only; runs nothing.

A day is counted with what had happened by its end. Every contact is at exactly one place of each stage that it reached.
"""

import re
from datetime import date

from kith.performance.facts.onward import FIRST_STEPS

SECOND = {
    "referral": "Referral",
    "early_help": "Early help",
    "joined": "Added to an open case",
    "advice": "Advice, no more action",
    "waiting": "Waiting for a decision",
}
UNBEGUN, NO_MORE = "unbegun", "none"
THIRD = {UNBEGUN: "Nothing begun yet", NO_MORE: "No more action"}
FOURTH = {
    "looked_after": "Looked after",
    "protection": "Child protection plan",
    "in_need": "Child in need plan",
    "ended": "Closed, or early help",
    "assessing": "Still being assessed",
    "open": "Open, no plan yet",
}
ENDINGS = ("advice", NO_MORE, "ended")
KEY = re.compile(r"[a-z_]{1,40}")


def second(on: date) -> str:
    """SQL for what a contact had become by the end of a day."""
    day = f"date '{on.isoformat()}'"
    return (
        f"case when referred_on <= {day} then 'referral' when decided_on is null or decided_on > {day} then 'waiting' "
        "when outcome = 'early_help' then 'early_help' when outcome = 'join_open' then 'joined' else 'advice' end"
    )


def third(on: date) -> str:
    """SQL for the first step after a referral: its kind, or that there was none; empty without a referral."""
    day = f"date '{on.isoformat()}'"
    return (
        f"case when referred_on is null or referred_on > {day} then '' when first_on <= {day} then first_kind "
        f"when no_further_action or ended_on <= {day} then '{NO_MORE}' else '{UNBEGUN}' end"
    )


def fourth(on: date) -> str:
    """SQL for the furthest that came of that step: care before a plan, a plan before the end; empty without a step."""
    day = f"date '{on.isoformat()}'"
    reached = " ".join(
        f"when {kind}_on <= {day} then '{kind}'"
        for kind in ("looked_after", "protection", "in_need", "ended")
    )
    return (
        f"case when referred_on is null or referred_on > {day} or first_on is null or first_on > {day} then '' "
        f"{reached} when assessed_on is null or assessed_on > {day} then 'assessing' else 'open' end"
    )


def went_back(on: date) -> str:
    """SQL for whether a strategy discussion followed another first step."""
    return f"coalesce(strategy_on <= date '{on.isoformat()}' and first_kind <> '{FIRST_STEPS[0]}', false)"


def way(on: date) -> str:
    """SQL for all of it together, as an array of text."""
    return f"array[{second(on)}, {third(on)}, {fourth(on)}, ({went_back(on)})::text]"


def condition(on: date, at: dict[str, str]) -> str:
    """The SQL condition of one place or band: `at` names keys by stage. Raises ValueError for what no key can be."""
    parts = ["true"]
    for name, stage in (("second", second), ("third", third), ("fourth", fourth)):
        key = at.get(name, "")
        if key and KEY.fullmatch(key) is None:
            raise ValueError("no place of a journey is called this")
        if key:
            parts.append(f"({stage(on)}) = '{key}'")
    return " and ".join(parts)
