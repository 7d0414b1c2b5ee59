"""The page that is shown when something broke. It needs no database, no session and no other app."""

import json
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title} - Kith</title><link rel="stylesheet" href="{sheet}"></head>
<body class="govuk-template__body"><div class="govuk-width-container"><main class="govuk-main-wrapper" id="main">
<h1 class="govuk-heading-l">{title}</h1><p class="govuk-body">{words}</p></main></div></body></html>
"""
RESTARTING = (
    "The record store is restarting",
    "The record store is restarting. Nothing you saved is lost. Try again in a few seconds.",
)
FULL = (
    "The disk is full",
    "The disk of the record store is full. What you just sent was not saved; everything saved before is safe. "
    "Keep this page open, tell whoever looks after the system, and send it again when they have made room.",
)
BUSY = (
    "That took too long",
    "The record store was too busy to answer and what you sent was not saved. Go back and try again.",
)
UNDER_WAY = (
    "This form is being carried out already",
    "It was sent before and takes its time; it will not be carried out twice. Wait a minute and look where it belongs: "
    "what you sent is there then.",
)
BROKEN = (
    "Something went wrong",
    "Something in Kith went wrong, and what you just sent was not saved. Go back and try again. If it happens "
    "again, tell whoever looks after the system at what time it was.",
)
DISK_FULL, TOO_SLOW, LOCKED, OUT_OF_MEMORY = "53100", "57014", "55P03", "53200"


class UnderWay(Exception):
    """The same form was sent before and is still being carried out."""


def fault(request: HttpRequest) -> HttpResponse:
    """Answer in plain words for the exception being handled: 503 when waiting helps, else 500."""
    title, words, code = words_for(sys.exc_info()[1])
    if "application/json" in request.headers.get("Accept", ""):
        response = HttpResponse(_json(words), content_type="application/json", status=code)
    else:
        response = HttpResponse(format_html(PAGE, title=title, words=words, sheet=_sheet()), status=code)
    if code == 503:
        response["Retry-After"] = "3"
    return response


def words_for(problem: BaseException | None) -> tuple[str, str, int]:
    """Title, words and answer code for what went wrong."""
    if isinstance(problem, UnderWay):
        return (*UNDER_WAY, 503)
    if not isinstance(problem, OperationalError | InterfaceError):
        return (*BROKEN, 500)
    state = getattr(problem.__cause__, "sqlstate", None) or ""
    if state == DISK_FULL:
        return (*FULL, 503)
    if state in (TOO_SLOW, LOCKED, OUT_OF_MEMORY):
        return (*BUSY, 503)
    return (*RESTARTING, 503)


def _sheet() -> str:
    """Address of the stylesheet; the page stands without it where assets were never built."""
    try:
        return static("kith/public.css")
    except ValueError:
        return ""


def _json(words: str) -> str:
    return json.dumps({"words": words})
