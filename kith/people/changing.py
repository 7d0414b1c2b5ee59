"""Carrying out one change to a person's record, from a page that holds several forms."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.core import Refused, clock, sent_back
from kith.people import queries
from kith.people.banners import viewer_of
from kith.people.models import Person

Change = Callable[[Worker, Person, date], str]
Row = TypeVar("Row", bound=Guarded)
NOT_ON_THIS_RECORD = "Choose something that stands on this record."


def carry_out(
    request: HttpRequest,
    number: int,
    change: Change,
    *,
    page: str,
    again: Callable[[Refused], HttpResponse],
    after: str = "",
) -> HttpResponse:
    """Carry out one change and go back to ``page``, or on to ``after``.

    ``change`` takes the worker, the person and today, and gives what is told when it is done; when it is
    refused ``again`` shows the page with what was typed. Not found for hidden and absent alike.
    """
    person = queries.person(viewer_of(request), number)
    if person is None:
        raise Http404
    if request.method != "POST":
        return redirect(page, number=number)
    try:
        done = change(viewer_of(request), person, clock.today())
    except Refused as refused:
        return again(refused)
    messages.success(request, done)
    return redirect(after or page, number=number)


def chosen(by: Worker, said: Any, field: str) -> Person:
    """The person chosen in a look-up, or typed as a record number."""
    number = sent_back.number(said.get(f"{field}_chosen", "") or "".join(said.get(field, "").split()))
    found = queries.person(by, number) if number else None
    if found is None:
        raise Refused("Choose a person from the list, or write their record number.", field)
    return found


def row_sent(by: Worker, rows: type[Row], person: Person, text: str) -> Row:
    """The row of a table about this person that a form names by its id. Raises Refused for anything else."""
    found = rows.objects.seen_by(by).filter(person=person, pk=sent_back.number(text)).first()
    if found is None:
        raise Refused(NOT_ON_THIS_RECORD)
    return found
