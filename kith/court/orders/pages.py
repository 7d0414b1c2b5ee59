"""Orders of a court: a new one for the children it is about, one as it stands, and its end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, sent_back
from kith.core.reading_words import listing
from kith.court import lists, queries, rules, sent, showing
from kith.court.models import CourtOrder, Hearing, Proceedings
from kith.court.orders import actions
from kith.people.banners import viewer_of
from kith.people.models import Person
from kith.ui.render import render
from kith.work import late
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called

ABOUT = "the children of an order"


@page("court/order/new/", may=May.RECORD_COURT, about=ABOUT)
def court_order_new(request: HttpRequest) -> HttpResponse:
    """Record an order for a child and the brothers and sisters who are ticked."""
    people = showing.family_asked(request)
    if request.method != "POST":
        return _new(request, people)
    posted = request.POST
    hearing, proceedings = _made_in(request)
    try:
        made = actions.make(
            viewer_of(request),
            people=sent.ticked(posted, "children", sent.numbers(people)),
            kind=posted.get("kind", ""),
            made_on=sent.day(posted, "made_on"),
            from_on=sent.day(posted, "from_on"),
            until_on=sent.day(posted, "until_on"),
            court=posted.get("court", ""),
            words=posted.get("words", ""),
            proceedings=proceedings,
            hearing=hearing,
        )
    except Refused as refused:
        return _new(request, people, refused.problems)
    messages.success(request, "The order is recorded.")
    late.tell_typed(request, "made_on", "from_on")
    _say_what_did_not_follow(request, made)
    if hearing:
        return redirect("hearing", number=hearing.pk)
    return redirect("person_court", number=made[0].person_id)


def _say_what_did_not_follow(request: HttpRequest, made: Sequence[CourtOrder]) -> None:
    """The order stands; where the legal status in care does not follow, somebody has to see to it."""
    for why in dict.fromkeys(one.not_followed for one in made if one.not_followed):
        names = listing([first_name(one.person) for one in made if one.not_followed == why])
        messages.warning(request, f"The legal status of {names} in care did not follow. {why}")


def _made_in(request: HttpRequest) -> tuple[Hearing | None, Proceedings | None]:
    """The hearing and the proceedings that the address names, if the viewer may know of them; not found otherwise."""
    viewer = viewer_of(request)
    asked = {name: request.GET.get(name, "") for name in ("hearing", "proceedings")}
    if asked["hearing"]:
        rows = Hearing.objects.seen_by(viewer).select_related("proceedings")
        hearing = rows.filter(pk=sent_back.number(asked["hearing"])).first()
        if hearing is None:
            raise Http404
        return hearing, hearing.proceedings
    if asked["proceedings"]:
        found = queries.proceedings_of(viewer, sent_back.number(asked["proceedings"]))
        if found is None:
            raise Http404
        return None, found
    return None, None


def _new(request: HttpRequest, people: list[Person], problems: Any = ()) -> HttpResponse:
    today = clock.today()
    hearing, proceedings = _made_in(request)
    rows = queries.inside(viewer_of(request), proceedings=proceedings) if proceedings else []
    inside = {one.person_id for one in rows}
    return showing.new_form(
        request, "court/orders/new.html", people, problems,
        begun=[one.pk for one in people if not inside or one.pk in inside],
        address=request.get_full_path(),
        kinds=lists.choices("court_order", today),
        court=proceedings.court if proceedings else "",
        day=showing.written(_day_of(hearing, today)),
    )  # fmt: skip


def _day_of(hearing: Hearing | None, today: date) -> date:
    return hearing.on if hearing and hearing.on <= today else today


@page("court/order/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def court_order(request: HttpRequest, number: int) -> HttpResponse:
    """An order as it stands."""
    return _show(request, _order(request, number))


@page("court/order/<id:number>/end/", may=May.RECORD_COURT, about=ABOUT)
@require_POST
def court_order_end(request: HttpRequest, number: int) -> HttpResponse:
    """End an order on a day."""
    found, posted = _order(request, number), request.POST
    try:
        actions.end(
            viewer_of(request), found, on=sent.day(posted, "ended_on"), reason=posted.get("reason", "")
        )
    except Refused as refused:
        return _show(request, found, refused.problems, status=422)
    messages.success(request, "The order has ended.")
    late.tell_typed(request, "ended_on")
    return redirect("person_court", number=found.person_id)


def _order(request: HttpRequest, number: int) -> CourtOrder:
    rows = CourtOrder.objects.seen_by(viewer_of(request)).filter(pk=number)
    found = rows.select_related("person", "proceedings", "hearing", "by").first()
    if found is None:
        raise Http404
    showing.opened(request, [found.person])
    return found


def _care_differs(viewer: Worker, found: CourtOrder) -> str:
    """What the legal status in care says of the order's first day where that is not what the order gives."""
    gives = rules.LEGAL_STATUS.get(found.kind)
    path = import_string(settings.KITH_ORDERS).get("legal_status_on")
    if not gives or not path:
        return ""
    code = import_string(path)(viewer, person=found.person_id, on=found.started_on)
    return lists.words("legal_status", code) if code and code != gives else ""


def _show(request: HttpRequest, found: CourtOrder, problems: Any = (), *, status: int = 200) -> HttpResponse:
    today = clock.today()
    context = showing.frame(request, problems) | {
        "found": found,
        "title": lists.words("court_order", found.kind),
        "child": called(found.person, today),
        "status": lists.words("legal_status", rules.LEGAL_STATUS[found.kind])
        if found.kind in rules.LEGAL_STATUS
        else "",
        "care_says": _care_differs(viewer_of(request), found),
        "care_page": import_string(settings.KITH_ORDERS).get("legal_status_page", ""),
        "ends": lists.choices("order_end", today),
        "may_record": viewer_of(request).may(May.RECORD_COURT) and found.ended_on is None,
    }
    return render(request, "court/orders/page.html", context, status=status)
