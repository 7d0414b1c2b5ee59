"""Refuses to call a view that has no lock, and sends those who are not signed in to the sign-in page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from kith.access.doors import ANYONE
from kith.access.pages import ask_to_sign_in_and_send
from kith.ui import held

SIGNED_OUT = "You are signed out. Sign in again; your words are still here."
WHOSE_PAGE = "X-Worker"  # what our scripts send: whom the page was made for that they stand on
METHODS = ("GET", "HEAD", "POST")


class LockedPages:
    """The second half of the page door: WSGI servers do not run Django's checks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        lock = getattr(view, "lock", None)
        if lock is None:
            raise ImproperlyConfigured(f"the page {view.__module__}.{view.__qualname__} has no lock")
        if request.method not in METHODS:
            return _which_methods(request)
        if lock == ANYONE or _is_in(request):
            return None
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"words": SIGNED_OUT}, status=401)
        if request.method == "POST" and held.sent(request):
            return ask_to_sign_in_and_send(request)
        after = request.get_full_path() if request.method == "GET" else _page_before(request)
        return redirect(f"{reverse('sign_in')}?{urlencode({'next': after})}")


def _is_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in, and is the one whose page is speaking: words of one are not saved as another's."""
    worker = request.user
    return (
        worker.is_authenticated
        and worker.is_active
        and request.headers.get(WHOSE_PAGE, "") in ("", str(worker.pk))
    )


def _which_methods(request: HttpRequest) -> HttpResponse:
    """Which methods pages know; 204 to who asks for them, 405 to who uses another. No page is opened by either."""
    asked = request.method == "OPTIONS"
    return HttpResponse(status=204 if asked else 405, headers={"Allow": ", ".join((*METHODS, "OPTIONS"))})


def _page_before(request: HttpRequest) -> str:
    """The page of this site that a form was sent from, to come back to after signing in."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "/"
    query = f"?{before.query}" if before.query else ""
    return f"{before.path}{query}" if before.path and before.netloc == request.get_host() else "/"
