"""Recording a move from or to another council."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused
from kith.people.changing import carry_out
from kith.people.councils import actions
from kith.people.days import read_day
from kith.people.details.pages import show
from kith.people.models import Person


@page("person/<id:number>/details/council/", may=May.EDIT_PERSON, about="the person")
def person_council(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a person came from another council, or moved to one."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        move = actions.record_council_move(
            by, person, way=said.get("way", ""), council=said.get("council", ""), today=today,
            words=said.get("council_words", ""), moved_on=read_day(said.get("moved_on", ""), today, "moved_on"),
        )  # fmt: skip
        return f"It stands first on the record: {'moved to' if move.way == 'out' else 'came from'} {move.council}."

    def again(refused: Refused) -> HttpResponse:
        return show(request, number, refused, "council")

    return carry_out(request, number, change, page="person_details", again=again)
