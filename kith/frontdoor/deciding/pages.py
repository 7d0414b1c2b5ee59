"""Deciding a contact, and reading one that is decided or waits."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.core.reading_words import count
from kith.frontdoor.contacts.queries import adults_in_words, contact_seen_by
from kith.frontdoor.deciding import actions, queries, rules
from kith.frontdoor.models import Contact
from kith.frontdoor.queries import history
from kith.frontdoor.thresholds import pages as thresholds
from kith.frontdoor.triage.queries import household_of
from kith.ui.render import render
from kith.work.steps.queries import late_reasons

ABOUT = "the children of a contact"
READING, DECIDING = "Reading a contact", "Deciding a contact"


@page("front-door/contact/<id:number>/read/", may=May.READ_RECORD, about=ABOUT)
def contact_read(request: HttpRequest, number: int) -> HttpResponse:
    """A contact as it was sent, with the decision and what followed."""
    return _show(request, contact_seen_by(request.user, number), READING)


@page("front-door/contact/<id:number>/decide/", may=May.DECIDE_CONTACT, about=ABOUT)
def contact_decide(request: HttpRequest, number: int) -> HttpResponse:
    """Decide on a contact: what was told, what came before, what follows; one decision for all children."""
    contact = contact_seen_by(request.user, number)
    if request.method != "POST":
        return _show(request, contact, DECIDING)
    try:
        told = (
            _send_back(request, contact) if request.POST.get("do") == "return" else _decide(request, contact)
        )
    except Refused as refused:
        now = contact_seen_by(request.user, number)
        status = 422 if now.step.state == "submitted" else 409
        return _show(request, now, DECIDING, problems=refused.problems, status=status)
    messages.success(request, told)
    return redirect("contact_read", number=number)


def _decide(request: HttpRequest, contact: Contact) -> str:
    posted = request.POST
    places = [child.position for child in queries.children(request.user, contact)]
    own = [posted.get(f"outcome.{place}", "") for place in places]
    actions.decide(
        request.user,
        contact,
        outcomes=rules.chosen_outcomes(places, posted.get("outcome", ""), own),
        reason=posted.get("words", ""),
        team=_team(posted.get("team", "")),
        late_reason=posted.get("late_reason", ""),
        late_words=posted.get("late_words", ""),
        threshold=thresholds.decided_choice(request),
        own=thresholds.own_choices(request, places),
    )
    made = queries.referrals_made(request.user, contact)
    return f"Decided: {count(made, 'referral')}." if made else "Decided: no referral."


def _asks_why_late(contact: Contact, today: date) -> bool:
    """Whether the decision is late and nobody has said why."""
    return bool(contact.step.due_on and contact.step.due_on < today and not contact.step.late_reason)


def _differs(request: HttpRequest, found: list[queries.Child], problems: Any) -> bool:
    """Whether anything was chosen for one child alone, or is to be put right there."""
    places = [child.position for child in found]
    wrong = {field.rpartition(".")[2] for field, _ in problems if field}
    own = thresholds.own_choices(request, places) or wrong & {str(place) for place in places}
    return bool(own or any(request.POST.get(f"outcome.{place}") for place in places))


def _team(text: str) -> Team | None:
    """The team chosen; none for none. Raises ``Refused`` for one that was not offered."""
    if not text:
        return None
    found = queries.team(text)
    if found is None:
        raise Refused("Choose a team from the list.", field="team")
    return found


def _send_back(request: HttpRequest, contact: Contact) -> str:
    actions.send_back(request.user, contact, words=request.POST.get("words", ""))
    who = contact.step.worker.name if contact.step.worker else "its writer"
    return f"Sent back to {who} with your words."


def _show(
    request: HttpRequest, contact: Contact, why: str, *, problems: Any = (), status: int = 200
) -> HttpResponse:
    found = queries.children(request.user, contact)
    look_at(request, [child.person_id for child in found], why)
    sent = queries.waiting(request.user, contact)
    obstacle = why == DECIDING and queries.obstacle(request.user, contact, sent)
    form_open = why == DECIDING and not obstacle
    context = {
        "contact": contact,
        "children": found,
        "sent": sent,
        "obstacle": obstacle or "",
        "form_open": form_open,
        "typed": request.POST,
        "problems": problems,
        **_told(request.user, contact, found),
        **_offered(request, contact, found, problems),
        **thresholds.decided_around(request, contact, deciding=form_open),
    }
    return render(request, "frontdoor/deciding/page.html", context, status=status)


def _told(viewer: Worker, contact: Contact, found: list[queries.Child]) -> dict[str, Any]:
    """What is known: what was said, what came before, what followed."""
    people = [child.person_id for child in found]
    household = None if contact.decided_at else household_of(viewer, contact, clock.now())
    return {
        "said": queries.said(viewer, contact),
        "past": history(viewer, people, clock.today(), besides=contact.pk),
        "household": household,
        "labels": queries.outcome_words(contact),
        "source": queries.label("referral_source", contact.source),
        "method": queries.label("contact_method", contact.method),
        "adults": adults_in_words(contact),
        "followed": queries.followed(viewer, contact),
        "may_decide": viewer.may(May.DECIDE_CONTACT) and contact.step.state == "submitted",
    }


def _offered(
    request: HttpRequest, contact: Contact, found: list[queries.Child], problems: Any
) -> dict[str, Any]:
    """What may be chosen, and what is chosen already."""
    teams = queries.teams()
    last = queries.last_team(found, teams)
    return {
        "choices": queries.outcome_choices(contact, found),
        "teams": [(team.pk, team.name) for team in teams],
        "team": request.POST.get("team", last),
        "held_by": next((team.name for team in teams if str(team.pk) == last), ""),
        "late": _asks_why_late(contact, clock.today()),
        "late_reasons": list(late_reasons().items()),
        "differs": _differs(request, found, problems),
    }
