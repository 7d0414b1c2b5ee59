"""What a refused request is answered with: not allowed, not there, not understood, a form that is too old."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse

from kith.ui import held
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
TOO_MUCH = (
    "That is too much for one form",
    [
        "What you sent was not saved: its words are larger than 10 megabytes, about ten million letters, it has more "
        "than 5,000 boxes, or with its files it is larger than 40 megabytes.",
        "Go back with your browser, make it shorter and send it again. A picture pasted as text is a usual cause.",
    ],
)
KEEPS_WORDS = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)  # what was read whole, and would be lost
PIECE, PIECES = 64 * 1024, 1600
TOO_OLD = (
    "This form has grown too old",
    [
        "What you sent was not saved: the page had been open too long, or you signed in again in another tab.",
        "Go back with your browser, copy your words if there are many, load the page again and send it once more.",
    ],
)

GROWN_OLD = (
    "This form has grown too old: its page had been open too long, or you signed in again in another tab."
)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the worker's roles do not open the page, or what the refusal itself has ``told``: title and words."""
    return _answer(request, HTTPStatus.FORBIDDEN, *getattr(exception, "told", NOT_ALLOWED))


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what is absent and for what the viewer may not know of."""
    return _answer(request, HTTPStatus.NOT_FOUND, *NOT_THERE)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a malformed request; 413: one that is too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        _hear_out(request)
        return _answer(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, *TOO_MUCH)
    return _answer(request, HTTPStatus.BAD_REQUEST, *NOT_UNDERSTOOD)


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its proof of origin. One that stood on a page of ours may be sent once more."""
    fields = held.carried(request.POST) or held.sent(request)
    asks_to_sign_in = "password" in request.POST and not held.carried(request.POST)
    if held.is_from_us(request) and fields and not asks_to_sign_in and not _wants_json(request):
        to = request.POST.get("next", "/") if held.carried(request.POST) else request.get_full_path()
        return held.send_page(request, to, fields, status=HTTPStatus.FORBIDDEN, why=GROWN_OLD)
    return _answer(request, HTTPStatus.FORBIDDEN, *TOO_OLD)


def _hear_out(request: HttpRequest) -> None:
    """Read the rest and forget it, up to 100 megabytes: a browser shows no answer given while it is still sending."""
    for _ in range(PIECES):
        if not request.read(PIECE):
            return


def _answer(request: HttpRequest, status: HTTPStatus, title: str, words: list[str]) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"words": " ".join(words)}, status=status)
    keeps = request.method == "POST" and status in KEEPS_WORDS and held.is_from_us(request)
    texts = held.texts(held.sent(request)) if keeps else []
    context = {"title": title, "words": words, "links": [("Go to the first page", "/")], "texts": texts}
    return render(request, "ui/refused.html", context, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
