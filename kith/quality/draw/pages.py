"""The audit programme on the screen: rounds, drawing a month or a theme, and one round with its draw."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.beside import Beside
from kith.core.period import add_months
from kith.core.sent_back import number as as_number
from kith.quality.agreement.queries import agreed, pairs
from kith.quality.audit.queries import still_to_read
from kith.quality.counted import queries as counting
from kith.quality.counted import rules as counted
from kith.quality.draw import actions, queries
from kith.quality.draw.again import drawn_again
from kith.quality.models import AuditRound, CaseAudit
from kith.quality.words import COHORTS, MARKS, STATES
from kith.ui.render import render
from kith.work import typed

DOOR = "quality"
MONTHS_AHEAD = 3
OUTSIDE = "partner_auditor"


@page("quality/programme/", may=May.SEE_AUDITS)
def audit_programme(request: HttpRequest) -> HttpResponse:
    """Every round with how it stands; who audits by the practice; and, for who runs audits, drawing the next."""
    return _programme(request)


@page("quality/programme/draw/", may=May.RUN_AUDITS, name="audit_draw")
@require_POST
def audit_draw(request: HttpRequest) -> HttpResponse:
    """Draw a month, or a theme."""
    posted, today = request.POST, clock.today()
    try:
        if posted.get("do") == "theme":
            made = actions.draw_theme(
                request.user,
                cohort=posted.get("cohort", ""),
                number=as_number(posted.get("number", ""), 3),
                auditors=[as_number(one) for one in posted.getlist("auditors")],
                due_on=typed.day(posted.get("due_on", "")),
                open_until=typed.day(posted.get("open_until", "")),
                on=today,
            )
        else:
            if posted.get("month") not in dict(_months(today)):
                raise Refused("Choose a month.", field="month")
            month = add_months(today.replace(day=1), as_number(posted["month"]))
            made = actions.draw_month(request.user, month=month, on=today)
    except Refused as refused:
        return _programme(request, refused.problems)
    messages.success(request, f"{made.title}: the audits are drawn.")
    return redirect("audit_round", number=made.pk)


@page("quality/round/<id:number>/", may=May.SEE_AUDITS, about="the children of the audits")
def audit_round(request: HttpRequest, number: int) -> HttpResponse:
    """One round: its audits, whom they are for, and its draws, each made again from its seed."""
    row = round_of(number)
    viewer, today = request.user, clock.today()
    audits = queries.of_round(viewer, row)
    look_at(request, sorted({one.person_id for one in audits}))
    both = pairs(viewer, row)
    unread = still_to_read(viewer)
    overall, each = agreed(both)
    strata = {one.code: one.title for one in _strata()}
    context = {
        "door": DOOR,
        "round": row,
        "audits": [
            (one, MARKS[one.state], _state(one, today), strata.get(one.stratum, "")) for one in audits
        ],
        "draws": [drawn_again(one) for one in queries.draws(row)],
        "open": sum(one.is_open for one in audits),
        "finished": sum(one.state == "finished" for one in audits),
        "pairs": both,
        "unread": unread,
        "overall": overall.words,
        "each": each.words,
        "may_run": viewer.may(May.RUN_AUDITS),
        "seconds": sum(one.second_of_id is not None for one in audits),
        "grades": {one["code"]: one["title"] for one in row.form["grades"]},
        "found": counted.found(counted.asked(row.form), counting.cases(viewer, row)),
        "may_plan": viewer.may(May.CHANGE_IMPROVEMENT),
        "beside": _beside(viewer, row),
    }
    return render(request, "quality/draw/round.html", context)


def _beside(viewer: Worker, row: AuditRound) -> list[Beside]:
    """What other subjects have to say about a round."""
    told = (import_string(name)(viewer, row.pk) for name in import_string(settings.KITH_BESIDE_ROUNDS))
    return [one for one in told if one is not None]


def round_of(number: int) -> AuditRound:
    """The round of an address; not found where there is none."""
    found = AuditRound.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _months(today: date) -> list[tuple[str, str]]:
    """The months that can be drawn: how many ahead, and its name."""
    first = today.replace(day=1)
    return [(str(ahead), f"{add_months(first, ahead):%B %Y}") for ahead in range(MONTHS_AHEAD + 1)]


def _state(audit: CaseAudit, today: date) -> str:
    late = audit.is_open and audit.due_on < today
    return f"{STATES[audit.state]}, late" if late else STATES[audit.state]


def _strata() -> Any:
    guide = practice.current().audits
    return guide.strata if guide else ()


def _programme(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    viewer, today = request.user, clock.today()
    guide, roles = practice.current().audits, practice.current().roles
    who = queries.auditors(guide.roles, today) if guide else []
    context = {
        "door": DOOR,
        "guide": guide,
        "roles": [roles[code].title for code in guide.roles if code in roles] if guide else [],
        "who": who,
        "rounds": queries.rounds(viewer, today),
        "months": _months(today),
        "cohorts": list(COHORTS.items()),
        "able": [(str(one.pk), _called(one)) for one in [*who, *queries.auditors([OUTSIDE], today)]],
        "may_run": viewer.may(May.RUN_AUDITS),
        "typed": request.POST if problems else {},
        "chosen": request.POST.getlist("auditors") if problems else [],
        "problems": problems,
    }
    return render(request, "quality/draw/page.html", context, status=422 if problems else 200)


def _called(one: Worker) -> str:
    return f"{one.name}, {one.job_title}" if one.job_title else one.name
