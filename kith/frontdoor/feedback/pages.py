"""The private page of a referrer, and how long referrers wait."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import ANYONE, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.database.session import as_system
from kith.frontdoor.feedback import actions, queries, rules
from kith.frontdoor.models import Contact
from kith.ui.render import render

REASON = "a referrer opens a private link"


@page("told/<str:token>/", may=ANYONE, name="referral_told")
def referral_told(request: HttpRequest, token: str) -> HttpResponse:
    """How a contact stands, for who told us of it: no name, no reason; one question once it is decided."""
    problems: Any = ()
    with as_system(REASON):
        contact = queries.contact_of(token, clock.today())
        if contact is None:
            raise Http404("no such link")
        if request.method == "POST":
            try:
                actions.rate(contact, rating=request.POST.get("rating", ""))
            except Refused as refused:
                problems = refused.problems
        values = _values(contact)
    if request.method == "POST" and not problems:
        messages.success(request, "Thank you. Your answer is kept.")
        return redirect("referral_told", token=token)
    shown = {**values, "token": token, "problems": problems}
    answer = render(request, "frontdoor/feedback/told.html", shown, status=422 if problems else 200)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # the log would keep the private address
    return answer


def _values(contact: Contact) -> dict[str, Any]:
    feedback = queries.feedback_of(contact)
    told = feedback.told if feedback else ""
    title, words = rules.stage(state=contact.step.state, is_decided=contact.decided_at is not None, told=told)
    return {
        "reference": rules.reference(contact.pk),
        "received_on": contact.received_on,
        "stage": title,
        "words": words,
        "may_rate": bool(feedback and feedback.told_at),
        "rating": feedback.rating if feedback else None,
        "ratings": rules.RATINGS,
    }


@page("front-door/feedback/", may=May.SEE_PERFORMANCE)
def referrer_feedback(request: HttpRequest) -> HttpResponse:
    """How long referrers wait for an answer, and how easy they find it to tell us."""
    return render(
        request, "frontdoor/feedback/waits.html", {"waits": queries.waits(request.user, clock.today())}
    )
