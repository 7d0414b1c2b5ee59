"""Ends sessions in which nothing is done, and every session after its longest time."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from kith.access import rules

ACTIVE, BEGAN = "active_at", "began_at"
BACKGROUND = "X-Background"  # what scripts send with a request that nobody asked for
WRITTEN_EVERY = 30  # seconds; a session is not written anew at each click


class EndsIdleSessions:
    """Signs out whoever did nothing for ``KITH_IDLE_MINUTES``, before anything is answered.

    Opening a page, sending a form and the saving of what is typed are doing something. A request marked as one of the
    background is not. Seconds are those of the machine: they run on where a demonstration's day stands still.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the session or note that it is in use, then answer."""
        if request.user.is_authenticated:
            if left(request) <= 0:
                logout(request)
            elif BACKGROUND not in request.headers:
                _note_use(request)
        return self.get_response(request)


def begin(request: HttpRequest) -> None:
    """Start both clocks of a session: somebody has just signed in."""
    request.session[BEGAN] = request.session[ACTIVE] = int(time.time())


def left(request: HttpRequest) -> int:
    """Seconds until this session ends when nothing more is done in it."""
    now = int(time.time())
    return rules.seconds_left(
        now,
        active_at=request.session.get(ACTIVE, now),
        began_at=request.session.get(BEGAN, now),
        idle=settings.KITH_IDLE_SECONDS,
        longest=settings.SESSION_COOKIE_AGE,
    )


def _note_use(request: HttpRequest) -> None:
    if BEGAN not in request.session:
        begin(request)
    elif time.time() - request.session[ACTIVE] >= WRITTEN_EVERY:
        request.session[ACTIVE] = int(time.time())
