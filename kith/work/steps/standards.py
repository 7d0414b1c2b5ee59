"""The standards a piece of work is written to, with good examples: from the pack, opened beside its sections."""

from collections.abc import Collection
from datetime import date

from kith.access import practice
from kith.practice.standards import StandardsOfDay
from kith.work.models import Step

LETTERS = "sgxzqvjk"  # for opening them from inside a box; the sections of a form choose theirs first


def standards_of(step: Step, form: str, day: date) -> StandardsOfDay | None:
    """What holds on a day for the form of a step, by the practice it was opened under, else by that of today."""
    for held in (practice.known(step.pack), practice.current(step.team_id)):
        if held and form in held.standards and (found := held.standards[form].on(day)):
            return found
    return None


def letter(taken: Collection[str]) -> str:
    """The letter that, with Alt, opens the standard of the section one is in; "" where the sections have them all.

    >>> letter(["w", "s"])
    'g'
    """
    return next((one for one in LETTERS if one not in taken), "")
