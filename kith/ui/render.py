"""Turning a template and values into an answer: whole pages and single blocks of them."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

import jinja2
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2

from kith.ui import unshown


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Answer with a whole page, for example `render(request, "desk/my_work.html", {"steps": steps})`.

    A page shown again after a refusal is given `problems`, the pairs of `Refused.problems`, and `status=422`. What was
    typed and stands nowhere on it is added at its end: a form may be gone because somebody else did the same meanwhile.
    """
    page = _environment().get_template(template).render(_values(request, context))
    if status == HTTPStatus.UNPROCESSABLE_ENTITY and request.method == "POST":
        page = unshown.with_lost_words(page, request.POST, render_words)
    return HttpResponse(page, status=status)


def fragment(
    request: HttpRequest,
    template: str,
    block: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with one block of a page, for parts that are fetched again while the page stays."""
    page = _environment().get_template(template)
    if block not in page.blocks:
        raise LookupError(f"{template} has no block {block}; it has {', '.join(sorted(page.blocks))}")
    inside = page.new_context(_values(request, context))
    return HttpResponse("".join(page.blocks[block](inside)), status=status)


def render_words(template: str, context: Mapping[str, Any] | None = None) -> str:
    """Give a template as text, for what is no answer to a request: a letter, a stored output, a test."""
    return _environment().get_template(template).render(dict(context or {}))


def _values(request: HttpRequest, context: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"problems": (), **(context or {}), "request": request}


def _environment() -> jinja2.Environment:
    return cast(Jinja2, engines["jinja2"]).env
