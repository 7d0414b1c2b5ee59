"""The hub on the screen, and what is written on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.improvement import queries as plans
from kith.improvement import words
from kith.improvement.hub import actions, queries
from kith.improvement.models import Bulletin
from kith.improvement.plan.pages import DOOR, shown_counts
from kith.ui.render import render


@page("improvement/hub/", may=May.SEE_IMPROVEMENT)
def improvement_hub(request: HttpRequest) -> HttpResponse:
    """Plan, progress and bulletins in one place, and what is new since one last looked."""
    return _show(request)


@page("improvement/hub/write/", may=May.KEEP_BOARDS)
@require_POST
def improvement_hub_write(request: HttpRequest) -> HttpResponse:
    """Put a bulletin up, or take one down."""
    posted = request.POST
    try:
        if posted.get("do") == "down":
            row = Bulletin.objects.filter(pk=as_number(posted.get("bulletin", ""))).first()
            if row is None:
                raise Http404
            actions.take_down(request.user, row)
            done = "The bulletin is taken down."
        else:
            actions.publish(request.user, title=posted.get("title", ""), words=posted.get("words", ""))
            done = "The bulletin is up."
    except Refused as refused:
        return _show(request, refused.problems)
    messages.success(request, done)
    return redirect("improvement_hub")


def _show(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    since = actions.open_hub(request.user)
    context = {
        "door": DOOR,
        "since": since,
        "news": queries.news(since) if since else None,
        "bulletins": [(one, bool(since and one.published_at > since)) for one in queries.bulletins()],
        "plans": [(plan, shown_counts(counts), counts) for plan, counts in plans.plans(clock.today())],
        "rating_words": words.rating_words,
        "may_keep": request.user.may(May.KEEP_BOARDS),  # type: ignore[union-attr]
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/hub/page.html", context, status=422 if problems else 200)
