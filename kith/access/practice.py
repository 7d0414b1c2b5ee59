"""The practice that holds today, read once from the packs."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.may import May
from kith.core import clock
from kith.practice import Authority, Practice, load


@cache
def authority() -> Authority:
    """The authority with all its packs. Raises ``BrokenPacks`` with every mistake when a pack is broken."""
    return read(settings.KITH_PACKS)


def read(folder: Path) -> Authority:
    """A folder of packs, held to the names this program knows. Raises ``BrokenPacks`` with every mistake."""
    effects = import_string(settings.KITH_EFFECTS)
    return load(folder, permissions=[one.name for one in May], effects=list(effects))


@cache
def on(day: date) -> Practice:
    """The practice that holds on ``day``."""
    return authority().practice_on(day)


def current() -> Practice:
    """The practice that holds today."""
    return on(clock.today())
