"""What stands on a record and can be taken off it, and the traces of what was."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.people.models import Alert, Correction
from kith.work.models import NoteChild, VisitChild

Row = VisitChild | NoteChild | Alert


@dataclass(frozen=True, slots=True)
class Entry:
    """A visit, note or alert as it stands on one record."""

    kind: str
    number: int
    happened_on: date
    words: str
    by: str
    row: Row


def entry(viewer: Worker, person: int, kind: str, number: int, *, lock: bool = False) -> Entry | None:
    """A visit, note or alert on the record of a person, whom the viewer may know of. One query."""
    found = {"visit": _visit, "note": _note, "alert": _alert}.get(kind)
    return found(viewer, person, number, lock) if found else None


def _first(rows: Any, lock: bool) -> Any:
    return (rows.select_for_update(of=("self",)) if lock else rows).first()


def _visit(viewer: Worker, person: int, number: int, lock: bool) -> Entry | None:
    rows = VisitChild.objects.seen_by(viewer).filter(person=person, visit=number)
    row = _first(rows.select_related("visit__by"), lock)
    if row is None:
        return None
    day = clock.london(row.visit.visited_at).date()
    words = row.words or row.not_seen_reason or row.visit.words or dict(VisitChild.SEEN)[row.seen]
    return Entry("visit", number, day, words, row.visit.by.name, row)


def _note(viewer: Worker, person: int, number: int, lock: bool) -> Entry | None:
    rows = NoteChild.objects.seen_by(viewer).filter(person=person, note=number)
    row = _first(rows.select_related("note__by"), lock)
    if row is None:
        return None
    day = clock.london(row.note.happened_at).date()
    return Entry("note", number, day, row.note.words, row.note.by.name, row)


def _alert(viewer: Worker, person: int, number: int, lock: bool) -> Entry | None:
    row = _first(Alert.objects.seen_by(viewer).filter(person=person, pk=number), lock)
    return Entry("alert", number, row.started_on, row.words, "", row) if row else None


def stands_there(viewer: Worker, found: Entry, person: int) -> bool:
    """Whether another record has the same visit or note already."""
    if isinstance(found.row, Alert):
        return False
    rows = VisitChild if isinstance(found.row, VisitChild) else NoteChild
    return bool(rows.objects.seen_by(viewer).filter(**{found.kind: found.number}, person=person).exists())


@prepared
def traces(viewer: Worker, person: int) -> QuerySet[Any, Any]:
    """What was taken off a record, the latest first."""
    rows = Correction.objects.seen_by(viewer).filter(person=person).order_by("-at", "-pk")
    return rows.values("kind", "happened_on", "moved", "reason", "by__name", "at")


def note_kind(found: Entry) -> str:
    """The kind of a note in words; nothing for anything else."""
    if not isinstance(found.row, NoteChild):
        return ""
    return practice.current().lists["note_kind"].label(found.row.note.kind)
