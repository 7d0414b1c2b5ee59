"""The page door and the action door: the only ways in."""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
from django.utils.module_loading import import_string

from kith.access.may import May
from kith.access.models import Event, Look, Worker
from kith.core import clock

ANYONE = "anyone, signed in or not"
SIGNED_IN = "anyone signed in"
Lock = May | str
Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_inside_an_action: ContextVar[bool] = ContextVar("inside_an_action", default=False)


@dataclass(slots=True)
class _Piece:
    """Many actions that are one piece: what is still to be written to the trail, and whether one of them failed."""

    events: list[tuple[datetime, Any, str, Any]] = field(default_factory=list)
    has_failed: bool = False


_piece: ContextVar[_Piece | None] = ContextVar("piece", default=None)


class PartOfAPieceWasUndone(Exception):
    """An action inside one piece failed, and whoever called it went on as if it could be undone alone."""


class NobodyWasNamed(Exception):
    """A page about somebody's record answered without saying whose record was opened."""


class IdConverter:
    """A number in a URL that fits a database id; anything larger is not found."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(IdConverter, "id")


def page(route: str, *, may: Lock, about: str = "", name: str = "") -> Callable[..., Any]:
    """Make a view reachable at ``route`` for those with the permission ``may``.

    ``about`` says in words whose record the page shows; such a page must call ``look_at`` with the
    ids of the people shown, and each of them gets a line in the trail. ``name`` is the URL's name,
    by default the function's. A visitor who is not signed in is sent to sign in; a worker without
    the permission is refused with 403. A refused form (422) shows the record too, so that its line is
    written after the refusal has undone everything else.
    """

    def lock(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def locked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if isinstance(may, May) and not request.user.may(may):  # type: ignore[union-attr]
                raise PermissionDenied(may.name)
            response = view(request, **kwargs)
            if about and response.status_code in (HTTPStatus.OK, HTTPStatus.CONFLICT):
                _write_looks(request, locked.page_name)  # type: ignore[attr-defined]
            elif about and response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
                response.trace = _also(response, partial(_write_looks, request, locked.page_name))  # type: ignore[attr-defined]
            return response

        locked.route, locked.lock, locked.about = route, may, about  # type: ignore[attr-defined]
        locked.page_name = name or view.__name__  # type: ignore[attr-defined]
        return locked

    return lock


def _also(response: HttpResponse, write: Callable[[], Any]) -> Callable[[], None]:
    """This, and what the view itself leaves to be written after its refusal has undone everything else."""
    more = getattr(response, "trace", None)

    def both() -> None:
        write()
        if more:
            more()

    return both


def look_at(request: HttpRequest, people: Collection[int], reason: str = "") -> None:
    """Say whose record this request opens; written to the trail when the page is shown."""
    looked = getattr(request, "looked_at", {})
    request.looked_at = looked | dict.fromkeys(people, reason)  # type: ignore[attr-defined]


def _write_looks(request: HttpRequest, page_name: str) -> None:
    if not hasattr(request, "looked_at"):
        raise NobodyWasNamed(f"the page {page_name} opened a record and did not say whose")
    record_look(request.user, request.looked_at, page_name)


def record_look(worker: Any, people: dict[int, str], page_name: str) -> None:
    """Write one ``Look`` for each person.

    ``people`` maps person ids to the reason in words; where it is empty, the setting ``KITH_WHY`` names
    what finds it.
    """
    role, now = (worker.roles or [""])[0], clock.now()
    unsaid = [person for person, reason in people.items() if not reason]
    why = people | (import_string(settings.KITH_WHY)(worker, unsaid) if unsaid else {})
    if not why:
        return
    # a pack lists thousands: a row of Python for each costs more than the insert
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {Look._meta.db_table} (at, worker_id, role, person_id, page, reason) "  # noqa: S608 - ours
            "select %s, %s, %s, told.person, %s, told.reason "
            "from unnest(%s::bigint[], %s::text[]) told(person, reason)",
            [now, worker.pk, role, page_name, list(why), list(why.values())],
        )


def action(permission: May) -> Callable[..., Any]:
    """Make a function the one way to change something.

    The function's first argument is ``by``, the worker. Permission, transaction and audit event are
    given here, so none of them can be forgotten. What an action calls inside itself is part of it and
    is not asked for its own permission. Raises ``PermissionDenied`` when ``by`` lacks it; when
    anything is raised, nothing is written.
    """

    def decorate(verb: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        @wraps(verb)
        def act(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            by: Worker = args[0]  # type: ignore[assignment]
            if not _inside_an_action.get() and not by.may(permission):
                raise PermissionDenied(permission.name)
            token = _inside_an_action.set(True)
            try:
                with _undone_alone():
                    result = verb(*args, **kwargs)
                    subject = result if isinstance(result, models.Model) else (args[1:2] or (None,))[0]
                    _note_event(by, f"{verb.__module__.removeprefix('kith.')}.{verb.__name__}", subject)
            finally:
                _inside_an_action.reset(token)
            return result

        act.permission = permission  # type: ignore[attr-defined]
        return act

    return decorate


@contextmanager
def one_piece() -> Iterator[None]:
    """Inside an action: the many actions called here are one piece, undone together and never alone.

    They save the record store a savepoint each, and their events are written at the end, all in one go, each with the
    people its subject is about by then. Whoever catches what one of them raises gets ``PartOfAPieceWasUndone``.
    """
    piece = _Piece()
    token = _piece.set(piece)
    try:
        yield
    finally:
        _piece.reset(token)
    if piece.has_failed:
        raise PartOfAPieceWasUndone("an action failed inside one piece and the piece went on")
    people: dict[Any, list[int]] = {}
    for *_, subject in piece.events:
        if _key(subject) not in people:
            people[_key(subject)] = people_of(subject)
    Event.objects.bulk_create(
        _event(at, by, name, subject, people[_key(subject)]) for at, by, name, subject in piece.events
    )


@contextmanager
def _part_of(piece: _Piece) -> Iterator[None]:
    try:
        yield
    except BaseException:
        piece.has_failed = True
        raise


def _undone_alone() -> AbstractContextManager[Any]:
    piece = _piece.get()
    return transaction.atomic() if piece is None else _part_of(piece)


def _note_event(by: Worker, name: str, subject: Any) -> None:
    piece = _piece.get()
    if piece is None:
        _event(clock.now(), by, name, subject, people_of(subject)).save(force_insert=True)
    else:
        piece.events.append((clock.now(), by, name, subject))


def _key(subject: Any) -> Any:
    return (type(subject), subject.pk) if isinstance(subject, models.Model) else id(subject)


def _event(at: datetime, by: Worker, name: str, subject: Any, people: list[int]) -> Event:
    is_row = isinstance(subject, models.Model)
    return Event(
        at=at,
        worker=by,
        role=(by.roles or [""])[0],
        action=name,
        subject_kind=subject._meta.label_lower if is_row else "",
        subject_id=subject.pk if is_row else None,
        people=people,
    )


def people_of(subject: Any) -> list[int]:
    """Ids of the people a row is about: its ``people_ids()``, or its person."""
    if hasattr(subject, "people_ids"):
        return list(subject.people_ids())
    person = getattr(subject, "person_id", None)
    return [person] if person else []


def urls_of(*apps: str) -> list[URLPattern]:
    """URL patterns of every ``@page`` in the ``pages`` modules of these apps and of their features.

    What is written out comes before what stands for anything: ``figures/board/`` before ``figures/<slug:code>/``.
    """
    views: list[Any] = [view for app in apps for view in pages_of(app)]
    views.sort(key=lambda view: [part.startswith("<") for part in view.route.split("/")])
    return [path(view.route, view, name=view.page_name) for view in views]


def pages_of(app: str) -> list[Callable[..., HttpResponse]]:
    """Every locked page that an app defines, in the order of its modules."""
    package = importlib.import_module(app)
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{app}.")]
    modules = [importlib.import_module(name) for name in names if name.endswith(".pages")]
    views = [view for module in modules for view in vars(module).values() if hasattr(view, "page_name")]
    return [view for view in views if view.__module__.startswith(app)]
