"""My supervisions, those of the team, and one with its agenda made of facts."""

from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, reading_words
from kith.database.working_day import working_calendar
from kith.ui.render import render
from kith.work import typed
from kith.work.models import PersonalNote, Supervision
from kith.work.steps.viewing import called
from kith.work.supervision import actions, queries, sampled, sent
from kith.work.supervision.agenda import Agenda, FamilyPoints, agenda
from kith.work.visits.sent import text

ABOUT = "the children of the agenda"
REASON = "Supervision"


def _viewer(request: HttpRequest) -> Worker:
    return cast(Worker, request.user)


@page("supervision/", may=May.BE_SUPERVISED)
def supervisions(request: HttpRequest) -> HttpResponse:
    """The viewer's own supervisions, the next first, and what decisions ask of the viewer."""
    viewer, today = _viewer(request), clock.today()
    rows = queries.of_worker(viewer, viewer)
    planned, due = queries.mine(viewer, today, working_calendar())
    context = {
        "rows": rows,
        "planned": planned,
        "due": due,
        "line": queries.line_of(viewer),
        "to_do": queries.to_do(viewer),
        "reasons": practice.current().lists[actions.LIST],
        "written": sent.written(today),
        "door": "work",
    }
    return render(request, "work/supervision/mine.html", context)


@page("supervision/team/", may=May.SUPERVISE)
def team_supervisions(request: HttpRequest) -> HttpResponse:
    """Everybody of the viewer's teams: who supervises them, when last, until when, and what is planned."""
    return _team(request)


def _team(request: HttpRequest, problems: Any = (), worker: int = 0, *, status: int = 200) -> HttpResponse:
    viewer, today = _viewer(request), clock.today()
    rows = queries.standings(viewer, today, working_calendar())
    everybody = request.GET.get("show") == "all"
    mine = [row for row in rows if row.supervisor_id in (viewer.pk, None) or row.supervisor_left]
    shown = rows if everybody or not mine else mine
    held = [row for row in rows if row.due]
    context = {
        "rows": shown,
        "number": len(rows),
        "mine": len(mine),
        "everybody": shown is rows,
        "late": sum(row.is_late for row in held),
        "counted": len(held),
        "in_time": sum(not row.is_late for row in held),
        "children": sum(len(row.children) for row in rows),
        "talked": sum(len(row.talked) for row in rows),
        "days": queries.rules.TALKED_DAYS,
        "supervisors": [(number, name) for number, name in queries.supervisors(today).items()],
        "viewer": viewer.pk,
        "typed": request.POST,
        "problems": [
            (f"{field}.{worker}" if field in ("planned_on", "supervisor") else None, words)
            for field, words in problems
        ],
        "written": sent.written,
        "today": today,
        "sample": sampled.SIZE,
        "door": "team",
    }
    return render(request, "work/supervision/team.html", context, status=status)


@page("supervision/plan/<id:worker>/", may=May.SUPERVISE)
@require_POST
def supervision_plan(request: HttpRequest, worker: int) -> HttpResponse:
    """Plan the next supervision of a worker, or move it; or say who supervises."""
    found = Worker.objects.filter(pk=worker).first()
    if found is None:
        raise Http404
    try:
        if f"supervisor.{worker}" in request.POST:
            words = _supervise(request, found)
        else:
            on = typed.day(request.POST.get(f"planned_on.{worker}", ""))
            made = actions.plan(_viewer(request), found, planned_on=on)
            words = f"Supervision of {found.name} is planned for {reading_words.short_day(made.planned_on)}."
    except Refused as refused:
        return _team(request, refused.problems, worker, status=422)
    messages.success(request, words)
    return redirect("team_supervisions")


def _supervise(request: HttpRequest, worker: Worker) -> str:
    chosen = sent.number(request.POST[f"supervisor.{worker.pk}"])
    supervisor = Worker.objects.filter(pk=chosen).first() if chosen else None
    if supervisor is None:
        raise Refused("Choose who supervises.", "supervisor")
    actions.supervise(_viewer(request), worker, supervisor=supervisor)
    return f"{worker.name} is supervised by {supervisor.name} from today."


def _opened(request: HttpRequest, number: int) -> Supervision:
    found = queries.opened(_viewer(request), number)
    if found is None:
        raise Http404
    return found


@page("supervision/<id:number>/", may=May.BE_SUPERVISED, about=ABOUT)
def supervision(request: HttpRequest, number: int) -> HttpResponse:
    """One supervision: what there is to talk about, made of what stands in the record now; and how the worker is."""
    return _page(request, _opened(request, number))


def _page(request: HttpRequest, found: Supervision, problems: Any = (), *, status: int = 200) -> HttpResponse:
    viewer, today = _viewer(request), clock.today()
    made = agenda(viewer, found, today, working_calendar())
    look_at(request, made.people, REASON)
    is_supervisor = viewer.pk != found.worker_id
    filed = [one for one in made.agreed if one.supervision_id == found.pk]
    context = {
        "one": found,
        "agenda": made,
        "families": [_shown(family) for family in made.families],
        "filed": filed,
        "agreed": [one for one in made.agreed if one.supervision_id != found.pk],
        "is_supervisor": is_supervisor,
        "may_file": is_supervisor and not found.missed_at,
        "personal": queries.personal(viewer, found),
        "kinds": PersonalNote.KINDS,
        "reasons": practice.current().lists[actions.LIST],
        "choices": practice.current().lists[actions.LIST].choices(today),
        "typed": request.POST,
        "problems": problems,
        "today": today,
        "written": sent.written(today),
        "suggested": sent.written(_next_day(found)),
        "viewer": viewer,
        "door": "team" if is_supervisor else "work",
    }
    return render(request, "work/supervision/page.html", context, status=status)


def _next_day(found: Supervision) -> Any:
    """A working day four weeks on, to begin with."""
    return working_calendar().add(max(found.planned_on, clock.today()) + timedelta(days=27), 1)


def _shown(family: FamilyPoints) -> dict[str, Any]:
    today = clock.today()
    return {"family": family, "children": [(one.pk, called(one, today)) for one in family.children]}


@page("supervision/<id:number>/held/", may=May.SUPERVISE, about=ABOUT)
@require_POST
def supervision_held(request: HttpRequest, number: int) -> HttpResponse:
    """Record that it was held, and plan the next."""
    found = _opened(request, number)
    try:
        actions.hold(
            _viewer(request),
            found,
            held_on=typed.day(request.POST.get("held_on", "")),
            next_on=sent.next_on(request.POST),
        )
    except Refused as refused:
        return _page(request, found, _called(refused.problems, "next_on"), status=422)
    messages.success(request, f"Recorded as held with {found.worker.name}.")
    return redirect("supervision", number=number)


def _called(problems: Any, name: str) -> list[tuple[str | None, str]]:
    """What stopped the planning of the next, beside the box its day was typed in."""
    return [(name if field == "planned_on" else field, words) for field, words in problems]


@page("supervision/<id:number>/missed/", may=May.SUPERVISE, about=ABOUT)
@require_POST
def supervision_missed(request: HttpRequest, number: int) -> HttpResponse:
    """Record that it was not held, why, and plan another."""
    found = _opened(request, number)
    try:
        instead = sent.next_on(request.POST, "instead_on")
        actions.miss(_viewer(request), found, reason=request.POST.get("reason", ""), next_on=instead)
    except Refused as refused:
        return _page(request, found, _called(refused.problems, "instead_on"), status=422)
    messages.success(request, f"Recorded as not held with {found.worker.name}.")
    return redirect("team_supervisions")


@page("supervision/<id:number>/personal/", may=May.BE_SUPERVISED, about=ABOUT)
@require_POST
def supervision_personal(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what was said of how the worker is and what they learn."""
    found = _opened(request, number)
    said = {kind: text(request.POST, kind) for kind, _ in PersonalNote.KINDS}
    try:
        actions.write_personal(_viewer(request), found, said=said)
    except Refused as refused:
        return _page(request, found, refused.problems, status=422)
    messages.success(request, "Kept, for you two alone.")
    return redirect("supervision", number=number)


@page("supervision/<id:number>/family/<id:family>/", may=May.SUPERVISE, about=ABOUT)
def supervision_family(request: HttpRequest, number: int, family: int) -> HttpResponse:
    """What was said of one family and what is decided, filed with the children concerned."""
    found = _opened(request, number)
    made = agenda(_viewer(request), found, clock.today(), working_calendar())
    points = made.family(family)
    if points is None:
        messages.error(
            request, "That family is closed, or held by somebody else meanwhile. The agenda is as it is now."
        )
        return redirect("supervision", number=number)
    if request.method != "POST":
        return _family(request, found, made, points)
    try:
        _file(request, found, points)
    except Refused as refused:
        return _family(request, found, made, points, refused.problems, status=422)
    messages.success(
        request, f"Filed with {reading_words.listing([words for _, words in _shown(points)['children']])}."
    )
    return redirect("supervision", number=number)


def _file(request: HttpRequest, found: Supervision, points: FamilyPoints) -> None:
    ticked = request.POST.getlist("children")
    children = [one for one in map(sent.number, ticked) if one is not None]
    if any(child not in points.ids for child in children):
        raise Refused(actions.rules.NOT_HELD, "children")
    told = sent.decided(request.POST, clock.today())
    actions.file(_viewer(request), found, children=children, words=text(request.POST, "words"), told=told)


def _family(
    request: HttpRequest,
    found: Supervision,
    made: Agenda,
    points: FamilyPoints,
    problems: Any = (),
    *,
    status: int = 200,
) -> HttpResponse:
    viewer, today = _viewer(request), clock.today()
    look_at(request, points.ids, REASON)
    is_new = request.method != "POST"
    keys = [one.key for one in made.families]
    place = keys.index(points.key)
    context = {
        "one": found,
        "family": points,
        "children": _shown(points)["children"],
        "chosen": points.ids if is_new else request.POST.getlist("children"),
        "facts": points.facts(today) if is_new else text(request.POST, "facts"),
        "owners": [(found.worker_id, found.worker.name), (viewer.pk, viewer.name)],
        "typed": request.POST,
        "problems": problems,
        "after": keys[place + 1] if place + 1 < len(keys) else None,
        "position": (place + 1, len(keys)),
        "written": sent.written(today),
        "viewer": viewer,
        "door": "team",
    }
    return render(request, "work/supervision/family.html", context, status=status)


@page("supervision/sample/", may=May.SUPERVISE)
def supervision_sample(request: HttpRequest) -> HttpResponse:
    """Some supervisions of the last months, drawn by chance from the viewer's teams, with what was filed of each."""
    viewer, today = _viewer(request), clock.today()
    context = {
        "rows": sampled.drawn(viewer, today),
        "size": sampled.SIZE,
        "days": sampled.DAYS,
        "again": True,
        "door": "team",
    }
    return render(request, "work/supervision/sample.html", context)
