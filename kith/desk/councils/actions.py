"""A case goes over to another council: the plan ends on the day of the conference there, then the case, RC5."""

from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.closing import actions as closing
from kith.frontdoor.councils import actions as councils
from kith.frontdoor.councils import queries, rules
from kith.frontdoor.models import CouncilTransfer
from kith.protection.plan import actions as plans
from kith.work.models import Involvement
from kith.work.steps.queries import first_name

TRANSFER = "transfer"


@action(May.CLOSE_INVOLVEMENT)
def hand_over(
    by: Worker, transfer: CouncilTransfer, *, on: date | None, conference_on: date | None, words: str
) -> CouncilTransfer:
    """End our cases because another council has taken them over.

    A child protection plan ends on the day of the conference there (children in need census guide 2023-24), the case on
    ``on`` with RC5, behind every guard of closing. Raises ``Refused`` before they accepted, while a child is looked
    after by us, without the day of their conference, and with whatever stands against closing; then nothing ends.
    """
    row = queries.locked(by, transfer)
    children = queries.children_of(by, row)
    people = {one.person_id: first_name(one.person) for one in children}
    on_plan = queries.standing_in(people, "protection")
    if wrong := rules.moving_problems(
        answer=row.answer,
        answered_on=row.answered_on,
        on=on,
        conference_on=conference_on,
        on_plan=[name for one, name in people.items() if one in on_plan],
        looked_after=[people[one] for one in queries.standing_in(people, "looked_after")],
        words=words,
        today=clock.today(),
    ):
        raise Refused.several(wrong)
    assert on is not None
    if on_plan:
        plans.end(by, sorted(on_plan), on=conference_on, reason=TRANSFER, council=row.council)
    cases = list(Involvement.objects.seen_by(by).filter(person__in=people, ended_on=None).order_by("pk"))
    if cases:
        closing.close_involvements(by, cases, ended_on=on, reason=rules.REASON, words=words)
    return councils.has_moved(by, row, on=on, conference_on=conference_on)
