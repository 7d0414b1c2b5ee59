"""What audits found, on the screen: the grid, and the audits behind a number."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.core.period import add_months
from kith.practice.audits import AuditGuide
from kith.quality.agreement.queries import agreed, pairs
from kith.quality.grid import queries, rules
from kith.quality.grid.queries import LAST, Found
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
    guide = practice.current().audits
    months = _months(today)
    context: dict[str, Any] = {
        "door": DOOR,
        "guide": guide,
        "since": months[0],
        "all": 0,
        "may_run": viewer.may(May.RUN_AUDITS),
        "may_sample": viewer.may(May.READ_SAMPLE),
        "may_audit": viewer.may(May.AUDIT_CASES),
    }
    if guide is None:
        return render(request, "quality/grid/page.html", context)
    found = queries.finished(viewer, months[0], today)
    asked = _asked(request, guide, found, months)
    shown, turns = Shades(guide), queries.turns(viewer, months, today)
    context |= _found(viewer, guide, queries.asked_for(found, asked.values), asked, months[0])
    context |= {
        "numbers": _numbers(viewer, found, months[0], today, guide),
        "months": [f"{month:%b}" for month in months],
        "turns": [(one, [shown.turn(those.get(month)) for month in months]) for one, those in turns.items()],
        "all": len(found),
        "shades": [shown.of(one.code) for one in guide.grades],
        "states": list(STATES.values()),
        "chosen": asked,
        "problems": asked.problems,
    }
    return render(request, "quality/grid/page.html", context, status=422 if asked.problems else 200)


@page("quality/found/", may=May.SEE_AUDITS, about="the children of the audits")
def audits_found(request: HttpRequest) -> HttpResponse:
    """The finished audits behind a number of the grid."""
    viewer, today = request.user, clock.today()
    guide, months = practice.current().audits, _months(today)
    known = queries.finished(viewer, months[0], today)
    asked = _asked(request, guide, known, months)
    rows = queries.asked_for(known, asked.values)
    look_at(request, sorted({one.audit.person_id for one in rows}))
    titles, standard = asked.known["grade"], asked.values["standard"]
    context = {
        "door": DOOR,
        "rows": [(one, titles.get(one.grades.get(standard, ""), "–")) for one in reversed(rows)],
        "of": asked.known["standard"].get(standard, "Overall"),
        "told": asked.words or "All",
        "since": months[0],
        "problems": asked.problems,
    }
    return render(request, "quality/grid/found.html", context, status=422 if asked.problems else 200)


def _months(today: date) -> list[date]:
    first = today.replace(day=1)
    return [add_months(first, -back) for back in reversed(range(MONTHS))]


def _asked(
    request: HttpRequest, guide: AuditGuide | None, found: Sequence[Found], months: Sequence[date]
) -> rules.Chosen:
    """What the address asks for, of what there is."""
    known = {
        "team": {str(team.pk): team.name for team, _ in queries.by_team(found)},
        "month": {f"{month:%Y-%m}": f"{month:%B %Y}" for month in months},
        "standard": {one.code: one.title for one in guide.standards} if guide else {},
        "grade": {one.code: one.title for one in guide.grades} if guide else {},
        "theme": {one.code: one.title for one in guide.themes} if guide else {},
    }
    return rules.chosen(known, request.GET.dict())


def _found(
    viewer: Worker, guide: AuditGuide, found: Sequence[Found], asked: rules.Chosen, since: date
) -> dict[str, Any]:
    """What was found in these audits: by standard, by team, by theme, and how far two readers of them agree."""
    good = {one.code for one in guide.grades if one.is_good}
    those = {one.audit.pk for one in found}
    overall, each = agreed([pair for pair in pairs(viewer, since=since) if pair.first.pk in those])
    wanted = asked.values["standard"]
    standards = [one for one in guide.standards if wanted in ("", one.code)]
    shares = [(one.short, *queries.good_share(found, one.code, good)) for one in standards]
    return {
        "found": len(found),
        "last": min(len(found), LAST),
        "standards": [_standard(one, found, good, Shades(guide), asked) for one in standards],
        "stands_out": rules.stands_out(shares),
        "heads": [{"words": one.short, "number": True} for one in guide.standards],
        "teams": [_team(team, mine, guide, good, asked) for team, mine in queries.by_team(found)],
        "themes": _themes(found, guide, asked),
        "overall": overall.words,
        "each": each.words,
    }


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


def _standard(
    one: Any, found: Sequence[Found], good: set[str], shown: Shades, asked: rules.Chosen
) -> dict[str, Any]:
    part, whole = queries.good_share(found, one.code, good)
    letters = [shown.of(row.grades[one.code]) for row in found[-LAST:] if one.code in row.grades]
    return {
        "title": one.short,
        "href": asked.address(standard=one.code),
        "letters": letters,
        "share": _share(part, whole),
        "words": f"{part} of {whole}",
    }


def _team(
    team: Any, those: Sequence[Found], guide: AuditGuide, good: set[str], asked: rules.Chosen
) -> dict[str, Any]:
    shares = [queries.good_share(those, one.code, good) for one in guide.standards]
    return {
        "name": team.name,
        "href": asked.address(team=str(team.pk)),
        "audits": len(those),
        "shares": [(_share(*one), f"{one[0]} of {one[1]}") for one in shares],
    }


def _themes(
    found: Sequence[Found], guide: AuditGuide, asked: rules.Chosen
) -> list[tuple[str, str, int, int]]:
    told = queries.themes(found)
    most = max(told.values(), default=0)
    return [
        (one.title, asked.address(theme=one.code), told[one.code], round(100 * told[one.code] / most))
        for one in sorted(guide.themes, key=lambda one: -told[one.code])
        if told[one.code]
    ]


def _numbers(
    viewer: Worker, found: Sequence[Found], since: date, today: date, guide: AuditGuide
) -> list[dict[str, Any]]:
    told = queries.numbers(viewer, since, today)
    part, whole = queries.good_share(
        found, queries.OVERALL, {one.code for one in guide.grades if one.is_good}
    )
    changed = sum(bool(one.changed) for one in found)
    heard = sum(one.audit.family_heard_on is not None for one in found)
    return [
        {"number": _share(told.in_time, told.due), "words": "Done in time", "small": f"{told.in_time} of {told.due}"},
        {"number": _share(part, whole), "words": "Good or better overall", "small": f"{part} of {whole}"},
        {"number": f"{changed} of {len(found)}", "words": "Changed where two read"},
        {
            "number": str(told.late), "mark": "soon" if told.late else "", "words": "Actions past their day",
            "small": f"of {told.actions} asked for",
        },
        {"number": _share(heard, whole), "words": "With a family’s view", "small": f"{heard} of {whole}"},
        {"number": f"{told.met} of {told.checked}", "words": "Found met when checked again"},
    ]  # fmt: skip
