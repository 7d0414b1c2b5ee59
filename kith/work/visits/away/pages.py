"""What a phone asks for and sends: the key and the day's visits, and a visit written without signal."""

import hashlib
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import ANYONE, look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, reading_words
from kith.people.models import Person
from kith.ui.render import render
from kith.work.models import Visit
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called
from kith.work.visits import queries, rules, sent, showing
from kith.work.visits.ahead.queries import Planned, between
from kith.work.visits.away import actions, key
from kith.work.visits.clocks import NextVisit
from kith.work.visits.due import Standing, next_visits
from kith.work.visits.due import standing as standing_of
from kith.work.visits.pages import ABOUT, after

FILES = ("kith/kith.css", "kith/kith.js", "kith/away.js", "kith/inter-latin.woff2", "kith/mark.svg")
SCRIPT = "kith/away-worker.js"
NO_NUMBER = "This did not come from a phone that we know. Open today’s visits again."
TAKEN = "This visit was sent by somebody else. Write it once more."


@page("visit/kept/", may=May.RECORD_VISIT, about=ABOUT)
def visits_kept(request: HttpRequest) -> HttpResponse:
    """The secret of this phone, and unless only that is asked for the visits of today, for the phone to lock up."""
    device = _uuid(request.headers.get("X-Device", ""))
    if device is None:
        look_at(request, [])
        return JsonResponse({"problems": [["", NO_NUMBER]]}, status=422)
    worker = request.user
    told: dict[str, Any] = {
        "who": worker.pk,
        "secret": key.secret_of(worker.pk, device),
        "token": key.token_of(worker.pk),
        "now": int(clock.now().timestamp() * 1000),
    }
    if request.headers.get("X-Only") == "key":
        look_at(request, [])
        return JsonResponse(told)
    today = clock.today()
    planned = between(worker, today, today)
    people = list(dict.fromkeys(person for one in planned for person in one.ids))
    look_at(request, people, "The visits of the day, kept on a phone")
    return JsonResponse(told | {"day": _day(worker, planned, people, today)})


def _day(worker: Worker, planned: list[Planned], people: list[int], today: date) -> dict[str, Any]:
    standing = standing_of(worker, people, today)
    due = standing.due
    return {
        "on": today.isoformat(),
        "kinds": showing.kinds(today),
        "asked": showing.for_phone(today),
        "seen": rules.SEEN,
        "visits": [
            {
                "planned": one.number,
                "time": f"{clock.london(one.at):%H:%M}",
                "family": one.family,
                "place": one.place,
                "kind": one.kind,
                "alerts": queries.alerts_of(worker, one.ids, today),
                "children": [_child(child, due.get(child.pk), today) for child in one.children],
                "kind_lines": _kind_lines(one, standing, today),
            }
            for one in planned
        ],
    }


def _kind_lines(planned: Planned, standing: Standing, today: date) -> dict[str, str]:
    """What is said of each kind as it is chosen for this visit."""
    running = {
        first_name(one): standing.running[one.pk] for one in planned.children if one.pk in standing.running
    }
    return {one.code: one.told for one in showing.lines(running, today) if one.told}


def _child(child: Person, due: NextVisit | None, today: date) -> dict[str, Any]:
    told = f"{due.title} by {reading_words.short_day(due.on)}: {due.words}" if due else ""
    return {"id": child.pk, "words": called(child, today), "clock": told}


@page("visit/send/", may=May.RECORD_VISIT)
@require_POST
def visit_send(request: HttpRequest) -> HttpResponse:
    """Keep a visit that was written on a phone; the same number a second time changes nothing."""
    number = _uuid(request.POST.get("key", ""))
    if number is None:
        return _refused([("", NO_NUMBER)])
    try:
        visit, also = actions.receive(request.user, sent_key=number, **sent.visit(request.POST))
    except Refused as refused:
        return _refused(refused.problems, _unknown(request))
    except IntegrityError:  # two at once; the other one has kept it
        kept = queries.sent_before(request.user, number)
        if kept is None:
            return _refused([("", TAKEN)])
        visit, also = kept, []
    words = _words(request.user, visit)
    if "X-Form" in request.headers:  # the page that follows tells it; a phone without signal tells it itself
        messages.success(request, " ".join([words, *also]))
    return JsonResponse({"words": words, "also": also, "go": after(visit.people_ids()[0])})


def _refused(problems: Any, unknown: list[int] | None = None) -> HttpResponse:
    told = [[field or "", words] for field, words in problems]
    return JsonResponse({"problems": told, "unknown": unknown or []}, status=422)


def _unknown(request: HttpRequest) -> list[int]:
    """Which of the children the worker may not know of (any more); the phone has their names, we say none."""
    named = [int(found[1]) for found in map(sent.SEEN.fullmatch, request.POST) if found]
    known = Person.objects.seen_by(request.user).filter(pk__in=named).values_list("pk", flat=True)
    return sorted(set(named) - set(known))


def _words(worker: Worker, visit: Visit) -> str:
    """For whom the visit was kept, and until when each is to be seen next."""
    today, ids = clock.today(), visit.people_ids()
    due = next_visits(worker, ids, today)
    people = Person.objects.seen_by(worker).filter(pk__in=ids).order_by("born_on", "pk")
    told = [f"{first_name(one)} {due[one.pk].told}" for one in people if one.pk in due]
    names = reading_words.listing([first_name(one) for one in people])
    return f"Visit recorded for {names}." + (f" To be seen next: {', '.join(told)}." if told else "")


@page("visit/away/", may=ANYONE)
def visits_away(request: HttpRequest) -> HttpResponse:
    """The page that stands for the visit pages without signal. It says nothing about anybody."""
    request.user = AnonymousUser()  # nobody's name stands on it, whoever asks
    return render(request, "work/visits/away/shell.html", {})


@page("visit/worker.js", may=ANYONE)
def visits_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the visit pages, with what it keeps and a version that changes with any of it."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@cache
def _script() -> str:
    files = {name: Path(str(finders.find(name))) for name in (*FILES, SCRIPT)}
    mark = hashlib.sha256(b"".join(place.read_bytes() for place in files.values()))
    mark.update((Path(__file__).parent / "shell.html").read_bytes())
    kept = {
        "version": mark.hexdigest()[:16],
        "shell": reverse("visits_away"),
        "files": [static(name) for name in FILES],
    }
    return f"const KEPT = {json.dumps(kept)};\n{files[SCRIPT].read_text()}"


@page("visit/standing/", may=ANYONE)
@require_POST
def visits_standing(request: HttpRequest) -> HttpResponse:
    """Whether the worker of a phone's token may still record visits; told to who holds the token, and nothing else."""
    number = key.worker_of(request.POST.get("token", ""))
    worker = Worker.objects.filter(pk=number, is_active=True).first() if number else None
    return JsonResponse({"may": bool(worker and worker.may(May.RECORD_VISIT))})


def _uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None
