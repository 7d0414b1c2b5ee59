"""One case that two auditors read, side by side, and settling where they differ."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused
from kith.quality.agreement import actions, queries
from kith.ui.render import render


@page(
    "quality/audit/<id:number>/settle/",
    may=May.RUN_AUDITS,
    about="the child of the audit",
    name="audit_settle",
)
def audit_settle(request: HttpRequest, number: int) -> HttpResponse:
    """Both readings of one case, and the grade they settle on where they differ."""
    found = queries.pairs(request.user, audit=number)
    if not found:
        raise Http404
    pair, posted = found[0], request.POST
    standard = posted.get("standard", "")
    problems: Any = ()
    look_at(request, [pair.first.person_id])
    if request.method == "POST":
        try:
            actions.settle(
                request.user,
                pair.first,
                standard=standard,
                grade=posted.get(f"grade:{standard}", ""),
                reason=posted.get(f"reason:{standard}", ""),
            )
        except Refused as refused:
            # each line has boxes of its own, so that no label leads to those of another
            problems = [(field and f"{field}:{standard}", words) for field, words in refused.problems]
        else:
            messages.success(request, "It is settled. Both grades stay beside it.")
            return redirect("audit_settle", number=number)
    context: dict[str, Any] = {
        "door": "quality",
        "pair": pair,
        "titles": {one["code"]: one["title"] for one in pair.first.form["grades"]},
        "grades": [(one["code"], one["title"]) for one in pair.first.form["grades"]],
        "typed": posted if problems else {},
        "problems": problems,
    }
    return render(request, "quality/agreement/page.html", context, status=422 if problems else 200)
