"""What happened to the children of a step, as the viewer may know it: for citing beside a form."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.core import clock
from kith.core.chronology import GAP, Event
from kith.practice import Form
from kith.ui.jinja import url_if_any
from kith.work.answers import evidence


def events_of(viewer: Worker, people: Sequence[int]) -> list[Event]:
    """Every event about these children, newest first."""
    found: list[Event] = import_string(settings.KITH_CHRONOLOGY)(viewer, list(people), clock.today())
    return found


def cited_in(form: Form, answers: Mapping[tuple[str, int | None], Any]) -> list[Any]:
    """What the boxes for evidence hold, and those in which a whole chronology is chosen."""
    risks = tuple(f"{question.id}:" for question in form.questions if question.kind == "risk")
    chosen = {question.id for question in form.questions if question.kind == "events"}
    return [
        value
        for (name, _), value in answers.items()
        if name in chosen or (name.startswith(risks) and name.endswith(":evidence"))
    ]


def links(viewer: Worker, people: Sequence[int], values: Iterable[Any]) -> dict[str, str] | None:
    """The cited events that are on the record now, and where each is shown; None when nothing is cited.

    An event without a page of its own is shown in the chronology. A time in which nobody saw a child is never gone: it
    only grows.
    """
    lines = [line for value in values if isinstance(value, list) for line in value]
    cited = [found for line in lines if (found := evidence.read(str(line)))]
    if not cited:
        return None
    home = url_if_any("person_chronology", number=people[0]) if people else None
    here = {event.key: event.href or home or "" for event in events_of(viewer, people)}
    gaps = {one.key: home or "" for one in cited if one.key.startswith(f"{GAP}-")}
    return gaps | {one.key: here[one.key] for one in cited if one.key in here}
