"""Who on record looks like a person: told apart here with a reason, or looked at together to be made one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, sent_back
from kith.people import queries as people_queries
from kith.people.apart import actions, queries
from kith.people.banners import open_record, viewer_of
from kith.people.matching.pages import MARKS
from kith.people.matching.queries import alike_to
from kith.people.models import Person, ToldApart
from kith.ui.render import render


@page("person/<id:number>/alike/", may=May.EDIT_PERSON, about="the person")
def person_alike(request: HttpRequest, number: int) -> HttpResponse:
    """Records that look like this one and were not told apart from it; and those that were, with the reasons."""
    person, context = open_record(request, number, "person_details")
    if request.method != "POST":
        return _show(request, person, context)
    try:
        done = _said(viewer_of(request), person, request.POST)
    except Refused as refused:
        return _show(request, person, context, refused)
    messages.success(request, done)
    return redirect("person_alike", number=number)


def _said(by: Worker, person: Person, said: Any) -> str:
    """Tell somebody apart from this person, or take that back."""
    reason = said.get(_field(said), "")
    if told := sent_back.number(said.get("told", "")):
        rows = [one for one in queries.told_of(by, person.pk) if one.pk == told]
        if not rows:
            raise Http404
        actions.withdraw(by, rows[0], reason=reason)
        return "Withdrawn. The two records are compared again from now on."
    other = people_queries.person(by, sent_back.number(said.get("other", "")))
    if other is None:
        raise Http404
    actions.tell_apart(by, person, other, reason=reason)
    return (
        f"{other.name} and {person.name} are told apart. Nobody is asked again whether they are one person."
    )


def _field(said: Any) -> str:
    """The box of the form that was sent: each person on the page has one."""
    return f"why.t{said['told']}" if said.get("told") else f"why.{said.get('other', '')}"


def _show(
    request: HttpRequest, person: Person, context: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    viewer, said = viewer_of(request), request.POST
    told = queries.told_of(viewer, person.pk)
    found = alike_to(
        viewer, person.pk, clock.today(), apart={one for row in told for one in row.people_ids()}
    )
    shown = {hit.person_id for hit in found} | {_other(row, person).pk for row in told}
    if shown:
        look_at(request, sorted(shown))
    context |= {
        "hits": found,
        "marks": MARKS,
        "apart": [(row, _other(row, person)) for row in told],
        "may_merge": viewer.may(May.MERGE_RECORDS),
        "opened": _field(said),
        "reason": said.get(_field(said), ""),
        "problems": [
            (_field(said) if field == "reason" else field, words) for field, words in refused.problems
        ]
        if refused
        else (),
    }
    return render(request, "people/apart/alike.html", context, status=422 if refused else 200)


def _other(row: ToldApart, person: Person) -> Person:
    return row.other if row.person_id == person.pk else row.person
