"""What stands round every page: doors, notices, the worker's menu, the strip of a training system.

The look knows no other app. Settings name a callable, `KITH_FURNITURE = "dotted.path"`, that takes the
request and gives some or all of the entries below.
"""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.module_loading import import_string

from kith.core import clock


def empty_furniture() -> dict[str, Any]:
    """Give furniture for a page that nobody has signed in to see."""
    return {
        "service": "Kith",
        "authority": "",  # "Westmere Council", beside the wordmark
        "strip": None,  # words of the violet strip of a system that is not live
        "home": "/",
        "find": None,  # address of the search page; None shows no search box
        "find_live": None,  # address that is POSTed q: {"found": [{"href", "words", "small"}], "words"}
        "doors": [],  # main navigation: {"name": "work", "words": "My work", "href": "/work/", "key": "w"}
        "door": None,  # name of the door one stands in; a template may say it with {% set door = "work" %}
        "notices": None,  # {"href": "/notices/", "count": 4}
        "help": None,
        "worker": None,  # {"name": "Amina Rahman", "role": "social worker", "links": [(words, href)]}
        "sign_out": None,  # address that a POST signs out at
        "idle": None,  # {"seconds": 1200, "who": 17}: when a session without anything done ends, and whose it is
        "record_visit": None,  # where the key n leads
        "record_contact": None,  # where the key c leads
        "single_keys": True,  # whether single-letter keys are on for this worker
        "large_text": False,  # whether this worker asked for larger text
        "version": "",
        "now": clock.now(),
    }


def furniture(request: HttpRequest) -> dict[str, Any]:
    """Give the furniture for this request, asking the callable that the settings name, once."""
    if hasattr(request, "furniture"):
        return request.furniture  # type: ignore[no-any-return]
    path = getattr(settings, "KITH_FURNITURE", None)
    given = import_string(path)(request) if path else {}
    if unknown := given.keys() - empty_furniture().keys():
        raise KeyError(f"furniture has no place for: {', '.join(sorted(unknown))}")
    if given.get("worker") and hasattr(request, "user"):
        given["idle"] = {"seconds": settings.KITH_IDLE_SECONDS, "who": request.user.pk}
    request.furniture = empty_furniture() | given | {"messages": list(get_messages(request))}  # type: ignore[attr-defined]
    return request.furniture  # type: ignore[attr-defined,no-any-return]
