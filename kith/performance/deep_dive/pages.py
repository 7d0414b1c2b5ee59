"""Deep dives: the pack of a place on one day, the meeting, what was agreed and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.performance import choices
from kith.performance.choices import Choices
from kith.performance.dashboard.pages import area_options
from kith.performance.deep_dive import actions, queries, rules
from kith.performance.models import DeepDive, DeepDiveAction
from kith.performance.packs import printing
from kith.performance.packs.content import ON_SCREEN, cut, said
from kith.performance.packs.queries import Scope, standing_alone
from kith.performance.tree import Tree, tree
from kith.ui.render import render
from kith.work import typed

ABOUT = "the children listed in a pack"
REASON = "Listed in the pack of a deep dive"
REST = "The workbook has the others."
FIELDS = {"done_on": "day", "due_on": "day"}  # one box for both
Problems = Any


@page("performance/deep_dive/", may=May.SEE_PERFORMANCE, about=ABOUT)
def deep_dive(request: HttpRequest) -> HttpResponse:
    """The pack of a place on a day: trends, lists with reasons, caseloads, what changed, what was agreed last time."""
    known = tree()
    return _show(request, choices.read(request.GET, known, clock.today()), known)


@page("performance/deep_dive/file/<slug:form>/", may=May.SEE_PERFORMANCE, about=ABOUT, name="deep_dive_file")
def deep_dive_file(request: HttpRequest, form: str) -> HttpResponse:
    """The pack as a PDF or a workbook."""
    if form not in printing.FORMS:
        raise Http404
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    if chosen.problems:
        return _show(request, chosen, known)
    scope = _scope(request, chosen, known)
    made = queries.pack(scope, chosen, request.GET.getlist("measure"), printing.FORMS[form])
    look_at(request, made.people, REASON)
    return printing.answer(made, form)


@page("performance/deep_dive/hold/", may=May.HOLD_DEEP_DIVE, about=ABOUT, name="deep_dive_hold")
@require_POST
def deep_dive_hold(request: HttpRequest) -> HttpResponse:
    """Record that the meeting was held; its page takes what is agreed."""
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    look_at(request, [])
    if chosen.problems:
        return _show(request, chosen, known)
    held_on, note = typed.day(request.POST.get("held_on", "")), request.POST.get("note", "")
    try:
        made = actions.hold(request.user, chosen.place, held_on=held_on, note=note)
    except Refused as refused:
        return _show(request, chosen, known, refused.problems)
    messages.success(request, "The meeting is recorded. Write down what was agreed.")
    return redirect("deep_dive_meeting", number=made.pk)


@page("performance/deep_dive/<id:number>/", may=May.SEE_PERFORMANCE, name="deep_dive_meeting")
def deep_dive_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """One meeting: what became of what was agreed before it, and what was agreed at it."""
    return _meeting(request, _dive(number))


@page("performance/deep_dive/<id:number>/agree/", may=May.HOLD_DEEP_DIVE, name="deep_dive_agree")
@require_POST
def deep_dive_agree(request: HttpRequest, number: int) -> HttpResponse:
    """Write down one thing that was agreed."""
    dive = _dive(number)
    try:
        made = actions.agree(
            request.user,
            dive,
            what=request.POST.get("what", ""),
            owner=sent_back.number(request.POST.get("owner", "")) or None,
            due_on=typed.day(request.POST.get("due_on", "")),
        )
    except Refused as refused:
        return _meeting(request, dive, refused.problems, form="agree")
    messages.success(request, f"Agreed: {made.owner.name} does it.")
    return redirect("deep_dive_meeting", number=number)


@page(
    "performance/deep_dive/<id:number>/settle/<id:action>/", may=May.HOLD_DEEP_DIVE, name="deep_dive_settle"
)
@require_POST
def deep_dive_settle(request: HttpRequest, number: int, action: int) -> HttpResponse:
    """Say at a meeting what became of an action: done, not done, or carried over into this meeting."""
    dive = _dive(number)
    agreed = DeepDiveAction.objects.filter(pk=action, dive__team=dive.team_id).first()
    if agreed is None:
        raise Http404
    became, outcome = (request.POST.get(f"{name}_{action}", "") for name in ("became", "outcome"))
    day = typed.day(request.POST.get(f"day_{action}", ""))
    try:
        if became == "carried":
            actions.carry(request.user, agreed, into=dive, due_on=day, outcome=outcome)
        else:
            actions.settle(request.user, agreed, became=became, done_on=day, outcome=outcome)
    except Refused as refused:
        problems = [(f"{FIELDS.get(name or '', name)}_{action}", words) for name, words in refused.problems]
        return _meeting(request, dive, problems, form=str(action))
    messages.success(request, "What became of it is written down.")
    return redirect("deep_dive_meeting", number=number)


def _dive(number: int) -> DeepDive:
    found = DeepDive.objects.filter(pk=number).select_related("by", "team").first()
    if found is None:
        raise Http404
    return found


def _scope(request: HttpRequest, chosen: Choices, known: Tree) -> Scope:
    return Scope(request.user, chosen.place, chosen.on, known)  # type: ignore[arg-type]


def _show(request: HttpRequest, chosen: Choices, known: Tree, problems: Problems = ()) -> HttpResponse:
    codes = request.GET.getlist("measure")
    scope = _scope(request, chosen, known)
    made = queries.pack(scope, chosen, codes, ON_SCREEN)
    look_at(request, made.people, REASON)
    wrong = [*chosen.problems, *problems]
    user, today = request.user, clock.today()
    may_hold = user.may(May.HOLD_DEEP_DIVE) and queries.reaches(user, chosen.place.id or None, today)  # type: ignore[union-attr, arg-type]
    context = {
        "door": "performance",
        "chosen": chosen,
        "problems": wrong,
        "areas": area_options(known),
        "said": said,
        "pack": made,
        "parts": [(part, [cut(table, ON_SCREEN, REST) for table in part.tables]) for part in made.parts],
        "measures": [(one.code, one.short) for one in standing_alone()],
        "told": codes,
        "files": {
            form: reverse("deep_dive_file", kwargs={"form": form}) + _address(chosen, codes)
            for form in printing.FORMS
        },
        "meetings": queries.meetings(chosen.place)[:12],
        "may_hold": may_hold,
        "typed": request.POST,
    }
    return render(request, "performance/deep_dive/page.html", context, status=422 if wrong else 200)


def _address(chosen: Choices, codes: list[str]) -> str:
    more = "".join(f"&measure={code}" for code in codes if code.replace("_", "").isalnum())
    return chosen.address() + more


def _meeting(request: HttpRequest, dive: DeepDive, problems: Problems = (), form: str = "") -> HttpResponse:
    today, place = clock.today(), queries.place_of(dive)
    last = queries.before(place, dive.held_on)

    def told(row: DeepDiveAction) -> dict[str, Any]:
        mark, words = rules.standing(row.became, row.due_on, today)
        return {"row": row, "mark": mark, "words": words, "sent": request.POST if form == str(row.pk) else {},
                "problems": problems if form == str(row.pk) else ()}  # fmt: skip

    user = request.user
    context = {
        "door": "performance",
        "dive": dive,
        "place": place,
        "where": place.name if place.id else "the whole service",
        "last": last,
        "before": [told(row) for row in queries.agreed(last)] if last else [],
        "agreed": [told(row) for row in queries.agreed(dive)],
        "able": [(worker.pk, worker.name) for worker in queries.able(dive)],
        "may_hold": user.may(May.HOLD_DEEP_DIVE) and queries.reaches(user, dive.team_id, today),  # type: ignore[union-attr, arg-type]
        "sent": request.POST if form == "agree" else {},
        "problems": problems if form == "agree" else (),
        "all_problems": problems,
    }
    return render(request, "performance/deep_dive/meeting.html", context, status=422 if problems else 200)
