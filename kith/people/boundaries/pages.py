"""Recording what may not pass between two people."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused
from kith.people.boundaries import actions
from kith.people.changing import carry_out, chosen, row_sent
from kith.people.days import read_day
from kith.people.details.pages import show
from kith.people.models import Boundary, Person


@page("person/<id:number>/details/boundary/", may=May.EDIT_PERSON, about="the person")
def person_boundary(request: HttpRequest, number: int) -> HttpResponse:
    """Say that two people may not meet, or what one is told of the other; or end that."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if "ended" in said:
            actions.end_boundary(by, row_sent(by, Boundary, person, said["ended"]), today=today)
            return "Ended. It stays in the record’s past."
        other = chosen(by, said, "boundary_other")
        until = said.get("boundary_until", "").strip()
        actions.set_boundary(
            by, person, other, kind=said.get("boundary", ""), words=said.get("boundary_words", ""), today=today,
            started_on=read_day(said.get("boundary_since", ""), today, "boundary_since"),
            until_on=read_day(until, today, "boundary_until", ahead=True) if until else None,
        )  # fmt: skip
        return (
            f"On record between {person.name} and {other.name}; it stands before the address on both records."
        )

    def again(refused: Refused) -> HttpResponse:
        return show(request, number, refused, "boundary")

    return carry_out(request, number, change, page="person_details", again=again)
