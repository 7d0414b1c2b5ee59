"""The chronology: events made from the facts of every app that declares some, marked, merged, with the times unseen."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from itertools import chain

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.core.chronology import Event, Source, marked, merged, times_unseen
from kith.work.marking.queries import marks

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


def events(viewer: Worker, people: People, today: date, kinds: Collection[str] = ()) -> list[Event]:
    """Every event about these people, newest first, siblings on one line, with the times until today that nobody saw
    a child.

    ``kinds``: only of these sources, all when none is named; a time unseen is always told. One query for each source
    and one for the marks, whatever the number of people.
    """
    by_source = {source.code: list(source.events(viewer, people)) for source in sources()}
    wanted = [event for code, found in by_source.items() if not kinds or code in kinds for event in found]
    unseen = times_unseen(list(chain.from_iterable(by_source.values())), today)
    return merged([*marked(wanted, marks(viewer, people)), *unseen])


def key_events(viewer: Worker, people: People) -> list[Event]:
    """The events that changed something, newest first: from the sources that have such, and what workers marked."""
    held = marks(viewer, people)
    weighty = {kind for (_, kind, _, _), mark in held.items() if mark.weight}
    wanted = [source for source in sources() if source.has_key_events or source.kinds & weighty]
    found = chain.from_iterable(source.events(viewer, people) for source in wanted)
    return [event for event in merged(marked(found, held)) if event.weight]


def event_called(viewer: Worker, people: People, key: str) -> list[Event]:
    """What an event is, one for each person it is about (see ``Event.key``); empty when it is not on the record."""
    kind = key.partition("-")[0]
    asked = [source for source in sources() if kind in source.kinds]
    found = chain.from_iterable(source.events(viewer, people) for source in asked)
    return marked((event for event in found if event.key == key), marks(viewer, people))
