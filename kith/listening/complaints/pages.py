"""The register of complaints and compliments on the screen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.listening.complaints import actions, queries, rules
from kith.listening.complaints.words import KINDS, OUTCOMES, WHO
from kith.listening.feedback.pages import DOOR
from kith.listening.models import Complaint
from kith.people.queries import people_cells, person
from kith.ui.render import render
from kith.work import typed

ABOUT = "the child that a complaint is about"
WHY = "A complaint or compliment"


@page("complaints/", may=May.KEEP_COMPLAINTS)
def complaints(request: HttpRequest) -> HttpResponse:
    """The register, with how each stands."""
    return _register(request)


@page("complaints/new/", may=May.KEEP_COMPLAINTS)
@require_POST
def complaint_new(request: HttpRequest) -> HttpResponse:
    """Register what was said."""
    posted = request.POST
    number = posted.get("child", "").strip()
    child = person(request.user, as_number(number)) if number else None
    try:
        if number and child is None:
            raise Refused("There is no record with this number.", field="child")
        made = actions.register(
            request.user,
            child,
            kind=posted.get("kind", ""),
            who=posted.get("who", ""),
            team=Team.objects.filter(pk=as_number(posted.get("team", "")), ended_on=None).first(),
            words=posted.get("words", ""),
            received_on=typed.day(posted.get("received_on", "")),
            owner=_owner(posted),
        )
    except Refused as refused:
        return _register(request, refused.problems)
    messages.success(request, f"The {KINDS[made.kind].lower()} is registered.")
    return redirect("complaint", number=made.pk)


def _register(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    today, kind = clock.today(), request.GET.get("kind", "")
    values = {
        "door": DOOR,
        "rows": queries.register(request.user, today, kind),
        "most": queries.MOST,
        "kind": kind,
        "kinds": list(KINDS.items()),
        "who": list(WHO.items()),
        "teams": queries.teams(),
        "owners": queries.owners(today),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "listening/complaints/register.html", values, status=422 if problems else 200)


@page("complaints/<id:number>/", may=May.KEEP_COMPLAINTS, about=ABOUT)
def complaint(request: HttpRequest, number: int) -> HttpResponse:
    """One of the register, with its stages; what is written on it is done here."""
    row = queries.one(request.user, number)
    if row is None:
        raise Http404
    look_at(request, row.people_ids(), WHY)
    if request.method != "POST":
        return _one(request, row)
    try:
        done = _write(request, row)
    except Refused as refused:
        return _one(request, row, refused.problems)
    messages.success(request, done)
    return redirect("complaint", number=row.pk)


def _write(request: HttpRequest, row: Complaint) -> str:
    posted = request.POST
    do = posted.get("do", "")
    if do == "longer":
        actions.take_longer(request.user, row, why=posted.get("why", ""))
        return "It takes longer; tell them why."
    if do == "next":
        day = typed.day(posted.get("started_on", ""))
        actions.go_on(request.user, row, started_on=day, owner=_owner(posted))
        return "The next stage has begun."
    if do == "give":
        actions.give(request.user, row, owner=_owner(posted))
        return "It stands on their work list."
    if do != "answer":
        raise Http404
    actions.answer(
        request.user,
        row,
        outcome=posted.get("outcome", ""),
        words=posted.get("answer", ""),
        learning=posted.get("learning", ""),
        answered_on=typed.day(posted.get("answered_on", "")),
    )
    return "The answer is kept."


def _owner(posted: QueryDict) -> Worker | None:
    """Who was chosen to answer, or nobody. Raises Refused for a number that is nobody's."""
    if not (chosen := posted.get("owner", "")):
        return None
    found = Worker.objects.filter(pk=as_number(chosen), is_active=True).first()
    if found is None:
        raise Refused("Choose somebody from the list.", field="owner")
    return found


def _one(request: HttpRequest, row: Complaint, problems: Any = ()) -> HttpResponse:
    today = clock.today()
    stages = queries.stages(request.user, row, today)
    last = stages[-1] if stages else None
    outcome = last.answer.outcome if last and last.answer else ""
    following = queries.stage_after(last.row.stage) if last else None
    is_done = [one.answer is not None for one in stages]
    values = {
        "door": DOOR,
        "row": row,
        "kind": KINDS[row.kind],
        "who": WHO[row.who],
        "child": next(iter(people_cells(request.user, row.people_ids(), today).values()), None),
        "stages": stages,
        "to_answer": last is not None and last.answer is None,
        "longer": queries.longer(last.row)
        if last is not None and last.answer is None and last.row.longest_on is None
        else None,
        "following": following
        if rules.problem_with_next(is_done, outcome, following is not None, row.kind == "complaint") is None
        else None,
        "outcomes": list(OUTCOMES.items()),
        "owner": queries.owner_name(last.row) if last else "",
        "owners": queries.owners(today) if stages else [],
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "listening/complaints/page.html", values, status=422 if problems else 200)
