"""Drafts of the practice: begun, judged, published to one team or to everybody, rolled back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import filed
from kith.access.doors import page
from kith.access.editions import actions
from kith.access.editions import queries as editions
from kith.access.may import May
from kith.access.models import PracticeDraft, PracticePublication, Team
from kith.core import Refused, clock, sent_back
from kith.desk.set_up.drafts import queries
from kith.practice.drafting import names_of
from kith.ui.render import render

FILES = {
    "steps.toml": "What is special to us of every step",
    "burden.toml": "What it may cost, and exceptions",
}


@page("set-up/changes/", may=May.CHANGE_PRACTICE)
def practice_changes(request: HttpRequest) -> HttpResponse:
    """What holds for whom, the drafts that are being written, and what was published before."""
    now, before = queries.published()
    context = {
        "pack": filed.on(clock.today()),
        "now": now,
        "before": before,
        "drafts": queries.drafts(),
        "unreadable": queries.unreadable(),
        "door": "set_up",
    }
    return render(request, "desk/set_up/drafts/changes.html", context)


@page("set-up/changes/new/", may=May.CHANGE_PRACTICE)
def draft_new(request: HttpRequest) -> HttpResponse:
    """Begin a draft: what is to change, and why."""
    like = editions.edition_of(sent_back.number(request.GET.get("like", "")))
    problems: Any = ()
    if request.method == "POST":
        try:
            words = {key: request.POST.get(key, "") for key in ("title", "why")}
            draft = actions.begin_draft(request.user, **words, like=like)
        except Refused as refused:
            problems = refused.problems
        else:
            return redirect("draft", number=draft.pk)
    context = {"typed": request.POST, "problems": problems, "like": like, "door": "set_up"}
    return render(request, "desk/set_up/drafts/new.html", context, status=422 if problems else 200)


@page("set-up/changes/<id:number>/", may=May.CHANGE_PRACTICE)
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """One draft: its parts to change, what it would change, what it would cost, what stands against publishing."""
    return draft_page(request, draft_of(number))


def draft_page(request: HttpRequest, found: PracticeDraft, **more: Any) -> HttpResponse:
    """The page of a draft, with what was refused if anything was."""
    today = clock.today()
    judged = queries.judged(found, today)
    files = names_of(filed.authority().folder, found.pack)
    shown = judged["held"] or editions.before(found)
    context = judged | {
        "draft": found,
        "steps": shown.steps.values(),
        "forms": sorted(shown.forms.values(), key=lambda form: form.title),
        "files": [(name, FILES.get(name, "")) for name in sorted({*files, *judged["changed"]})],
        "teams": [(str(team.pk), team.name) for team in queries.teams(today)],
        "typed": request.POST,
        "problems": more.get("problems", ()),
        "door": "set_up",
    }
    return render(request, "desk/set_up/drafts/draft.html", context, status=more.get("status", 200))


def draft_of(number: int) -> PracticeDraft:
    """A draft; 404 where there is none."""
    found = editions.draft_of(number)
    if found is None:
        raise Http404
    return found


@page("set-up/changes/<id:number>/publish/", may=May.CHANGE_PRACTICE)
@require_POST
def draft_publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish a draft to one team or to everybody."""
    found = draft_of(number)
    try:
        made = actions.publish_draft(
            request.user, found, team=_team(request), why=request.POST.get("why", "")
        )
    except Refused as refused:
        return draft_page(request, draft_of(number), problems=refused.problems, status=422)
    messages.success(request, _published_words(made))
    return redirect("practice_changes")


@page("set-up/changes/<id:number>/put-away/", may=May.CHANGE_PRACTICE)
@require_POST
def draft_put_away(request: HttpRequest, number: int) -> HttpResponse:
    """Stop work on a draft; its words stay."""
    return _done(
        request,
        number,
        actions.put_away,
        "The draft is put away. Its text stays to be read.",
        "practice_changes",
    )


@page("set-up/changes/<id:number>/bring-in/", may=May.CHANGE_PRACTICE)
@require_POST
def draft_bring_in(request: HttpRequest, number: int) -> HttpResponse:
    """Let a draft follow what was published meanwhile."""
    return _done(request, number, actions.bring_in, "The draft now follows what holds for everybody.", "")


def _done(request: HttpRequest, number: int, act: Any, told: str, then: str) -> HttpResponse:
    try:
        act(request.user, draft_of(number))
    except Refused as refused:
        return draft_page(request, draft_of(number), problems=refused.problems, status=422)
    messages.success(request, told)
    return redirect(then) if then else redirect("draft", number=number)


@page("set-up/changes/edition/<id:number>/publish/", may=May.CHANGE_PRACTICE)
def edition_publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish an edition further: after a trial in one team, to another or to everybody."""
    edition = editions.edition_of(number)
    if edition is None:
        raise Http404
    problems: Any = ()
    if request.method == "POST":
        try:
            made = actions.publish(
                request.user, edition, team=_team(request), why=request.POST.get("why", "")
            )
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _published_words(made))
            return redirect("practice_changes")
    context = {
        "edition": edition,
        "teams": [(str(team.pk), team.name) for team in queries.teams(clock.today())],
        "typed": request.POST,
        "problems": problems,
        "door": "set_up",
    }
    return render(request, "desk/set_up/drafts/publish.html", context, status=422 if problems else 200)


@page("set-up/changes/published/<id:number>/roll-back/", may=May.CHANGE_PRACTICE)
def roll_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take a publication back: what held before holds again from now on."""
    publication = queries.publication_of(number)
    if publication is None:
        raise Http404
    problems: Any = ()
    if request.method == "POST":
        try:
            actions.roll_back(request.user, publication, why=request.POST.get("why", ""))
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(
                request, f"Rolled back for {_for_whom(publication.team)}. What held before holds again."
            )
            return redirect("practice_changes")
    context = {"publication": publication, "typed": request.POST, "problems": problems, "door": "set_up"}
    return render(request, "desk/set_up/drafts/roll_back.html", context, status=422 if problems else 200)


def _team(request: HttpRequest) -> Team | None:
    """The team chosen, None for everybody; raises ``Refused`` where nothing was chosen."""
    chosen = request.POST.get("team", "")
    if chosen == "all":
        return None
    for team in queries.teams(clock.today()):
        if str(team.pk) == chosen:
            return team
    raise Refused("Choose one team, or everybody.", field="team")


def _published_words(made: PracticePublication) -> str:
    return (
        f"Edition {made.edition_id} holds for {_for_whom(made.team)} now. Open work keeps what it began with."
    )


def _for_whom(team: Team | None) -> str:
    return team.name if team else "everybody"
