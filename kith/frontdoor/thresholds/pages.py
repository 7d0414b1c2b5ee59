"""The threshold aid on the page of a contact, and the guide itself for anyone at work to read."""

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
    text = request.POST.get(queries.TOLD, "")
    shown = around(request, contact, text, request.POST.get("threshold_find", "")[:LONGEST_SEARCH])
    return fragment(request, AID, "offers", {**shown, "contact": contact, "refused": words})


def around(request: HttpRequest, contact: Contact, text: str, searched: str = "") -> dict[str, Any]:
    """What the aid shows of a contact that is being written, for the words typed so far. Two queries."""
    held = queries.chosen(request.user, contact)  # type: ignore[arg-type]
    before = held.get(queries.RECOMMENDED)
    choice = before.choice if before else Choice()
    return {
        "threshold": queries.panel(queries.guide_of(contact, held), choice, text, searched),
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


def decided_around(request: HttpRequest, contact: Contact, *, deciding: bool) -> dict[str, Any]:
    """What the page of a decision shows: what the writer and the manager chose, and the form's own fields.

    The form begins with the lines that the writer ticked and with no level. Three queries.
    """
    viewer = request.user
    held = queries.chosen(viewer, contact)  # type: ignore[arg-type]
    before = held.get(queries.RECOMMENDED)
    given: dict[str, Any] = {"recommended_by": before, "decided_by_guide": held.get(queries.DECIDED)}
    if not deciding:
        return {"guide_chosen": given}
    carried = Choice("", before.choice.ticks) if before else Choice()
    choice = posted_choice(request) if request.method == "POST" else carried
    text = queries.told(viewer, contact)  # type: ignore[arg-type]
    return {
        "guide_chosen": given,
        "threshold": queries.panel(queries.guide_of(contact, held), choice, text),
        "threshold_seen": rules.written(carried),
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
    today = held.on(clock.today())
    return render(
        request,
        "frontdoor/thresholds/guide.html",
        {"guide": held.of(version) if version else today, "versions": held.versions, "today": today},
    )
