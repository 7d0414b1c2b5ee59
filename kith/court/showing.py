"""What several court pages show alike: the children with a line in the trail, and the day as it is typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import look_at
from kith.core import clock
from kith.court import lists
from kith.court.sent import person_asked
from kith.people.banners import viewer_of
from kith.people.models import Person
from kith.ui.render import render
from kith.work.steps.viewing import called
from kith.work.visits.queries import together

REASON = "Court work"


def family_asked(request: HttpRequest) -> list[Person]:
    """The child whom the address names and the children of the family; not found for nobody. Each gets its line."""
    number = person_asked(request)
    people = together(viewer_of(request), number, clock.today()) if number else []
    if not people:
        raise Http404
    look_at(request, [one.pk for one in people], REASON)
    return people


def opened(request: HttpRequest, people: Sequence[Person]) -> list[tuple[int, str]]:
    """Children with their names and ages, each with a line in the trail; not found where there is none to be shown."""
    if not people:
        raise Http404
    look_at(request, [one.pk for one in people], REASON)
    today = clock.today()
    return [(one.pk, called(one, today)) for one in people]


def new_form(
    request: HttpRequest, template: str, people: Sequence[Person], problems: Any = (), **more: Any
) -> HttpResponse:
    """The form that begins something for a child and the brothers and sisters who are ticked.

    ``more`` is what this form shows beside them; ``begun`` are the children ticked at first, everybody where it does
    not say. Refused, it answers 422 with what was typed.
    """
    today = clock.today()
    everybody = [one.pk for one in people]
    begun = more.pop("begun", everybody)
    context = frame(request, problems) | {
        "person": person_asked(request),
        "children": [(one.pk, called(one, today)) for one in people],
        "ticked": request.POST.getlist("children") if request.method == "POST" else begun,
    }
    return render(request, template, context | more, status=422 if problems else 200)


def frame(request: HttpRequest, problems: Any = ()) -> dict[str, Any]:
    """What every form page is shown with."""
    today = clock.today()
    return {
        "typed": request.POST,
        "problems": problems,
        "written": written(today),
        "typed_day": written,
        "today": today,
        "words": lists.words,
        "door": "people",
    }


def written(on: date | None) -> str:
    """A day as people type it."""
    return f"{on:%d/%m/%Y}" if on else ""
