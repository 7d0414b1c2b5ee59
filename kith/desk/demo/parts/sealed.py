"""What follows an adoption of an invented child: the old record is sealed, and a new one knows nothing of it."""

from datetime import timedelta
from random import Random

from kith.care.period.rules import ADOPTED
from kith.core import names
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.lives import Cared, Life
from kith.people.adoption.rules import SEALED
from kith.people.models import Adoption, Person, Restriction

AFTER = (5, 30)  # days from the order until somebody sealed the record; assumed
FAMILIES = ("Calloway", "Whitcombe", "Orchard", "Penrose", "Ashby", "Lindqvist")


def live(rng: Random, facts: Facts, life: Life) -> None:
    """Each child who was adopted in this case; nobody tells us of them under the old name any more."""
    for cared in life.cared:
        on = cared.told.ended
        if on and cared.told.reason in ADOPTED and on + timedelta(days=AFTER[1]) < facts.today:
            _seal(rng, facts, life, cared)
            life.house.children.remove(cared.child)


def _seal(rng: Random, facts: Facts, life: Life, cared: Cared) -> None:
    rows, by, child, on = facts.rows, life.spell.held.manager, cared.child, cared.told.ended or facts.today
    at, family = moment(on + timedelta(days=rng.randint(*AFTER)), 11), rng.choice(FAMILIES)
    became = rows.add(
        Person, given_name=child.name, family_name=family, sounds=list(names.sound_codes(f"{child.name} {family}")),
        born_on=child.born_on, born_by=child.born_on, born_precision="exact", recorded_at=at,
    )  # fmt: skip
    rows.add(Restriction, person_id=child.id, reason=SEALED, started_at=at, by_id=by, sealed=True)
    rows.add(Adoption, sealed_id=child.id, became_id=became, ordered_on=on, by_id=by, recorded_at=at)
