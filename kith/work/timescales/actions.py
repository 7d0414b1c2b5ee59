"""Starting, meeting, moving and dropping clocks, as part of what an app of their subject does."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from kith.access import practice
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.practice.timescales import TimescaleKind, last_of
from kith.work.models import Standing, Timescale
from kith.work.timescales import rules

LONGEST = 400


def start(
    by: Worker,
    *,
    code: str,
    person: int,
    from_on: date,
    event: str = "",
    standing: Standing | None = None,
    about: str = "",
    from_at: datetime | None = None,
    due_on: date | None = None,
    why: str = "",
) -> Timescale | None:
    """Start a clock of the pack for a child, from the day of the event ``event`` (its words for the reason).

    ``due_on`` with ``why`` sets another last day than the pack's (a review brought forward). What runs already under
    this code and ``about`` is given back unchanged. None where the practice of that day has no such clock or no limit.
    """
    if running := running_one(by, code=code, person=person, about=about):
        return running
    kind = _kind(code, from_on)
    last = last_of(kind, from_on, working_calendar(), event=event, from_at=from_at) if kind else None
    if kind is None or last is None:
        return None
    return Timescale.objects.create(
        person_id=person,
        code=code,
        title=kind.title,
        about=about,
        standing=standing,
        from_on=from_on,
        from_at=from_at,
        due_on=_countable(due_on or last.on),
        due_at=None if due_on else last.at,
        reason=last.reason[:LONGEST],
        moved_why=why[:LONGEST] if due_on else "",
        warn_days=kind.warn_days,
        by=by,
        recorded_at=clock.now(),
    )


def _countable(on: date) -> date:
    """The day itself. Raises ``Refused`` where nobody could count to it: it would break every page that shows it."""
    working_calendar().number(on)
    return on


def _kind(code: str, on: date) -> TimescaleKind | None:
    """As the practice of the day says, or else that of today: work goes on over a change of practice."""
    return practice.on(on).timescales.get(code) or practice.on(clock.today()).timescales.get(code)


def last_day(code: str, from_on: date) -> date | None:
    """The last day in time of a clock of the pack that runs from a day; None where it has no such clock or limit."""
    kind = _kind(code, from_on)
    last = last_of(kind, from_on, working_calendar()) if kind else None
    return last.on if last else None


def running_one(by: Worker, *, code: str, person: int, about: str = "") -> Timescale | None:
    """The running clock of a code, locked; None where none runs."""
    return next(iter(_running(by, code, person, about)), None)


@prepared
def _running(by: Worker, code: str, person: int, about: str) -> QuerySet[Timescale]:
    rows = Timescale.objects.seen_by(by).filter(person=person, code=code, about=about)
    return rows.filter(met_on=None, dropped_on=None).select_for_update(no_key=True).order_by("pk")[:1]


def meet(
    by: Worker, *, code: str, person: int, on: date, about: str = "", at: datetime | None = None
) -> Timescale | None:
    """Say that what a clock asks for happened on a day.

    Of something that is written down late it is the clock that something later had met: it was met sooner. None where
    there is neither, or the running one began after that day.
    """
    row = running_one(by, code=code, person=person, about=about)
    if row is None or on < row.from_on:
        row = _met_later(by, code=code, person=person, on=on, about=about)
    if row is None:
        return None
    row.met_on, row.met_at, row.met_recorded_at = on, at, clock.now()
    row.save(update_fields=["met_on", "met_at", "met_recorded_at"])
    return row


def _met_later(by: Worker, *, code: str, person: int, on: date, about: str) -> Timescale | None:
    """The clock that ran on a day and is said to have been met after it, locked."""
    rows = Timescale.objects.seen_by(by).filter(person=person, code=code, about=about)
    rows = rows.filter(from_on__lt=on, met_on__gt=on).order_by("-from_on")
    return rows.select_for_update(no_key=True).first()


def run_on(by: Worker, *, code: str, person: int, from_on: date) -> Timescale | None:
    """What met a clock that runs from a day never was, so that it runs on. None where one runs, or none ran then."""
    if running_one(by, code=code, person=person, about=""):
        return None
    rows = Timescale.objects.seen_by(by).filter(person=person, code=code, about="", from_on=from_on)
    row = rows.filter(met_on__isnull=False).select_for_update(no_key=True).order_by("-pk").first()
    if row is not None:
        row.met_on = row.met_at = row.met_recorded_at = None
        row.save(update_fields=["met_on", "met_at", "met_recorded_at"])
    return row


def run_again(
    by: Worker,
    *,
    codes: Collection[str],
    code: str,
    person: int,
    on: date,
    event: str,
    standing: Standing,
) -> None:
    """Something that is asked for again and again happened on a day: what runs of ``codes`` is met, ``code`` runs anew.

    Said a second time of one day it changes nothing; written down late, before what runs, it may only have met an
    earlier clock. ``event`` stands in the reason. Nothing runs anew where ``standing`` has ended.
    """
    held = [row for one in codes if (row := running_one(by, code=one, person=person))]
    if any(row.code == code and row.from_on == on for row in held):
        return
    for one in codes:
        meet(by, code=one, person=person, on=on)
    if standing.ended_on is None and not any(row.from_on > on for row in held):
        start(by, code=code, person=person, from_on=on, event=event, standing=standing)


def move(by: Worker, timescale: Timescale, *, due_on: date, why: str) -> Timescale:
    """Set another last day, because of something that happened. Raises ``Refused`` without a reason."""
    row = Timescale.objects.seen_by(by).select_for_update(no_key=True).get(pk=timescale.pk)
    if obstacle := rules.obstacle_to_moving(row.from_on, due_on, is_running=row.is_running, why=why):
        raise Refused(obstacle, field="due_on")
    row.due_on, row.due_at, row.moved_why = due_on, None, why.strip()[:LONGEST]
    row.save(update_fields=["due_on", "due_at", "moved_why"])
    return row


def drop(by: Worker, timescale: Timescale, *, on: date, why: str) -> Timescale:
    """Say that what a clock asks for is not asked for any more, and why."""
    row = Timescale.objects.seen_by(by).select_for_update(no_key=True).get(pk=timescale.pk)
    if not row.is_running:
        raise Refused("This has happened already or is not asked for any more.")
    row.dropped_on, row.dropped_why, row.dropped_recorded_at = on, why[:LONGEST], clock.now()
    row.save(update_fields=["dropped_on", "dropped_why", "dropped_recorded_at"])
    return row


def drop_with_case(by: Worker, person: int, *, on: date) -> int:
    """Drop what runs with the case of a child that is closed (``KITH_WITH_A_CASE``); gives how many."""
    codes = import_string(settings.KITH_WITH_A_CASE)
    rows = Timescale.objects.seen_by(by).filter(person=person, code__in=codes, met_on=None, dropped_on=None)
    return rows.update(dropped_on=on, dropped_why="The case was closed.", dropped_recorded_at=clock.now())


def drop_all_of(by: Worker, standing: Standing, *, on: date, why: str) -> int:
    """Drop every running clock of a standing that ends; gives how many. Nothing of a clock that was met changes."""
    rows = Timescale.objects.seen_by(by).filter(standing=standing, met_on=None, dropped_on=None)
    return rows.update(dropped_on=on, dropped_why=why[:LONGEST], dropped_recorded_at=clock.now())
