"""A number that another record holds already: what is said of it, and who hears when that record is hidden.

The words are the same whoever holds the number, so that they tell of nobody. Whether the holder is hidden from
who typed it shows only to those who guard such records.
"""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from kith.access import practice
from kith.access.may import May
from kith.core import Refused
from kith.people.banners import viewer_of


class NumberHeld(Refused):
    """No record gets this number, because one has it."""

    def __init__(self, kind: str, value: str, field: str) -> None:
        roles = practice.current().roles.values()
        guards = [role.title for role in roles if May.RESTRICT_RECORD.name in role.may]
        super().__init__(words(guards), field)
        self.kind, self.value = kind, value


def words(guards: list[str]) -> str:
    """What is said of a number that is held, whoever holds it. ``guards``: the titles of those who can be asked."""
    whom = f" If not, ask: {' or '.join(guards)}." if guards else ""
    return (
        "This number cannot be recorded here. Check it, and look for it under Find: if it leads to somebody, the two "
        f"may be one person.{whom}"
    )


def told_to_guards(
    request: HttpRequest, refused: Refused, answer: HttpResponse, number: int | None = None
) -> HttpResponse:
    """The answer to a refused form; where a number was held, those who guard the holder hear once all is undone.

    ``number`` is that of the record on which the number was typed, None for somebody who is on no record.
    """
    if isinstance(refused, NumberHeld):
        tell = import_string(settings.KITH_NUMBER_HELD)
        by = viewer_of(request)
        answer.trace = partial(tell, by, kind=refused.kind, value=refused.value, number=number)  # type: ignore[attr-defined]
    return answer
