"""The person's banner on record pages of this app: made by the app the settings name."""

from typing import Any, NoReturn, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string

from kith.access.doors import look_at, record_look
from kith.access.models import Worker
from kith.core import clock
from kith.core.reading_words import short_day
from kith.people.conflicts.queries import own_conflict
from kith.people.models import Person


def viewer_of(request: HttpRequest) -> Worker:
    """Who looks: the page door lets only workers in."""
    return cast(Worker, request.user)


class OwnRelative(PermissionDenied):
    """The record is closed to a worker who is related to the person. ``told``: title and words of the refusal."""

    def __init__(self, words: list[str]) -> None:
        super().__init__("own relative")
        self.told = ("This record is closed to you", words)


def not_found(request: HttpRequest, number: int) -> NoReturn:
    """Not found, whether hidden or absent. Who is known to be related is told so, and the try is written down."""
    viewer = viewer_of(request)
    conflict = own_conflict(viewer, number)
    if conflict is None:
        raise Http404
    if request.method == "GET" and request.resolver_match is not None:
        page = str(request.resolver_match.view_name)
        record_look(viewer, {number: f"Refused: related ({conflict.words})"}, page)
    raise OwnRelative(
        [
            f"You are related to this person, or close to them: {conflict.words}. It was said by {conflict.by.name}, "
            f"{short_day(clock.london(conflict.started_at).date())}. That you tried to open it is written down.",
            "If it is wrong, ask your manager, who can open it to you. In an emergency ring the duty manager.",
        ]
    )


def open_record(request: HttpRequest, number: int, tab: str) -> tuple[Person, dict[str, Any]]:
    """The person and what every record page shows; not found for hidden and absent alike. Writes the look."""
    person = Person.objects.seen_by(viewer_of(request)).filter(pk=number).first()
    if person is None:
        not_found(request, number)
    path = getattr(settings, "KITH_BANNER", "")
    look_at(request, [number])
    shown = (
        import_string(path)(request, number, tab)
        if path
        else {"name": person.name, "record_number": person.pk}
    )
    return person, {"banner": shown, "door": "people", "number": number, "person": person}
