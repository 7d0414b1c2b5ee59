"""The notices of the worker who looks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import SIGNED_IN, page
from kith.access.may import May
from kith.ui.render import render
from kith.work.notices import actions, queries


@page("notices/", may=SIGNED_IN)
def notices(request: HttpRequest) -> HttpResponse:
    """What was decided, finished or given to the viewer: unread first, then the newest."""
    return render(
        request, "work/notices/page.html", {"notices": queries.latest(request.user), "shown": queries.SHOWN}
    )


@page("notices/read/", may=May.READ_RECORD, name="notices_read")
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark the viewer's notices as read: the one named, or all."""
    named = request.POST.get("notice", "")
    one = [int(named)] if named.isascii() and named.isdecimal() and len(named) < 19 else None
    if not named or one:
        actions.mark_read(request.user, notices=one)
    return redirect("notices")
