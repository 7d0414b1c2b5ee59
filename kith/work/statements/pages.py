"""A statement with its chronology on screen and paper: made for somebody, sent, printed again as it was."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.people.outputs import queries as outputs
from kith.people.outputs.rules import Reader, heads
from kith.ui.render import render
from kith.work.answers.held import form_of
from kith.work.handed import kept, kept_pdf, not_kept
from kith.work.models import StatementCopy, Step, StepChild
from kith.work.models.statements import SENT_BY
from kith.work.statements import actions, making, queries
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import opened

ABOUT = "the children of the step"


@page("step/<id:number>/statement/", may=May.READ_RECORD, about=ABOUT)
def statement(request: HttpRequest, number: int) -> HttpResponse:
    """The statement as it would be handed out, with what to look at before it leaves."""
    return _show(request, *_opened(request, number), asked=request.GET.get("for", ""))


@page("step/<id:number>/statement/send/", may=May.WRITE_STEP, about=ABOUT)
@require_POST
def statement_send(request: HttpRequest, number: int) -> HttpResponse:
    """Keep it as it is sent; a script is answered in values and prints the page it stands on."""
    work, children = _opened(request, number)
    posted = request.POST
    try:
        sent = actions.send_statement(
            request.user,
            work,
            reader=_reader(request, work, posted.get("for", "")),
            to=posted.get("to", ""),
            how=posted.get("how", ""),
            seen=posted.get("seen", ""),
        )
    except Refused as refused:
        return not_kept(
            request,
            refused,
            lambda **more: _show(request, work, children, asked=posted.get("for", ""), **more),
        )
    place = reverse("statement_sent", kwargs={"number": number, "copy": sent.pk})
    return kept(request, place, f"Kept as it is sent to {sent.to}.")


@page("step/<id:number>/statement/<id:copy>/", may=May.READ_RECORD, about=ABOUT)
def statement_sent(request: HttpRequest, number: int, copy: int) -> HttpResponse:
    """A statement as it was sent, to be read and printed again."""
    work, children = _opened(request, number)
    sent = _sent(request, work, copy)
    context = _frame(work, children) | {"sent": sent, "told": sent.content, "how": SENT_BY[sent.how]}
    return render(request, "work/statements/sent.html", context)


@page("step/<id:number>/statement/<id:copy>/pdf/", may=May.READ_RECORD, about=ABOUT)
def statement_pdf(request: HttpRequest, number: int, copy: int) -> HttpResponse:
    """The very file of a statement that was sent."""
    work, _ = _opened(request, number)
    sent = _sent(request, work, copy)
    return kept_pdf(sent.file, f"statement-{work.pk}-copy-{sent.pk}.pdf")


def _opened(request: HttpRequest, number: int) -> tuple[Step, list[StepChild]]:
    """A step that is handed out with a chronology; 404 for any other."""
    work, children = opened(request, number)
    if not making.has_chronology(form_of(work)):
        raise Http404
    return work, children


def _sent(request: HttpRequest, work: Step, copy: int) -> StatementCopy:
    found = queries.copy_of(request.user, work, copy)
    if found is None:
        raise Http404
    return found


def _reader(request: HttpRequest, work: Step, asked: str) -> Reader:
    """Whom it is made for; everybody for an empty answer, not found for who is not there."""
    number = sent_back.number(asked) if asked else 0
    found = None if asked and not number else making.reader_of(request.user, work, number, clock.today())
    if found is None:
        raise Http404
    return found


def _frame(work: Step, children: list[StepChild]) -> dict[str, Any]:
    inside = [row for row in children if row.released_at is None]
    return {
        "step": work,
        "first_child": inside[0].person_id if inside else 0,
        "family": f"{work.family.name} family" if work.family else work.title,
        "door": "work",
    }


def _show(
    request: HttpRequest, work: Step, children: list[StepChild], *, asked: str, **more: Any
) -> HttpResponse:
    viewer, today = request.user, clock.today()
    names = {row.person_id: first_name(row.person) for row in children if row.released_at is None}
    reader = _reader(request, work, asked)
    made = making.made(viewer, work, reader, today)
    context = _frame(work, children) | {
        "told": made.content,
        "made": made,
        "reader": reader,
        "heads": heads(reader),
        "readers": [
            ("", making.COURT),
            *((str(one), words) for one, words in outputs.readers(viewer, names)),
        ],
        "to": reader.name if reader.id else making.COURT,
        "hows": list(SENT_BY.items()),
        "may_send": viewer.may(May.WRITE_STEP),
        "copies": queries.copies_of(viewer, work),
        "typed": request.POST,
        "problems": more.get("problems", ()),
    }
    return render(request, "work/statements/page.html", context, status=more.get("status", 200))
