"""The dashboard page: every measure, from the record as it stands."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.core.workbook import workbook
from kith.performance import choices
from kith.performance.choices import COMPARISONS, LAYOUTS, PERIODS, SHOWN, Choices
from kith.performance.dashboard import files, queries, sections
from kith.performance.dashboard.queries import Card
from kith.performance.everyone import counted_for
from kith.performance.indicators import TOPICS
from kith.performance.measure import trend
from kith.performance.outward import PUBLISHING
from kith.performance.packs.printing import EXCEL
from kith.performance.tree import Tree, tree
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet

IN_PLACE = "HX-Request"
LEAVES = "figures leave the service, and count everyone"


@page("performance/", may=May.SEE_PERFORMANCE)
def performance(request: HttpRequest) -> HttpResponse:
    """What is watched, off target and really changed, the rest by topic; the address holds what was chosen."""
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    if request.headers.get(IN_PLACE) and chosen.open in TOPICS:
        return _group(request, chosen, known)
    found, mine = queries.cards(chosen, known), queries.watched(request.user)
    shown = [card for card in found if sections.belongs(card, chosen.show, mine)]
    context = {
        **around(chosen, known),
        "shown": shown,
        "first": None if chosen.is_narrowed else sections.first(found, mine),
        "groups": sections.groups(shown, chosen),
        "says": trend.says,
        "says_shortly": trend.says_shortly,
        "chips": _chips(found, chosen, mine),
        "ways": _ways(request, chosen, known),
        "may_receive": request.user.may(May.RECEIVE_DAILY_LIST),  # type: ignore[union-attr]
    }
    status = 422 if chosen.problems else 200
    return render(request, "performance/dashboard/page.html", context, status=status)


def _group(request: HttpRequest, chosen: Choices, known: Tree) -> HttpResponse:
    """The measures of the topic that was opened, and no others: only they are counted."""
    found, mine = queries.cards(replace(chosen, topic=chosen.open), known), queries.watched(request.user)
    shown = [card for card in found if sections.belongs(card, chosen.show, mine)]
    return render(request, "performance/dashboard/group.html", {"chosen": chosen, "some": shown})


def _ways(request: HttpRequest, chosen: Choices, known: Tree) -> list[tuple[str, str]]:
    """What else there is to see of performance, by its words and address, with the same choices."""
    here = chosen.address(show="all", words="", open="", **{"as": "cards"})
    found = [
        ("Children’s journeys", reverse("journeys") + here),
        ("Decisions by level", reverse("decisions_by_level") + here),
        ("Demand", reverse("demand")),
        ("Scorecard", reverse("scorecard") + here),
        ("Deep dive", reverse("deep_dive") + here),
        ("Inspection pack", reverse("inspection") + here),
        ("Recorded late and missing", reverse("recording")),
    ]
    if plan := _plan_of(request, chosen, known):
        found.append((plan[0], reverse("team_plan", kwargs={"team": plan[1]})))
    if request.user.may(May.BUILD_REPORTS):  # type: ignore[union-attr]
        found.append(("Build a report", reverse("reports")))
    return found


@page("performance/download/<slug:form>/", may=May.SEE_PERFORMANCE, name="performance_file")
def performance_file(request: HttpRequest, form: str) -> HttpResponse:
    """Every card of the chosen dashboard as data, CSV or a workbook with the definitions; `for=publishing` gives a CSV
    in which small numbers are hidden.
    """
    if form not in ("csv", "xlsx"):
        raise Http404
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    if chosen.problems:
        return performance(request)  # type: ignore[no-any-return]
    mine = queries.watched(request.user)
    if request.GET.get("for") == PUBLISHING:
        return _to_publish(request, chosen, known, mine)
    found = [card for card in queries.cards(chosen, known) if sections.belongs(card, chosen.show, mine)]
    if form == "csv":
        return spreadsheet("figures", chosen.on, files.HEADS, files.rows(found, chosen))
    answer = HttpResponse(workbook(files.sheets(found, chosen)), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="figures-{chosen.on.isoformat()}.xlsx"'
    return answer


def _to_publish(request: HttpRequest, chosen: Choices, known: Tree, mine: frozenset[str]) -> HttpResponse:
    with counted_for(request.user, LEAVES) as seen:  # type: ignore[arg-type]
        found = [card for card in queries.cards(chosen, known) if sections.belongs(card, chosen.show, mine)]
        rows = files.rows_to_publish(found)
    return spreadsheet(
        "figures-to-publish", chosen.on, files.HEADS_TO_PUBLISH, [*rows, *([[seen]] if seen else [])]
    )


def _plan_of(request: HttpRequest, chosen: Choices, known: Tree) -> tuple[str, str] | None:
    """Words and team of the plan one click away: of the place shown, of the viewer's own team, else of the first."""
    own = request.user.team  # type: ignore[union-attr]
    near = [chosen.place, known.places[own.pk] if own and own.pk in known.places else chosen.place]
    if found := next((place for place in near if place.kind != "service"), None):
        return f"Plan of {found.name}", found.code
    return next((("Plans of teams", place.code) for place in known.of_kind("team")), None)


def around(chosen: Choices, known: Tree) -> dict[str, Any]:
    """What the row of filters needs."""
    return {
        "chosen": chosen,
        "problems": chosen.problems,
        "areas": area_options(known),
        "periods": list(PERIODS.items()),
        "comparisons": list(COMPARISONS.items()),
        "topics": [(topic, topic) for topic in TOPICS],
        "read_at": clock.now(),
        "door": "performance",
    }


def area_options(known: Tree) -> list[tuple[str, str]]:
    """Everyone, then each area with its teams, then teams outside every area."""
    options = [("", "Everyone")]
    for area in known.of_kind("area"):
        options.append((area.code, area.name))
        under = known.under(area) or frozenset()
        options += [
            (team.code, f"{area.name} – {team.name}") for team in known.of_kind("team") if team.id in under
        ]
    outside = [team for team in known.of_kind("team") if known.area_of(team.id) == team.id]
    return options + [(team.code, team.name) for team in outside]


def _chips(
    found: list[Card], chosen: Choices, mine: Collection[str]
) -> dict[str, list[tuple[str, str, bool]]]:
    counts = {show: sum(sections.belongs(card, show, mine) for card in found) for show in SHOWN}
    show = [
        (f"{words} {counts[name]}", chosen.address(show=name, open=""), name == chosen.show)
        for name, words in SHOWN.items()
    ]
    layout = [
        (words, chosen.address(**{"as": name}), name == chosen.layout) for name, words in LAYOUTS.items()
    ]
    return {"show": show, "layout": layout}
