"""The address of a record that went into another leads to the one that stays."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.people.merging.queries import leads_to
from kith.ui import held

MERGED = (
    "The record you wrote on has become part of another since you opened the page. What you wrote goes to the record "
    "that stays."
)


class LeadsOn:
    """Asks, when a page about a person found nobody, whether the record is part of another now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the page does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, found: Exception) -> HttpResponse | None:
        """The same page of the record that stays, for who may know of it; else not found stays not found.

        What somebody wrote on the other record meanwhile waits on a page, to be sent to the one that stays.
        """
        match = request.resolver_match
        if not isinstance(found, Http404) or request.method not in ("GET", "POST") or match is None:
            return None
        if not match.route.startswith("person/<id:number>/") or not request.user.is_authenticated:
            return None
        stays = leads_to(request.user, match.kwargs["number"])
        if stays is None:
            return None
        place = reverse(match.view_name, kwargs=match.kwargs | {"number": stays})
        if request.method == "GET":
            return redirect(place)
        return held.send_page(request, place, held.sent(request), status=HTTPStatus.CONFLICT, why=MERGED)
