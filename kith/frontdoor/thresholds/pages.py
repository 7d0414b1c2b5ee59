"""The threshold aid on the page of a contact, and the guide itself for anyone at work to read."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import SIGNED_IN, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.frontdoor.contacts.queries import contact_seen_by
from kith.frontdoor.models import Contact
from kith.frontdoor.thresholds import actions, queries, rules
from kith.frontdoor.thresholds.rules import Choice
from kith.ui.render import fragment, render

AID = "frontdoor/thresholds/aid.html"
LONGEST_SEARCH = 100


@page("front-door/contact/<id:number>/threshold/", may=May.TAKE_CONTACT)
@require_POST
def contact_threshold(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what is ticked, and offer the lines that fit what is typed: asked for while somebody types."""
    contact = contact_seen_by(request.user, number)  # type: ignore[arg-type]
    words: list[str] = []
    try:
        save_posted(request, contact)
    except Refused as refused:
        words = [said for _, said in refused.problems]
    shown = around(request, contact, request.POST.get(queries.TOLD, ""))
    return fragment(request, AID, "offers", {**shown, "contact": contact, "refused": words})


def looked_for(request: HttpRequest) -> str:
    """The words that lines of the guide are looked for by: typed just now, or in the address of the page."""
    told = request.POST.get("threshold_find", "") or request.GET.get("find", "")
    return " ".join(told.replace("\x00", "").split())[:LONGEST_SEARCH]


def around(request: HttpRequest, contact: Contact, text: str) -> dict[str, Any]:
    """What the aid shows of a contact that is being written, for the words typed so far. Two queries."""
    held = queries.chosen(request.user, contact)  # type: ignore[arg-type]
    before = held.get(queries.RECOMMENDED)
    choice = before.choice if before else Choice()
    return {
        "threshold": queries.panel(queries.guide_of(contact, held), choice, text, looked_for(request)),
        "threshold_seen": rules.written(choice),
        "refused": [],
    }


def save_posted(request: HttpRequest, contact: Contact) -> None:
    """Keep the ticks and the level among the fields of a contact's form, where they differ from those shown."""
    shown = rules.seen(request.POST.get(rules.SEEN, ""))
    wanted = posted_choice(request)
    if shown is not None and wanted != shown:
        actions.weigh(request.user, contact, shown=shown, wanted=wanted)


def posted_choice(request: HttpRequest) -> Choice:
    """The level and the ticks in the fields of a form."""
    fields = request.POST
    return rules.posted(fields.get(rules.LEVEL, ""), fields.getlist(rules.LINE), fields.getlist(rules.ITEM))


def decided_choice(request: HttpRequest) -> Choice:
    """What a manager chose on the form of a decision; nothing where it was left as it was shown."""
    choice = posted_choice(request)
    return Choice() if choice == rules.seen(request.POST.get(rules.SEEN, "")) else choice


def own_choices(request: HttpRequest, places: Collection[int]) -> dict[int, rules.Own]:
    """What a manager chose for children who differ, by line; nothing of a line whose boxes were left alone."""
    fields, carried = request.POST, (rules.seen(request.POST.get(rules.SEEN, "")) or Choice()).ticks
    found = {}
    for place in places:
        level, why = fields.get(f"{rules.LEVEL}.{place}", ""), fields.get(f"{rules.WHY}.{place}", "")
        choice = rules.posted(level, fields.getlist(f"{rules.LINE}.{place}"), ())
        items = frozenset(tick for tick in carried if tick[0] == "item")
        own = rules.Own(Choice(choice.level, choice.ticks | items), why.replace("\x00", "").strip())
        was_shown = f"{rules.LEVEL}.{place}" in fields
        if own.differs or own.why or (was_shown and own.choice.ticks != carried):
            found[place] = own
    return found


def decided_around(request: HttpRequest, contact: Contact, *, deciding: bool) -> dict[str, Any]:
    """What the page of a decision shows: what the writer and the manager chose, and the form's own fields.

    The form begins with the lines that the writer ticked and with no level. Three queries.
    """
    viewer = request.user
    everything = queries.chosen_in_all(viewer, contact)  # type: ignore[arg-type]
    held = {stage: one for (stage, place), one in everything.items() if place is None}
    before = held.get(queries.RECOMMENDED)
    given: dict[str, Any] = {"recommended_by": before, "decided_by_guide": held.get(queries.DECIDED)}
    given["own"] = {place: one for (_, place), one in everything.items() if place is not None}
    if not deciding:
        return {"guide_chosen": given}
    carried = Choice("", before.choice.ticks) if before else Choice()
    choice = posted_choice(request) if request.method == "POST" else carried
    text = queries.told(viewer, contact)  # type: ignore[arg-type]
    return {
        "guide_chosen": given,
        "threshold": queries.panel(queries.guide_of(contact, held), choice, text),
        "threshold_seen": rules.written(carried),
        "carried_lines": carried.codes("line"),
    }


@page("front-door/threshold-guide/", may=SIGNED_IN)
def threshold_guide(request: HttpRequest) -> HttpResponse:
    """The guide that holds today, or the version asked for, to be read by anyone at work."""
    held = practice.current().thresholds
    if held is None:
        return render(request, "frontdoor/thresholds/guide.html", {"guide": None})
    wanted = request.GET.get("version", "")
    version = next((one for one in held.versions if one.number == wanted), None)
    if wanted and version is None:
        raise Http404("no such version")
    today, searched = held.on(clock.today()), looked_for(request)
    guide = held.of(version) if version else today
    values: dict[str, Any] = {"guide": guide, "versions": held.versions, "today": today, "searched": searched}
    values["lines"] = [line for line in guide.lines if rules.is_meant(guide, line, searched)] if guide else ()
    return render(request, "frontdoor/thresholds/guide.html", values)
