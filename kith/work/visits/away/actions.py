"""Taking in a visit that was written on a phone."""

from typing import Any
from uuid import UUID

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.queries import unknown_to
from kith.work.models import Visit
from kith.work.visits import queries
from kith.work.visits.actions import record_visit

NOT_ONE_FAMILY = "These children are not of one family. Record a visit for each family."


@action(May.RECORD_VISIT)
def receive(by: Worker, *, sent_key: UUID, **facts: Any) -> tuple[Visit, list[str]]:
    """Keep a visit sent from a phone, once for its number; with words about others to these children on that day.

    Both are kept: whether they are one visit is for the worker to say. Raises ``Refused`` like ``record_visit``,
    and for children whom no page offers together.
    """
    if queries.sent_before(by, sent_key) is None:
        _refuse_strangers(by, facts)
    visit = record_visit(by, sent_key=sent_key, **facts)
    told = [
        f"{other.by.name} has recorded a visit on that day too, at {clock.london(other.visited_at):%H:%M}. Both are "
        "kept. If they are one, take yours off the record."
        for other in queries.others_that_day(by, visit)
    ]
    return visit, told


def _refuse_strangers(by: Worker, facts: dict[str, Any]) -> None:
    """Of a child whom the worker may not know ``record_visit`` says so itself."""
    children = [child[0] for child in facts["children"]]
    on = clock.london(facts["visited_at"]).date()
    if unknown_to(by, children) or queries.may_be_visited_together(by, children, facts.get("planned"), on):
        return
    raise Refused(NOT_ONE_FAMILY, "children")
