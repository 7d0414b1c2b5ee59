"""Asking, the page without an account, papers entered for those who answered on one, and what was said."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import ANYONE, look_at, page
from kith.access.may import May
from kith.access.rules import address_of
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.database.middleware import keep
from kith.database.session import as_system
from kith.listening.feedback import actions, queries, rules
from kith.listening.models import FeedbackRequest
from kith.people.models import Person
from kith.people.queries import people_cells, person
from kith.practice.listening import HAND, WHO, Questionnaire
from kith.ui.render import render
from kith.work import typed

DOOR = "improvement"
BY_LINK = "somebody who was asked opens a private link"
ABOUT = "the child about whose help somebody is asked"
WHY = "Asking what they think"


@page("say/thank-you/<slug:code>/", may=ANYONE, name="say_thanks")
def say_thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Thanks, in the words of a questionnaire; nothing of who answered what."""
    asked = practice.current().listening.questionnaires.get(code)
    if asked is None:
        raise Http404
    return render(request, "listening/feedback/thanks.html", {"asked": asked})


@page("say/<str:token>/", may=ANYONE)
def say(request: HttpRequest, token: str) -> HttpResponse:
    """The questions, for who has the private address. Whatever is wrong with an address, the answer is the same."""
    with as_system(BY_LINK):
        address = address_of(
            request.META.get("REMOTE_ADDR", ""),
            request.headers.get("X-Forwarded-For", ""),
            settings.KITH_PROXIES,
        )
        if rules.too_many(queries.tries(address, clock.now())):
            return _nothing_here(request)
        if request.method == "POST":
            return _answer(request, token, address)
        found = queries.request_of(token, clock.today())
        if found is None:
            return _missed(request, address)
        return _questions(request, queries.questionnaire(found))


def _answer(request: HttpRequest, token: str, address: str) -> HttpResponse:
    try:
        kept = actions.answer(token, posted=request.POST.dict())
    except Refused as refused:
        found = queries.request_of(token, clock.today())
        if found is None:
            return _missed(request, address)
        return _questions(request, queries.questionnaire(found), refused.problems)
    if kept is None:
        return _missed(request, address)
    return _unlogged(redirect("say_thanks", code=kept.request.questionnaire))


def _missed(request: HttpRequest, address: str) -> HttpResponse:
    actions.note_try(address)
    return _nothing_here(request)


def _nothing_here(request: HttpRequest) -> HttpResponse:
    return keep(_unlogged(render(request, "listening/feedback/gone.html", status=404)))


def _questions(request: HttpRequest, asked: Questionnaire, problems: Any = ()) -> HttpResponse:
    values = {
        "asked": asked,
        "action": request.path,
        "field": rules.field,
        "typed": request.POST,
        "problems": problems,
    }
    return _unlogged(render(request, "listening/feedback/say.html", values, status=422 if problems else 200))


def _unlogged(answer: HttpResponse) -> HttpResponse:
    answer._has_been_logged = True  # type: ignore[attr-defined]  # the log would keep the private address
    answer["X-Robots-Tag"] = "noindex"
    return answer


@page("feedback/", may=May.ASK_FEEDBACK)
def feedback(request: HttpRequest) -> HttpResponse:
    """Whom to ask now, and who was asked and has not answered yet."""
    return _overview(request)


@page("feedback/ask/", may=May.ASK_FEEDBACK, name="feedback_ask", about=ABOUT)
@require_POST
def feedback_ask(request: HttpRequest) -> HttpResponse:
    """Make a private link and show it, once."""
    posted = request.POST
    number = posted.get("child", "").strip()
    child = person(request.user, as_number(number)) if number else None
    look_at(request, [child.pk] if child else [], WHY)
    token = actions.new_token()
    try:
        if number and child is None:
            raise Refused("There is no record with this number.", field="child")
        made = actions.ask(
            request.user,
            child,
            point=posted.get("point", ""),
            questionnaire=posted.get("questionnaire", ""),
            token=token,
        )
    except Refused as refused:
        return _overview(request, refused.problems)
    asked = queries.questionnaire(made)
    values = {
        "door": DOOR,
        "row": made,
        "asked": asked,
        "who": WHO[made.who],
        "link": f"{settings.KITH_SITE}{actions.path_of(token)}",
    }
    return _unlogged(render(request, "listening/feedback/link.html", values))


@page("feedback/mail/", may=May.ASK_FEEDBACK, about=ABOUT)
def feedback_mail(request: HttpRequest) -> HttpResponse:
    """Ask somebody by a mail with their private link."""
    given = request.POST if request.method == "POST" else request.GET
    number = given.get("child", "").strip()
    child = person(request.user, as_number(number)) if number else None
    look_at(request, [child.pk] if child else [], WHY)
    if request.method != "POST":
        return _mail_form(request, child)
    try:
        if number and child is None:
            raise Refused("There is no record with this number.", field="child")
        actions.ask_by_mail(
            request.user,
            child,
            point=given.get("point", ""),
            questionnaire=given.get("questionnaire", ""),
            to=given.get("email", "").strip(),
            agreed=bool(given.get("agreed")),
        )
    except Refused as refused:
        return _mail_form(request, child, refused.problems)
    messages.success(request, "The mail goes out with their link. Here it says whether it was sent.")
    return redirect(f"{reverse('feedback')}#waiting")


def _mail_form(request: HttpRequest, child: Person | None, problems: Any = ()) -> HttpResponse:
    given = request.POST if problems else request.GET
    held = practice.current().listening
    point = held.point(given.get("point", "")) or next(
        (one for one in held.points if one.after == HAND), None
    )
    asks = point.asks if point else ()
    chosen = given.get("questionnaire", "")
    asked = held.questionnaires[chosen] if chosen in asks else None
    values = {
        "door": DOOR,
        "point": point,
        "questionnaires": [(code, _named(held.questionnaires[code])) for code in asks],
        "limit": held.mail_limit_on(clock.today()),
        "known": "" if problems else queries.known_address(request.user, child, asked),
        "typed": given,
        "problems": problems,
    }
    return render(request, "listening/feedback/mail.html", values, status=422 if problems else 200)


def _overview(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    today = clock.today()
    held = practice.current().listening
    by_hand = next((one for one in held.points if one.after == HAND), None)
    values = {
        "door": DOOR,
        "to_ask": queries.to_ask(request.user, today),
        "waiting": queries.waiting(request.user, today),
        "by_mail": queries.by_mail(request.user, today),
        "most": queries.MOST,
        "who": WHO,
        "by_hand": by_hand,
        "questionnaires": [(code, _named(held.questionnaires[code])) for code in by_hand.asks]
        if by_hand
        else [],
        "may_read": request.user.may(May.READ_FEEDBACK),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "listening/feedback/overview.html", values, status=422 if problems else 200)


def _named(asked: Questionnaire) -> str:
    return f"{WHO[asked.who]}: {asked.title}"


@page("feedback/<id:number>/paper/", may=May.ASK_FEEDBACK, about=ABOUT)
def feedback_paper(request: HttpRequest, number: int) -> HttpResponse:
    """The questions on paper: to print, and to enter what somebody wrote."""
    found = FeedbackRequest.objects.seen_by(request.user).filter(pk=number).first()
    if found is None:
        raise Http404
    look_at(request, found.people_ids(), WHY)
    problems: Any = ()
    if request.method == "POST":
        day = typed.day(request.POST.get("answered_on", ""))
        try:
            actions.enter_paper(request.user, found, posted=request.POST.dict(), answered_on=day)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, "The paper is entered and counted.")
            return redirect("feedback")
    cells = people_cells(request.user, found.people_ids(), clock.today())
    values = {
        "door": DOOR,
        "row": found,
        "asked": queries.questionnaire(found),
        "child": next(iter(cells.values()), None),
        "point": queries.point_title(found.point),
        "is_answered": queries.is_answered(found),
        "mailed": queries.mailed_as_told(request.user, found, clock.today()),
        "field": rules.field,
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "listening/feedback/paper.html", values, status=422 if problems else 200)


@page("feedback/said/", may=May.READ_FEEDBACK)
def feedback_said(request: HttpRequest) -> HttpResponse:
    """What was answered, in the words of those who did. No child is named beside it."""
    who, helped = request.GET.get("who", ""), request.GET.get("helped", "")
    values = {
        "door": DOOR,
        "said": queries.said(request.user, who=who, helped=helped),
        "may_ask": request.user.may(May.ASK_FEEDBACK),
        "who": who,
        "helped": helped,
        "people": list(WHO.items()),
        "who_words": WHO,
        "marks": {"yes": "done", "partly": "soon", "no": "late", "": "none"},
        "most": queries.MOST,
    }
    return render(request, "listening/feedback/said.html", values)
