"""The practice that holds today, read once from the packs."""

from datetime import date
from functools import cache

from django.conf import settings

from kith.core import clock
from kith.practice import Authority, Practice, load


@cache
def authority() -> Authority:
    """The authority with all its packs. Raises ``PackMistakes`` when a pack is broken."""
    return load(settings.KITH_PACKS)


@cache
def on(day: date) -> Practice:
    """The practice that holds on ``day``."""
    return authority().practice_on(day)


def current() -> Practice:
    """The practice that holds today."""
    return on(clock.today())
