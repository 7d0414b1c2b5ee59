"""What is said when something is written down long after it happened: which published figures it comes too late for.

What was published stays as it was; its page tells what came in since (`kith.performance`).
"""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.module_loading import import_string

from kith.core import clock, reading_words
from kith.people.banners import viewer_of
from kith.practice.forms import HELD_ON
from kith.work import typed
from kith.work.models import Step
from kith.work.steps.queries import answers_of

FROM_DAYS = 7  # what is written down within a week is said to be late by nobody


def tell(request: HttpRequest, happened_on: date) -> None:
    """Leave a line on the next page where something is written down more than a week late. One query then."""
    if words := told(happened_on, clock.today()):
        messages.info(request, words)


def tell_typed(request: HttpRequest, *boxes: str) -> None:
    """The same of the earliest day that was typed into one of these boxes of the form; nothing where none was."""
    if days := [day for box in boxes if (day := typed.day(request.POST.get(box, "")))]:
        tell(request, min(days))


def tell_of(request: HttpRequest, work: Step) -> None:
    """The same of finished work whose form says on which day it was held."""
    said = answers_of(viewer_of(request), work).get((HELD_ON, None))
    if day := typed.day(str(said or "")):
        tell(request, day)


def told(happened_on: date, today: date) -> str:
    """'Written down 41 days after it happened ...', or nothing for what is recorded in time."""
    days = (today - happened_on).days
    if days <= FROM_DAYS:
        return ""
    later = f"Written down {days} days after it happened; both days are kept."
    published = import_string(settings.KITH_PUBLISHED)(happened_on)
    if published is None:
        return later
    period, published_on = published
    return (
        f"{later} Figures for {period} were published on {reading_words.short_day(published_on)}: they stay as they "
        "were, and their page tells what came in since."
    )
