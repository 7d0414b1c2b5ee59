"""Pages about the system itself: accessibility, keyboard, privacy, and the practice that holds."""

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import ANYONE, page
from kith.access.may import May
from kith.core import clock
from kith.ui.render import render

KEYS = (
    ("/", "Go to the search box"),
    ("g then w", "My work"),
    ("g then f", "Front door"),
    ("g then c", "Children and families"),
    ("g then t", "Team"),
    ("g then p", "Performance"),
    ("g then q", "Quality"),
    ("n", "Record a visit or note"),
    ("c", "Record a contact"),
    ("j and k", "Next and previous row of a list"),
    ("Enter", "Open the row"),
    ("x", "Tick the row"),
    ("Ctrl and Enter", "The main action of the page"),
    ("Esc", "Close a panel"),
    ("?", "Show this list"),
)


@page("accessibility/", may=ANYONE)
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are and how to say that something is not."""
    return render(request, "desk/about/accessibility.html")


@page("keyboard/", may=ANYONE)
def keyboard(request: HttpRequest) -> HttpResponse:
    """Every shortcut."""
    return render(request, "desk/about/keyboard.html", {"keys": KEYS})


@page("privacy/", may=ANYONE)
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about children, families and workers."""
    return render(request, "desk/about/privacy.html")


@page("set-up/practice/", may=May.SEE_PRACTICE)
def practice_show(request: HttpRequest) -> HttpResponse:
    """The whole practice that holds today on one page: steps, limits, sign-off, roles."""
    return render(
        request,
        "desk/about/practice.html",
        {"practice": practice.current(), "on": clock.today(), "door": "set_up"},
    )
