"""What the buttons on the page of a contact do; each gives the address to go on at."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from kith.access.models import Worker
from kith.core import Refused, clock, sent_back
from kith.core.reading_words import short_day
from kith.frontdoor.adults import deeds as of_adults
from kith.frontdoor.contacts import queries, rules
from kith.frontdoor.models import Contact
from kith.frontdoor.recognising import actions as recognising
from kith.frontdoor.recognising import household
from kith.frontdoor.recognising import queries as known
from kith.frontdoor.sending import actions as sending
from kith.frontdoor.thresholds import pages as thresholds


def _save(request: HttpRequest, contact: Contact, rest: str) -> str:
    messages.success(request, "Saved. The contact waits in the queue until you come back.")
    return reverse("front_door")


def _look(request: HttpRequest, contact: Contact, rest: str) -> str:
    place = sent_back.number(rest)
    return back(contact, f"?line={place}#match-{place}" if place else "#children")


def _find(request: HttpRequest, contact: Contact, rest: str) -> str:
    """Look in the threshold guide, where no script does it: what was typed is saved, the lines found are shown."""
    return back(contact, f"?{urlencode({'find': thresholds.looked_for(request)})}#threshold")


def _same(request: HttpRequest, contact: Contact, rest: str) -> str:
    """This child; and brothers and sisters on other lines who can be nobody else in that household."""
    place, person = _numbers(rest)
    proposed = _proposed(request, contact, place, person)
    recognising.recognise(request.user, contact, position=place, person_id=person, along=proposed.along)
    return back(contact, f"#match-{place}")


def _household(request: HttpRequest, contact: Contact, rest: str) -> str:
    """This child, with brothers and sisters on other lines, and those of the household nobody mentioned."""
    place, person = _numbers(rest)
    proposed = _proposed(request, contact, place, person)
    recognising.recognise_household(
        request.user, contact, position=place, person_id=person, along=proposed.along, others=proposed.others
    )
    return back(contact, "#children")


def _proposed(request: HttpRequest, contact: Contact, place: int, person: int) -> household.Proposal:
    lines = [line for line in queries.lines(request.user, contact) if not rules.is_blank_line(vars(line))]
    today = clock.today()
    around = household.belonging(request.user, [person], today)[person]
    return household.proposal(lines, place, person, queries.aside(contact), around, today)


def _not_same(request: HttpRequest, contact: Contact, rest: str) -> str:
    place, person = _numbers(rest)
    recognising.not_the_same(request.user, contact, position=place, person_id=person)
    return back(contact, f"?line={place}#match-{place}")


def _new(request: HttpRequest, contact: Contact, rest: str) -> str:
    place = sent_back.number(rest)
    recognising.nobody_on_record(request.user, contact, position=place)
    return back(contact, f"#match-{place}")


def _undo(request: HttpRequest, contact: Contact, rest: str) -> str:
    place = sent_back.number(rest)
    recognising.undo(request.user, contact, position=place)
    return back(contact, f"?line={place}#match-{place}")


def _add(request: HttpRequest, contact: Contact, rest: str) -> str:
    recognising.add_unmentioned(request.user, contact, person_id=sent_back.number(rest))
    return back(contact, "#children")


def _add_all(request: HttpRequest, contact: Contact, rest: str) -> str:
    """Everybody of the household who was not mentioned and not left out: those the page names."""
    children, aside = queries.lines(request.user, contact), queries.aside(contact)
    placed = [line.person_id for line in children if line.person_id]
    named = known.unmentioned(known.residents(request.user, placed, clock.today()), aside)
    recognising.add_all_unmentioned(request.user, contact, people=[cell.person_id for cell in named])
    return back(contact, "#children")


def _leave(request: HttpRequest, contact: Contact, rest: str) -> str:
    person = sent_back.number(rest)
    recognising.leave_out(
        request.user, contact, person_id=person, why=request.POST.get(f"why_not.{person}", "")
    )
    return back(contact, "#children")


def _send(request: HttpRequest, contact: Contact, rest: str) -> str:
    chosen = request.POST.get("asked", "")
    offered = dict(queries.who_decides(contact))
    if chosen and chosen not in offered:
        raise Refused("Choose who decides from the list.", field="asked")
    asked = Worker.objects.get(pk=int(chosen)) if chosen else None
    sending.send_for_decision(request.user, contact, asked=asked)
    who = asked.name if asked else "whoever is on duty"
    messages.success(request, f"Sent to {who} for decision. Due {_due_words(contact)}.")
    return reverse("front_door")


def _due_words(contact: Contact) -> str:
    due = clock.london(contact.decision_due_at)
    return f"{due:%H:%M} on {short_day(due.date())}"


DEEDS: dict[str, Callable[[HttpRequest, Contact, str], str]] = {
    "save": _save,
    "look": _look,
    "find": _find,
    "same": _same,
    "household": _household,
    "other": _not_same,
    "new": _new,
    "undo": _undo,
    "add": _add,
    "add_all": _add_all,
    "leave": _leave,
    "send": _send,
    **of_adults.DEEDS,
}


SAID_AT_ONCE = ("same", "household", "other", "new")


def back(contact: Contact, place: str = "") -> str:
    """The address of a contact's page, at a place of it."""
    return reverse("contact", kwargs={"number": contact.pk}) + place


def _numbers(rest: str) -> tuple[int, int]:
    place, _, person = rest.partition(".")
    return sent_back.number(place), sent_back.number(person)
