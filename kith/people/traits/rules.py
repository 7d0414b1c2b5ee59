"""Which kinds of things are told of a person by lists, and what a new one ends."""

from collections.abc import Collection
from datetime import date

from kith.people import rules as people_rules

KINDS = {
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "religion": "Religion",
    "disability": "Disability",
    "nationality": "Nationality",
    "immigration": "Immigration status",
    "needs": "Needs",
}
SEVERAL = ("disability", "nationality", "needs")
ALONE = {"disability": "NONE"}  # children in need census, rule 8790: no disability stands alone
ON_THE_PERSON = ("sex", "ethnicity", "language")  # lists of people show the present one


def ends(kind: str, code: str, present: Collection[str]) -> set[str]:
    """Which present codes of a kind end when this one begins."""
    if kind not in SEVERAL:
        return set(present) - {code}
    alone = ALONE.get(kind)
    return set(present) - {code} if code == alone else set(present) & {alone or ""}


def obstacle(
    kind: str, code: str, listed: Collection[str], since: date | None, born_on: date | None, today: date
) -> tuple[str, str] | None:
    """Field and words: why this cannot be said of somebody."""
    if kind not in KINDS:
        return "trait_kind", "Choose what it is about."
    if code not in listed:
        return "code", "Choose from the list."
    if problem := people_rules.obstacle_to_period(since, None, today):
        return "trait_since", problem
    if since is not None and born_on is not None and since < born_on:
        return "trait_since", "That is before birth."
    return None
