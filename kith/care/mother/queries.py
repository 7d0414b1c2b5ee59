"""The children of a looked-after girl, by what the record says of relationships and birth dates."""

from datetime import date

from django.db.models import Q

from kith.access.models import Worker
from kith.care.mother import rules
from kith.people.family.rules import CHILD_WORDS
from kith.people.models import Person, Relationship

SHE_IS = ("mother", "parent")


def mother_of(viewer: Worker, person: Person, until: date) -> rules.Mother:
    """Whether she is a mother up to a day, as far as the viewer may know. One query; none for anybody but females.

    A relationship that was ended does not count: so is one ended that was recorded by mistake.
    """
    if person.sex != rules.FEMALE:
        return rules.NO_MOTHER
    visible = Person.objects.seen_by(viewer).values("pk")
    rows = Relationship.objects.seen_by(viewer).filter(ended_on__isnull=True)
    rows = rows.filter(person__in=visible, other__in=visible)
    rows = rows.filter(Q(person=person, kind__in=SHE_IS) | Q(other=person, kind__in=CHILD_WORDS))
    told = [
        row.other if row.person_id == person.pk else row.person
        for row in rows.select_related("person", "other")
    ]
    children = {one.pk: _own(one) for one in told if not one.is_unborn}
    return rules.mother(person.sex, list(children.values()), until)


def _own(child: Person) -> rules.OwnChild:
    known = child.born_precision == "exact" or (child.born_on is not None and child.born_on == child.born_by)
    return rules.OwnChild(None if child.born_precision == "unknown" else child.born_on, known)
