"""Keeping an address from somebody."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused
from kith.people.changing import carry_out, chosen, row_sent
from kith.people.details.pages import show
from kith.people.keeping import actions
from kith.people.models import KeptAddress, Person
from kith.people.queries import living_with


@page("person/<id:number>/details/keep-address/", may=May.EDIT_PERSON, about="the person")
def person_keep_address(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the address from somebody, or end that."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if "ended" in said:
            actions.tell_address(by, row_sent(by, KeptAddress, person, said["ended"]), today=today)
            return "The address need not be kept from them any more."
        other = chosen(by, said, "keep_other")
        living = (
            [one.person_id for one in living_with(by, person.pk, today)] if said.get("keep_together") else []
        )
        together = list(Person.objects.seen_by(by).filter(pk__in=living).order_by("pk"))
        actions.keep_address(
            by, person, other, reason=said.get("keep_reason", ""), today=today, together=together
        )
        return f"Wherever the address stands, it says from now on not to tell {other.name}."

    def again(refused: Refused) -> HttpResponse:
        return show(request, number, refused, "keep")

    return carry_out(request, number, change, page="person_details", again=again)
