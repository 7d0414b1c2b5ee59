"""Suggestions while somebody types a person or an address into an answer. What is typed comes in the body."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.ui.formatting import plural
from kith.work.naming import queries
from kith.work.steps import queries as steps

LONGEST = 200
Offer = Callable[[Worker, Sequence[int], str], list[dict[str, str]]]


@page("step/<id:number>/people/", may=May.WRITE_STEP)
@require_POST
def step_people(request: HttpRequest, number: int) -> HttpResponse:
    """Who round the children of a step, or on the record, may be meant."""
    return _offer(request, number, queries.offered_people, ("person", "people"))


@page("step/<id:number>/addresses/", may=May.WRITE_STEP)
@require_POST
def step_addresses(request: HttpRequest, number: int) -> HttpResponse:
    """Which address on record round the children of a step may be meant."""
    return _offer(request, number, queries.offered_addresses, ("address", "addresses"))


def _offer(request: HttpRequest, number: int, offer: Offer, called: tuple[str, str]) -> HttpResponse:
    work = steps.step_of(request.user, number)
    if work is None:
        raise Http404
    text = request.POST.get("q", "").replace("\x00", "").strip()[:LONGEST]
    children = list(steps.names_inside(request.user, work))
    found = offer(request.user, children, text) if len(text) > 1 else []
    words = (
        f"{plural(len(found), *called)} found" if found else "Nothing on record fits: what you type is kept"
    )
    return JsonResponse({"found": found, "words": words})
