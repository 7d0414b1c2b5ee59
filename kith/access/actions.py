"""Signing in and out."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest

from kith.access import idle, rules
from kith.access.models import SignInAttempt, Worker
from kith.core import Refused, clock

WRONG = "The name or the password is not right."


def sign_in(request: HttpRequest, *, username: str, password: str) -> Worker:
    """Sign a worker in. Raises ``Refused`` with the same words whether the name or the password is wrong,
    and with the time to wait after too many tries."""
    username, address = username.replace("\x00", "").strip()[:60].lower(), _address_of(request)
    _refuse_when_too_many(username, address)
    worker = authenticate(request, username=username, password=password)
    _note_try(username, address, succeeded=worker is not None)
    if not isinstance(worker, Worker):
        raise Refused(WRONG, "password")
    login(request, worker)
    idle.begin(request)
    return worker


def sign_in_to_the_demo(request: HttpRequest, worker: Worker) -> Worker:
    """Sign in as one of the demo's invented workers, without a password."""
    _note_try(worker.username, _address_of(request), succeeded=True)
    login(request, worker, backend="django.contrib.auth.backends.ModelBackend")
    idle.begin(request)
    return worker


def _address_of(request: HttpRequest) -> str:
    direct, forwarded = request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
    return rules.address_of(direct, forwarded, settings.KITH_PROXIES)


def _refuse_when_too_many(username: str, address: str) -> None:
    now = clock.now()
    tries = (
        SignInAttempt.objects.filter(username=username)
        .order_by("-at", "-pk")[:20]
        .values_list("at", "succeeded")
    )
    failures = []
    for at, succeeded in tries:
        if succeeded:
            break
        failures.append(at)
    lately = SignInAttempt.objects.filter(address=address, succeeded=False, at__gt=now - rules.WINDOW).count()
    if (until := rules.wait_until(failures, now)) or rules.is_flood(lately):
        wait = clock.london(until or now + timedelta(minutes=15))
        raise Refused(f"Too many tries. Wait until {wait:%H:%M} and try again.", "password")


def _note_try(username: str, address: str, *, succeeded: bool) -> None:
    SignInAttempt.objects.create(at=clock.now(), username=username, address=address, succeeded=succeeded)
