"""One request, one transaction, one identity; the same form is never carried out twice."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from kith.core import clock
from kith.database import faults, session
from kith.database.models import Command

Handler = Callable[[HttpRequest], HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS")
SENT_BY_ANOTHER = (
    "Somebody else has sent this form before, so nothing was changed now. Fill it in here and send it."
)
REFUSED = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}


def keep(response: HttpResponse) -> HttpResponse:
    """Mark a refusal whose writes stay all the same: a failed attempt to sign in, a refused look."""
    response.kept = True  # type: ignore[attr-defined]
    return response


class NeverStored:
    """Pages of the record are kept by no browser and no proxy. Static files are answered before this."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to whatever is answered."""
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response


class UnitOfWork:
    """Runs a request in one transaction under the viewer's identity.

    A fault (500 and more) keeps nothing. A refused command (400, 403, 404, 405, 422) keeps nothing either and
    gives its key back, so that the corrected form may be sent; 409 and 429 are answers, and stand. What an
    answer carries as its ``trace`` is written whatever became of the rest, or the answer is not given.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or repeat the answer that the same form was given before."""
        _leave_out_nul(request)
        key, sight = _key(request), getattr(request.user, "sight", session.NOBODY)
        with session.seen_by(sight, reads_only=request.method in SAFE):
            if key and not _take(key, request):
                return _first_answer(key, request)
            response = self.get_response(request)
            if not _stands(request, response):
                transaction.set_rollback(True)
            elif key:
                _settle(key, response)
        if trace := getattr(response, "trace", None):
            with session.seen_by(sight):
                trace()
        return response


def _leave_out_nul(request: HttpRequest) -> None:
    """Take the letter that no text of the record store can hold out of what was sent; nobody types it."""
    if request.method in SAFE or not any(
        "\x00" in text for texts in request.POST.lists() for text in texts[1]
    ):
        return
    clean = request.POST.copy()
    for name, texts in request.POST.lists():
        clean.setlist(name, [text.replace("\x00", "") for text in texts])
    request.POST = clean  # type: ignore[assignment]


def _key(request: HttpRequest) -> UUID | None:
    if request.method in SAFE:
        return None
    try:
        return UUID(request.POST.get("_key", ""))
    except ValueError:
        return None


def _take(key: UUID, request: HttpRequest) -> bool:
    """Take the key; False when the form was carried out before. Waits for one that is under way.

    Raises ``UnderWay`` when that takes too long.
    """
    path = request.path[:500] if request.user.pk else ""  # a private address is kept nowhere
    facts = {"worker_id": request.user.pk, "path": path, "digest": _digest(request)}
    try:
        with transaction.atomic():
            Command.objects.create(key=key, at=clock.now(), **facts)
    except IntegrityError:
        return False
    except OperationalError as trouble:
        if getattr(trouble.__cause__, "sqlstate", "") == faults.LOCKED:
            raise faults.UnderWay from None
        raise
    return True


def _digest(request: HttpRequest) -> str:
    """A mark of everything that was sent but for the proof of origin; nobody can read the words out of it."""
    sent = sorted((name, texts) for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, file.name, file.size) for name, held in request.FILES.lists() for file in held)
    return salted_hmac("kith.command", repr((sent, files)), algorithm="sha256").hexdigest()


def _first_answer(key: UUID, request: HttpRequest) -> HttpResponse:
    """Where the form led the first time; the page itself, as it was asked for, when it led nowhere.

    A form that somebody else has sent is not carried out a second time, and who sends it now is told. Whoever sends
    other words than the first time gets them back, to send them as a form of their own.
    """
    found = Command.objects.filter(key=key, worker_id=request.user.pk).first()
    if found and found.digest not in ("", _digest(request)):
        answer: HttpResponse = import_string(settings.KITH_SENT_OTHERWISE)(request)
        return answer
    if found is None:
        messages.warning(request, SENT_BY_ANOTHER, fail_silently=True)
    return HttpResponseRedirect((found and found.location) or request.get_full_path())


def _settle(key: UUID, response: HttpResponse) -> None:
    location = response.get("Location", "") or response.get("HX-Redirect", "")
    if location:
        Command.objects.filter(key=key).update(location=location)
    elif not 300 <= response.status_code < 400:
        Command.objects.filter(key=key).delete()


def _stands(request: HttpRequest, response: Any) -> bool:
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return False
    refused = request.method not in SAFE and response.status_code in REFUSED
    return not refused or getattr(response, "kept", False)
