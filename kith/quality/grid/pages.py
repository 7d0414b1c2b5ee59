"""What audits found, on the screen: the grid, and the audits behind a number."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock
from kith.core.period import add_months
from kith.core.sent_back import number as as_number
from kith.practice.audits import AuditGuide
from kith.quality.agreement.queries import agreed, pairs
from kith.quality.grid import queries
from kith.quality.grid.queries import LAST, Found, Wanted
from kith.ui.render import render

DOOR = "quality"
MONTHS = 7
STATES = {
    "to_do": ("·", "to do"),
    "started": ("…", "started"),
    "late": ("×", "not done"),
    "unread": ("=", "done, and you are reading the case too"),
}
WORDS_OF_SHADES = 4


@page("quality/", may=May.SEE_AUDITS)
def audits(request: HttpRequest) -> HttpResponse:
    """The grid: who audited, what was found by standard, by team and by theme, since the month six months back."""
    viewer, today = request.user, clock.today()
    guide, first = practice.current().audits, today.replace(day=1)
    months = [add_months(first, -back) for back in reversed(range(MONTHS))]
    since = months[0]
    context: dict[str, Any] = {"door": DOOR, "guide": guide, "may_run": viewer.may(May.RUN_AUDITS)}
    context |= {
        "may_sample": viewer.may(May.READ_SAMPLE),
        "may_audit": viewer.may(May.AUDIT_CASES),
        "since": since,
    }
    if guide is None:
        return render(request, "quality/grid/page.html", context)
    found = queries.finished(viewer, since, today)
    good = {one.code for one in guide.grades if one.is_good}
    shown = Shades(guide)
    overall, each = agreed(pairs(viewer))
    context |= {
        "numbers": _numbers(request, found, good, since, today),
        "months": [f"{month:%b}" for month in months],
        "turns": [
            (one, [shown.turn(those.get(month)) for month in months])
            for one, those in queries.turns(viewer, months, today).items()
        ],
        "found": len(found),
        "last": min(len(found), LAST),
        "standards": [_standard(one, found, good, shown) for one in guide.standards],
        "heads": [{"words": one.short, "number": True} for one in guide.standards],
        "teams": [_team(team, those, guide, good) for team, those in queries.by_team(found)],
        "themes": _themes(found, guide),
        "shades": [shown.of(one.code) for one in guide.grades],
        "states": list(STATES.values()),
        "overall": overall.words,
        "each": each.words,
    }
    return render(request, "quality/grid/page.html", context)


@page("quality/found/", may=May.SEE_AUDITS, about="the children of the audits")
def audits_found(request: HttpRequest) -> HttpResponse:
    """The finished audits behind a number of the grid."""
    viewer, today, given = request.user, clock.today(), request.GET
    guide = practice.current().audits
    since = add_months(today.replace(day=1), 1 - MONTHS)
    wanted = Wanted(
        given.get("standard", "")[:24], given.get("grade", "")[:24], given.get("theme", "")[:40],
        as_number(given.get("team", "")),
    )  # fmt: skip
    rows = queries.asked_for(queries.finished(viewer, since, today), wanted)
    look_at(request, sorted({one.audit.person_id for one in rows}))
    standards = {one.code: one.title for one in guide.standards} if guide else {}
    titles = {one.code: one.title for one in guide.grades} if guide else {}
    themes = {one.code: one.title for one in guide.themes} if guide else {}
    told = [standards.get(wanted.standard, ""), titles.get(wanted.grade, ""), themes.get(wanted.theme, "")]
    team = next((one.audit.team.name for one in rows if wanted.team and one.audit.team), "")
    context = {
        "door": DOOR,
        "rows": [(one, titles.get(one.grades.get(wanted.standard, ""), "–")) for one in reversed(rows)],
        "of": standards.get(wanted.standard, "Overall"),
        "told": ", ".join(one for one in (*told, team) if one) or "All",
        "since": since,
    }
    return render(request, "quality/grid/found.html", context)


class Shades:
    """How a grade or a turn is shown: its letter, its words, and which shade repeats them."""

    def __init__(self, guide: AuditGuide) -> None:
        many = max(len(guide.grades) - 1, 1)
        self.known = {
            one.code: (one.letter, one.title.lower(), f"{1 + at * (WORDS_OF_SHADES - 1) // many}")
            for at, one in enumerate(guide.grades)
        }

    def of(self, grade: str) -> tuple[str, str, str]:
        """Letter, words and shade of a grade."""
        return self.known.get(grade, ("?", grade, "0"))

    def turn(self, turn: queries.Turn | None) -> tuple[str, str, str]:
        """The same of one auditor's month; nothing where none was drawn."""
        if turn is None:
            return ("", "none drawn", "")
        return self.of(turn.grade) if turn.state == "finished" else (*STATES[turn.state], turn.state)


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else "–"


def _standard(one: Any, found: Sequence[Found], good: set[str], shown: Shades) -> dict[str, Any]:
    part, whole = queries.good_share(found, one.code, good)
    letters = [shown.of(row.grades[one.code]) for row in found[-LAST:] if one.code in row.grades]
    return {
        "title": one.short,
        "href": f"?{urlencode({'standard': one.code})}",
        "letters": letters,
        "share": _share(part, whole),
        "words": f"{part} of {whole}",
    }


def _team(team: Any, those: Sequence[Found], guide: AuditGuide, good: set[str]) -> dict[str, Any]:
    shares = [queries.good_share(those, one.code, good) for one in guide.standards]
    return {
        "name": team.name,
        "href": f"?{urlencode({'team': team.pk})}",
        "audits": len(those),
        "shares": [(_share(*one), f"{one[0]} of {one[1]}") for one in shares],
    }


def _themes(found: Sequence[Found], guide: AuditGuide) -> list[tuple[str, str, int, int]]:
    told = queries.themes(found)
    most = max(told.values(), default=0)
    return [
        (one.title, f"?{urlencode({'theme': one.code})}", told[one.code], round(100 * told[one.code] / most))
        for one in sorted(guide.themes, key=lambda one: -told[one.code])
        if told[one.code]
    ]


def _numbers(
    request: HttpRequest, found: Sequence[Found], good: set[str], since: date, today: date
) -> list[dict[str, Any]]:
    told = queries.numbers(request.user, since, today)
    part, whole = queries.good_share(found, queries.OVERALL, good)
    changed = sum(bool(one.changed) for one in found)
    return [
        {"number": _share(told.in_time, told.due), "words": "Done in time", "small": f"{told.in_time} of {told.due}"},
        {"number": _share(part, whole), "words": "Good or better overall", "small": f"{part} of {whole}"},
        {"number": f"{changed} of {len(found)}", "words": "Changed where two read"},
        {
            "number": str(told.late), "mark": "soon" if told.late else "", "words": "Actions past their day",
            "small": f"of {told.actions} asked for",
        },
        {"number": f"{told.met} of {told.checked}", "words": "Found met when checked again"},
    ]  # fmt: skip
