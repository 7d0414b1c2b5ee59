"""Marking events of a chronology."""

from collections.abc import Collection

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.chronology import GAP, Event
from kith.people.models import Person
from kith.work.models import EventMark

LONGEST = 400


@action(May.RECORD_VISIT)
def mark_event(by: Worker, event: Event, *, people: Collection[int], is_key: bool, meaning: str) -> EventMark:
    """Say of an event how much it weighs and what it means, for those of ``people`` whom it is about.

    Nothing of the fact itself changes. Raises ``Refused`` for a time unseen, which is no event, for too many words,
    and when none of the people may be known to the worker.
    """
    meaning = " ".join(meaning.split())
    if event.source[0] == GAP:
        raise Refused("A time in which nobody saw a child cannot be marked. Record why in a note.")
    if len(meaning) > LONGEST:
        raise Refused(
            f"Say what it means in at most {LONGEST} letters; there are {len(meaning)}. Write more in a note.",
            "meaning",
        )
    known = Person.objects.seen_by(by).filter(pk__in=event.people & set(people)).values_list("pk", flat=True)
    kept = [
        EventMark.objects.create(
            person_id=person,
            kind=event.source[0],
            number=event.source[1],
            part=event.part,
            weight="key" if is_key else "usual",
            meaning=meaning,
            by=by,
            at=clock.now(),
        )
        for person in sorted(known)
    ]
    if not kept:
        raise Refused("This event is not on the record any more. Open the chronology again.")
    return kept[0]
