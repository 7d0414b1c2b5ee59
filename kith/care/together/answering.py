"""A page of a record with many small forms: each is carried out by its name, and a refused one comes back as typed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access.may import May
from kith.access.models import Worker
from kith.care.together.sent import Form
from kith.core import Refused, clock
from kith.people.banners import open_record
from kith.people.changing import carry_out
from kith.people.models import Person
from kith.ui.render import render

Deed = Callable[[Worker, Person, Form, date], str]
Shown = Callable[[Worker, Person, date], Mapping[str, Any]]
NO_SUCH_FORM = "Kith does not know this form any more. Open the page again."


def answer(
    request: HttpRequest,
    number: int,
    *,
    page: str,
    template: str,
    shown: Shown,
    deeds: Mapping[str, Deed],
    tab: str = "person_care",
) -> HttpResponse:
    """Show a page of a record, or carry out what one of its forms asks.

    ``deeds`` by the first part of a form's name; each takes (worker, person, form, today) and gives the words that are
    told when it is done. ``page`` is the page's name, ``tab`` that of the tab it belongs to.
    """
    name = request.POST.get("form", "")

    def change(by: Worker, person: Person, today: date) -> str:
        deed = deeds.get(name.partition(".")[0])
        if deed is None:
            raise Refused(NO_SUCH_FORM)
        form = Form(name, request.POST)
        try:
            return deed(by, person, form, today)
        except Refused as refused:
            raise form.named(refused) from None

    def show(refused: Refused | None = None) -> HttpResponse:
        return _show(request, number, tab, template, shown, refused, name)

    return carry_out(request, number, change, page=page, again=show) if request.method == "POST" else show()


def _show(
    request: HttpRequest,
    number: int,
    tab: str,
    template: str,
    shown: Shown,
    refused: Refused | None,
    name: str,
) -> HttpResponse:
    """The page, with what was typed in the form ``name`` where that was refused."""
    person, context = open_record(request, number, tab)
    viewer, problems = request.user, refused.problems if refused else []

    def form(deed: str, row: int = 0) -> Form:
        called = f"{deed}.{row}" if row else deed
        return Form(called, request.POST, problems) if refused and called == name else Form(called)

    more = {
        "form": form,
        "may_record": viewer.may(May.RECORD_CARE),  # type: ignore[union-attr]
        "problems": problems,
        "today": clock.today(),
        "now": clock.london(clock.now()),
    }
    told = shown(viewer, person, clock.today())  # type: ignore[arg-type]
    return render(request, template, {**context, **more, **told}, status=422 if refused else 200)
