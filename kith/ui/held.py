"""A form that could not be taken as it came: its page holds everything that was sent, to be sent once more.

Nothing of it is kept on the server, and nothing goes into an address. On its way through signing in, each field goes
under a longer name, so that it does not meet the fields of the sign-in form.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from kith.ui.render import render

CARRIED = "held:"
NOT_HELD = {"csrfmiddlewaretoken", "password"}
Fields = list[tuple[str, str]]


def sent(posted: QueryDict) -> Fields:
    """The fields of a form, without its proof of origin and without a password."""
    return [pair for pair in _pairs(posted) if pair[0] not in NOT_HELD and not pair[0].startswith(CARRIED)]


def carried(posted: QueryDict) -> Fields:
    """The fields of the form that waits while its writer signs in, under their own names again."""
    pairs = (
        (name.removeprefix(CARRIED), value) for name, value in _pairs(posted) if name.startswith(CARRIED)
    )
    return [pair for pair in pairs if pair[0] not in NOT_HELD]


def texts(fields: Fields) -> list[str]:
    """What somebody typed in more than one word, to be read and copied."""
    return [value for name, value in fields if not name.startswith("_") and len(value.split()) > 1]


def send_page(
    request: HttpRequest, address: str, fields: Fields, *, status: int = 200, why: str = ""
) -> HttpResponse:
    """A page with one button, which sends the form again to ``address``."""
    context = {"address": inside(address), "fields": fields, "texts": texts(fields), "why": why}
    return render(request, "ui/send_again.html", context, status=status)


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
