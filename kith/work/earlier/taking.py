"""Buttons beside one box: take over what was said last time, or settle what two people wrote at once."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kith.core import Refused, reading_words, sent_back
from kith.people.banners import viewer_of
from kith.ui.formatting import anchor
from kith.work.answers.actions import save_answer
from kith.work.answers.rules import field_name
from kith.work.earlier import before as lookup
from kith.work.earlier import rules
from kith.work.models import Step
from kith.work.steps.queries import answers_and_last_saved

GONE = "There is nothing to take over there. Open the page again."


def compared(request: HttpRequest, work: Step, names: Mapping[int, str]) -> dict[str, Any]:
    """The piece of work before this one, and what it said where somebody compares."""
    viewer = viewer_of(request)
    before = lookup.previous(viewer, work, names)
    told = lookup.last_time(viewer, before, names) if before and request.GET.get("compare") else None
    return {"before": before, "last_time": told, "takings": rules.targets}


def take_over(request: HttpRequest, work: Step, sent: str, names: Mapping[int, str]) -> str:
    """Copy one text from last time into its box, marked; gives where to go on. Raises ``Refused`` for any other."""
    taking = rules.read(sent)
    before = lookup.previous(viewer_of(request), work, names)
    text = None
    if taking and before:
        text = lookup.last_time(viewer_of(request), before, names).answers.get(
            (taking.question, taking.source)
        )
    if taking is None or before is None or not isinstance(text, str) or not text.strip():
        raise Refused(GONE)
    kept, _ = answers_and_last_saved(viewer_of(request), work)
    present, version = kept.get((taking.question, taking.target), ("", 0))
    day = reading_words.short_day(before.completed_on) if before.completed_on else ""
    value = rules.taken_over(present if isinstance(present, str) else "", text, before.title, day)
    facts = {"question": taking.question, "child": taking.target}
    save_answer(viewer_of(request), work, value=value, base_version=version, **facts)
    place = anchor(field_name(taking.question, taking.target))
    return f"{reverse('step', kwargs={'number': work.pk})}?compare=1#{place}"


def settle(request: HttpRequest, work: Step, sent: str) -> str:
    """Keep one's own words, or both texts, where somebody else wrote meanwhile; gives where to go on."""
    how, _, field = sent.partition(":")
    name, _, whose = field.partition(".")
    child = sent_back.number(whose) or None
    mine = request.POST.get(f"_mine.{field}", "").replace("\r\n", "\n")
    version = sent_back.number(request.POST.get(f"_version.{field}", ""), sent_back.LONGEST_VERSION)
    theirs = answers_and_last_saved(viewer_of(request), work)[0].get((name, child), ("", 0))[0]
    if not mine.strip() or not isinstance(theirs, str):
        raise Refused(GONE)
    value = f"{theirs}\n\n{mine}" if how == "both" else mine
    saved = save_answer(
        viewer_of(request), work, question=name, child=child, value=value, base_version=version or 0
    )
    if saved.clash:
        raise Refused(
            "Somebody wrote once more meanwhile. Both texts are in the history; write what shall stand."
        )
    return f"{reverse('step', kwargs={'number': work.pk})}#{anchor(field)}"
