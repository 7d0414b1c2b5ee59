"""Court work on record: of one child, and everything a court waits for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from kith.access.models import Worker
from kith.core import reading_words
from kith.core.calendar import WorkingCalendar
from kith.court import rules
from kith.court.models import (
    CourtOrder,
    CourtParty,
    CourtPeriod,
    CourtRequest,
    CourtRequestChild,
    Direction,
    Hearing,
    PreProceedings,
    PreProceedingsMeeting,
    Proceedings,
)
from kith.people.models import Person
from kith.work.models import Allocation
from kith.work.steps.queries import first_name

SOON = 5  # working days before a day in which it counts as soon
EVERY_ROW = "a rule needs every row, and shows none"


def periods_of(viewer: Worker, person: int) -> list[CourtPeriod]:
    """Every time a child was in pre-proceedings or before a court, newest first, with what belongs to it."""
    rows = CourtPeriod.objects.seen_by(viewer).filter(person=person)
    rows = rows.select_related("standing", "pre_proceedings", "proceedings")
    rows = rows.prefetch_related(
        Prefetch(
            "pre_proceedings__meetings", PreProceedingsMeeting.objects.seen_by(viewer).order_by("held_on")
        )
    )
    hearings = Hearing.objects.seen_by(viewer).order_by("on", "at", "pk")
    rows = rows.prefetch_related(Prefetch("proceedings__hearings", hearings))
    papers = Direction.objects.seen_by(viewer).order_by("due_on", "pk")
    rows = rows.prefetch_related(Prefetch("proceedings__directions", papers))
    return list(rows.order_by("-standing__started_on", "-pk"))


def orders_of(viewer: Worker, person: int) -> list[CourtOrder]:
    """Every order about a child, the latest first. One query."""
    rows = CourtOrder.objects.seen_by(viewer).filter(person=person).select_related("proceedings")
    return list(rows.order_by("-started_on", "-pk"))


def requests_of(viewer: Worker, person: int) -> list[CourtRequest]:
    """Every request of a court about a child, the latest first. One query."""
    rows = CourtRequest.objects.seen_by(viewer).filter(children__person=person)
    return list(rows.order_by("-asked_on", "-pk"))


def before_of(viewer: Worker, number: int) -> PreProceedings | None:
    """Pre-proceedings the viewer may know of, with the meetings in their order."""
    meetings = PreProceedingsMeeting.objects.seen_by(viewer).order_by("held_on")
    rows = PreProceedings.objects.seen_by(viewer).filter(pk=number).select_related("by", "step")
    return rows.prefetch_related(Prefetch("meetings", meetings)).first()


def proceedings_of(viewer: Worker, number: int) -> Proceedings | None:
    """Proceedings the viewer may know of."""
    return Proceedings.objects.seen_by(viewer).filter(pk=number).select_related("by").first()


def inside(viewer: Worker, **about: Any) -> list[CourtPeriod]:
    """The children of pre-proceedings or proceedings, eldest first."""
    rows = (
        CourtPeriod.objects.seen_by(viewer)
        .filter(**about)
        .select_related("person", "standing", "proceedings")
    )
    return list(rows.order_by("person__born_on", "person_id"))


def asked_about(viewer: Worker, request: CourtRequest) -> list[Person]:
    """The children of a request, eldest first."""
    rows = CourtRequestChild.objects.seen_by(viewer).filter(request=request).select_related("person")
    return [row.person for row in rows.order_by("person__born_on", "person_id")]


def parties_of(viewer: Worker, proceedings: Proceedings) -> list[CourtParty]:
    """Who has or had a part in proceedings, in the order they came."""
    rows = CourtParty.objects.seen_by(viewer).filter(proceedings=proceedings).select_related("person")
    return list(rows.order_by("started_on", "pk"))


def hearings_of(viewer: Worker, proceedings: Proceedings) -> list[Hearing]:
    """The hearings of proceedings, the next first and then backwards from today."""
    return list(Hearing.objects.seen_by(viewer).filter(proceedings=proceedings).order_by("-on", "-pk"))


def papers_of(viewer: Worker, proceedings: Proceedings) -> list[Direction]:
    """What the court wanted in proceedings, by its day."""
    return list(Direction.objects.seen_by(viewer).filter(proceedings=proceedings).order_by("due_on", "pk"))


# --- all court work -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of court work: a paper, a request or a hearing, by its day."""

    on: date
    what: str
    page: str
    number: int
    people: tuple[int, ...]
    children: str
    court: str
    holder: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class _Due:
    on: date
    what: str
    page: str
    number: int
    court: str
    people: tuple[int, ...]


def ledger(
    viewer: Worker, today: date, calendar: WorkingCalendar, *, held_by: Worker | None = None
) -> list[Line]:
    """Everything a court waits for and every hearing ahead, the earliest first; of one holder's children when asked.

    Seven queries, however long the list is.
    """
    due = [*_papers(viewer), *_requests(viewer), *_hearings(viewer, today)]
    names = _names(viewer, {person for one in due for person in one.people})
    held = _holders({person for one in due for person in one.people})
    found = []
    for one in due:
        holders = {held[person] for person in one.people if person in held}
        if held_by is not None and held_by.pk not in {number for number, _ in holders}:
            continue
        mark, words = standing_of(one.on, today, calendar)
        found.append(
            Line(
                one.on,
                one.what,
                one.page,
                one.number,
                one.people,
                reading_words.listing([names[person] for person in one.people if person in names]),
                one.court,
                reading_words.listing(sorted(name for _, name in holders if name)),
                mark,
                words,
            )
        )
    return sorted(
        (line for line in found if line.children), key=lambda line: (line.on, line.what, line.number)
    )


def standing_of(on: date, today: date, calendar: WorkingCalendar) -> tuple[str, str]:
    """How a day stands: the mark (late, soon or none) and the words."""
    words = reading_words.time_left(on, today, calendar)
    if on < today:
        return "late", words
    return ("soon" if calendar.between(today, on) <= SOON else ""), words


def _papers(viewer: Worker) -> list[_Due]:
    rows = Direction.objects.seen_by(viewer).filter(filed_on=None, dropped_on=None, from_whom="")
    rows = rows.select_related("proceedings").prefetch_related(_children_of(viewer))
    return [
        _Due(row.due_on, row.kind, "court_paper", row.pk, row.proceedings.court, _people(row.proceedings))
        for row in rows
    ]


def _hearings(viewer: Worker, today: date) -> list[_Due]:
    rows = Hearing.objects.seen_by(viewer).filter(was_held=None, proceedings__ended_on=None)
    rows = rows.select_related("proceedings").prefetch_related(_children_of(viewer))
    return [
        _Due(row.on, row.kind, "hearing", row.pk, row.proceedings.court, _people(row.proceedings))
        for row in rows
    ]


def _requests(viewer: Worker) -> list[_Due]:
    children = CourtRequestChild.objects.seen_by(viewer).order_by("person_id")
    rows = CourtRequest.objects.seen_by(viewer).filter(sent_on=None, dropped_on=None)
    rows = rows.prefetch_related(Prefetch("children", children))
    return [
        _Due(row.wanted_by, row.kind, "court_request", row.pk, row.court,
             tuple(one.person_id for one in row.children.all()))
        for row in rows
    ]  # fmt: skip


def _children_of(viewer: Worker) -> Any:
    return Prefetch("proceedings__children", CourtPeriod.objects.seen_by(viewer).order_by("person_id"))


def _people(proceedings: Proceedings) -> tuple[int, ...]:
    return tuple(one.person_id for one in proceedings.children.all())


def _names(viewer: Worker, people: Collection[int]) -> dict[int, str]:
    rows: QuerySet[Person] = Person.objects.seen_by(viewer).filter(pk__in=people)
    return {row.pk: f"{first_name(row)} {row.family_name}".strip() for row in rows}


def _holders(people: Collection[int]) -> dict[int, tuple[int, str]]:
    """Who holds each child now: number and name; nobody for a child who is not allocated."""
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(
        involvement__person__in=people, ended_on__isnull=True, worker__isnull=False
    )
    columns = ("involvement__person_id", "worker_id", "worker__name")
    return {person: (number, name) for person, number, name in rows.values_list(*columns)}


def waiting(directions: Sequence[Direction]) -> list[Direction]:
    """Those of these papers that nobody has filed or released."""
    return [one for one in directions if one.filed_on is None and one.dropped_on is None]


def before_facts(before: PreProceedings) -> rules.Before:
    """The days of pre-proceedings that were read with their meetings."""
    return rules.Before(
        before.decided_on, before.letter_on, before.meeting_offered, before.meeting_held, before.meeting_on,
        tuple(one.held_on for one in before.meetings.all()),
    )  # fmt: skip


def orders_in(viewer: Worker, proceedings: Proceedings) -> list[CourtOrder]:
    """The orders made in proceedings, the latest first, with their children."""
    rows = CourtOrder.objects.seen_by(viewer).filter(proceedings=proceedings).select_related("person")
    return list(rows.order_by("-started_on", "person__born_on", "pk"))
