"""Saying that a worker is related to a person, and ending that."""

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Conflict, Person

NO_WORDS = "Say in at most 120 letters what they are to each other."
NOT_YOUR_OWN = "Nobody opens the record of their own relative again. Ask another manager."


@action(May.READ_RECORD)
def declare(by: Worker, person: Person, *, words: str) -> Conflict:
    """Say that `person` is a relative or friend of one's own: from now on one may not know of the record."""
    return _begin(by, person, by, words, "relative_words")


@action(May.KEEP_FROM_WORKER)
def keep_from_worker(by: Worker, person: Person, worker: Worker, *, words: str) -> Conflict:
    """Say that a worker is related to a person, who from now on may not know of the record."""
    if not worker.is_active:
        raise Refused("They do not work here any more.", "conflict_worker")
    return _begin(by, person, worker, words, "conflict_words")


def _begin(by: Worker, person: Person, worker: Worker, words: str, field: str) -> Conflict:
    words = " ".join(words.split())
    if not 0 < len(words) <= 120:
        raise Refused(NO_WORDS, field)
    if Conflict.objects.filter(person=person, worker=worker, ended_at__isnull=True).exists():
        raise Refused(f"The record is kept from {worker.name} already.", "conflict_worker")
    return Conflict.objects.create(person=person, worker=worker, words=words, started_at=clock.now(), by=by)


@action(May.KEEP_FROM_WORKER)
def let_worker_read(by: Worker, conflict: Conflict) -> Conflict:
    """The worker may know of the record again."""
    if conflict.ended_at:
        raise Refused("This has ended already.")
    if conflict.worker_id == by.pk:
        raise Refused(NOT_YOUR_OWN)
    conflict.ended_at = clock.now()
    conflict.save(update_fields=["ended_at"])
    return conflict
