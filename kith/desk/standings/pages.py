"""The children one answers for by how they stand: on a plan, in need, looked after, how long, again, what is due."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Team
from kith.access.teams import reached
from kith.core import clock
from kith.desk.standings import queries, rules
from kith.ui.render import render
from kith.work.models import STANDINGS
from kith.work.timescales.queries import running

FIRST = "protection"


@page("team/standings/", may=May.SEE_TEAM)
def standings(request: HttpRequest) -> HttpResponse:
    """Children of the teams one reaches, of one kind of standing. Up to seven queries."""
    viewer, today = request.user, clock.today()
    every = reached(viewer, today)
    counted = dict(queries.counts(viewer, [team.pk for team in every]))
    kind = _one_of(request, "kind", STANDINGS) or next(
        (one for one in (FIRST, *STANDINGS) if one in counted), FIRST
    )
    length = _one_of(request, "longer", [code for code, *_ in rules.LENGTHS])
    team = _one_of(request, "team", [one.code for one in every])
    again, number = request.GET.get("again") == "1", _page(request)
    total, rows = queries.children(
        viewer,
        [one for one in every if team in ("", one.code)],
        kind,
        before=rules.before(length, today),
        again=again,
        page=number,
        today=today,
    )
    due = running(viewer, [row.child.person_id for row in rows], today)
    asked = {"kind": kind, "longer": length, "again": "1" if again else "", "team": team}
    context = {
        "title": STANDINGS[kind],
        "rows": [
            (row, rules.how_long(row.started_on, today), due.get(row.child.person_id, [])[:1]) for row in rows
        ],
        "total": total,
        "kinds": _kinds(asked, counted),
        "narrower": _narrower(asked),
        "teams": _teams(asked, every),
        "earlier_page": _href(asked, page=str(number - 1)) if number > 1 else "",
        "later_page": _href(asked, page=str(number + 1)) if total > number * queries.SHOWN else "",
        "door": "team",
    }
    return render(request, "desk/standings/page.html", context)


def _kinds(asked: dict[str, str], counted: dict[str, int]) -> list[tuple[str, str, bool]]:
    """A chip with its number for each way in which a child stands now."""
    return [
        (f"{words} {counted.get(code, 0)}", _href(asked, kind=code), code == asked["kind"])
        for code, words in STANDINGS.items()
        if code in counted or code == asked["kind"]
    ]


def _teams(asked: dict[str, str], every: list[Team]) -> list[tuple[str, str, bool]]:
    teams = [("All teams", "")] + [(one.name, one.code) for one in every if one.kind == "team"]
    return [(name, _href(asked, team=code), code == asked["team"]) for name, code in teams]


def _narrower(asked: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Chips that show fewer: by length, and who stood so before."""
    lengths = [
        (words, _href(asked, longer="" if asked["longer"] == code else code), asked["longer"] == code)
        for code, words, _ in rules.LENGTHS
    ]
    again = ("Second time or more", _href(asked, again="" if asked["again"] else "1"), bool(asked["again"]))
    return [*lengths, again]


def _href(asked: dict[str, str], **other: str) -> str:
    said = {key: value for key, value in {**asked, **other}.items() if value}
    return f"?{urlencode(said)}"


def _one_of(request: HttpRequest, name: str, known: object) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else ""  # type: ignore[operator]


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1
