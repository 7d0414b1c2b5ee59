"""The family's copy on screen and paper: made for somebody, given, kept, printed again as it was."""

from datetime import date
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
from kith.work.handed import kept, kept_pdf, not_kept
from kith.work.models import FamilyPlan
from kith.work.models.plans import HANDED
from kith.work.plans import queries
from kith.work.plans.copies import actions, making
from kith.work.plans.pages import ABOUT, frame, opened
from kith.work.steps.queries import first_name


@page("plan/<id:number>/copy/", may=May.READ_RECORD, about=ABOUT)
def family_copy(request: HttpRequest, number: int) -> HttpResponse:
    """The one page the family reads, with what to look at before it leaves, and the button that prints it."""
    return _show(request, opened(request, number), request.GET.get("for", ""))


@page("plan/<id:number>/copy/give/", may=May.WRITE_STEP, about=ABOUT)
@require_POST
def family_copy_give(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the copy as it is given; a script is answered in values and prints the page it stands on."""
    plan, posted = opened(request, number), request.POST
    try:
        given = actions.give_copy(
            request.user,
            plan,
            reader=_reader(request, plan, posted.get("for", ""), clock.today()),
            to=posted.get("to", ""),
            how=posted.get("how", ""),
            seen=sent_back.number(posted.get("seen", ""), sent_back.LONGEST_VERSION),
        )
    except Refused as refused:
        return not_kept(request, refused, lambda **more: _show(request, plan, posted.get("for", ""), **more))
    place = reverse("family_copy_given", kwargs={"number": number, "copy": given.pk})
    return kept(request, place, f"Kept as it is given to {given.to}.")


def _show(request: HttpRequest, plan: FamilyPlan, asked: str, **more: Any) -> HttpResponse:
    viewer, today = request.user, clock.today()
    names = _names(request, plan)
    reader = _reader(request, plan, asked, today)
    made = making.made(viewer, plan, reader, today)
    context = frame(request, plan, names) | {
        "sheet": made.content,
        "made": made,
        "too_long": making.too_long_words(made.printed.lines_over, made.longest),
        "reader": reader,
        "heads": heads(reader) if reader else [],
        "readers": [
            ("", making.EVERYBODY),
            *((str(one), words) for one, words in outputs.readers(viewer, names)),
        ],
        "hows": list(HANDED.items()),
        "may_give": viewer.may(May.WRITE_STEP),
        "typed": request.POST,
        "problems": more.get("problems", ()),
    }
    return render(request, "work/plans/copies/page.html", context, status=more.get("status", 200))


def _names(request: HttpRequest, plan: FamilyPlan) -> dict[int, str]:
    return {row.person_id: first_name(row.person) for row in queries.children_of(request.user, plan)}


def _reader(request: HttpRequest, plan: FamilyPlan, asked: str, today: date) -> Reader | None:
    """Whom it is made for; nobody in particular for an empty answer, not found for who is not there."""
    if not asked:
        return None
    number, names = sent_back.number(asked), _names(request, plan)
    is_offered = number in dict(outputs.readers(request.user, names))
    found = outputs.reader(request.user, number, list(names), today) if is_offered else None
    if found is None:
        raise Http404
    return found


@page("plan/<id:number>/copy/<id:copy>/", may=May.READ_RECORD, about=ABOUT)
def family_copy_given(request: HttpRequest, number: int, copy: int) -> HttpResponse:
    """A copy as it was given, to be read and printed again."""
    plan = opened(request, number)
    given = queries.copy_of(request.user, plan, copy)
    if given is None:
        raise Http404
    context = frame(request, plan, _names(request, plan)) | {
        "given": given,
        "sheet": given.content,
        "how": HANDED[given.how],
    }
    return render(request, "work/plans/copies/given.html", context)


@page("plan/<id:number>/copy/<id:copy>/pdf/", may=May.READ_RECORD, about=ABOUT)
def family_copy_pdf(request: HttpRequest, number: int, copy: int) -> HttpResponse:
    """The very file of a copy that was given."""
    plan = opened(request, number)
    given = queries.copy_of(request.user, plan, copy)
    if given is None:
        raise Http404
    return kept_pdf(given.file, f"plan-{given.plan_id}-copy-{given.pk}.pdf")
