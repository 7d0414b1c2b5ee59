"""Adding a school, a doctor or another professional to a person's record."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused
from kith.people.changing import carry_out, row_sent
from kith.people.days import read_day
from kith.people.details.pages import show
from kith.people.models import Person, Tie
from kith.people.network import actions


@page("person/<id:number>/details/tie/", may=May.EDIT_PERSON, about="the person")
def person_tie(request: HttpRequest, number: int) -> HttpResponse:
    """Tie a person to a school, a surgery or a professional, or end that."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if "ended" in said:
            actions.end_tie(by, row_sent(by, Tie, person, said["ended"]), ended_on=today, today=today)
            return "Ended today. It stays in the record’s past."
        told = {name: said.get(name, "") for name in ("agency", "role", "professional")}
        actions.tie(
            by, person, kind=said.get("agency_kind", ""), phone=said.get("tie_phone", ""), today=today,
            since=read_day(said.get("tie_since", ""), today, "tie_since"), **told,
        )  # fmt: skip
        return f"{told['agency'].strip()} is on record."

    def again(refused: Refused) -> HttpResponse:
        return show(request, number, refused, "tie")

    return carry_out(request, number, change, page="person_details", again=again)
