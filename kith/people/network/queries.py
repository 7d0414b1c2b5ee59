"""Who around a person is not family: school, surgery, and the professionals there."""

from dataclasses import dataclass
from datetime import date

from kith.access.models import Worker
from kith.people.models import Agency, Tie

FIRST = ("school", "gp", "health", "police", "other")


@dataclass(frozen=True, slots=True)
class Around:
    """One tie as a page shows it."""

    id: int
    kind: str
    agency: str
    role: str
    professional: str
    phone: str
    started_on: date
    ended_on: date | None

    @property
    def who(self) -> str:
        """'Mrs Ali, class teacher', as far as it is known."""
        return ", ".join(part for part in (self.professional, self.role) if part)


def network_of(viewer: Worker, person: int) -> list[Around]:
    """School, surgery and others of a person, the present ones first. One query."""
    rows = Tie.objects.seen_by(viewer).filter(person=person).select_related("agency", "professional")
    kinds = dict(Agency.KINDS)
    found = sorted(rows, key=lambda one: (one.ended_on is not None, FIRST.index(one.agency.kind), one.pk))
    return [
        Around(
            id=one.pk,
            kind=kinds[one.agency.kind],
            agency=one.agency.name,
            role=one.role,
            professional=one.professional.name if one.professional else "",
            phone=(one.professional.phone if one.professional else "") or one.agency.phone,
            started_on=one.started_on,
            ended_on=one.ended_on,
        )
        for one in found
    ]
