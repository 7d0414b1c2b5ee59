"""Recording an adoption, and reading the link to the sealed record."""

from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database import session
from kith.people import rules as people_rules
from kith.people.adoption import queries, rules
from kith.people.models import Adoption, Person, Restriction


@action(May.RECORD_ADOPTION)
def adopt(
    by: Worker, person: Person, *, ordered_on: date, given_name: str, family_name: str, today: date
) -> int:
    """Seal the record of a child who was adopted and begin a new one that knows nothing of it.

    Birth date, sex and ethnicity are the child's own and go along; numbers, names, family, homes and work do not.
    What was done for brothers and sisters too stays on their records. Gives the number of the new record and not the
    record, so that the trail tells this of the sealed one alone. Raises Refused.
    """
    queries.hold(by, person.pk)
    given_name, family_name = (" ".join(text.split()) for text in (given_name, family_name))
    born_on = None if person.is_unborn else person.born_on
    found = [
        ("ordered_on", rules.obstacle(born_on, ordered_on, today, queries.has_open_case(by, person.pk))),
        ("new_given_name", people_rules.obstacle_to_name(given_name, family_name)),
        ("ordered_on", rules.obstacle_in_work(queries.open_work(by, person.pk))),
        ("ordered_on", rules.NIGHT_ALERT if queries.has_night_alert(by, person.pk, clock.now()) else None),
        ("ordered_on", rules.RESTRICTED if queries.is_restricted(person.pk) else None),
    ]
    if wrong := [(field, words) for field, words in found if words]:
        raise Refused.several(wrong)
    became = Person.objects.create(
        given_name=given_name,
        family_name=family_name,
        sounds=people_rules.sounds(given_name, family_name),
        born_on=person.born_on,
        born_by=person.born_by,
        born_precision=person.born_precision,
        sex=person.sex,
        ethnicity=person.ethnicity,
        recorded_at=clock.now(),
    )
    Restriction.objects.create(person=person, reason=rules.SEALED, started_at=clock.now(), by=by, sealed=True)
    with session.seen_by(session.SYSTEM):
        Adoption.objects.create(
            sealed=person, became=became, ordered_on=ordered_on, by=by, recorded_at=clock.now()
        )
    return became.pk


@action(May.SEE_ADOPTION)
def read_link(by: Worker, person: Person, *, reason: str) -> Person:
    """Write down why somebody reads the link; `queries.link` tells it afterwards."""
    if not 0 < len(reason.strip()) <= 200:
        raise Refused("Say why you need to know, in at most 200 letters.", "why")
    return person
