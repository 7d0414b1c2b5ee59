"""The person's banner on record pages of this app: made by the app the settings name."""

from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string

from kith.access.doors import look_at
from kith.access.models import Worker
from kith.people.models import Person


def viewer_of(request: HttpRequest) -> Worker:
    """Who looks: the page door lets only workers in."""
    return cast(Worker, request.user)


def open_record(request: HttpRequest, number: int, tab: str) -> tuple[Person, dict[str, Any]]:
    """The person and what every record page shows; not found for hidden and absent alike. Writes the look."""
    person = Person.objects.seen_by(viewer_of(request)).filter(pk=number).first()
    if person is None:
        raise Http404
    path = getattr(settings, "KITH_BANNER", "")
    look_at(request, [number])
    shown = (
        import_string(path)(request, number, tab)
        if path
        else {"name": person.name, "record_number": person.pk}
    )
    return person, {"banner": shown, "door": "people", "number": number, "person": person}
