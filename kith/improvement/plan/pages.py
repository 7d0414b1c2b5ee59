"""Plans on the screen: the list, one plan with its projects and actions, its file."""

from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.core import clock, sent_back
from kith.core.sent_back import number as as_number
from kith.improvement import measured, queries, words
from kith.improvement.boards.queries import next_meeting
from kith.improvement.layout.queries import as_workbook
from kith.improvement.models import ImprovementPlan
from kith.improvement.plan import queries as stood
from kith.improvement.plan.tabs import tabs
from kith.improvement.queries import PAGE, Asked
from kith.improvement.rules import Counts
from kith.ui.render import render

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RATED = {**words.RATINGS, "none": words.UNRATED}
DOOR = "improvement"
WAITING = 5
FIRST = 2  # measures of a project that stand beside it


@page("improvement/", may=May.SEE_IMPROVEMENT)
def improvement_plans(request: HttpRequest) -> HttpResponse:
    """Every plan by programme, with how it stands."""
    found = [(plan, shown_counts(counts), counts) for plan, counts in queries.plans(clock.today())]
    context = {"door": DOOR, "plans": found, "may_change": request.user.may(May.CHANGE_IMPROVEMENT)}
    return render(request, "improvement/plan/list.html", context)


@page("improvement/<slug:code>/", may=May.SEE_IMPROVEMENT)
def improvement_plan(request: HttpRequest, code: str) -> HttpResponse:
    """One plan: its projects, its counts, and its actions, filtered. A change of a filter fetches the actions alone."""
    plan, today = plan_of(code), clock.today()
    context = _actions(request, plan)
    if request.headers.get("HX-Request"):
        return render(request, "improvement/plan/actions.html", context)
    themes = queries.themes(plan, today)
    counts = queries.together(one.counts for one in themes)
    waiting, in_all = queries.waiting(plan, WAITING)
    compared = stood.before(plan, today)
    was = {rating: number for rating, _, _, number in rated(compared[1] if compared else Counts())}
    context |= {
        "door": DOOR,
        "tabs": tabs(plan, "improvement_plan"),
        "ratings": list(RATED.items()),
        "theme_options": [(one.row.pk, str(one.row)) for one in themes],
        "bodies": queries.bodies(plan),
        "officers": [(name, name) for name in queries.officers(plan)],
        "themes": [(one, shown_counts(one.counts)) for one in themes],
        "counts": counts,
        "told": [
            (mark, said, number, was[rating], f"?{urlencode({'rating': rating or 'none'})}#actions")
            for rating, mark, said, number in rated(counts)
            if rating or number or was[rating]
        ],
        "since": compared[0].words if compared else "",
        "measures": {
            theme: (measured.named(codes[:FIRST]), len(codes) - FIRST)
            for theme, codes in stood.measures(plan).items()
        },
        "may_see_figures": request.user.may(May.SEE_PERFORMANCE),
        "means": [(words.MARKS[rating], said, words.MEANS[rating]) for rating, said in words.RATINGS.items()],
        "earlier": queries.has_unfinished(plan),
        "meeting": next_meeting(plan, today),
        "waiting": waiting,
        "waiting_in_all": in_all,
        "may_change": request.user.may(May.CHANGE_IMPROVEMENT),
    }
    return render(request, "improvement/plan/page.html", context)


@page("improvement/<slug:code>/measures/", may=May.SEE_IMPROVEMENT)
def improvement_plan_measures(request: HttpRequest, code: str) -> HttpResponse:
    """What the measures of each project say now. The page of the plan, once it is open, fetches its places alone."""
    plan, today = plan_of(code), clock.today()
    projects = stood.measures(plan)
    is_part = bool(request.headers.get("HX-Request"))
    reads = request.user.may(May.SEE_PERFORMANCE)
    wanted = [one for codes in projects.values() for one in (codes[:FIRST] if is_part else codes)]
    told = measured.readings(wanted, today) if reads else {}
    context = {"door": DOOR, "plan": plan, "readings": told, "may_see_figures": reads}
    if is_part:
        shown = [(theme, codes[:FIRST]) for theme, codes in projects.items()]
        return render(request, "improvement/plan/measures_now.html", context | {"shown": shown})
    rows = [
        (one.row, one_code, name)
        for one in queries.themes(plan, today)
        for one_code, name in measured.named(projects.get(one.row.pk, ()))
    ]
    context |= {"rows": rows, "tabs": tabs(plan, "improvement_plan_measures")}
    return render(request, "improvement/plan/measures.html", context)


@page("improvement/<slug:code>/file/", may=May.SEE_IMPROVEMENT)
def improvement_plan_file(request: HttpRequest, code: str) -> HttpResponse:
    """The plan as a workbook in the layout that can be read in; with filters, those of its actions."""
    plan, today = plan_of(code), clock.today()
    answer = HttpResponse(as_workbook(plan, asked(request), today), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{plan.code}-{today.isoformat()}.xlsx"'
    return answer


def plan_of(code: str) -> ImprovementPlan:
    """The plan of an address; not found where there is none."""
    found = ImprovementPlan.objects.select_related("programme", "predecessor").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def rated(counts: Counts) -> list[tuple[str, str, str, int]]:
    """Each rating with its mark, its word and how many there are."""
    numbers = {
        "red": counts.red,
        "amber": counts.amber,
        "green": counts.green,
        "proved": counts.proved,
        "": counts.unrated,
    }
    return [(code, words.MARKS[code], words.rating_words(code), number) for code, number in numbers.items()]


def shown_counts(counts: Counts) -> list[tuple[str, str]]:
    """Those ratings of which there are any, as marks with words: ('late', '1 red')."""
    return [(mark, f"{number} {said.lower()}") for _, mark, said, number in rated(counts) if number]


def asked(request: HttpRequest) -> Asked:
    """The filters of an address; what is no filter is none."""
    given = request.GET
    return Asked(
        rating=given.get("rating", "") if given.get("rating", "") in RATED else "",
        theme=as_number(given.get("theme", "")),
        body=as_number(given.get("body", "")),
        officer=given.get("officer", "").replace("\x00", "")[:200],
        late=given.get("late", "") == "yes",
    )


def _actions(request: HttpRequest, plan: ImprovementPlan) -> dict[str, Any]:
    """What the list of actions shows: a page of those asked for."""
    today, chosen = clock.today(), asked(request)
    rows = queries.actions(plan, chosen, today)
    number = rows.count()
    pages = max(ceil(number / PAGE), 1)
    at = sent_back.page(request.GET.get("page", ""), pages)
    told = {
        "rating": chosen.rating,
        "theme": str(chosen.theme or ""),
        "body": str(chosen.body or ""),
        "officer": chosen.officer,
        "late": "yes" if chosen.late else "",
    }
    address = urlencode({name: value for name, value in told.items() if value})
    return {
        "plan": plan,
        "lines": queries.lines(rows[(at - 1) * PAGE : at * PAGE], today),
        "number": number,
        "page": at,
        "pages": pages,
        "asked": told,
        "address": f"?{address}{'&' if address else ''}page=",
        "query": f"?{address}" if address else "",
        "marks": words.MARKS,
        "rating_words": words.rating_words,
    }
