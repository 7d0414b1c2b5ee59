"""What a page of a step sends back: every box that was on it, and the versions it was made with."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import QueryDict

from kith.core import Refused, sent_back
from kith.practice import Form
from kith.work.answers import boxes, parts
from kith.work.answers import rules as answering
from kith.work.answers.actions import Clash, Typed

NOT_AS_MADE = "This page is not as it was made. Open it again."


def typed_in(post: QueryDict, form: Form, sections: Iterable[boxes.Part]) -> list[Typed]:
    """Every box that was on the page, as it was posted, with rows that were added while one wrote."""
    seen = sent_back.versions(post.get("_seen", ""))
    found = []
    for box in (on_page := boxes.every_box(sections)):
        if box.field not in post and not (box.kind in parts.LISTS and box.field in seen):
            continue
        value = answering.tidy(box.kind, post.getlist(box.field))
        found.append(Typed(box.name, box.child, value, seen.get(box.field, 0)))
    return found + list(_added(post, form, {box.field for box in on_page}))


def _added(post: QueryDict, form: Form, on_page: set[str]) -> Iterator[Typed]:
    for name in post:
        asked = parts.question_of(name)
        if name in on_page or name.count(":") != 2 or not form.has(asked):
            continue
        if part := parts.known(form.question(asked), name):
            yield Typed(name, None, answering.tidy(part.kind, post.getlist(name)), 0)


def clash_words(typed: Typed, clash: Clash, context: dict[str, Any]) -> dict[str, Any]:
    """What two people wrote in one box at once, both to be read. ``context``: that of the page."""
    mine, theirs = (
        boxes.retold(context["form"], context["names"], typed.name, value)
        if isinstance(value, list)
        else value
        for value in (typed.value, clash.value)
    )
    return {
        "field": answering.field_name(typed.name, typed.child),
        "mine": mine,
        "theirs": theirs,
        "by": clash.by,
        "at": clash.at,
        "version": clash.version,
    }


def number_in(text: str) -> int | None:
    """A whole number that fits a row's id; None for no number; a number nobody has for nonsense."""
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Refused(NOT_AS_MADE)
    return int(text)
