"""The dashboard page: every measure, from the record as it stands."""

from collections.abc import Collection
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.core.workbook import workbook
from kith.performance import choices, rules
from kith.performance.choices import COMPARISONS, LAYOUTS, PERIODS, SHOWN, Choices
from kith.performance.dashboard import files, queries
from kith.performance.dashboard.queries import Card
from kith.performance.indicators import TOPICS
from kith.performance.outward import PUBLISHING
from kith.performance.packs.printing import EXCEL
from kith.performance.tree import Tree, tree
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet


@page("performance/", may=May.SEE_PERFORMANCE)
def performance(request: HttpRequest) -> HttpResponse:
    """One card for each measure; the address holds what was chosen."""
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    found, mine = queries.cards(chosen, known), queries.watched(request.user)
    shown = _shown(found, chosen, mine)
    context = {
        **around(chosen, known),
        "cards": shown,
        "by_topic": [
            (topic, list(some)) for topic, some in groupby(shown, key=lambda card: card.indicator.topic)
        ],
        "quiet": _quiet(found),
        "build_reports": May.BUILD_REPORTS,
        "chips": _chips(found, chosen, mine),
        "may_receive": request.user.may(May.RECEIVE_DAILY_LIST),  # type: ignore[union-attr]
        "plan_of": _plan_of(request, chosen, known),
    }
    status = 422 if chosen.problems else 200
    return render(request, "performance/dashboard/page.html", context, status=status)


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
    found = _shown(queries.cards(chosen, known), chosen, queries.watched(request.user))
    if request.GET.get("for") == PUBLISHING:
        return spreadsheet(
            "figures-to-publish", chosen.on, files.HEADS_TO_PUBLISH, files.rows_to_publish(found)
        )
    if form == "csv":
        return spreadsheet("figures", chosen.on, files.HEADS, files.rows(found, chosen))
    answer = HttpResponse(workbook(files.sheets(found, chosen)), content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="figures-{chosen.on.isoformat()}.xlsx"'
    return answer


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


def _shown(found: list[Card], chosen: Choices, mine: Collection[str]) -> list[Card]:
    return [card for card in found if _belongs(card, chosen.show, mine)]


def _belongs(card: Card, show: str, mine: Collection[str]) -> bool:
    """Whether a card is among those shown; what somebody watches is shown without a case too."""
    if show == "mine":
        return card.indicator.code in mine
    if not card.has_cases:
        return False
    if show == "off":
        return card.standing.verdict in rules.OFF_TARGET
    return show == "all" or card.real.startswith("real change")


def _quiet(found: list[Card]) -> list[Card]:
    """Measures without a case in thirteen months: work that the practice of today no longer knows, mostly."""
    return [card for card in found if not card.has_cases]


def _chips(
    found: list[Card], chosen: Choices, mine: Collection[str]
) -> dict[str, list[tuple[str, str, bool]]]:
    counts = {show: sum(_belongs(card, show, mine) for card in found) for show in SHOWN}
    show = [
        (f"{words} {counts[name]}", chosen.address(show=name), name == chosen.show)
        for name, words in SHOWN.items()
    ]
    layout = [
        (words, chosen.address(**{"as": name}), name == chosen.layout) for name, words in LAYOUTS.items()
    ]
    return {"show": show, "layout": layout}
