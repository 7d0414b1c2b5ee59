"""One action on the screen, and what people write on its page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.documents.files import rules as kinds
from kith.documents.files.handed import handed
from kith.improvement import actions, measured, queries, words
from kith.improvement.actions import Said
from kith.improvement.audited.queries import traced
from kith.improvement.days import typed_day
from kith.improvement.deliverables import actions as deliverables
from kith.improvement.deliverables import queries as delivered
from kith.improvement.evidence import actions as documents
from kith.improvement.evidence import queries as evidence
from kith.improvement.models import EvidenceFile, PlanAction
from kith.improvement.plan.pages import DOOR
from kith.improvement.sources import actions as sources
from kith.improvement.sources.queries import answered_by, to_answer
from kith.ui.render import render

Problems = Any


@page("improvement/action/<id:number>/", may=May.SEE_IMPROVEMENT)
def plan_action(request: HttpRequest, number: int) -> HttpResponse:
    """One action with its notes, ratings, feedback and proofs, and those it carries on."""
    return _show(request, number)


@page("improvement/action/<id:number>/write/", may=May.CHANGE_IMPROVEMENT)
@require_POST
def plan_action_write(request: HttpRequest, number: int) -> HttpResponse:
    """Note, rate, link a measure or have it read, write down what was said, or what it answers."""
    do = DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    return _write(request, number, do)


@page("improvement/action/<id:number>/agree/", may=May.AGREE_AS_BOARD)
@require_POST
def plan_action_agree(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a board agrees, as the last of the four proofs."""
    return _write(request, number, _Does(_agree, "The board agrees: the action is proved."))


@dataclass(frozen=True, slots=True)
class _Does:
    act: Callable[[HttpRequest, PlanAction], Any]
    done: str


def _write(request: HttpRequest, number: int, do: _Does) -> HttpResponse:
    row = _row(number)
    try:
        do.act(request, row)
    except Refused as refused:
        return _show(request, number, refused.problems)
    messages.success(request, do.done)
    return redirect("plan_action", number=number)


def _note(request: HttpRequest, row: PlanAction) -> None:
    posted = request.POST
    actions.note(
        request.user, row, words=posted.get("words", ""), noted_on=typed_day(posted.get("noted_on", ""))
    )


def _rate(request: HttpRequest, row: PlanAction) -> None:
    posted = request.POST
    actions.rate(
        request.user,
        row,
        rating=posted.get("rating", ""),
        why=posted.get("why", ""),
        rated_on=typed_day(posted.get("rated_on", "")),
    )


def _hear(request: HttpRequest, row: PlanAction) -> None:
    posted = request.POST
    said = Said(
        who=posted.get("who", ""),
        agrees={"yes": True, "no": False}.get(posted.get("agrees", "")),
        words=posted.get("said", ""),
        said_on=typed_day(posted.get("said_on", "")),
        deliverable=as_number(posted.get("deliverable_said", "")),
    )
    actions.hear(request.user, row, said=said)


def _link(request: HttpRequest, row: PlanAction) -> None:
    actions.link_measure(request.user, row, code=request.POST.get("measure", ""))


def _check(request: HttpRequest, row: PlanAction) -> None:
    actions.check_measure(request.user, row)


def _answer(request: HttpRequest, row: PlanAction) -> None:
    sources.answer(request.user, row, recommendation=as_number(request.POST.get("recommendation", "")))


def _deliver(request: HttpRequest, row: PlanAction) -> None:
    posted = request.POST
    deliverables.add_deliverable(
        request.user,
        row,
        title=posted.get("deliverable", ""),
        owner=posted.get("deliverable_owner", ""),
        due_on=typed_day(posted.get("deliverable_due_on", "")),
    )


def _close(request: HttpRequest, row: PlanAction) -> None:
    posted = request.POST
    one = row.deliverables.filter(pk=as_number(posted.get("closing", ""))).first()
    if one is None:
        raise Refused("Choose what is closed.", field="closing")
    day = typed_day(posted.get("closed_on", ""))
    deliverables.close_deliverable(request.user, one, delivered=posted.get("delivered", ""), closed_on=day)


def _depend(request: HttpRequest, row: PlanAction) -> None:
    posted = request.POST
    needs, outside = posted.get("needs", ""), posted.get("outside", "")
    deliverables.depend(request.user, row, needs=needs, outside=outside)


def _meet(request: HttpRequest, row: PlanAction) -> None:
    one = row.waits_for.filter(pk=as_number(request.POST.get("waiting", ""))).first()
    if one is None:
        raise Http404
    deliverables.meet(request.user, one, met_on=clock.today())


def _evidence(request: HttpRequest, row: PlanAction) -> None:
    posted, file = request.POST, handed(request.FILES.get("document"))
    documents.add_evidence(
        request.user, row, file=file, says=posted.get("shows", ""), proof=posted.get("proof", "")
    )


def _take_back(request: HttpRequest, row: PlanAction) -> None:
    number = as_number(request.POST.get("taking_back", ""))
    one = next((one for one in evidence.standing(evidence.of_action(row)) if one.pk == number), None)
    if one is None:
        raise Refused("Choose a document.", field="taking_back")
    documents.take_back(request.user, one, why=request.POST.get("back_why", ""))


def _agree(request: HttpRequest, row: PlanAction) -> None:
    posted = request.POST
    actions.agree_as_board(
        request.user, row, words=posted.get("board", ""), agreed_on=typed_day(posted.get("agreed_on", ""))
    )


DOES = {
    "note": _Does(_note, "The note stands beside the action."),
    "rate": _Does(_rate, "The rating is written down."),
    "hear": _Does(_hear, "What was said is written down."),
    "link": _Does(_link, "The measure is linked."),
    "check": _Does(_check, "The measure has moved: that is proved."),
    "deliver": _Does(_deliver, "It is written down what the action delivers."),
    "close": _Does(_close, "It is closed."),
    "depend": _Does(_depend, "It is written down what the action waits for."),
    "meet": _Does(_meet, "It is there."),
    "evidence": _Does(_evidence, "The document is added."),
    "take_back": _Does(_take_back, "The document is taken back: nobody can open it any more."),
    "answer": _Does(_answer, "The action answers the recommendation."),
}


def _row(number: int) -> PlanAction:
    found = PlanAction.objects.filter(pk=number).select_related(
        "plan", "theme__parent", "carried_from__plan", "carried_to__plan"
    )
    if (row := found.first()) is None:
        raise Http404
    return row


def _show(request: HttpRequest, number: int, problems: Problems = ()) -> HttpResponse:
    row, today, user = _row(number), clock.today(), request.user
    (line,) = queries.lines(PlanAction.objects.filter(pk=number), today)
    told, answers = queries.history(row), answered_by(row)
    may = _may(request, row)
    context = {
        "door": DOOR,
        "row": row,
        "plan": row.plan,
        "line": line,
        "is_late": line.is_late,
        "marks": words.MARKS,
        "rating_words": words.rating_words,
        "means": words.MEANS[row.rating],
        "due_words": words.DUE.get(row.due_kind, ""),
        "history": told,
        "updates": _updates(told),
        "said": [(words.WHO[one.who], one) for one in told.feedback],
        **_shown_evidence(row, told),
        **_delivered(row, today),
        "answers": answers,
        "traced": traced(user, answers) if user.may(May.SEE_PERFORMANCE) else [],
        "measure": measured.of_code(row.measure),
        "reading": measured.read(row.measure, today) if user.may(May.SEE_PERFORMANCE) else None,
        **may,
        "ratings": [
            (code, said, words.MEANS[code]) for code, said in words.RATINGS.items() if code != "proved"
        ],
        "who": list(words.WHO.items()),
        "measures": measured.names() if may["may_change"] else [],
        "to_answer": to_answer(row) if may["may_change"] else [],
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/one/page.html", context, status=422 if problems else 200)


def _may(request: HttpRequest, row: PlanAction) -> dict[str, bool]:
    """What somebody may do and see here. What a later plan carries on is changed there."""
    user, is_here = request.user, not hasattr(row, "carried_to")
    return {
        "may_see_audits": user.may(May.SEE_AUDITS),
        "may_see_figures": user.may(May.SEE_PERFORMANCE),
        "may_read": user.may(May.READ_FEEDBACK),
        "may_open": user.may(May.READ_EVIDENCE),
        "may_change": is_here and user.may(May.CHANGE_IMPROVEMENT),
        "may_agree": is_here and user.may(May.AGREE_AS_BOARD),
    }


def _delivered(row: PlanAction, today: date) -> dict[str, Any]:
    """What the action delivers, what it waits for, and what waits for it."""
    made = delivered.of_action(row)
    return {
        "deliverables": made,
        "deliverable_options": [(one.pk, one.title) for one in made],
        "closable": [(one.pk, one.title) for one in made if one.closed_on is None],
        "waits_for": delivered.waits_for(row, today),
        "needed_by": delivered.needed_by(row),
        "today": today,
    }


def _shown_evidence(row: PlanAction, told: queries.History) -> dict[str, Any]:
    """The four proofs with the documents that are evidence of each, and what the form to add one offers."""
    found = evidence.of_action(row)
    standing = evidence.standing(found)
    return {
        "documents": found,
        "proofs": _proofs(row, told, standing),
        "proof_options": list(words.PROOFS.items()),
        "proof_words": words.PROOFS,
        "back_options": [(one.pk, f"{one.says}, {one.name}") for one in standing],
        "taken": kinds.TAKEN,
    }


def _updates(told: queries.History) -> list[dict[str, Any]]:
    """Notes and ratings in one line of events, newest first."""
    notes = [(one.noted_on, one.recorded_at, "Note", one.words, one) for one in told.notes]
    ratings = [
        (one.rated_on, one.recorded_at, f"{words.rating_words(one.before)} → {words.rating_words(one.rating)}"
         if one.before else words.rating_words(one.rating), one.why, one)
        for one in told.ratings
    ]  # fmt: skip
    found = sorted([*notes, *ratings], key=lambda one: one[:2], reverse=True)
    return [
        {"on": on, "title": title, "words": f"{said} – {row.by.name}, {row.action.plan.name}"}
        for on, _, title, said, row in found
    ]


def _proofs(
    row: PlanAction, told: queries.History, documents_now: list[EvidenceFile]
) -> list[dict[str, Any]]:
    """The four proofs in their order: whether each stands, since when, and what was last said of it."""
    standing = queries.proofs(row)
    found: list[dict[str, Any]] = []
    for kind, said in words.PROOFS.items():
        last = next((one for one in told.proofs if one.kind == kind and one.action_id == row.pk), None)
        stands = getattr(standing, kind)
        found.append(
            {
                "kind": kind,
                "words": said,
                "stands": stands,
                "mark": "done" if stands else "none",
                "last": last,
                "documents": [one for one in documents_now if one.proof == kind],
            }
        )
    return found
