"""What those affected say on the screen: counts, events, taking an answer for an action, and you said, we did."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.improvement.days import typed_day
from kith.improvement.listening import actions, queries, rules
from kith.improvement.models import PlanAction, Recommendation
from kith.improvement.plan.pages import DOOR
from kith.performance.small_numbers import MARK, NOTE
from kith.practice.listening import WHO
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet

HEADS = ["Who", *({"words": words, "number": True} for words in rules.COUNTED)]


@page("improvement/listening/", may=May.SEE_IMPROVEMENT)
def listening(request: HttpRequest) -> HttpResponse:
    """What was asked and answered in twelve months, and the listening events."""
    return _show(request)


@page("improvement/listening/counted.csv", may=May.SEE_IMPROVEMENT)
def listening_csv(request: HttpRequest) -> HttpResponse:
    """The counts as a file that may leave: small numbers are hidden in it, whoever takes it."""
    today = clock.today()
    counts = queries.counted(today)
    rows = _named(counts, rules.shown(counts, outward=True))
    return spreadsheet("what-those-affected-say", today, ["Who", *rules.COUNTED], [*rows, (NOTE,)])


@page("improvement/listening/event/", may=May.CHANGE_IMPROVEMENT)
@require_POST
def listening_event(request: HttpRequest) -> HttpResponse:
    """Keep a listening event and what was said at it."""
    posted = request.POST
    try:
        actions.hold_event(
            request.user,
            title=posted.get("title", ""),
            held_on=typed_day(posted.get("held_on", "")),
            came={code: posted.get(code, "") for code in rules.CAME},
            said={who: posted.get(f"said.{who}", "") for who in WHO},
        )
    except Refused as refused:
        return _show(request, refused.problems)
    messages.success(request, "The event is kept. What was said waits for actions that answer it.")
    return redirect("listening")


def _show(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    counts = queries.counted(clock.today())
    reads = request.user.may(May.READ_FEEDBACK)
    table = rules.shown(counts, outward=not reads)
    values = {
        "door": DOOR,
        "rows": _named(counts, table),
        "heads": HEADS,
        "scores": [(WHO[one.who], one.helped_words, one.score, one.answered) for one in counts]
        if reads
        else [],
        "is_hidden": any(MARK in row for row in table),
        "note": NOTE,
        "events": queries.events(),
        "came": list(rules.CAME.items()),
        "who": list(WHO.items()),
        "who_words": WHO,
        "reads": reads,
        "may_ask": request.user.may(May.ASK_FEEDBACK),
        "may_keep": request.user.may(May.KEEP_COMPLAINTS),
        "may_change": request.user.may(May.CHANGE_IMPROVEMENT),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/listening/page.html", values, status=422 if problems else 200)


def _named(counts: list[rules.Count], table: list[list[int | str]]) -> list[tuple[Any, ...]]:
    names = [*(WHO[one.who] for one in counts), "All"]
    return [(name, *row) for name, row in zip(names, table, strict=False)]


@page("improvement/action/<id:number>/feedback/", may=May.READ_FEEDBACK)
def plan_action_feedback(request: HttpRequest, number: int) -> HttpResponse:
    """Answers to questionnaires that can be taken as the words of those affected of an action."""
    row = get_object_or_404(PlanAction.objects.select_related("plan"), pk=number)
    problems: Any = ()
    if request.method == "POST":
        answer = queries.answer_of(request.user, as_number(request.POST.get("answer", "")))
        if answer is None:
            raise Http404
        words = request.POST.get(f"words.{answer.pk}", "")
        try:
            if request.POST.get("do") == "recommend":
                actions.recommend_from(request.user, answer, words=words)
                done = "It is a recommendation now, for actions to answer."
            else:
                actions.take(request.user, row, answer=answer, words=words)
                done = "It is taken as the words of those affected."
        except Refused as refused:
            problems = _of_one(refused, answer.pk)
        else:
            messages.success(request, done)
            return redirect("plan_action", number=row.pk)
    return _answers(request, row, problems)


def _of_one(refused: Refused, number: int) -> list[tuple[str | None, str]]:
    """What is wrong, by the boxes of one form among several of its kind."""
    return [(f"{field}.{number}" if field else None, words) for field, words in refused.problems]


def _answers(request: HttpRequest, row: PlanAction, problems: Any) -> HttpResponse:
    helped = request.GET.get("helped", "")
    found = queries.to_take(request.user, row, helped)
    values = {
        "door": DOOR,
        "row": row,
        "plan": row.plan,
        "said": [(one, queries.free_words(one)) for one in found],
        "helped": helped,
        "may_change": request.user.may(May.CHANGE_IMPROVEMENT),
        "who_words": WHO,
        "most": queries.MOST,
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/listening/take.html", values, status=422 if problems else 200)


@page("improvement/you-said-we-did/", may=May.SEE_IMPROVEMENT)
def you_said(request: HttpRequest) -> HttpResponse:
    """What those affected said and what was done about it, to print for them. No child is named."""
    return _said(request)


@page("improvement/you-said-we-did/<id:number>/", may=May.CHANGE_IMPROVEMENT)
@require_POST
def you_said_write(request: HttpRequest, number: int) -> HttpResponse:
    """Say one of them in plain words."""
    row = get_object_or_404(Recommendation.objects.filter(voice__isnull=False), pk=number)
    try:
        actions.say_plainly(
            request.user,
            row,
            said=request.POST.get(f"said.{row.pk}", ""),
            done=request.POST.get(f"done.{row.pk}", ""),
        )
    except Refused as refused:
        return _said(request, _of_one(refused, row.pk), row.pk)
    messages.success(request, "The plain words are kept.")
    return redirect("you_said")


def _said(request: HttpRequest, problems: Any = (), wrong: int = 0) -> HttpResponse:
    today = clock.today()
    counts = queries.counted(today)
    table = rules.shown(counts, outward=True)
    values = {
        "door": DOOR,
        "today": today,
        "things": queries.said_and_done(),
        "rows": _named(counts, table),
        "heads": HEADS,
        "is_hidden": any(MARK in row for row in table),
        "note": NOTE,
        "may_change": request.user.may(May.CHANGE_IMPROVEMENT),
        "wrong": wrong,
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/listening/you_said.html", values, status=422 if problems else 200)
