"""Telling a worker something, and the worker having read it."""

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.people.models import Person
from kith.work.models import Notice, Step

LONGEST = 400


def tell(
    by: Worker,
    worker: Worker | None,
    kind: str,
    words: str,
    *,
    step: Step | None = None,
    person: Person | None = None,
) -> None:
    """Leave a line for ``worker``, as part of another action. Nobody is told what they did themselves.

    ``words`` hold no names of children: the page adds those that its reader may know of.
    """
    if worker is not None and worker.pk != by.pk:
        Notice.objects.create(
            worker=worker, at=clock.now(), kind=kind, words=words[:LONGEST], step=step, person=person
        )


@action(May.READ_RECORD)
def mark_read(by: Worker, *, notices: list[int] | None = None) -> int:
    """Mark the worker's own unread notices as read, all or those with these ids; gives how many."""
    rows = Notice.objects.filter(worker=by, read_at__isnull=True)
    chosen = rows if notices is None else rows.filter(pk__in=notices)
    return chosen.update(read_at=clock.now())
