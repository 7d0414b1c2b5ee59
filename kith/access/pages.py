"""Signing in and out."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from kith.access import actions, idle, rules
from kith.access.doors import ANYONE, SIGNED_IN, page
from kith.access.models import Worker
from kith.core import Refused
from kith.database.middleware import keep
from kith.database.session import identify
from kith.ui import held
from kith.ui.render import render


@page("sign-in/", may=ANYONE)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; in the demo, offer the roles as buttons."""
    if request.method != "POST":
        return _ask(request, request.GET.get("next", "/"))
    after = rules.safe_return(request.POST.get("next", "/"))
    try:
        actions.sign_in(
            request, username=request.POST.get("username", ""), password=request.POST.get("password", "")
        )
    except Refused as refused:
        return keep(_ask(request, after, refused))
    return _go_on(request, after)


@page("sign-in/demo/", may=ANYONE)
@require_POST
def sign_in_demo(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented worker; absent outside the demo."""
    if not settings.KITH_DEMO:
        raise Http404
    worker = _demo_workers().get(request.POST.get("username", ""))
    if worker is None:
        raise Http404
    actions.sign_in_to_the_demo(request, worker)
    return _go_on(request, rules.safe_return(request.POST.get("next", "/")))


@page("sign-out/", may=SIGNED_IN)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign_in")


@page("still-here/", may=SIGNED_IN)
def still_here(request: HttpRequest) -> HttpResponse:
    """Who is signed in and how many seconds the session lasts, for the script that warns before it ends."""
    return JsonResponse({"left": idle.left(request), "who": request.user.pk})


def ask_to_sign_in_and_send(request: HttpRequest) -> HttpResponse:
    """401 for a form whose writer is signed out: everything sent stands on the page, and goes on after signing in."""
    return _ask_holding(request, request.get_full_path(), held.sent(request), status=401)


def _go_on(request: HttpRequest, after: str) -> HttpResponse:
    """Where somebody goes who has just signed in: to the form that waits, when there is one."""
    waiting = held.carried(request.POST)
    if not waiting:
        return redirect(after)
    identify(request.user.sight)
    return held.send_page(request, after, waiting)


def _ask_holding(
    request: HttpRequest, address: str, fields: held.Fields, *, status: int, refused: Refused | None = None
) -> HttpResponse:
    context = {
        "next": rules.safe_return(address),
        "fields": fields,
        "texts": held.texts(fields),
        "lost_files": held.lost_files(fields),
        "username": request.POST.get("username", "") if refused else "",
        "problems": refused.problems if refused else (),
        "workers": list(_demo_workers().values()) if settings.KITH_DEMO else [],
    }
    return render(request, "access/held.html", context, status=status)


def _ask(request: HttpRequest, after: str, refused: Refused | None = None) -> HttpResponse:
    if waiting := held.carried(request.POST):
        return _ask_holding(request, after, waiting, status=422, refused=refused)
    workers = _demo_workers() if settings.KITH_DEMO else {}
    context = {
        "next": rules.safe_return(after),
        "username": request.POST.get("username", ""),
        "problems": refused.problems if refused else (),
        "workers": list(workers.values()),
    }
    return render(request, "access/sign_in.html", context, status=422 if refused else 200)


def _demo_workers() -> dict[str, Worker]:
    """The invented workers offered as buttons, by user name, in the order of the story."""
    offered = [username for _, username in import_string(settings.KITH_DEMO_ROLES)]
    found = {
        worker.username: worker for worker in Worker.objects.filter(username__in=offered, is_active=True)
    }
    return {username: found[username] for username in offered if username in found}
