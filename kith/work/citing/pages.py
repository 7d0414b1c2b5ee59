"""Choose the events that one answer cites: in the form itself where scripts run, on a page of its own where not."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, reading_words, sent_back
from kith.core.chronology import GAP, KEY, Event
from kith.people.outputs.rules import FOR_WORKERS
from kith.ui.formatting import anchor
from kith.ui.render import render
from kith.work.answers import boxes, evidence
from kith.work.answers import rules as answering
from kith.work.answers.actions import save_answer
from kith.work.answers.chronology import events_of
from kith.work.models import Step
from kith.work.steps import rules
from kith.work.steps.viewing import opened, page_of

NEWEST = 40  # events offered at first; the rest are one step away
ABOUT = "the children of the step"
IN_PLACE = "HX-Request"


@page("step/<id:number>/cite/", may=May.WRITE_STEP, about=ABOUT)
def step_cite(request: HttpRequest, number: int) -> HttpResponse:
    """The events that may be cited as evidence, newest first, with those that are cited ticked."""
    work, children = opened(request, number)
    name = (request.POST if request.method == "POST" else request.GET).get("box", "")
    context = page_of(request, work, children)
    box = next((one for one in boxes.every_box(context["parts"]) if one.name == name), None)
    if box is None or box.kind != "events":
        raise Http404
    context |= {"box": box, "obstacle": rules.obstacle_to("save", work.state), "problems": (), "clash": None}
    if request.method == "POST":
        return _keep(request, work, context)
    return _show(request, context)


def _show(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    box, found = context["box"], events_of(request.user, list(context["names"]))
    here_at = reverse("step_cite", kwargs={"number": context["step"].pk})
    if ":" not in box.name:
        found, context["only"] = _to_hand_out(request, found, f"{here_at}?{urlencode({'box': box.name})}")
    shown = found if request.GET.get("all") else found[:NEWEST]
    offered = [_offer(event, context["names"]) for event in shown]
    here = {line for line, *_ in offered}
    held = [one for one in box.choices if one[0] not in here]
    asked = {"box": box.name, "all": 1} | ({"show": KEY} if request.GET.get("show") == KEY else {})
    everything = f"{here_at}?{urlencode(asked)}"
    context |= {"offered": [*held, *offered], "more": len(found) - len(shown), "everything": everything}
    name = "picker" if request.headers.get(IN_PLACE) else "page"
    return render(request, f"work/citing/{name}.html", context, status=status)


def _to_hand_out(
    request: HttpRequest, found: list[Event], here: str
) -> tuple[list[Event], list[tuple[str, str, bool]]]:
    """The events that may be handed out, and the ways to see only the key events or all again."""
    may_go = [event for event in found if event.source[0] not in (*FOR_WORKERS, GAP)]
    weighty = [event for event in may_go if event.weight == KEY]
    only_key = request.GET.get("show") == KEY
    ways = [
        (f"All events ({len(may_go)})", here, not only_key),
        (f"Key events ({len(weighty)})", f"{here}&show={KEY}", only_key),
    ]
    return weighty if only_key else may_go, ways


def _offer(event: Event, names: Mapping[int, str]) -> tuple[str, ...]:
    """One event to choose: about whom of several it is, and what it says."""
    whom = [name for person, name in names.items() if person in event.people]
    about = f"{reading_words.listing(whom)}: " if len(names) > 1 and whom else ""
    cited, words = evidence.cite(event), " ".join(event.words.split())
    return cited.line, cited.words, event.href, "", f"{about}{words}".rstrip(": ")


def _keep(request: HttpRequest, work: Step, context: dict[str, Any]) -> HttpResponse:
    box, posted = context["box"], request.POST
    version = sent_back.number(posted.get("version", ""), sent_back.LONGEST_VERSION)
    chosen = answering.tidy(box.kind, posted.getlist(box.field))
    try:
        saved = save_answer(
            request.user, work, question=box.name, child=None, value=chosen, base_version=version
        )
    except Refused as refused:
        return _show(request, context | {"problems": refused.problems}, status=422)
    if saved.clash:
        mine, theirs = (
            boxes.retold(context["form"], context["names"], box.name, value)
            for value in (chosen, saved.clash.value)
        )
        clash = {"by": saved.clash.by, "at": saved.clash.at, "mine": mine, "theirs": theirs}
        return _show(request, context | {"clash": clash}, status=409)
    messages.success(request, "The evidence is kept.")
    return redirect(f"{reverse('step', kwargs={'number': work.pk})}#{anchor(box.field)}-cited")
