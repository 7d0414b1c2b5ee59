"""Saying that a worker is related to the person whose record this is."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, sent_back
from kith.people import queries as people_queries
from kith.people.banners import viewer_of
from kith.people.changing import carry_out
from kith.people.conflicts import actions, queries
from kith.people.details.pages import show, workers_named
from kith.people.models import Person

DECLARED = (
    "The record is closed to you from now on. Your manager sees that you said so, and can ask somebody else."
)


@page("person/<id:number>/details/my-relative/", may=May.READ_RECORD, about="the person")
def person_my_relative(request: HttpRequest, number: int) -> HttpResponse:
    """Say that this is a relative or friend of one's own: leads away from the record, which is closed."""
    viewer = viewer_of(request)
    person = people_queries.person(viewer, number)
    if person is None:
        raise Http404
    if request.method != "POST":
        return redirect("person_details", number=number)
    try:
        actions.declare(viewer, person, words=request.POST.get("relative_words", ""))
    except Refused as refused:
        return show(request, number, refused, "my_relative")
    messages.success(request, DECLARED)
    return redirect("my_work")


@page("person/<id:number>/details/keep-from-worker/", may=May.KEEP_FROM_WORKER, about="the person")
def person_keep_from_worker(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the record from a worker who is related, or let them read it again."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if "ended" in said:
            held = {one.pk: one for one in queries.conflicts_of(person.pk)}
            if (conflict := held.get(sent_back.number(said["ended"]))) is None:
                raise Refused("Choose somebody from whom the record is kept.")
            actions.let_worker_read(by, conflict)
            return f"{conflict.worker.name} may open the record again."
        found = workers_named(said.get("conflict_worker", ""), "conflict_worker")
        if len(found) != 1:
            raise Refused("Write the name of one worker.", "conflict_worker")
        actions.keep_from_worker(by, person, found[0], words=said.get("conflict_words", ""))
        return f"The record is kept from {found[0].name} from now on."

    def again(refused: Refused) -> HttpResponse:
        return show(request, number, refused, "conflict")

    return carry_out(request, number, change, page="person_details", again=again)
