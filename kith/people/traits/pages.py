"""Recording what somebody is, by a list, and who has parental responsibility."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused
from kith.people.changing import carry_out, chosen, row_sent
from kith.people.days import read_day
from kith.people.details.pages import show
from kith.people.models import ParentalResponsibility, Person, Trait
from kith.people.traits import actions


@page("person/<id:number>/details/trait/", may=May.EDIT_PERSON, about="the person")
def person_trait(request: HttpRequest, number: int) -> HttpResponse:
    """Say one thing of somebody by a list, or end it."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if "ended" in said:
            actions.end_trait(by, row_sent(by, Trait, person, said["ended"]), today=today)
            return "Ended. It stays in the record’s past."
        kind, _, code = said.get("code", "").partition(":")
        lists = practice.current().lists
        listed = {one for one, _ in lists[kind].choices(today)} if kind in lists else set()
        since = said.get("trait_since", "").strip()
        actions.say(
            by, person, kind=kind, code=code, listed=listed, today=today, words=said.get("trait_words", ""),
            since=read_day(since, today, "trait_since") if since else None,
        )  # fmt: skip
        return "It is on record."

    def again(refused: Refused) -> HttpResponse:
        return show(request, number, _on_the_list(refused), "trait")

    return carry_out(request, number, change, page="person_details", again=again)


def _on_the_list(refused: Refused) -> Refused:
    """What is wrong with the kind is told at the list, which holds kind and code."""
    return Refused.several(
        [("code" if field == "trait_kind" else field, words) for field, words in refused.problems]
    )


@page("person/<id:number>/details/responsibility/", may=May.EDIT_PERSON, about="the person")
def person_responsibility(request: HttpRequest, number: int) -> HttpResponse:
    """Add somebody with parental responsibility, or end it."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if "ended" in said:
            row = row_sent(by, ParentalResponsibility, person, said["ended"])
            actions.end_responsibility(by, row, ended_on=today, today=today)
            return "Ended today. It stays in the record’s past."
        holder = chosen(by, said, "pr_other")
        since = read_day(said.get("pr_since", ""), today, "pr_since")
        actions.give_responsibility(by, person, holder, how=said.get("how", ""), since=since, today=today)
        return f"{holder.name} has parental responsibility for {person.name} on record."

    def again(refused: Refused) -> HttpResponse:
        return show(request, number, refused, "responsibility")

    return carry_out(request, number, change, page="person_details", again=again)
