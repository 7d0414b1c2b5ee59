"""My work: what is late, what is today, what happened since."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.doors import SIGNED_IN, page
from kith.access.may import May
from kith.core import clock
from kith.desk import rules
from kith.desk.my_work import queries
from kith.ui.render import render

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
    worker, today = request.user, clock.today()
    rows = queries.to_do(worker, today)
    show = request.GET.get("show", "")
    kinds = Counter(row.step["kind"] for row in rows)
    shown = [row for row in rows if not show or row.step["kind"] == show]
    everything = request.GET.get("all") == "1"
    limited = shown if everything else shown[: queries.SHOWN]
    families = queries.caseload(worker, today)
    context = {
        "groups": [(words, [row for row in limited if row.urgency == code]) for code, words in GROUPS],
        "count": Counter(row.urgency for row in rows),
        "lead": rules.summary_of_day(
            sum(row.urgency == rules.LATE for row in rows), sum(row.urgency == rules.TODAY for row in rows)
        ),
        "chips": [(f"All {len(rows)}", "?", not show), *_chips(kinds, show)],
        "left_over": len(shown) - len(limited),
        "show": show,
        "families": families,
        "new": [row for row in families if not row.accepted],
        "children": sum(len(row.children) for row in families),
        "needs": practice.current().lists,
        "news": queries.news(worker),
        "drafts": queries.drafts(worker, today),
        "recent": queries.recent(worker, today),
        "door": "work",
    }
    return render(request, "desk/my_work/page.html", context)


def _chips(kinds: Counter[str], show: str) -> list[tuple[str, str, bool]]:
    titles = {code: kind.title for code, kind in practice.current().steps.items()}
    return [
        (f"{titles.get(kind, kind)} {number}", f"?show={kind}", show == kind)
        for kind, number in kinds.most_common()
    ]
