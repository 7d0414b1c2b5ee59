"""Telling a worker something, and the worker having read it."""

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import NUMBERS_IN_USE
from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.database.session import as_system
from kith.people.models import Identifier, Person, Restriction
from kith.work.models import Notice, Step
from kith.work.notices import rules
from kith.work.steps.queries import deciders, holder_of

LONGEST = 400
NUMBER_HELD = "number_held"
MANAGER = "team_manager"
Leads = tuple[str, int | None]
NOWHERE: Leads = ("", None)


def tell(
    by: Worker,
    worker: Worker | None,
    kind: str,
    words: str,
    *,
    step: Step | None = None,
    person: Person | None = None,
    leads_to: Leads = NOWHERE,
) -> None:
    """Leave a line for ``worker``, as part of another action. Nobody is told what they did themselves.

    ``words`` hold no names of children: the page adds those that its reader may know of. ``leads_to`` is the name and
    number of the page it leads to, where that is neither the step nor the record.
    """
    if worker is not None and worker.pk != by.pk:
        leave(worker, kind, words, step=step, person=person, leads_to=leads_to)


def leave(
    worker: Worker,
    kind: str,
    words: str,
    *,
    step: Step | None = None,
    person: Person | None = None,
    leads_to: Leads = NOWHERE,
) -> None:
    """Leave a line for ``worker`` of what happened by itself, as part of a job."""
    page, number = leads_to
    Notice.objects.create(
        worker=worker, at=clock.now(), kind=kind, words=words[:LONGEST], step=step, person=person,
        leads_to=page, leads_number=number,
    )  # fmt: skip


def tell_holder(by: Worker, person: Person, kind: str, words: str) -> None:
    """Tell whoever holds a child, as part of another action; where nobody does, the managers of the team whose tray it
    lies in.
    """
    team, worker = holder_of([person.pk]) or (None, None)
    managers = deciders(team, MANAGER, clock.today()) if team and worker is None else []
    for one in [worker, *managers]:
        tell(by, one, kind, words, person=person)


def tell_guards(by: Worker, *, kind: str, value: str, number: int | None) -> None:
    """Tell those who guard restricted records that ``by`` typed a number of somebody who is hidden from them.

    ``number`` is that of the record it was typed on, if any. Nobody is told of a record they may not open; of a
    sealed one, which nobody opens, those alone hear who may read which record it became. What a guard has not read
    yet is not told again.
    """
    with as_system("a number is held by somebody who is hidden"):
        row = Identifier.objects.unguarded(NUMBERS_IN_USE).filter(kind=kind, value=value).first()
        if row is None or _knows(by, row.person_id):
            return
        is_sealed = Restriction.objects.filter(person=row.person_id, ended_at=None, sealed=True).exists()
        for guard in _guards():
            place = number if number and _knows(guard, number) else None
            if is_sealed and guard.may(May.SEE_ADOPTION):
                _tell_once(by, guard, rules.of_a_sealed_record(by.name, place), place)
            elif not is_sealed and _knows(guard, row.person_id):
                _tell_once(by, guard, rules.of_a_hidden_record(by.name, place), row.person_id)


def _guards() -> list[Worker]:
    codes = [code for code, role in practice.current().roles.items() if May.RESTRICT_RECORD.name in role.may]
    found = Worker.objects.filter(is_active=True, memberships__role__in=codes).distinct().order_by("pk")
    return [worker for worker in found if worker.may(May.RESTRICT_RECORD)]


def _knows(worker: Worker, person: int) -> bool:
    return Person.objects.seen_by(worker).filter(pk=person).exists()


def _tell_once(by: Worker, guard: Worker, words: str, person: int | None) -> None:
    unread = Notice.objects.filter(worker=guard, kind=NUMBER_HELD, words=words, person=person, read_at=None)
    if not unread.exists():
        found = Person.objects.seen_by(guard).filter(pk=person).first() if person else None
        tell(by, guard, NUMBER_HELD, words, person=found)


@action(May.READ_RECORD)
def mark_read(by: Worker, *, notices: list[int] | None = None) -> int:
    """Mark the worker's own unread notices as read, all or those with these ids; gives how many."""
    rows = Notice.objects.filter(worker=by, read_at__isnull=True)
    chosen = rows if notices is None else rows.filter(pk__in=notices)
    return chosen.update(read_at=clock.now())
