"""What a refused request is answered with: not allowed, not there, not understood, a form that is too old."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from kith.ui.render import render

NOT_ALLOWED = (
    "You cannot open this page",
    [
        "Your role here does not include it. If you need it for your work, ask your manager or whoever looks after "
        "roles. Nothing was changed.",
    ],
)
NOT_THERE = (
    "There is nothing here",
    [
        "There is no page at this address. If you typed the address, check it. If you followed a link, what it led to "
        "may have been moved.",
    ],
)
NOT_UNDERSTOOD = (
    "That could not be read",
    ["What was sent could not be understood, and nothing was changed. Go back and try again."],
)
TOO_OLD = (
    "This form has grown too old",
    [
        "What you sent was not saved: the page had been open too long, or you signed in again in another tab.",
        "Go back with your browser, copy your words if there are many, load the page again and send it once more.",
    ],
)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the worker's roles do not open the page."""
    return _answer(request, HTTPStatus.FORBIDDEN, *NOT_ALLOWED)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what is absent and for what the viewer may not know of."""
    return _answer(request, HTTPStatus.NOT_FOUND, *NOT_THERE)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a malformed request."""
    return _answer(request, HTTPStatus.BAD_REQUEST, *NOT_UNDERSTOOD)


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its proof of origin."""
    return _answer(request, HTTPStatus.FORBIDDEN, *TOO_OLD)


def _answer(request: HttpRequest, status: HTTPStatus, title: str, words: list[str]) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"words": " ".join(words)}, status=status)
    context = {"title": title, "words": words, "links": [("Go to the first page", "/")]}
    return render(request, "ui/refused.html", context, status=status)
