"""The public form, and the files handed in with it."""

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import ANYONE, look_at, page
from kith.access.may import May
from kith.access.rules import address_of
from kith.core import Refused, clock
from kith.database import session
from kith.database.middleware import keep
from kith.documents.files import queries as documents
from kith.documents.files import rules as kinds
from kith.documents.files.handed import Handed, handed
from kith.frontdoor.contacts.queries import contact_seen_by
from kith.frontdoor.webform import actions, queries, rules
from kith.ui.render import render

SIGNER = signing.Signer(salt="public form")
PAGE_MARK = "_page"
WHY = "Reading a contact"


@page("tell-us/", may=ANYONE)
def tell_us(request: HttpRequest) -> HttpResponse:
    """The form for professionals who are worried about a child."""
    taker = queries.taker()
    if taker is None:
        return render(request, "frontdoor/webform/closed.html")
    if request.method != "POST":
        return _show(request)
    address = address_of(
        request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", ""), settings.KITH_PROXIES
    )
    if rules.too_many(queries.tries(address, clock.now())):
        words = "The form was sent very often from where you are. Wait an hour, or ring us. What you wrote is here."
        return _show(request, problems=[(None, words)], status=429)
    actions.note_try(address)
    try:
        told, files = _told(request), _files(request)
        with session.seen_by(taker.sight):
            _, link = actions.receive_and_acknowledge(taker, told=told, files=files)
    except Refused as refused:
        return keep(_show(request, problems=refused.problems, status=422))
    messages.success(request, "Thank you. We have it. Keep the address of this page: it shows how it stands.")
    return redirect(link)


def _told(request: HttpRequest) -> dict[str, str]:
    """What was written. Raises ``Refused`` with everything that is missing."""
    told = rules.tidy(request.POST.dict())
    problems = rules.problems(told, [code for code, _ in queries.sources()])
    if robot := rules.robot_problem(request.POST.get(rules.TRAP, ""), _age(request)):
        problems.append((None, robot))
    problems += _file_problems(request)
    if problems:
        raise Refused.several(problems)
    return told


def _age(request: HttpRequest) -> timedelta | None:
    """How long the page was open; nothing for a mark that is not ours."""
    try:
        made_at = float(SIGNER.unsign(request.POST.get(PAGE_MARK, "")))
    except (signing.BadSignature, ValueError):
        return None
    return timedelta(seconds=time.time() - made_at)


def _handed(request: HttpRequest) -> list[UploadedFile]:
    return [file for file in request.FILES.getlist("files") if file.name]


def _file_problems(request: HttpRequest) -> rules.Problems:
    found = _files(request)
    if len(found) > kinds.MOST_FILES:
        return [("files", f"At most {kinds.MOST_FILES} files; there are {len(found)}.")]
    return [("files", f"{one.name[: kinds.LONGEST_NAME]}: {one.problem}") for one in found if one.problem]


def _files(request: HttpRequest) -> list[Handed]:
    return [handed(file) for file in _handed(request)]


def _show(request: HttpRequest, problems: Any = (), status: int = 200) -> HttpResponse:
    return render(
        request,
        "frontdoor/webform/page.html",
        {
            "typed": request.POST,
            "problems": problems,
            "sources": queries.sources(),
            "sexes": rules.SEXES,
            "safe": rules.SAFE,
            "places": rules.places(),
            "mark": SIGNER.sign(f"{time.time():.0f}"),
            "trap": rules.TRAP,
            "had_files": bool(problems and request.FILES),
            "kinds": ", ".join(kinds.KINDS.values()),
            "megabytes": kinds.MOST_BYTES // 1_000_000,
            "most_files": kinds.MOST_FILES,
        },
        status=status,
    )


@page("front-door/contact/<id:number>/files/", may=May.READ_RECORD, about="the children of a contact")
def contact_files(request: HttpRequest, number: int) -> HttpResponse:
    """The files handed in with a contact."""
    contact = contact_seen_by(request.user, number)
    look_at(request, contact.people_ids(), WHY)
    values = {"contact": contact, "files": queries.files(request.user, contact), "kinds": kinds.KINDS}
    return render(request, "frontdoor/webform/files.html", values)


@page(
    "front-door/contact/<id:number>/files/<id:file>/", may=May.READ_RECORD, about="the children of a contact"
)
def contact_file(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """One file, to be saved: it is never opened inside our pages."""
    contact = contact_seen_by(request.user, number)
    look_at(request, contact.people_ids(), WHY)
    found = next((one for one in queries.files(request.user, contact) if one.pk == file), None)
    if found is None or found.stored.purged_at:
        raise Http404("no such file")
    raw = documents.contents(found.stored)
    actions.hand_out(request.user, found)
    answer = HttpResponse(raw, content_type=kinds.CONTENT[found.stored.kind])
    answer["Content-Disposition"] = f'attachment; filename="file-{found.pk}.{found.name.rpartition(".")[2]}"'
    return answer
