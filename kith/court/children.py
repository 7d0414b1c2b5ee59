"""The children whom something of court work is about: chosen together, locked while it is written."""

from collections.abc import Sequence

from kith.access.models import Worker
from kith.core import Refused
from kith.people.models import Person
from kith.work.steps.queries import first_name

NOBODY = "Choose at least one child."


def chosen(by: Worker, people: Sequence[int]) -> dict[int, Person]:
    """The children by number, eldest first, kept from changing. Raises ``Refused`` for none, or one not known."""
    wanted = set(people)
    if not wanted:
        raise Refused(NOBODY, field="children")
    rows = Person.objects.seen_by(by).filter(pk__in=wanted).select_for_update(no_key=True).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) != len(wanted):
        raise Refused("One of these children is not known.", field="children")
    return dict(sorted(found.items(), key=lambda item: (item[1].born_on is None, item[1].born_on, item[0])))


def named(by: Worker, people: Sequence[int]) -> dict[int, str]:
    """First names by number, eldest first."""
    return {number: first_name(person) for number, person in chosen(by, people).items()}
