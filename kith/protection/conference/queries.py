"""Conferences as they stand: the rows, who is in them, what is planned, and which are still to be set up."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from kith.access import practice
from kith.access.may import May
from kith.access.models import Membership, Worker, holding
from kith.core import clock
from kith.core.reading_words import listing, short_day
from kith.people.models import Person
from kith.people.queries import shared_family
from kith.protection.conference import rules
from kith.protection.models import Conference, ConferenceChild, ConferenceInvitation, ConferencePaper
from kith.work.models import Involvement, Standing, Timescale
from kith.work.steps.queries import first_name

AGENCIES, CATEGORIES, AGENDA = "conference_agency", "category_of_abuse", "conference_agenda"
EVERY_ROW = "a rule needs every row, and shows none"
LONGEST_LIST = 200
HELD_LATELY = 30


def conference(viewer: Worker, number: int) -> Conference | None:
    """One conference, with chair, family and team."""
    rows = Conference.objects.seen_by(viewer).filter(pk=number)
    return rows.select_related("chair", "family", "team", "outline", "record").first()


def children_of(viewer: Worker, row: Conference) -> list[ConferenceChild]:
    """Its children with their persons, in the order they were put in."""
    rows = ConferenceChild.objects.seen_by(viewer).filter(conference=row)
    return list(rows.select_related("person", "involvement", "enquiry__standing").order_by("pk"))


def invitations_of(viewer: Worker, row: Conference) -> list[ConferenceInvitation]:
    """Who was invited: the family first, then our own, then the agencies by name."""
    rows = list(
        ConferenceInvitation.objects.seen_by(viewer).filter(conference=row).order_by("agency", "name")
    )
    first = {rules.FAMILY: 0, rules.OURS: 1}
    return sorted(rows, key=lambda one: first.get(one.agency, 2))


def papers_of(viewer: Worker, row: Conference) -> list[ConferencePaper]:
    """What was sent or given, newest first."""
    rows = ConferencePaper.objects.seen_by(viewer).filter(conference=row).defer("content")
    return list(rows.select_related("invitation", "by", "mail").order_by("-at", "-pk"))


def contents_of(viewer: Worker, row: Conference) -> list[ConferencePaper]:
    """What everybody was given, with its words, in the order of those invited. One query."""
    rows = ConferencePaper.objects.seen_by(viewer).filter(conference=row)
    return list(rows.order_by("kind", "invitation__agency", "invitation__name", "pk"))


def paper(viewer: Worker, row: Conference, number: int) -> ConferencePaper | None:
    """One paper as it was given."""
    rows = ConferencePaper.objects.seen_by(viewer).filter(conference=row, pk=number)
    return rows.select_related("invitation", "by", "file").first()


def attended(rows: Collection[ConferenceInvitation]) -> dict[str, list[str]]:
    """Agency -> how each of those invited from it attended; nothing for whom it is not said."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in rows:
        found[one.agency].append(one.attended)
    return dict(found)


def planned_for(people: Collection[int]) -> dict[int, int]:
    """Person id -> the conference that is still ahead, whoever may see it. One query."""
    return dict(_planned().filter(person__in=people).values_list("person_id", "conference_id"))


def _planned() -> QuerySet[Any]:
    """The children of conferences that are still ahead."""
    rows = ConferenceChild.objects.unguarded(EVERY_ROW)
    return rows.filter(conference__held_on=None, conference__cancelled_at=None)


def with_plan(people: Collection[int], on: date) -> set[int]:
    """Those of these people who are on a protection plan on a day. One query."""
    rows = Standing.objects.unguarded(EVERY_ROW).filter(holding(on), person__in=people, kind="protection")
    return set(rows.values_list("person_id", flat=True))


def cases_on(people: Collection[int], on: date) -> dict[int, Involvement]:
    """The case of each of these people that was open on a day, or is open. One query."""
    rows = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=people, started_on__lte=on)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on)).order_by("started_on")
    return {row.person_id: row for row in rows}


def categories(on: date) -> dict[str, str]:
    """The categories of abuse that hold on a day."""
    return dict(practice.on(on).lists[CATEGORIES].choices(on))


def agencies(on: date) -> list[tuple[str, str]]:
    """Where those at the table come from."""
    return list(practice.current().lists[AGENCIES].choices(on))


def chairs(on: date) -> list[Worker]:
    """Who may chair: everybody with a role that does, by name. One query."""
    roles = [code for code, role in practice.current().roles.items() if May.CHAIR_CONFERENCE.name in role.may]
    held = Membership.objects.filter(holding(on), role__in=roles)
    return list(Worker.objects.filter(pk__in=held.values("worker"), is_active=True).order_by("name"))


@dataclass(slots=True)
class Row:
    """A line of a list of conferences: children together, by when or on which day, and what is lacking."""

    number: int
    kind: str
    kind_words: str
    family: str
    people: list[int] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    on: date | None = None
    at: Any = None
    due_on: date | None = None
    late: bool = False
    chair: str = ""
    place: str = ""
    told_on: date | None = None
    reports: tuple[int, int] = (0, 0)  # came, asked for
    undecided: int = 0

    @property
    def when(self) -> str:
        """'Tue 10 Nov 2026, 10:30'."""
        return f"{short_day(self.at.date())}, {self.at:%H:%M}" if self.at else ""

    @property
    def title(self) -> str:
        """'Marlowe – Tia, Kofi and Elsie'."""
        return f"{self.family} – {listing(self.children)}"


def _clocks(viewer: Worker) -> QuerySet[Any]:
    rows = Timescale.objects.seen_by(viewer).filter(code__in=rules.TIMESCALES, met_on=None, dropped_on=None)
    return rows.select_related("person", "standing__involvement__family").order_by("due_on", "person_id")


def to_set_up(viewer: Worker, today: date) -> list[Row]:
    """Families for whom a conference is due and none is planned, the most urgent first. Two queries.

    Brothers and sisters stand together when they belong to one family and need the same kind.
    """
    clocks = list(_clocks(viewer).exclude(person__in=_planned().values("person_id"))[:LONGEST_LIST])
    people = [one.person_id for one in clocks]
    cases = cases_on(people, today)
    families = dict(
        Involvement.objects.seen_by(viewer)
        .filter(pk__in=[case.pk for case in cases.values()])
        .values_list("person_id", "family__name")
    )
    found: dict[tuple[str, Any], Row] = {}
    for one in clocks:
        case = cases.get(one.person_id)
        key = (rules.TIMESCALES[one.code], (case.family_id if case else None) or -one.person_id)
        kind = rules.TIMESCALES[one.code]
        row = found.setdefault(
            key,
            Row(
                number=one.person_id,
                kind=kind,
                kind_words=KIND_WORDS[kind],
                family=families.get(one.person_id) or one.person.family_name,
                due_on=one.due_on,
                late=one.due_on < today,
                told_on=one.from_on if kind == rules.TRANSFER else None,
            ),
        )
        row.people.append(one.person_id)
        row.children.append(first_name(one.person))
    return list(found.values())


KIND_WORDS = {rules.INITIAL: "Initial", rules.REVIEW: "Review", rules.TRANSFER: "Transfer in"}


def _listed(viewer: Worker) -> QuerySet[Any]:
    rows = Conference.objects.seen_by(viewer).select_related("chair", "family")
    return rows.annotate(
        asked=Count("invitations", filter=Q(invitations__report_due_on__isnull=False), distinct=True),
        came=Count("invitations", filter=Q(invitations__report_received_on__isnull=False), distinct=True),
    )


def ahead(viewer: Worker, *, chair: int | None = None) -> list[Row]:
    """Conferences still to be held, the next first. Two queries."""
    rows = _listed(viewer).filter(held_on=None, cancelled_at=None).order_by("planned_at", "pk")
    return _rows(viewer, rows.filter(chair=chair) if chair else rows)


def held_lately(viewer: Worker, *, chair: int | None = None) -> list[Row]:
    """Conferences that were held, the latest first. Two queries."""
    rows = _listed(viewer).filter(held_on__isnull=False).order_by("-held_on", "-pk")
    return _rows(viewer, (rows.filter(chair=chair) if chair else rows)[:HELD_LATELY])


def _rows(viewer: Worker, rows: QuerySet[Any]) -> list[Row]:
    found = list(rows[:LONGEST_LIST])
    children: dict[int, list[ConferenceChild]] = defaultdict(list)
    held = ConferenceChild.objects.seen_by(viewer).filter(conference__in=[row.pk for row in found])
    for child in held.select_related("person").order_by("pk"):
        children[child.conference_id].append(child)
    return [_row(row, children[row.pk]) for row in found if children[row.pk]]


def _row(row: Any, children: Sequence[ConferenceChild]) -> Row:
    return Row(
        number=row.pk,
        kind=row.kind,
        kind_words=KIND_WORDS[row.kind],
        family=row.family.name if row.family else children[0].person.family_name,
        people=[child.person_id for child in children],
        children=[first_name(child.person) for child in children],
        on=row.held_on or clock.london(row.planned_at).date(),
        at=clock.london(row.planned_at),
        chair=row.chair.name if row.chair else "",
        place=row.place,
        reports=(row.came, row.asked),
        undecided=sum(not child.decision for child in children) if row.held_on else 0,
    )


def together(viewer: Worker, person: int, today: date) -> list[Person]:
    """A child with the brothers and sisters of the same open case. Two queries."""
    case = Involvement.objects.seen_by(viewer).filter(person=person, ended_on=None).first()
    rows = Person.objects.seen_by(viewer).filter(pk=person)
    if case and case.family_id:
        others = Involvement.objects.seen_by(viewer).filter(family=case.family_id, ended_on=None)
        rows = Person.objects.seen_by(viewer).filter(Q(pk=person) | Q(pk__in=others.values("person")))
    return list(rows.order_by("born_on", "pk"))


def due_days(viewer: Worker, people: Collection[int]) -> dict[tuple[int, str], date]:
    """(person, kind) -> by when a conference of this kind is to be held. One query."""
    rows = _clocks(viewer).filter(person__in=people)
    return {(one.person_id, rules.TIMESCALES[one.code]): one.due_on for one in rows}


def family_of(people: Sequence[int], on: date) -> int | None:
    """The family these children are worked with in."""
    return shared_family(people, on)


def conferences_of(viewer: Worker, person: int) -> list[ConferenceChild]:
    """What conferences decided for a child, and which are ahead; newest first. Two queries.

    Of one that is hidden for the sake of another child, the day and the decision for this one are told.
    """
    rows = list(ConferenceChild.objects.seen_by(viewer).filter(person=person).order_by("-held_on", "-pk"))
    known = Conference.objects.seen_by(viewer).filter(pk__in=[row.conference_id for row in rows])
    standing = set(known.filter(cancelled_at=None).values_list("pk", flat=True))
    found = [row for row in rows if row.held_on or row.conference_id in standing]
    return sorted(found, key=lambda row: row.held_on is not None)
