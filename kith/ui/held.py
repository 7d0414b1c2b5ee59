"""A form that could not be taken as it came: its page holds every field that was sent, to be sent once more.

Nothing of it is kept on the server, and nothing goes into an address. Files cannot be held like that: the page names
each of them and says that it was not kept. On its way through signing in, each field goes under a longer name, so that
it does not meet the fields of the sign-in form.
"""

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from kith.ui.render import render

CARRIED = "held:"
NOT_HELD = {"csrfmiddlewaretoken", "password"}
SENT_OTHERWISE = (
    "This form was sent before, with other words, and what was sent then is kept. Look there first: it may be enough "
    "to change it. Send this only when it shall be kept beside it."
)
LOST_FILE = "_lost_file"  # the name of a file that was sent and could not be held
Fields = list[tuple[str, str]]


def sent(request: HttpRequest) -> Fields:
    """The fields of a form, without its proof of origin and without a password, and the names of its files."""
    pairs = _pairs(request.POST)
    kept = [pair for pair in pairs if pair[0] not in NOT_HELD and not pair[0].startswith(CARRIED)]
    files = (file for _, chosen in request.FILES.lists() for file in chosen)
    return kept + [(LOST_FILE, file.name or "without a name") for file in files]


def carried(posted: QueryDict) -> Fields:
    """The fields of the form that waits while its writer signs in, under their own names again."""
    pairs = (
        (name.removeprefix(CARRIED), value) for name, value in _pairs(posted) if name.startswith(CARRIED)
    )
    return [pair for pair in pairs if pair[0] not in NOT_HELD]


def texts(fields: Fields) -> list[str]:
    """What somebody typed in more than one word, to be read and copied."""
    return [value for name, value in fields if not name.startswith("_") and len(value.split()) > 1]


def lost_files(fields: Fields) -> list[str]:
    """The names of the files that were sent with a form and are lost."""
    return list(dict.fromkeys(value for name, value in fields if name == LOST_FILE))


def send_page(
    request: HttpRequest, address: str, fields: Fields, *, status: int = 200, why: str = ""
) -> HttpResponse:
    """A page with one button, which sends the form again to ``address``."""
    context = {
        "address": inside(address),
        "fields": fields,
        "texts": texts(fields),
        "lost_files": lost_files(fields),
        "why": why,
    }
    return render(request, "ui/send_again.html", context, status=status)


def sent_otherwise(request: HttpRequest) -> HttpResponse:
    """409: a form that was kept before comes again with other words: those wait on a page, under a key of their own."""
    fields = [(name, str(uuid4()) if name == "_key" else value) for name, value in sent(request)]
    return send_page(request, request.get_full_path(), fields, status=HTTPStatus.CONFLICT, why=SENT_OTHERWISE)


def inside(address: str) -> str:
    """The address when it is a path of this site, else the first page."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else "/"


def is_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this site; no other site can make it say so."""
    came_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(came_from)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def _pairs(posted: QueryDict) -> Iterable[tuple[str, str]]:
    return ((name, value) for name, values in posted.lists() for value in values)
