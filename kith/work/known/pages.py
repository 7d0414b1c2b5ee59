"""Saying that facts beside a form are still right, and changing one of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.people.days import read_day
from kith.ui.render import render
from kith.work.answers.held import form_of
from kith.work.known import actions, queries
from kith.work.known.rules import Fact, also_shown
from kith.work.models import Step, StepChild
from kith.work.steps import rules
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import opened, page_of

ABOUT = "the children of the step"
IN_PLACE = "HX-Request"
FORMS = {"name": "name", "home": "home", "school": "place", "gp": "place", "needs": "several"}


def _inside(children: list[StepChild]) -> dict[int, str]:
    return {child.person_id: first_name(child.person) for child in children if child.released_at is None}


@page("step/<id:number>/facts/", may=May.WRITE_STEP, about=ABOUT, name="step_facts")
@require_POST
def step_facts(request: HttpRequest, number: int) -> HttpResponse:
    """Remember that one fact, or all that are shown, are still right."""
    work, children = opened(request, number)
    names, problem = _inside(children), ""
    chosen = request.POST.get("right", "")
    sent = request.POST.getlist("shown") if chosen == "all" else [chosen]
    try:
        actions.say_right(request.user, work, sent=sent, names=names)
    except Refused as refused:
        problem = refused.words
    if request.headers.get(IN_PLACE):
        return _panel(request, work, names, problem)
    if problem:
        messages.error(request, problem)
    return redirect(f"{reverse('step', kwargs={'number': number})}#facts")


def _panel(request: HttpRequest, work: Step, names: dict[int, str], problem: str) -> HttpResponse:
    facts = queries.shown_in(request.user, work, form_of(work), names)
    context = {"step": work, "pulled": facts, "names": names, "fact_problem": problem}
    return render(request, "work/known/panel.html", context | {"may_edit": request.user.may(May.EDIT_PERSON)})


@page("step/<id:number>/fact/<slug:named>/<id:person>/", may=May.EDIT_PERSON, about=ABOUT, name="step_fact")
def step_fact(request: HttpRequest, number: int, named: str, person: int) -> HttpResponse:
    """Change one fact about one child; the old one stays on record with its days."""
    work, children = opened(request, number)
    names = _inside(children)
    found = queries.facts_of(request.user, work, form_of(work), names)
    fact = next((one for one in found if one.changes and one.key == (named, person)), None)
    if fact is None:
        raise Http404
    also = also_shown(queries.elsewhere(request.user, work, fact), names[person])
    problems: Any = ()
    if request.method == "POST":
        try:
            new = _change(request, work, fact, names)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(
                request, f"{names[person]}: {new.title} is now “{new.words}”. Also shown in: {also}."
            )
            return redirect(f"{reverse('step', kwargs={'number': number})}#facts")
    context = page_of(request, work, children) | _form(request, fact, names) | {"also": also}
    context |= {"problems": problems, "obstacle": rules.obstacle_to("save", work.state)}
    return render(request, "work/known/change.html", context, status=422 if problems else 200)


def _change(request: HttpRequest, work: Step, fact: Fact, names: dict[int, str]) -> Fact:
    if request.POST.get("was") != fact.mark:
        raise Refused(f"Changed meanwhile: it is now “{fact.words}”. Send it again if yours is right.")
    since = read_day(request.POST.get("since", "today"), clock.today(), "since")
    typed = dict(request.POST.lists())
    return actions.change(request.user, work, fact=fact, typed=typed, names=names, since=since)


def _form(request: HttpRequest, fact: Fact, names: dict[int, str]) -> dict[str, Any]:
    posted, today = request.POST, clock.today()
    sent = posted if request.method == "POST" else None
    listed = practice.current().lists
    return {
        "fact": fact,
        "whose": names[fact.person] if fact.person else "",
        "form_of": FORMS.get(fact.name, "one"),
        "others": [(str(one), called) for one, called in names.items() if one != fact.person],
        "options": list(listed[fact.name].choices(today)) if fact.name in listed else [],
        "typed": lambda box, at: (
            sent.get(box, "") if sent else (fact.held[at] if len(fact.held) > at else "")
        ),
        "ticked": posted.getlist("codes") if sent else fact.held,
        "together": posted.getlist("together"),
        "since": posted.get("since", reading_words.short_day(today)),
    }
