"""Asking agencies about the family of a contact, and the ledger of what was shared about a person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.frontdoor.checks import actions, queries
from kith.frontdoor.contacts.queries import contact_seen_by
from kith.people.banners import open_record
from kith.ui.render import render

ABOUT = "the children of the contact"


@page("front-door/contact/<id:number>/checks/", may=May.TAKE_CONTACT, about=ABOUT)
def contact_checks(request: HttpRequest, number: int) -> HttpResponse:
    """What agencies were asked about a contact, their clocks and replies; asks another."""
    contact = contact_seen_by(request.user, number)
    look_at(request, contact.people_ids())
    if request.method != "POST":
        return _checks(request, contact)
    told = {
        name: request.POST.get(name, "") for name in ("agency", "whom", "asked", "basis", "why", "within")
    }
    try:
        actions.ask_partner(request.user, contact, **told)
    except Refused as refused:
        return _checks(request, contact, status=422, problems=refused.problems, typed=request.POST)
    messages.success(request, "Kept: whom you asked, why, and by when they should reply.")
    return redirect("contact_checks", number=number)


@page("front-door/check/<id:number>/reply/", may=May.TAKE_CONTACT, about=ABOUT)
@require_POST
def check_reply(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what an agency replied."""
    check = queries.called(request.user, number)
    if check is None:
        raise Http404
    contact = contact_seen_by(request.user, check.contact_id)
    look_at(request, contact.people_ids())
    outcome, reply = request.POST.get("outcome", ""), request.POST.get("reply", "")
    try:
        actions.keep_reply(request.user, check, outcome=outcome, reply=reply)
    except Refused as refused:
        kept = {"check": number, "outcome": outcome, "reply": reply}
        return _checks(request, contact, status=422, problems=refused.problems, replied=kept)
    messages.success(request, "The reply is kept with the contact.")
    return redirect("contact_checks", number=check.contact_id)


def _checks(request: HttpRequest, contact: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    today = clock.today()
    context = {
        "contact": contact,
        "checks": queries.checks(request.user, contact.pk),
        "agencies": queries.choices("partner_agency", today),
        "bases": queries.choices("sharing_basis", today),
        "turnarounds": queries.choices("reply_within", today),
        "words": {name: queries.words(name) for name in ("partner_agency", "sharing_basis")},
        "outcomes": list(actions.OUTCOMES.items()),
        "now": clock.now(),
        "typed": {},
        "replied": {},
        "door": "front_door",
    }
    return render(request, "frontdoor/checks/page.html", context | more, status=status)


@page("person/<id:number>/sharing/", may=May.READ_RECORD, about="the person")
def person_sharing(request: HttpRequest, number: int) -> HttpResponse:
    """Every decision to share something about a person, or not to."""
    _, context = open_record(request, number, "person_details")
    return _ledger(request, context)


@page("person/<id:number>/sharing/decide/", may=May.RECORD_VISIT, about="the person")
@require_POST
def person_share(request: HttpRequest, number: int) -> HttpResponse:
    """Keep a decision to share something, or not to."""
    person, context = open_record(request, number, "person_details")
    told = {name: request.POST.get(name, "") for name in ("agency", "whom", "what", "basis", "why")}
    decided = request.POST.get("shared", "")
    try:
        if decided not in ("yes", "no"):
            raise Refused("Say whether it was shared.", "shared")
        actions.decide_sharing(request.user, person, is_shared=decided == "yes", **told)
    except Refused as refused:
        return _ledger(request, context, status=422, problems=refused.problems, typed=request.POST)
    messages.success(request, "The decision is kept in the ledger.")
    return redirect("person_sharing", number=number)


def _ledger(request: HttpRequest, context: dict[str, Any], *, status: int = 200, **more: Any) -> HttpResponse:
    today = clock.today()
    context |= {
        "entries": queries.ledger(request.user, context["number"]),
        "agencies": queries.choices("partner_agency", today),
        "bases": queries.choices("sharing_basis", today),
        "words": {name: queries.words(name) for name in ("partner_agency", "sharing_basis")},
        "most": queries.MOST,
        "may_write": request.user.may(May.RECORD_VISIT),
        "typed": {},
    }
    return render(request, "frontdoor/checks/ledger.html", context | more, status=status)
