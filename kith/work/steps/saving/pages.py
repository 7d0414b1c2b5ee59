"""What a page of a step sends while somebody writes in it: one answer, kept at once."""

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused
from kith.ui.formatting import clock_time
from kith.ui.render import fragment
from kith.work.answers.actions import Closed, save_posted
from kith.work.answers.held import Held
from kith.work.models import Step
from kith.work.steps.posted import NOT_AS_MADE, number_in
from kith.work.steps.viewing import progress_of, read_as


@page("step/<id:number>/save/", may=May.WRITE_STEP, name="step_save")
@require_POST
def step_save(request: HttpRequest, number: int) -> HttpResponse:
    """Keep one answer while somebody types. Writes no look: the page it belongs to has.

    200 {version, saved_at, words, progress}; 409 {version, value, by, at} when somebody else wrote meanwhile;
    410 {words} when it can no longer be written in; 422 {words} for what cannot be kept; 404 as everywhere.
    """
    posted = request.POST
    try:
        if "value" not in posted:
            raise Refused(NOT_AS_MADE)
        saved = save_posted(
            request.user,
            Step(pk=number),
            question=posted.get("question", ""),
            child=number_in(posted.get("child", "")),
            values=posted.getlist("value"),
            base_version=number_in(posted.get("version", "")) or 0,
        )
    except Step.DoesNotExist:
        return JsonResponse({"words": "This piece of work is not there."}, status=404)
    except Refused as refused:
        return JsonResponse({"words": refused.words}, status=410 if isinstance(refused, Closed) else 422)
    if saved.clash:
        theirs = saved.clash
        told = {
            "version": theirs.version,
            "value": theirs.value,
            "by": theirs.by,
            "at": theirs.at.isoformat(),
        }
        return JsonResponse(told, status=409)
    words = f"Saved {clock_time(saved.at)}"
    told = {"version": saved.version, "saved_at": saved.at.isoformat(), "words": words}
    return JsonResponse(
        told | {"progress": _progress(request, saved.held), "read": _read_as(saved.held, posted)}
    )


def _read_as(held: Held, posted: QueryDict) -> str:
    """How the answer that was saved is understood, in words beside its box."""
    return read_as(held, posted.get("question", ""), number_in(posted.get("child", "")))


def _progress(request: HttpRequest, held: Held) -> str:
    """How far each section is now and what stops finishing, to be put into the page that was saved from."""
    told = progress_of(held.step, held.form, held.answers, held.inside)
    return fragment(request, "work/steps/page.html", "progress", told).content.decode()
