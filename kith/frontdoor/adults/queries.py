"""The adults of a contact as its page shows them: what was told, and who on record each may be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kith.access.models import Worker
from kith.frontdoor.contacts import rules
from kith.frontdoor.models import Contact, ContactAdult, ContactChild
from kith.frontdoor.recognising.queries import LIKELY
from kith.frontdoor.sending.rules import shared_family_name, split_name
from kith.people import queries as people
from kith.people.matching import typed

MOST_SEARCHED = 2


@dataclass(frozen=True, slots=True)
class AdultRow:
    """One line of the table of adults."""

    position: int
    told: ContactAdult | None = None
    cell: people.Cell | None = None
    hits: Sequence[people.Hit] | None = None

    @property
    def state(self) -> str:
        """blank, known, hidden, new, found, nobody or unsearched."""
        if self.told is None or not (self.told.name_told or self.told.person_id):
            return "blank"
        if self.told.person_id:
            return "known" if self.cell else "hidden"
        if self.told.is_new:
            return "new"
        return "unsearched" if self.hits is None else "found" if self.hits else "nobody"


def family_name(lines: Sequence[ContactChild]) -> str:
    """The family name of the children, when all who have one share it."""
    told = [split_name(line.name_told)[1] for line in lines if line.person is None]
    return shared_family_name([*(line.person.family_name for line in lines if line.person), *told])


def adults(viewer: Worker, contact: Contact) -> list[ContactAdult]:
    """The adults of a contact in order. One query; none where the contact brought along that there are none."""
    if vars(contact).get("adults_told") == []:
        return []
    rows = ContactAdult.objects.seen_by(viewer).filter(contact=contact)
    return list(rows.select_related("person").order_by("position"))


def rows(
    viewer: Worker, contact: Contact, told: Sequence[ContactAdult], family_name: str, today: date
) -> list[AdultRow]:
    """The table of adults, the first unanswered looked for. ``family_name`` is the children's."""
    placed = {one.person_id for one in told if one.person_id}
    waiting = [one for one in told if is_unanswered(one)][:MOST_SEARCHED]
    found = {one.position: candidates(viewer, one, contact, placed, family_name, today) for one in waiting}
    by_place = {one.position: one for one in told}
    return [
        AdultRow(place, by_place.get(place), _cell(by_place.get(place), today), found.get(place))
        for place in rules.shown_adults(by_place)
    ]


def is_unanswered(adult: ContactAdult) -> bool:
    """Whether nobody has said yet if we know this adult."""
    return bool(adult.name_told.strip()) and adult.person_id is None and not adult.is_new


def candidates(
    viewer: Worker,
    adult: ContactAdult,
    contact: Contact,
    placed: Collection[int],
    family_name: str,
    today: date,
) -> list[people.Hit]:
    """Adults who are likely to be the one on this line, best first; a weak likeness is nobody.

    Who is told of by a first name alone is looked for with the children's family name, as the record would be made.
    """
    name = " ".join(part for part in split_name(adult.name_told, family_name) if part)
    asked = typed.line(
        name, adult.born_told, "U", today, postcode=contact.postcode_told, phone=adult.phone_told
    )
    found = people.look_for(viewer, asked, today, limit=6)
    return [
        hit
        for hit in found
        if hit.is_adult and "name" in hit.fits and hit.band in LIKELY and hit.person_id not in placed
    ]


def _cell(adult: ContactAdult | None, today: date) -> people.Cell | None:
    if adult is None or adult.person is None:
        return None
    return people.cell({name: getattr(adult.person, name) for name in people.COLUMNS}, today)
