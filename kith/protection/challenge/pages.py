"""Challenges on screen: raise one, see what happened, answer it, take it further up, close it, and those that wait."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.people.banners import open_record, viewer_of
from kith.protection.challenge import actions, queries, rules
from kith.protection.models.challenge import LEVELS, MOVES, OUTCOMES
from kith.protection.plan.queries import choices
from kith.ui.render import render
from kith.work.models import Standing
from kith.work.standings.queries import open_of
from kith.work.steps.queries import first_name
from kith.work.visits.sent import text

ABOUT = "the children of the challenge"
REASON = "Challenge"
UNDER_A_PLAN = {"protection", "looked_after"}  # whose plans chairs and reviewing officers look at


@page("person/<id:number>/challenge/new/", may=May.CHAIR_CONFERENCE, about="the child")
def challenge_new(request: HttpRequest, number: int) -> HttpResponse:
    """Raise a challenge about a child, and about brothers and sisters with it."""
    viewer, today = viewer_of(request), clock.today()
    family = choices(viewer, number, today)
    stands = {
        pk: {one.kind for one in rows}
        for pk, rows in open_of(viewer, [one.pk for one in family], today).items()
    }
    is_cared_for = "looked_after" in stands.get(number, ())
    person, context = open_record(request, number, "person_care" if is_cared_for else "person_protection")
    posted = request.POST
    problems: Any = ()
    if request.method == "POST":
        sent = set(posted.getlist("children"))
        try:
            made = actions.raise_challenge(
                viewer,
                [one.pk for one in family if str(one.pk) in sent],
                reason=posted.get("reason", ""),
                words=text(posted, "words"),
                wanted=text(posted, "wanted").strip(),
            )
        except Refused as refused:
            problems = refused.problems
        else:
            due = reading_words.short_day(made.due_on)
            asked = made.asked.name if made.asked else LEVELS[made.level]
            messages.success(request, f"The challenge is raised. {asked} answers by {due}.")
            return redirect("challenge", number=made.pk)
    usual = [str(one.pk) for one in family if stands.get(one.pk, set()) & UNDER_A_PLAN] or [str(number)]
    context |= {
        "people": [(str(one.pk), first_name(one)) for one in family] or [(str(number), first_name(person))],
        "ticked": posted.getlist("children") if request.method == "POST" else usual,
        "reasons": list(queries.reasons(today).items()),
        "typed": posted,
        "problems": problems,
    }
    return render(request, "protection/challenge/new.html", context, status=422 if problems else 200)


@page("challenge/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def challenge(request: HttpRequest, number: int) -> HttpResponse:
    """One challenge: what is not good enough, what is wanted, and everything that happened since."""
    return _show(request, _opened(request, number))


@page("challenge/<id:number>/answer/", may=May.SIGN_OFF, about=ABOUT)
@require_POST
def challenge_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a challenge."""
    found = _opened(request, number)
    try:
        actions.answer(viewer_of(request), found.challenge, words=text(request.POST, "words.answer"))
    except Refused as refused:
        return _show(request, found, refused, "answer")
    messages.success(request, "Answered. The chair has been told.")
    return redirect("challenge", number=number)


@page("challenge/<id:number>/settle/", may=May.CHAIR_CONFERENCE, about=ABOUT)
@require_POST
def challenge_settle(request: HttpRequest, number: int) -> HttpResponse:
    """Take a challenge further up, or close it, named by ``do``."""
    found, by = _opened(request, number), viewer_of(request)
    do = request.POST.get("do", "")
    words = text(request.POST, f"words.{do}")
    try:
        if do == "up":
            row = actions.take_up(by, found.challenge, words=words)
            due = reading_words.short_day(row.due_on)
            told = f"It is with the {LEVELS[row.level].lower()} now, who answers by {due}."
        elif do == "close":
            actions.close(by, found.challenge, outcome=request.POST.get("outcome.close", ""), words=words)
            told = "The challenge is closed. It stays on the record."
        else:
            raise Http404
    except Refused as refused:
        return _show(request, found, refused, do)
    messages.success(request, told)
    return redirect("challenge", number=number)


@page("challenges/", may=May.READ_RECORD)
def open_challenges(request: HttpRequest) -> HttpResponse:
    """The open challenges that one raised, is asked about or answers for, the nearest day first."""
    viewer = viewer_of(request)
    rows = [
        (one, reading_words.listing([first_name(child) for child in people]))
        for one, people in queries.open_for(viewer)
        if people
    ]
    context = {
        "rows": rows,
        "about": queries.reason_words,
        "levels": LEVELS,
        "may_report": viewer.may(May.SEE_PERFORMANCE),
        "door": "work",
    }
    return render(request, "protection/challenge/list.html", context)


def _opened(request: HttpRequest, number: int) -> queries.Whole:
    found = queries.challenge(viewer_of(request), number)
    if found is None or not found.children:
        raise Http404
    look_at(request, [child.pk for child in found.children], REASON)
    return found


def _show(
    request: HttpRequest, found: queries.Whole, refused: Refused | None = None, form: str = ""
) -> HttpResponse:
    viewer, row = viewer_of(request), found.challenge
    stands = open_of(viewer, [child.pk for child in found.children], clock.today())
    standing = rules.Standing(row.level, row.due_on, row.answered_on, row.closed_on)
    may_settle = viewer.may(May.CHAIR_CONFERENCE) and row.is_open
    cannot_answer = not viewer.may(May.SIGN_OFF) or rules.obstacle_to_answering(
        standing,
        by=viewer.pk,
        raised_by=row.raised_by_id,
        places=queries.places(viewer),
        line=queries.line(row.team_id),
    )
    context = {
        "row": row,
        "children": [(first_name(child), child.pk, _page_of(stands, child.pk)) for child in found.children],
        "moves": found.moves,
        "moved": MOVES,
        "levels": LEVELS,
        "about": queries.reason_words(row.reason),
        "outcomes": list(OUTCOMES.items()),
        "closed_as": OUTCOMES,
        "may_answer": not cannot_answer,
        "may_settle": may_settle,
        "not_up": rules.obstacle_to_going_up(standing, clock.today()),
        "form": form,
        "was": lambda name: request.POST.get(name, ""),
        "problems": [(f"{field}.{form}" if field else None, words) for field, words in refused.problems]
        if refused
        else (),
        "door": "work",
    }
    return render(request, "protection/challenge/page.html", context, status=422 if refused else 200)


def _page_of(stands: Mapping[int, Sequence[Standing]], child: int) -> str:
    """Where the plan of a child stands that the challenge is about: the care page, or that of protection plans."""
    kinds = {one.kind for one in stands.get(child, ())}
    return (
        "person_care" if "looked_after" in kinds and "protection" not in kinds else "person_protection_plan"
    )
