"""Taking a contact: one page, one family. Everything on it saves itself, and works without scripts."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, sent_back
from kith.database.middleware import keep
from kith.database.working_day import working_calendar
from kith.frontdoor import rules as front_door
from kith.frontdoor.adults import queries as adults
from kith.frontdoor.contacts import actions, queries, rules
from kith.frontdoor.contacts.deeds import DEEDS, SAID_AT_ONCE, back
from kith.frontdoor.models import Contact
from kith.frontdoor.recognising import actions as recognising
from kith.frontdoor.thresholds import pages as thresholds
from kith.people.queries import Cell
from kith.ui.render import fragment, render
from kith.work import typed
from kith.work.answers.actions import Saved
from kith.work.steps.rules import MOVES

TEMPLATE = "frontdoor/contacts/page.html"
WHY = "Taking a contact"
FIRST_FACTS = (
    "caller_name", "source", "caller_organisation", "caller_phone", "caller_email", "method",
    "home_told", "postcode_told",
)  # fmt: skip
FIRST_ADULTS = (1, 2)


@page("front-door/contact/new/", may=May.TAKE_CONTACT, about="the children of the household it is begun from")
def contact_new(request: HttpRequest) -> HttpResponse:
    """The first lines of a contact: who is getting in touch, about whom; the children of a record are proposed."""
    offered = _offered(request)
    look_at(request, [cell.person_id for cell in offered], WHY)
    if request.method == "POST":
        try:
            made = _take(request, offered)
        except Refused as refused:
            values = _first_page(request, offered, refused)
            return render(request, "frontdoor/contacts/new.html", values, status=422)
        return redirect(_after_beginning(request, made))
    return render(request, "frontdoor/contacts/new.html", _first_page(request, offered))


def _offered(request: HttpRequest) -> list[Cell]:
    """The children of the person or the family that the address names."""
    named = {name: sent_back.number(request.GET.get(name, "")) for name in ("person", "family")}
    return queries.proposed(request.user, **named) if any(named.values()) else []


def _after_beginning(request: HttpRequest, made: Contact) -> str:
    """What was said of a child beside its line, done now that there is a contact; it goes on there in any case."""
    deed, _, rest = request.POST.get("do", "").partition(".")
    if deed not in SAID_AT_ONCE:
        return back(made, "#children")
    try:
        return DEEDS[deed](request, queries.contact_seen_by(request.user, made.pk), rest)
    except Refused as refused:
        messages.error(request, refused.words)
        return back(made, "#children")


def _take(request: HttpRequest, offered: list[Cell]) -> Contact:
    posted, chosen = request.POST.dict(), request.POST.getlist("about")
    ticked = [cell.person_id for cell in offered if str(cell.person_id) in chosen]
    told = {name: fact for name, fact in rules.facts_in(posted).items() if fact.value}
    if not ticked and not any(
        name.startswith("name_told") or name in ("caller_name", "source") for name in told
    ):
        raise Refused("Write down who is getting in touch, or which child it is about.", field="caller_name")
    on, at = posted.get("received_on", "").strip(), posted.get("received_at", "").strip()
    day, time = typed.day(on), typed.time_of_day(at)
    problems: list[tuple[str | None, str]] = []
    if on and day is None:
        problems.append(("received_on", "Write the day like 14/10/2026, or leave it empty for today."))
    if at and time is None:
        problems.append(("received_at", "Write the time like 9:15 or 1605, or leave it empty for now."))
    if problems:
        raise Refused.several(problems)
    moment = rules.received(day, time, clock.now())
    made = actions.take_contact(request.user, received_at=moment, facts=told)
    recognising.add_from_record(request.user, made, people=ticked)
    return made


def _first_page(request: HttpRequest, offered: list[Cell], refused: Refused | None = None) -> dict[str, Any]:
    first = [request.GET.get("person", "")]
    names = [*FIRST_FACTS, "received_on", "received_at"]
    names += [f"{name}.{place}" for place in rules.shown_lines(()) for name in rules.OF_A_CHILD[:3]]
    names += [f"{name}.{place}" for place in FIRST_ADULTS for name in rules.OF_AN_ADULT]
    return {
        "facts": {name: queries.Entry(request.POST.get(name, "")) for name in names},
        "positions": rules.shown_lines(()),
        "offered": offered,
        "about": request.POST.getlist("about") if request.method == "POST" else first,
        "adult_positions": FIRST_ADULTS,
        "problems": refused.problems if refused else (),
        "due": front_door.decision_due(clock.now(), working_calendar()),
        **_choices(),
    }


def _choices() -> dict[str, Any]:
    return {
        "sources": queries.choices_of("referral_source"),
        "methods": queries.choices_of("contact_method"),
        "outcomes": queries.choices_of("contact_outcome"),
        "sexes": rules.SEXES,
        "kin": [(kind, kind.capitalize()) for kind in rules.KIN],
    }


@page("front-door/contact/<id:number>/", may=May.READ_RECORD, about="the children of a contact")
def contact(request: HttpRequest, number: int) -> HttpResponse:
    """One contact, to be written on while it is open; afterwards it is read, and decided, elsewhere."""
    found = queries.contact_seen_by(request.user, number)
    writable = found.step.state in MOVES["save"] and request.user.may(May.TAKE_CONTACT)
    if not writable:
        decides = found.step.state == "submitted" and request.user.may(May.DECIDE_CONTACT)
        return redirect("contact_decide" if decides else "contact_read", number=number)
    if request.method == "POST":
        return _posted(request, found)
    return _show(request, found)


def _show(
    request: HttpRequest, contact: Contact, problems: Any = (), status: int = 200, again: bool = False
) -> HttpResponse:
    """The page. ``again`` shows what was typed instead of what is saved."""
    viewer, told = request.user, adults.adults(request.user, contact)
    children, aside = queries.lines(viewer, contact), queries.aside(contact)
    table = queries.rows(viewer, contact, children, aside, sent_back.number(request.GET.get("line", "")))
    grown = adults.rows(viewer, contact, told, adults.family_name(children), clock.today())
    facts, asked = queries.facts(contact, children, told), queries.asked(viewer, contact)
    entries = facts | {key: one.entry for key, one in asked.items()}
    for name, entry in entries.items() if again else ():
        entry.value = request.POST.get(name, entry.value)
    look_at(request, _shown([row.cell for row in table] + [row.cell for row in grown]), WHY)
    context = {
        "contact": contact,
        "facts": facts,
        "adults": grown,
        "asked": asked,
        "told": [one for name, one in asked.items() if name not in queries.OWN_PLACE],
        "deciders": queries.who_decides(contact),
        "saved_at": queries.last_saved(contact, asked),
        "typed": request.POST,
        "seen": json.dumps({name: one.version for name, one in entries.items() if one.version}),
        "problems": problems,
        "sent_back": queries.sent_back(viewer, contact),
        **_children(viewer, contact, children, table, aside),
        **thresholds.around(request, contact, str(entries["told"].value) if "told" in entries else ""),
        **_choices(),
    }
    return render(request, TEMPLATE, context, status=status)


def _children(viewer: Worker, contact: Contact, children: Any, table: Any, aside: Any) -> dict[str, Any]:
    """The table of children, the first who may be on record, and the household of those who are."""
    best = next((row for row in table if row.hits), None)
    return {
        "rows": table,
        "best": best,
        "proposal": queries.proposal(children, aside, best),
        "house": queries.household(viewer, contact, table, aside),
        "named": sum(row.state != "blank" for row in table),
        "different": any(row.line and row.line.recommended for row in table),
    }


def _shown(cells: list[Cell | None]) -> list[int]:
    return [cell.person_id for cell in cells if cell]


def _posted(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Save all that is on the page, then do what the button says; what is saved stays if that is refused."""
    try:
        clashes = _save_all(request, contact)
    except Refused as refused:
        return _show(request, contact, refused.problems, 422, again=True)
    if clashes:
        return _show(request, queries.contact_seen_by(request.user, contact.pk), clashes, 409)
    deed, _, rest = request.POST.get("do", "look").partition(".")
    if deed not in DEEDS:
        raise Http404("no such button")
    try:
        return redirect(DEEDS[deed](request, contact, rest))
    except Refused as refused:
        return keep(_show(request, queries.contact_seen_by(request.user, contact.pk), refused.problems, 422))


def _save_all(request: HttpRequest, contact: Contact) -> list[tuple[str | None, str]]:
    """Save every field of the form; gives what clashed with a colleague's words, in words."""
    posted = request.POST.dict()
    seen = sent_back.versions(posted.get("_seen", ""))
    answers: dict[str, tuple[object, int]] = {}
    for name, one in queries.asked(request.user, contact).items():
        value = request.POST.get(name, "").replace("\r\n", "\n")
        if name in posted and value != one.entry.value and (value or one.entry.version):
            answers[name] = (value, seen.get(name, 0))
    saved = actions.save_facts(request.user, contact, facts=rules.facts_in(posted))
    saved |= actions.save_answers(request.user, contact, answers=answers)
    thresholds.save_posted(request, contact)
    return [(name, _clash_words(kept, posted[name])) for name, kept in saved.items() if kept.clash]


def _clash_words(kept: Saved, mine: str) -> str:
    assert kept.clash is not None
    at = clock.london(kept.clash.at)
    theirs = f"{kept.clash.by} changed this at {at:%H:%M} to “{kept.clash.value}”."
    return f"{theirs} You wrote “{mine}”. Write what should stay."


# --- saving by itself, and looking while one types ------------------------------------------------------


@page("front-door/contact/<id:number>/save/", may=May.TAKE_CONTACT)
@require_POST
def contact_save(request: HttpRequest, number: int) -> JsonResponse:
    """Save one field while somebody types: JSON with the version that holds, or the other's words."""
    found = queries.contact_seen_by(request.user, number)
    posted = request.POST
    name, value = posted.get("question", ""), posted.get("value", "")
    version = sent_back.number(posted.get("version", ""), sent_back.LONGEST_VERSION)
    try:
        if rules.fact_and_line(name):
            facts = {name: rules.Told(" ".join(value.split()), version)}
            kept = actions.save_facts(request.user, found, facts=facts)[name]
        else:
            kept = actions.save_answers(request.user, found, answers={name: (value, version)})[name]
    except Refused as refused:
        return JsonResponse({"words": refused.words}, status=422)
    if kept.clash:
        there = kept.clash
        told = {"version": there.version, "value": there.value, "by": there.by, "at": there.at.isoformat()}
        return JsonResponse(told, status=409)
    return JsonResponse({"version": kept.version, "saved_at": kept.at.isoformat()})


@page("front-door/contact/<id:number>/match/<id:place>/", may=May.TAKE_CONTACT)
def contact_match(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Who the child on one line may be, as the cell of the table; asked for while somebody types."""
    found = queries.contact_seen_by(request.user, number)
    aside = queries.aside(found)
    table = queries.rows(request.user, found, queries.lines(request.user, found), aside, place)
    row = next((row for row in table if row.position == place), None)
    if row is None:
        raise Http404("no such line")
    return fragment(request, "frontdoor/contacts/match.html", "match", {"row": row, "contact": found})
