"""The chronology: events made from the facts of every app that declares some, marked, merged, with the times unseen."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from itertools import chain, islice

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.core.chronology import Event, Marks, Source, marked, merged, times_unseen
from kith.database.together import together
from kith.work.marking.queries import mark_rows, marks

People = Sequence[int]


@cache
def sources() -> tuple[Source, ...]:
    """Every kind of facts that makes events, in the order of KITH_EVENTS: modules with SOURCES."""
    named: Iterable[str] = import_string(settings.KITH_EVENTS)
    return tuple(chain.from_iterable(import_string(f"{module}.SOURCES") for module in named))


@cache
def numbered() -> frozenset[str]:
    """The kinds of sources whose number is that of a row of the record."""
    return frozenset(chain.from_iterable(source.numbered for source in sources()))


def _told(viewer: Worker, people: People, wanted: Sequence[Source]) -> tuple[Marks, dict[str, list[Event]]]:
    """The marks on events about these people, and the events of these sources by their codes. One query."""
    ids = list(people)
    asks = [mark_rows, *(ask for source in wanted for ask in source.events.asks)]
    held, *rows = together(*((ask, viewer, ids) for ask in asks))
    given = iter(rows)
    events_of = {
        source.code: list(source.events.made(*islice(given, len(source.events.asks)))) for source in wanted
    }
    return marks.made(held), events_of


def events(viewer: Worker, people: People, today: date, kinds: Collection[str] = ()) -> list[Event]:
    """Every event about these people, newest first, siblings on one line, with the times until today that nobody saw
    a child.

    ``kinds``: only of these sources, all when none is named; a time unseen is always told. One query.
    """
    held, by_source = _told(viewer, people, sources())
    wanted = [event for code, found in by_source.items() if not kinds or code in kinds for event in found]
    unseen = times_unseen(list(chain.from_iterable(by_source.values())), today)
    return merged([*marked(wanted, held), *unseen])


def key_events(viewer: Worker, people: People) -> list[Event]:
    """The events that changed something, newest first: from the sources that have such, and what workers marked.

    One query, and one more where an event of another source is marked.
    """
    weighty, others = _by_weight()
    held, by_source = _told(viewer, people, weighty)
    raised = {kind for (_, kind, _, _), mark in held.items() if mark.weight}
    if any(source.kinds & raised for source in others):
        by_source |= _told(viewer, people, others)[1]
    return [event for event in merged(marked(chain.from_iterable(by_source.values()), held)) if event.weight]


@cache
def _by_weight() -> tuple[list[Source], list[Source]]:
    """The sources that have key events, and the others."""
    return (
        [source for source in sources() if source.has_key_events],
        [source for source in sources() if not source.has_key_events],
    )


def event_called(viewer: Worker, people: People, key: str) -> list[Event]:
    """What an event is, one for each person it is about (see ``Event.key``); empty when it is not on the record."""
    kind = key.partition("-")[0]
    held, by_source = _told(viewer, people, [source for source in sources() if kind in source.kinds])
    found = chain.from_iterable(by_source.values())
    return marked((event for event in found if event.key == key), held)
