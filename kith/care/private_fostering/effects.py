"""What a visit sets going for children who are privately fostered, under the name ``config.wiring`` knows."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.care.private_fostering import actions, queries
from kith.work.models import VisitChild

KIND = "private_fostering"


def seen_there(by: Worker, *, people: Sequence[int], on: date) -> None:
    """These children were seen on a visit to a privately fostered child: what was written is its report.

    The clock of those who are so fostered begins anew. Nothing for a child who is not, or whose visit of that day is on
    record. Raises ``Refused`` where nothing was written or the arrangement was not known of yet.
    """
    for person in people:
        held = queries.open_of(by, person)
        if held is None or any(one.held_on == on for one in held.visits):
            continue
        rows = VisitChild.objects.seen_by(by).filter(person=person, visit__kind=KIND).select_related("visit")
        told = rows.order_by("-pk").first()
        if told is not None:
            words = "\n\n".join(filter(None, (told.visit.words, told.words)))
            actions.visit(by, [held], on=on, seen_alone=told.seen == "alone", words=words)
