"""The chronology: events made from the facts of the record, one query for each kind of fact."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.desk.furniture import address
from kith.desk.record.rules import Event, merged
from kith.frontdoor.models import ContactChild, Referral
from kith.work.models import Allocation, Involvement, NoteChild, StepChild, VisitChild
from kith.work.steps.rules import finished_late

People = Sequence[int]
Source = Callable[[Worker, People], Iterator["Event"]]


def events(viewer: Worker, people: People) -> list[Event]:
    """Every event about these people, newest first, siblings on one line. Seven queries whatever the number."""
    return merged(event for source in SOURCES for event in source(viewer, people))


def key_events(viewer: Worker, people: People) -> list[Event]:
    """The events that changed something, newest first. Three queries."""
    return merged(event for source in KEY_SOURCES for event in source(viewer, people) if event.weight)


def _label(code_list: str, code: str) -> str:
    lists = practice.current().lists
    return lists[code_list].label(code) if code_list in lists else code


def _cut(words: str, at: int = 240) -> str:
    return words if len(words) <= at else f"{words[:at].rsplit(' ', 1)[0]} …"


def _day(moment: object) -> date:
    return clock.london(moment).date()  # type: ignore[arg-type]


@prepared
def _contact_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = ContactChild.objects.seen_by(viewer).filter(person__in=people, contact__isnull=False)
    columns = ("contact_id", "person_id", "contact__received_on", "contact__caller_organisation", "outcome")
    return rows.values_list(*columns)


def _contacts(viewer: Worker, people: People) -> Iterator[Event]:
    for contact, person, received_on, caller, outcome in _contact_rows(viewer, people):
        title = f"Contact from {caller}" if caller else "Contact"
        words = f"Decided: {_label('contact_outcome', outcome)}." if outcome else "Not decided yet."
        yield Event(received_on, title, ("contact", contact), words, address("contact", contact), "",
                    frozenset({person}))  # fmt: skip


@prepared
def _referral_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = Referral.objects.seen_by(viewer).filter(person__in=people)
    columns = ("id", "contact_id", "person_id", "received_on", "source", "no_further_action", "previous_on")
    return rows.values_list(*columns)


def _referrals(viewer: Worker, people: People) -> Iterator[Event]:
    for number, contact, person, received_on, source, nothing, before in _referral_rows(viewer, people):
        words = f"From: {_label('referral_source', source)}."
        words += " No further action." if nothing else ""
        words += f" The last referral was on {before:%-d %B %Y}." if before else ""
        where = ("referral of contact", contact) if contact else ("referral", number)
        yield Event(received_on, "Referral", where, words, "", "key", frozenset({person}))


@prepared
def _involvement_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = Involvement.objects.seen_by(viewer).filter(person__in=people)
    return rows.values_list("id", "person_id", "family_id", "ended_on", "end_reason")


def _involvements(viewer: Worker, people: People) -> Iterator[Event]:
    for number, person, family, ended_on, reason in _involvement_rows(viewer, people):
        if ended_on:
            where = (
                "closing of family",
                family * 100_000 + ended_on.toordinal() % 100_000 if family else -number,
            )
            words = f"{_label('closure_reason', reason)}."
            yield Event(ended_on, "Involvement closed", where, words, "", "key", frozenset({person}))


@prepared
def _step_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = StepChild.objects.seen_by(viewer).filter(person__in=people, released_at__isnull=True)
    columns = (
        "step_id", "person_id", "step__title", "step__started_on", "step__completed_on", "step__due_on",
        "step__state", "step__cancelled_at", "step__cancel_reason",
    )  # fmt: skip
    return rows.exclude(step__kind="contact").values_list(*columns)


def _steps(viewer: Worker, people: People) -> Iterator[Event]:
    days = working_calendar()
    for step, person, title, started, completed, due, state, cancelled, why in _step_rows(viewer, people):
        href, who = address("step", step), frozenset({person})
        yield Event(started, f"{title} started", ("step", step), "", href, "", who)
        if completed:
            late = finished_late(due, completed, days)
            words = "Completed late." if late else "Completed in time." if due else "Completed."
            yield Event(completed, f"{title} completed", ("step", step), words, href, "key", who)
        if state == "cancelled":
            yield Event(_day(cancelled), f"{title} cancelled", ("step", step), _cut(why), href, "", who)


@prepared
def _visit_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=people)
    return rows.values_list(
        "visit_id", "person_id", "visit__visited_at", "visit__place", "seen", "words", "not_seen_reason"
    )


def _visits(viewer: Worker, people: People) -> Iterator[Event]:
    titles = {"alone": "Seen alone", "seen": "Seen", "not_seen": "Visit tried, not seen"}
    for visit, person, at, place, seen, words, why in _visit_rows(viewer, people):
        title = titles[seen] + (f" – {place}" if place else "")
        yield Event(_day(at), title, ("visit", visit), _cut(words or why), "", "", frozenset({person}))


@prepared
def _note_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = NoteChild.objects.seen_by(viewer).filter(person__in=people)
    return rows.values_list("note_id", "person_id", "note__happened_at", "note__kind", "note__words")


def _notes(viewer: Worker, people: People) -> Iterator[Event]:
    for note, person, at, kind, words in _note_rows(viewer, people):
        yield Event(
            _day(at), _label("note_kind", kind), ("note", note), _cut(words), "", "", frozenset({person})
        )


@prepared
def _allocation_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = Allocation.objects.seen_by(viewer).filter(involvement__person__in=people, worker__isnull=False)
    columns = ("involvement__person_id", "worker_id", "worker__name", "team__name", "started_on")
    return rows.values_list(*columns)


def _allocations(viewer: Worker, people: People) -> Iterator[Event]:
    for person, worker, name, team, started_on in _allocation_rows(viewer, people):
        where = ("allocation", worker * 100_000 + started_on.toordinal() % 100_000)
        yield Event(started_on, f"Allocated to {name}", where, team, "", "", frozenset({person}))


SOURCES: tuple[Source, ...] = (
    _contacts, _referrals, _involvements, _steps, _visits, _notes, _allocations,
)  # fmt: skip
KEY_SOURCES = (_referrals, _involvements, _steps)
