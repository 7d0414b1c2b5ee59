"""What the buttons beside an adult of a contact do."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse

from kith.core import sent_back
from kith.frontdoor.adults import actions
from kith.frontdoor.models import Contact


def _same(request: HttpRequest, contact: Contact, rest: str) -> str:
    place, _, person = rest.partition(".")
    actions.recognise_adult(
        request.user, contact, position=sent_back.number(place), person_id=sent_back.number(person)
    )
    return _back(contact, place)


def _new(request: HttpRequest, contact: Contact, rest: str) -> str:
    actions.adult_is_new(request.user, contact, position=sent_back.number(rest))
    return _back(contact, rest)


def _undo(request: HttpRequest, contact: Contact, rest: str) -> str:
    actions.undo_adult(request.user, contact, position=sent_back.number(rest))
    return _back(contact, rest)


DEEDS: dict[str, Callable[[HttpRequest, Contact, str], str]] = {
    "adult_same": _same,
    "adult_new": _new,
    "adult_undo": _undo,
}


def _back(contact: Contact, place: str) -> str:
    return reverse("contact", kwargs={"number": contact.pk}) + f"#adult-{sent_back.number(place)}"
