"""Reading in a list of notifications: choose the file, see what would happen, take it in."""

from typing import Any, get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.reading_words import count
from kith.frontdoor.batch import actions, layout, queries, rules
from kith.frontdoor.contacts.queries import choices_of
from kith.ui.render import render

TEMPLATE = "frontdoor/batch/page.html"
LONGEST_ORGANISATION = 160
Problems = list[tuple[str | None, str]]


@page("front-door/batch/", may=May.TAKE_CONTACT)
def batch(request: HttpRequest) -> HttpResponse:
    """Choose a file and see what is in it; nothing is kept before it is taken in as a whole."""
    if request.method != "POST":
        return _show(request)
    try:
        style, source, organisation = _choices(request)
        text = _text(request)
        reading = rules.read(text.encode(), style=style, now=clock.now())
        told = list(reading.problems) or queries.references_used(reading.rows, organisation)
        if told:
            return _show(request, mistakes=told, status=422)
        if request.POST.get("do") != "take":
            found = queries.arrivals(request.user, reading.rows, organisation, clock.today())
            return _show(request, arrivals=found, text=text)
        made = actions.take_in(request.user, rows=reading.rows, source=source, organisation=organisation)
    except Refused as refused:
        return _show(request, problems=refused.problems, status=422)
    messages.success(request, _taken_words(made))
    way = actions.METHODS.get(source, actions.FROM_A_LIST)
    return redirect(f"{reverse('front_door')}?{urlencode({'way': way})}")


@page("front-door/batch/empty.csv", may=May.TAKE_CONTACT)
def batch_example(request: HttpRequest) -> HttpResponse:
    """An empty file in the layout."""
    name = "notifications.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(layout.empty_example(), content_type="text/csv; charset=utf-8", headers=headers)


def _choices(request: HttpRequest) -> tuple[rules.Style, str, str]:
    """How dates are written, which kind of agency, which agency. Refused with all that is missing."""
    posted, problems = request.POST, Problems()
    style, source = posted.get("style", ""), posted.get("source", "")
    organisation = " ".join(posted.get("organisation", "").replace("\x00", "").split())
    if style not in get_args(rules.Style):
        problems.append(("style", "Say how days are written in the file."))
    if source not in dict(choices_of("referral_source")):
        problems.append(("source", "Choose what kind of agency sent the list."))
    if not organisation or len(organisation) > LONGEST_ORGANISATION:
        words = f"Write the name of the agency, in at most {LONGEST_ORGANISATION} letters."
        problems.append(("organisation", words))
    if problems:
        raise Refused.several(problems)
    return style, source, organisation  # type: ignore[return-value]


def _text(request: HttpRequest) -> str:
    """What the file says: the one chosen, or the one whose contents are on the page already."""
    chosen = request.FILES.get("file")
    if chosen is None:
        held = request.POST.get("text", "")
        if not held:
            raise Refused("Choose a file.", field="file")
        return held
    if not chosen.size:
        raise Refused("The file is empty.", field="file")
    if chosen.size > layout.MOST_BYTES:
        raise Refused(rules.too_large(chosen.size), field="file")
    text, problem = rules.decoded(chosen.read())
    if problem:
        raise Refused(problem.told, field="file")
    return text


def _taken_words(made: Any) -> str:
    there = made.rows_read - made.rows_taken
    known = f" {count(there, 'row')} came in before and changed nothing." if there else ""
    return f"{count(made.rows_taken, 'notification')} of {made.organisation} read in.{known}"


def _show(
    request: HttpRequest,
    *,
    arrivals: list[queries.Arrival] | None = None,
    mistakes: list[rules.Problem] | None = None,
    problems: Any = (),
    text: str = "",
    status: int = 200,
) -> HttpResponse:
    found = arrivals or []
    new = [one for one in found if not one.is_there]
    told = mistakes or []
    return render(
        request,
        TEMPLATE,
        {
            "arrivals": arrivals,
            "new": new,
            "there": len(found) - len(new),
            "unsure": sum(not one.is_sure for one in new),
            "mistakes": told[: rules.MOST_TOLD],
            "mistakes_in_all": len(told),
            "problems": problems or ([("file", _mistake_words(len(told)))] if told else ()),
            "text": text,
            "typed": request.POST,
            "sources": choices_of("referral_source"),
            "styles": list(rules.STYLES.items()),
            "latest": queries.latest(),
            "columns": layout.columns(),
            "most_rows": layout.MOST_ROWS,
            "most_children": layout.MOST_CHILDREN,
        },
        status=status,
    )


def _mistake_words(number: int) -> str:
    mistakes = count(number, "mistake")
    return f"There {'is' if number == 1 else 'are'} {mistakes} in the file. Nothing was read in."
