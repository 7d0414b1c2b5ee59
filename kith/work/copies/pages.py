"""The family's copy of a piece of work on screen and paper: made for somebody, given, kept, printed again as it was."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.people.outputs import queries as outputs
from kith.people.outputs.rules import Reader, heads
from kith.ui.render import render
from kith.work.answers.held import form_of
from kith.work.copies import actions, making, queries
from kith.work.handed import kept, kept_pdf, not_kept
from kith.work.models import Step, StepChild, StepCopy
from kith.work.models.plans import HANDED
from kith.work.plans.copies.making import EVERYBODY
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import opened

ABOUT = "the children of the step"


@page("step/<id:number>/family/", may=May.READ_RECORD, about=ABOUT)
def step_copy(request: HttpRequest, number: int) -> HttpResponse:
    """What the family reads of it, with what to look at before it leaves, and the button that prints it."""
    return _show(request, *_opened(request, number), asked=request.GET)


@page("step/<id:number>/family/give/", may=May.WRITE_STEP, about=ABOUT)
@require_POST
def step_copy_give(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the copy as it is given; a script is answered in values and prints the page it stands on."""
    work, children = _opened(request, number)
    posted = request.POST
    try:
        given = actions.give_step_copy(
            request.user,
            work,
            reader=_reader(request, work, posted),
            about=_about(children, posted),
            leave=posted.getlist("leave"),
            to=posted.get("to", ""),
            how=posted.get("how", ""),
            seen=posted.get("seen", ""),
        )
    except Refused as refused:
        return not_kept(request, refused, lambda **more: _show(request, work, children, asked=posted, **more))
    place = reverse("step_copy_given", kwargs={"number": number, "copy": given.pk})
    return kept(request, place, f"Kept as it is given to {given.to}.")


@page("step/<id:number>/family/<id:copy>/", may=May.READ_RECORD, about=ABOUT)
def step_copy_given(request: HttpRequest, number: int, copy: int) -> HttpResponse:
    """A copy as it was given, to be read and printed again."""
    work, children = opened(request, number)
    given = _given(request, work, copy)
    context = _frame(work, children) | {"given": given, "sheet": given.content, "how": HANDED[given.how]}
    return render(request, "work/copies/given.html", context)


@page("step/<id:number>/family/<id:copy>/pdf/", may=May.READ_RECORD, about=ABOUT)
def step_copy_pdf(request: HttpRequest, number: int, copy: int) -> HttpResponse:
    """The very file of a copy that was given."""
    work, _ = opened(request, number)
    given = _given(request, work, copy)
    return kept_pdf(given.file, f"step-{work.pk}-copy-{given.pk}.pdf")


def _opened(request: HttpRequest, number: int) -> tuple[Step, list[StepChild]]:
    """A step of which something is written for the family; 404 for any other, and for one that came to nothing."""
    work, children = opened(request, number)
    inside = [row for row in children if row.released_at is None]
    if work.state == "cancelled" or not inside or not form_of(work).for_family:
        raise Http404
    return work, inside


def _given(request: HttpRequest, work: Step, copy: int) -> StepCopy:
    found = queries.copy_of(request.user, work, copy)
    if found is None:
        raise Http404
    return found


def _reader(request: HttpRequest, work: Step, asked: QueryDict) -> Reader:
    """Whom it is made for; everybody for an empty answer, not found for who is not there."""
    number = sent_back.number(asked.get("for", ""))
    found = (
        None
        if asked.get("for") and not number
        else making.reader_of(request.user, work, number, clock.today())
    )
    if found is None:
        raise Http404
    return found


def _about(children: list[StepChild], asked: QueryDict) -> int:
    """One of the children, or 0 for all; not found for who is not among them."""
    number = sent_back.number(asked.get("about", ""))
    if asked.get("about") and number not in [row.person_id for row in children]:
        raise Http404
    return number


def _frame(work: Step, children: list[StepChild]) -> dict[str, Any]:
    return {
        "step": work,
        "first_child": children[0].person_id if children else 0,
        "family": f"{work.family.name} family" if work.family else work.title,
        "door": "work",
    }


def _show(
    request: HttpRequest, work: Step, children: list[StepChild], *, asked: QueryDict, **more: Any
) -> HttpResponse:
    viewer, today = request.user, clock.today()
    names = {row.person_id: first_name(row.person) for row in children}
    reader, about, leave = _reader(request, work, asked), _about(children, asked), asked.getlist("leave")
    made = making.made(viewer, work, reader, today, about=about, leave=leave)
    is_done = work.state == "completed"
    context = _frame(work, children) | {
        "sheet": made.copy.content,
        "made": made,
        "reader": reader,
        "heads": heads(reader),
        "readers": [("", EVERYBODY), *((str(one), words) for one, words in outputs.readers(viewer, names))],
        "to": reader.name if reader.id else EVERYBODY,
        "about": about,
        "abouts": [
            ("", "All of them together"),
            *((str(one), f"{name} alone") for one, name in names.items()),
        ],
        "leave": leave,
        "hows": list(HANDED.items()),
        "is_done": is_done,
        "may_give": viewer.may(May.WRITE_STEP) and is_done and not made.is_empty,
        "copies": queries.copies_of(viewer, work),
        "typed": request.POST,
        "problems": more.get("problems", ()),
    }
    return render(request, "work/copies/page.html", context, status=more.get("status", 200))
