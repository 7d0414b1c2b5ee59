"""The page on which a draft is tried: its form filled in for invented children, and what comes of sending it."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from kith.access import filed
from kith.access.doors import page
from kith.access.editions import queries as editions
from kith.access.may import May
from kith.access.models import PracticeDraft
from kith.core import Refused, clock, reading_words
from kith.desk.set_up.drafts.pages import draft_of
from kith.desk.set_up.drafts.trial import actions
from kith.desk.set_up.drafts.trial.actions import INVENTED
from kith.practice import Form, Practice
from kith.practice.burden import burden
from kith.practice.step_words import limit_words, sign_off_words
from kith.ui.render import render
from kith.work import typed
from kith.work.answers import boxes
from kith.work.answers import rules as answering
from kith.work.answers.actions import Typed
from kith.work.steps.posted import typed_in


@page("set-up/changes/<id:number>/try/", may=May.CHANGE_PRACTICE)
def draft_try(request: HttpRequest, number: int) -> HttpResponse:
    """Fill in the form of a step as the draft has it, for three invented children, and see what comes of it."""
    draft = draft_of(number)
    held = editions.practice_of(draft)
    kind = held.steps.get(request.GET.get("step", "")) if held else None
    form = held.form_of(kind.code) if held and kind else None
    if held is None or kind is None or form is None:
        raise Http404
    today = clock.today()
    given: list[Typed] = []
    tried, problems = None, []
    referred = request.POST.get("referred_on", reading_words.short_day(today))
    if request.method == "POST":
        given = typed_in(request.POST, form, boxes.lay_out(form, {}, INVENTED, today))
        try:
            if request.POST.get("then", "send") == "send":
                tried = _tried(request, draft, kind.code, given, referred)
                problems = list(tried.problems)
        except Refused as refused:
            problems = refused.problems
    kept = {(one.name, one.child): (one.value, 0) for one in given}
    context = {
        "draft": draft,
        "kind": kind,
        "form": form,
        "parts": boxes.lay_out(form, kept, INVENTED, today),
        "stops": answering.stops(form, {key: value for key, (value, _) in kept.items()}, INVENTED),
        "opened": {request.POST.get("then", "").removeprefix("add:")},
        "limits": [limit_words(limit) for limit in kind.limits if limit.holds_on(today)],
        "sign_off": sign_off_words(kind, held.roles),
        "minutes": _minutes(held, form, today),
        "referred": referred,
        "tried": tried,
        "problems": problems,
        "door": "set_up",
    }
    return render(request, "desk/set_up/drafts/trial/trial.html", context, status=422 if problems else 200)


def _tried(
    request: HttpRequest, draft: PracticeDraft, kind: str, given: list[Typed], referred: str
) -> actions.Tried:
    on = typed.day(referred)
    if on is None or on > clock.today():
        raise Refused("Write a day that is not ahead, like 21/4/2026.", field="referred_on")
    return actions.try_out(request.user, draft, kind=kind, referred_on=on, typed=given)


def _minutes(held: Practice, form: Form, today: date) -> float:
    costs = {one.code: one for one in burden(held, filed.authority().hands, today).forms}
    return costs[form.code].minutes if form.code in costs else 0.0
