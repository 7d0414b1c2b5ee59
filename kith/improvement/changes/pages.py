"""The change log of a plan on the screen."""

from math import ceil

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.core import sent_back
from kith.improvement.models import PlanChange
from kith.improvement.plan.pages import DOOR, plan_of
from kith.improvement.plan.tabs import tabs
from kith.ui.render import render

PAGE = 50


@page("improvement/<slug:code>/changes/", may=May.SEE_IMPROVEMENT)
def plan_changes(request: HttpRequest, code: str) -> HttpResponse:
    """What of a plan was changed, newest first: what stood before, what stands now, who changed it and why."""
    plan = plan_of(code)
    rows = PlanChange.objects.filter(plan=plan).select_related("by").order_by("-pk")
    number = rows.count()
    pages = max(ceil(number / PAGE), 1)
    at = sent_back.page(request.GET.get("page", ""), pages)
    context = {
        "door": DOOR,
        "plan": plan,
        "tabs": tabs(plan, "plan_changes"),
        "rows": rows[(at - 1) * PAGE : at * PAGE],
        "number": number,
        "page": at,
        "pages": pages,
    }
    return render(request, "improvement/changes/page.html", context)
