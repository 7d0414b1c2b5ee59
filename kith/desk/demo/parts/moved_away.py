"""Invented cases that went to another council: told, accepted, and moved on the day our case ended."""

from random import Random

from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.lives import Life
from kith.frontdoor.models import CouncilTransfer, CouncilTransferChild

MOVED = "RC5"
COUNCILS = ("Redfell", "Harbourne", "Stokeley", "North Marsh")


def council_of(family: int) -> str:
    """Where a family that moved went to."""
    return COUNCILS[family % len(COUNCILS)]


def live(rng: Random, facts: Facts, life: Life) -> None:
    """A case that ended since the family moved."""
    if life.is_open or life.spell.end_reason != MOVED:
        return
    council, held, moved_on = council_of(life.house.family), life.spell.held, life.last_on
    told_on = max(life.spell.received_on, facts.calendar.add(moved_on, -rng.randint(6, 14)))
    answered_on = max(told_on, facts.calendar.add(moved_on, -rng.randint(1, 4)))
    number = facts.rows.add(
        CouncilTransfer, way="out", council=council, team_id=held.team, told_on=told_on, whom="Their front door",
        words="The family moves; the children start at their schools there on Monday.", answer="accepted",
        answered_on=answered_on, answered_by="Ms Orme", moved_on=moved_on, by_id=held.manager,
        recorded_at=moment(told_on, 11), answered_recorded_at=moment(answered_on, 14),
        moved_recorded_at=moment(moved_on, 15),
    )  # fmt: skip
    on_plan = {span.person for span in life.spans if span.kind == "protection" and span.then == "transfer"}
    for child in life.children:
        facts.rows.add(
            CouncilTransferChild, transfer_id=number, person_id=child.id, involvement_id=life.cases[child.id],
            on_plan=child.id in on_plan,
        )  # fmt: skip
