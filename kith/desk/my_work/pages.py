"""My work: what is late, what is today, what happened since."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.doors import SIGNED_IN, page
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import clock
from kith.database.working_day import working_calendar
from kith.desk import complaints, rules
from kith.desk.my_work import clocks, queries, visits
from kith.desk.queries import StepRow
from kith.performance.recording import queries as recording
from kith.quality.audit import queries as audits
from kith.ui.render import render
from kith.work.handovers.queries import mine as handovers_of
from kith.work.plans.queries import open_of_children, promised
from kith.work.plans.rules import how_due
from kith.work.restructuring import rules as restructuring
from kith.work.supervision.queries import mine as supervision_of
from kith.work.timescales.queries import running
from kith.work.visits.ahead.queries import between

GROUPS = ((rules.LATE, "Late"), (rules.TODAY, "Due today"), (rules.WEEK, "This week"), (rules.LATER, "Later"))


@page("", may=SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Everybody's first page: where their role says that the day begins, or by what their roles open."""
    worker = request.user
    if first := practice.current().first_page_of(worker.roles):
        return redirect(first)
    if worker.may(May.SEE_PERFORMANCE) and not worker.may(May.WRITE_STEP) and not worker.may(May.SIGN_OFF):
        return redirect("performance")
    return redirect("my_work")


@page("work/", may=SIGNED_IN)
def my_work(request: HttpRequest) -> HttpResponse:
    """The worker's own list, families and news."""
    worker, today, own = request.user, clock.today(), queries.own(request.user)
    rows = queries.to_do(worker, own, today)
    show = request.GET.get("show", "")
    kinds = Counter(row.step["kind"] for row in rows)
    shown = [row for row in rows if not show or row.step["kind"] == show]
    limited = shown if request.GET.get("all") == "1" else shown[: queries.SHOWN]
    families = queries.caseload(worker, own, today)
    held = [child.person_id for row in families for child in row.children]
    due = visits.to_be_made(worker, families, today)
    by_law = clocks.marked(families, running(worker, held, today))
    to_answer = complaints.waiting(own.complaints, today)
    context = {
        "groups": [(words, [row for row in limited if row.urgency == code]) for code, words in GROUPS],
        "count": Counter(row.urgency for row in rows),
        "lead": _lead(rows, due, by_law, to_answer, today),
        "chips": [(f"All {len(rows)}", "?", not show), *_chips(kinds, show)],
        "left_over": len(shown) - len(limited),
        "show": show,
        "families": families,
        "visits": due,
        "clocks": by_law,
        "complaints": to_answer,
        "visits_today": between(worker, today, today),
        "new": [row for row in families if not row.accepted],
        "children": sum(len(row.children) for row in families),
        "needs": practice.current().lists,
        "news": own.news,
        "drafts": queries.drafts(worker, own, today),
        "promised": [(row, *how_due(row["due_on"], "", today)) for row in promised(worker)],
        "plans": open_of_children(worker, held),
        "recent": queries.recent(worker, own, today),
        "supervision": _supervision(worker, today),
        "handovers": handovers_of(worker, today),
        "teams_ending": _teams_ending(worker, today),
        "recorded": rules.late_or_missing(*recording.own_numbers(worker, today)),
        "door": "work",
    }
    return render(request, "desk/my_work/page.html", context | _audits(worker))


def _lead(
    rows: Sequence[StepRow],
    due: Sequence[visits.FamilyVisit],
    by_law: Sequence[clocks.FamilyClock],
    to_answer: Sequence[complaints.Waiting],
    today: date,
) -> str:
    """How much is late and how much is due today, of work, visits, complaints and what law and practice ask."""
    both = [row.urgency for row in rows] + [row.urgency for row in to_answer]
    late = [one.first.mark == rules.LATE for one in by_law]
    return rules.summary_of_day(
        both.count(rules.LATE) + sum(bool(one.late) for one in due) + sum(late),
        both.count(rules.TODAY)
        + sum(one.first.on == today for one in due)
        + sum(one.first.due_on == today for one in by_law),
    )


def _supervision(worker: Worker, today: date) -> Any:
    """The next talk and the clock, for those who are supervised."""
    return supervision_of(worker, today, working_calendar()) if worker.may(May.BE_SUPERVISED) else None


def _audits(worker: Worker) -> dict[str, Any]:
    """Cases the worker is to audit, and what audits ask of the worker."""
    return {
        "audits": audits.to_do(worker) if worker.may(May.AUDIT_CASES) else [],
        "audit_actions": audits.my_actions(worker) if worker.may(May.ANSWER_AUDITS) else [],
    }


def _teams_ending(worker: Worker, today: date) -> list[tuple[Team, date]]:
    """The teams whose children this worker gives out, with the last day of those that end within four weeks."""
    if not worker.may(May.ALLOCATE):
        return []
    teams = {one.team.pk: one.team for one in worker.memberships_today}.values()
    ending = [(team, team.ended_on) for team in teams if restructuring.warned_of(team.ended_on, today)]
    return [(team, after - timedelta(days=1)) for team, after in ending if after]


def _chips(kinds: Counter[str], show: str) -> list[tuple[str, str, bool]]:
    titles = {code: kind.title for code, kind in practice.current().steps.items()}
    return [
        (f"{titles.get(kind, kind)} {number}", f"?show={kind}", show == kind)
        for kind, number in kinds.most_common()
    ]
