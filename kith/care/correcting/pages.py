"""The pages on which a placement or a legal status is put right or taken back, and on which a start of care is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.care.correcting import start
from kith.care.models import LegalStatus, Placement
from kith.care.period import queries
from kith.care.period.queries import Held
from kith.care.placement import actions as placements
from kith.care.providers.telling import tell_if_against
from kith.care.shown import Form
from kith.care.status import actions as statuses
from kith.care.status.rules import Told as Status
from kith.care.together.answering import answer
from kith.core import Refused, clock, sent_back
from kith.people.banners import viewer_of
from kith.work import typed

PAGE = "care/correcting/page.html"


@page("person/<id:number>/care/correct/", may=May.RECORD_CARE, about="the child")
def person_care_correct(request: HttpRequest, number: int) -> HttpResponse:
    """Put one entry of the time in care right, or take the last one back, with the reason; what was is kept."""
    form = Form(request, number)
    held = queries.held(form.viewer, form.periods[number].pk) if number in form.periods else None
    row = _row(held, request.GET.get("part", ""), sent_back.number(request.GET.get("row", "")))
    if held is None or row is None:
        raise Http404("no such entry")
    of_its_kind = held.placements if isinstance(row, Placement) else held.statuses
    more: dict[str, Any] = {
        "row": row,
        "is_placement": isinstance(row, Placement),
        "is_last": len(of_its_kind) > 1 and of_its_kind[-1].pk == row.pk,
        "address": f"?part={request.GET['part']}&row={row.pk}",
    }
    stands = _as_typed(row)
    more |= {"held": stands, "shown": lambda name: form.said(name, stands.get(name, ""))}
    if not form.is_sent:
        return form.show(PAGE, **more)
    try:
        _put_right(form, row)
    except Refused as refused:
        return form.show(PAGE, refused, **more)
    messages.success(request, "It is put right. What stood there before is kept with your reason.")
    return form.done()


def _row(held: Held | None, part: str, number: int | None) -> LegalStatus | Placement | None:
    kinds: dict[str, list[Any]] = {"placement": held.placements, "status": held.statuses} if held else {}
    rows = kinds.get(part, [])
    return next((one for one in rows if one.pk == number), None)


def _put_right(form: Form, row: LegalStatus | Placement) -> None:
    by, on, why = form.viewer, typed.day(form.said("on")), form.said("why")
    if isinstance(row, Placement):
        if form.said("do") == "take_back":
            placements.take_back(by, row, why=why)
        else:
            corrected = placements.correct(by, row, told=form.placement(), on=on, why=why)
            tell_if_against(form.request, [corrected])
    elif form.said("do") == "take_back":
        statuses.take_back(by, row, why=why)
    else:
        at = typed.time_of_day(form.said("status_at"))
        told = Status(form.said("status"), at, form.said("status_words"))
        statuses.correct(by, row, told=told, on=on, why=why)


def _as_typed(row: LegalStatus | Placement) -> dict[str, str]:
    """What stands in the boxes when the page is opened: the row as it is."""
    on = f"{row.started_on.day}/{row.started_on.month}/{row.started_on.year}"
    if isinstance(row, LegalStatus):
        at = f"{clock.london(row.started_at):%H:%M}" if row.started_at else ""
        return {"on": on, "status": row.code, "status_at": at, "status_words": row.words}
    return {
        "on": on, "kind": row.kind, "provider": row.provider, "carer": row.carer, "urn": row.urn,
        "carer_stays": "yes" if row.carer_stays else "", "postcode": row.postcode, "visits": row.visits,
        "is_lasting": "yes" if row.is_lasting else "", "words": row.words,
        "lines": row.address.lines if row.address else "",
    }  # fmt: skip


@page("person/<id:number>/care/start/correct/", may=May.RECORD_CARE, about="the child")
def person_care_start_correct(request: HttpRequest, number: int) -> HttpResponse:
    """Put right what was told of a start of care; say until when a child was an unaccompanied one."""
    if queries.latest_of(viewer_of(request), number) is None:
        raise Http404("never looked after")
    deeds = {"start": start.put_right, "until": start.unaccompanied_until}
    return answer(
        request,
        number,
        page="person_care_all",
        template="care/correcting/start.html",
        shown=start.shown,
        deeds=deeds,
    )
