"""What the contact page shows: the facts and answers with their versions, and who may decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.http import Http404

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.frontdoor import queries as history
from kith.frontdoor.contacts import rules
from kith.frontdoor.models import Contact, ContactAdult, ContactChild, ContactFile
from kith.frontdoor.recognising import household as at_home
from kith.frontdoor.recognising import queries as recognising
from kith.people import queries as people
from kith.people.models import Person
from kith.practice import Form, Question
from kith.work.answers.parts import choices
from kith.work.models import Answer, SignOff
from kith.work.steps.queries import deciders, kind_of

OWN_PLACE = ("outcome", "why", "advice_given")  # asked under "What should happen"


def contact_seen_by(viewer: Worker, number: int) -> Contact:
    """The contact of this number; 404 where there is none that the viewer may know of."""
    rows = Contact.objects.seen_by(viewer).select_related(
        "step__form", "step__team", "step__worker", "decided_by", "goes_to"
    )
    told = recognising.aside_rows(viewer).filter(contact=OuterRef("pk"))
    files = ContactFile.objects.seen_by(viewer).filter(contact=OuterRef("pk"))
    found = (
        rows.annotate(
            asides=ArraySubquery(told.values("told")),
            adults_told=ArraySubquery(_adults_told(viewer)),
            has_files=Exists(files),
        )
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise Http404("no such contact")
    return found


def _adults_told(viewer: Worker) -> Any:
    rows = ContactAdult.objects.seen_by(viewer).filter(contact=OuterRef("pk")).order_by("position")
    return rows.values(
        told=JSONObject(name="name_told", kin="kin_told", born="born_told", phone="phone_told")
    )


def adults_in_words(contact: Contact) -> list[str]:
    """The adults who were told of, each in words, as ``contact_seen_by`` brought them along. No query."""
    rows = vars(contact)["adults_told"]
    return [", ".join(row[name] for name in ("name", "kin", "born", "phone") if row[name]) for row in rows]


def aside(contact: Contact) -> recognising.Aside:
    """Who was set aside, as ``contact_seen_by`` brought it along. No query."""
    return recognising.aside_of(vars(contact)["asides"])


def lines(viewer: Worker, contact: Contact) -> list[ContactChild]:
    """The children of a contact in order. One query."""
    rows = ContactChild.objects.seen_by(viewer).filter(contact=contact)
    return list(rows.select_related("recognised_with", "person").order_by("position"))


@dataclass(slots=True)
class Entry:
    """One thing on the page that saves itself: its value and the version shown."""

    value: Any = ""
    version: int = 0
    saved_at: datetime | None = None


@dataclass(slots=True)
class Asked:
    """One question of the contact's form with its answers to choose from and what is written."""

    question: Question
    choices: tuple[tuple[str, str], ...]
    entry: Entry = field(default_factory=Entry)


def facts(
    contact: Contact, children: list[ContactChild], adults: Sequence[ContactAdult] = ()
) -> dict[str, Entry]:
    """The facts of a contact by name, those of blank lines included. No query."""
    by_place = {line.position: line for line in children}
    versions = {name: held[0] for name, held in contact.versions.items()}
    own = [name for name in rules.LONGEST if name not in rules.OF_A_CHILD and name not in rules.OF_AN_ADULT]
    found = {name: getattr(contact, name) for name in own}
    for place in rules.shown_lines(by_place):
        line = by_place.get(place) or ContactChild(position=place)
        found |= {f"{name}.{place}": getattr(line, name) for name in rules.OF_A_CHILD}
    grown = {adult.position: adult for adult in adults}
    for place in rules.shown_adults(grown):
        adult = grown.get(place) or ContactAdult(position=place)
        found |= {f"{name}.{place}": getattr(adult, column) for name, column in rules.OF_AN_ADULT.items()}
    return {name: Entry(value, versions.get(name, 0)) for name, value in found.items()}


def asked(viewer: Worker, contact: Contact) -> dict[str, Asked]:
    """The questions of the contact's form by id, with the shared answers. One query."""
    form = Form.from_content(contact.step.form.content)
    rows = Answer.objects.seen_by(viewer).filter(step=contact.step, child=None)
    columns = ("question", "value", "version", "saved_at")
    held = {name: Entry(*rest) for name, *rest in rows.values_list(*columns)}
    return {
        question.id: Asked(question, choices(question), held.get(question.id, Entry()))
        for question in form.questions
    }


def last_saved(contact: Contact, questions: dict[str, Asked]) -> datetime | None:
    """When anything on the contact was last saved, for the words beside the button. No query."""
    told = [datetime.fromisoformat(held[2]) for held in contact.versions.values()]
    return max(
        [*told, *(one.entry.saved_at for one in questions.values() if one.entry.saved_at)], default=None
    )


def sent_back(viewer: Worker, contact: Contact) -> SignOff | None:
    """The last decision to send the contact back, while it has not been sent again. One query when it was."""
    if contact.step.state != "returned":
        return None
    rows = SignOff.objects.seen_by(viewer).filter(step=contact.step, decision="returned")
    return rows.select_related("decided_by").order_by("-decided_at").first()


def who_decides(contact: Contact) -> list[tuple[str, str]]:
    """(id, name) of those who may be asked to decide, for a list of choices. Two queries."""
    found = deciders(contact.step.team, kind_of(contact.step).sign_off.by, clock.today())
    return [
        (str(worker.pk), f"{worker.name} – {worker.job_title}" if worker.job_title else worker.name)
        for worker in found
    ]


def choices_of(name: str) -> list[tuple[str, str]]:
    """The values of a code list that may be chosen today, as (code, words)."""
    return practice.current().lists[name].choices(clock.today())


def proposed(viewer: Worker, *, person: int = 0, family: int = 0) -> list[people.Cell]:
    """The children whom a contact begun from a record may be about, eldest first: of the household and the family.

    Raises 404 for a person or a family of whom the viewer may know nobody.
    """
    today = clock.today()
    families = [one.pk for one in people.family_of(viewer, person, today)] if person else [family]
    named = people.members_of(viewer, families, today).values()
    ids = {cell.person_id for members in named for cell in members}
    ids |= {cell.person_id for cell in people.household_of(viewer, person, today)} if person else set()
    rows = Person.objects.seen_by(viewer).filter(pk__in=ids | {person}).order_by("born_on", "pk")
    found = list(rows.values(*people.COLUMNS))
    if not found or (person and person not in {row["id"] for row in found}):
        raise Http404("nobody of them")
    cells = [people.cell(row, today) for row in found if row["died_on"] is None]
    return [cell for cell in cells if not cell.is_adult]


@dataclass(slots=True)
class Row:
    """One line of the table of children: what was told, and how far we know the child."""

    position: int
    line: ContactChild | None = None
    cell: people.Cell | None = None
    hits: list[people.Hit] | None = None
    around: at_home.Belonging = field(default_factory=dict)

    @property
    def state(self) -> str:
        """blank, known, new, found, nobody or unsearched."""
        if self.line is None or (rules.is_blank_line(vars(self.line)) and not self.line.person_id):
            return "blank"
        if self.line.person_id:
            return "known" if self.cell else "hidden"
        if self.line.is_new:
            return "new"
        return "unsearched" if self.hits is None else "found" if self.hits else "nobody"


def rows(
    viewer: Worker,
    contact: Contact,
    children: list[ContactChild],
    aside: recognising.Aside,
    first: int | None,
) -> list[Row]:
    """The table of children with whom they may be; the line ``first`` is looked for before the others."""
    today = clock.today()
    named = [line for line in children if not rules.is_blank_line(vars(line))]
    told = (contact.postcode_told, contact.caller_phone, contact.caller_organisation)
    found = recognising.matches(viewer, named, aside, today, first, *told)
    around = at_home.belonging(viewer, [hit.person_id for hits in found.values() for hit in hits], today)
    for place, hits in found.items():
        others = [line for line in named if line.position != place]
        found[place] = at_home.beside_siblings(hits, others, around, today)
    by_place = {line.position: line for line in children}
    return [
        Row(
            place,
            line,
            _cell(line, today) if line else None,
            found.get(place),
            _around_best(found.get(place), around),
        )
        for place in rules.shown_lines(by_place)
        for line in [by_place.get(place)]
    ]


def _cell(line: ContactChild, today: date) -> people.Cell | None:
    if line.person is None:
        return None
    return people.cell({name: getattr(line.person, name) for name in people.COLUMNS}, today)


def _around_best(hits: list[people.Hit] | None, around: Mapping[int, at_home.Belonging]) -> at_home.Belonging:
    return around[hits[0].person_id] if hits else {}


def proposal(children: list[ContactChild], aside: recognising.Aside, best: Row | None) -> at_home.Proposal:
    """Who would come along with the best match of a line. No query."""
    if best is None or not best.hits:
        return at_home.Proposal()
    named = [line for line in children if not rules.is_blank_line(vars(line))]
    person = best.hits[0].person_id
    return at_home.proposal(named, best.position, person, aside, best.around, clock.today())


@dataclass(frozen=True, slots=True)
class Household:
    """What stands at the side: who lives with the children, what is open and what came before."""

    name: str = ""
    unmentioned: Sequence[people.Cell] = ()
    left_out: Sequence[tuple[people.Cell, str]] = ()
    adults: Sequence[recognising.Resident] = ()
    past: history.History | None = None


def household(viewer: Worker, contact: Contact, table: list[Row], aside: recognising.Aside) -> Household:
    """The household of the recognised children. Three queries; nothing while nobody is recognised."""
    today = clock.today()
    cells = [row.cell for row in table if row.cell]
    if not cells:
        return Household()
    placed = [cell.person_id for cell in cells]
    around = recognising.residents(viewer, placed, today)
    left = [
        (one.cell, aside.left_out[one.cell.person_id])
        for one in around
        if one.cell.person_id in aside.left_out
    ]
    return Household(
        name=cells[0].family_name,
        unmentioned=recognising.unmentioned(around, aside),
        left_out=left,
        adults=[one for one in around if one.cell.is_adult],
        past=history.history(viewer, placed, today, besides=contact.pk),
    )
