"""Two records side by side, made one with a reason, and parted again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.people import queries as people_queries
from kith.people.apart.queries import apart_from, between
from kith.people.banners import open_record, viewer_of
from kith.people.matching.pages import MARKS
from kith.people.matching.queries import alike_to
from kith.people.merging import actions, against, queries, rules
from kith.people.merging.queries import Side
from kith.ui.formatting import record_number
from kith.ui.render import render

NOBODY = "Choose a person from the list, or write their record number."
WHICH_STAYS = "Choose which record number stays."
WHICH_VALUE = "Choose which of the two is shown."


@page("person/<id:number>/merge/", may=May.MERGE_RECORDS, about="the person")
def person_merge(request: HttpRequest, number: int) -> HttpResponse:
    """Choose the other record of the person."""
    _, context = open_record(request, number, "person_details")
    problems: list[tuple[str | None, str]] = []
    if request.method == "POST":
        typed = request.POST.get("other_chosen", "") or "".join(request.POST.get("other", "").split())
        chosen = sent_back.number(typed)
        if chosen == number:
            problems = [("other", rules.SAME_RECORD)]
        elif people_queries.person(viewer_of(request), chosen) is None:
            problems = [("other", NOBODY)]
        else:
            return redirect("person_merge_with", number=number, other=chosen)
    viewer = viewer_of(request)
    found = alike_to(viewer, number, clock.today(), apart=apart_from(viewer, number))
    if found:
        look_at(request, [hit.person_id for hit in found])
    context |= {"hits": found, "marks": MARKS, "problems": problems, "typed": request.POST.get("other", "")}
    return render(request, "people/merging/choose.html", context, status=422 if problems else 200)


@page("person/<id:number>/merge/<id:other>/", may=May.MERGE_RECORDS, about="both people")
def person_merge_with(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Both records side by side: which number stays, which value of each fact is shown, and why they are one."""
    _, context = open_record(request, number, "person_details")
    viewer = viewer_of(request)
    sides = [queries.side(viewer, one) for one in (number, other)]
    if number == other or sides[0] is None or sides[1] is None:
        raise Http404
    look_at(request, [other])
    one, two = sides[0], sides[1]
    if request.method == "POST":
        try:
            return _merge(request, one, two)
        except Refused as refused:
            return _beside(request, context, one, two, refused)
    return _beside(request, context, one, two)


def _merge(request: HttpRequest, one: Side, two: Side) -> HttpResponse:
    viewer, said = viewer_of(request), request.POST
    numbers = {str(one.number): one, str(two.number): two}
    differ = rules.differing(one.values, two.values)
    wrong: list[tuple[str | None, str]] = []
    if said.get("stays") not in numbers:
        wrong.append(("stays", WHICH_STAYS))
    wrong += [(fact.code, WHICH_VALUE) for fact in differ if said.get(fact.code) not in numbers]
    if problem := rules.obstacle_to_reason(said.get("reason", "")):
        wrong.append(("reason", problem))
    if not said.get("confirmed") and against.warnings(viewer, one.number, two.number):
        wrong.append(("confirmed", rules.CONFIRM))
    if wrong:
        raise Refused.several(wrong)
    kept = numbers[said["stays"]]
    gone = two if kept is one else one
    people = [people_queries.person(viewer, side.number) for side in (kept, gone)]
    if people[0] is None or people[1] is None:
        raise Http404
    actions.merge(
        viewer,
        people[0],
        people[1],
        take={fact.code for fact in differ if said[fact.code] == str(gone.number)},
        reason=said["reason"],
        version=said.get("version", ""),
        confirmed=bool(said.get("confirmed")),
    )
    messages.success(
        request, f"Record {record_number(gone.number)} is part of this record now; its number leads here."
    )
    return redirect("person_details", number=kept.number)


def _beside(
    request: HttpRequest, context: dict[str, object], one: Side, two: Side, refused: Refused | None = None
) -> HttpResponse:
    viewer, lists = viewer_of(request), practice.current().lists
    differ = rules.differing(one.values, two.values)
    better = rules.proposed(one.values, two.values)
    context |= {
        "one": one,
        "two": two,
        "obstacle": queries.obstacle(viewer, one.number, two.number),
        "against": against.warnings(viewer, one.number, two.number),
        "confirmed": bool(request.POST.get("confirmed")),
        "told_apart": between(viewer, one.number, two.number) is not None,
        "same": rules.agreeing(one.values, two.values),
        "differ": differ,
        "told": lambda fact, side: (
            lists[fact.code].label(side.words[fact.code]) if fact.code in lists else side.words[fact.code]
        ),
        "shown": {
            fact.code: request.POST.get(fact.code, str((two if fact.code in better else one).number))
            for fact in differ
        },
        "stays": request.POST.get("stays", str(min(one.number, two.number))),
        "counts": [
            (label, dict(one.counted).get(label, 0), dict(two.counted).get(label, 0))
            for label in sorted(dict(one.counted) | dict(two.counted))
        ],
        "version": queries.version(viewer, one.number, two.number),
        "reason": request.POST.get("reason", ""),
        "problems": refused.problems if refused else (),
    }
    return render(request, "people/merging/beside.html", context, status=422 if refused else 200)


@page("person/<id:number>/unmerge/<id:merge>/", may=May.MERGE_RECORDS, about="the person")
def person_unmerge(request: HttpRequest, number: int, merge: int) -> HttpResponse:
    """Part two records again: what was there before goes back, and what came since can be given to either."""
    _, context = open_record(request, number, "person_details")
    viewer = viewer_of(request)
    deal = next((one for one in queries.merges_of(viewer, number) if one.pk == merge), None)
    if deal is None:
        raise Http404
    refused = None
    if request.method == "POST":
        try:
            give = request.POST.getlist("give")
            actions.unmerge(viewer, deal, reason=request.POST.get("reason", ""), give=give)
        except Refused as found:
            refused = found
        else:
            messages.success(request, f"Record {record_number(deal.gone_number)} is there again.")
            return redirect("person_details", number=number)
    context |= {
        "deal": deal,
        "added": queries.added_since(viewer, deal),
        "given": request.POST.getlist("give"),
        "reason": request.POST.get("reason", ""),
        "problems": refused.problems if refused else (),
    }
    return render(request, "people/merging/unmerge.html", context, status=422 if refused else 200)
